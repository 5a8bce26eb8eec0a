import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { RunningMock } from '../../scripts/mock/server.ts';
import type { Api } from '../../scripts/model/model.ts';
import { apiWith } from '../support/mock-api.ts';
import { ask, askForToken, type Received, withMock } from '../support/mock-client.ts';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** Posts a form to the token endpoint, with nothing in it but what is given. */
function post(
  mock: RunningMock,
  fields: Readonly<Record<string, string>> | string,
  headers: Record<string, string | string[]> = {},
): Promise<Received> {
  const body = typeof fields === 'string' ? fields : new URLSearchParams(fields).toString();
  return ask(mock.variables['baseUrl'] ?? '', '/oauth/token', { method: 'POST', headers: { ...form, ...headers }, body });
}

const basic = (id: string, secret: string) => ({ Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` });
const grant = { grant_type: 'client_credentials' };

/** What an error answer has to be: its status, and the code of RFC 6749 section 5.2. */
function expectRefusal(answer: Received, status: number, error: string): void {
  expect([answer.status, (answer.json() as { error: unknown }).error]).to.deep.equal([status, error]);
  expect(answer.headers).to.include({ 'content-type': 'application/json', 'cache-control': 'no-store' });
}

describe('the token endpoint', () => {
  it('issues a new, opaque token each time, as RFC 6749 section 5.1 says', async () => {
    await withMock(apiWith({ settings: 'scope: [read, write]' }), {}, async (mock) => {
      const first = await askForToken(mock, { scope: 'read' });
      expect(first.status).to.equal(200);
      expect(first.headers).to.include({ 'content-type': 'application/json', 'cache-control': 'no-store' });
      const body = first.json() as Record<string, unknown>;
      expect(Object.keys(body).sort()).to.deep.equal(['access_token', 'expires_in', 'scope', 'token_type']);
      expect(body).to.include({ token_type: 'Bearer', expires_in: 3600, scope: 'read' });
      expect(body['access_token']).to.match(/^[\w-]{32}$/);
      const second = (await askForToken(mock)).json() as Record<string, unknown>;
      expect(second['access_token']).not.to.equal(body['access_token']);
      expect(second).not.to.have.property('scope');
      expect(mock.log.map(({ kind, token, note }) => [kind, token, note])).to.deep.equal([
        ['token', 't1', 'issued t1'],
        ['token', 't2', 'issued t2'],
      ]);
    });
  });

  it('says the life in whole seconds, never more than it is, and at least one', async () => {
    for (const [life, seconds] of [
      [2000, 2],
      [2999, 2],
      [200, 1],
    ] as const) {
      await withMock(apiWith(), { tokenLife: life }, async (mock) => {
        expect((await askForToken(mock)).json()).to.include({ expires_in: seconds });
      });
    }
    await withMock(apiWith({ more: 'mock: { tokenLife: 90s }' }), {}, async (mock) => {
      expect((await askForToken(mock)).json()).to.include({ expires_in: 90 });
    });
  });

  const documented = (responses: string) => `token:\n  responses:\n    ${responses}`;

  it('answers in the frame of the documented answer', async () => {
    const settings = [
      'scope: [DEFAULT, "{{account}}"]',
      documented(
        '200: { description: Token, schema: true, headers: { Pragma: no-cache, Cache-Control: "no-store, private" }, example: { access_token: x, token_type: bearer, expires_in: "7200", scope: "DEFAULT {{account}}", created_at: 5 } }',
      ),
    ].join('\n');
    await withMock(apiWith({ settings }), {}, async (mock) => {
      const answer = await askForToken(mock, { scope: 'DEFAULT' });
      expect(answer.headers).to.include({ pragma: 'no-cache', 'cache-control': 'no-store, private' });
      const { access_token, ...rest } = answer.json() as Record<string, unknown>;
      expect(access_token).not.to.equal('x');
      expect(rest).to.deep.equal({ token_type: 'bearer', expires_in: '7200', scope: 'DEFAULT acme', created_at: 5 });
    });
    await withMock(apiWith({ settings }), { tokenLife: 5000 }, async (mock) => {
      expect((await askForToken(mock)).json()).to.include({ expires_in: '5' });
    });
  });

  it('adds no member that the documented schema has no room for', async () => {
    const schema = '{ type: object, required: [access_token], properties: { access_token: {} }, additionalProperties: false }';
    const settings = `scope: [read]\n${documented(`200: { description: Token, schema: ${schema}, example: { access_token: x } }`)}`;
    await withMock(apiWith({ settings }), { tokenLife: 5000 }, async (mock) => {
      expect(Object.keys((await askForToken(mock, { scope: 'read' })).json() as object)).to.deep.equal(['access_token']);
    });
  });

  it('is there for POST only', async () => {
    await withMock(apiWith(), {}, async (_, base) => {
      const answer = await ask(base, '/oauth/token');
      expect([answer.status, answer.headers['allow']]).to.deep.equal([405, 'POST']);
    });
  });
});

describe('a token request', () => {
  const malformed: [string, string, Record<string, string>?][] = [
    ['without grant_type', 'scope=read'],
    ['with an empty grant_type', 'grant_type='],
    ['with a field twice', 'grant_type=client_credentials&scope=read&scope=read'],
    ['with a malformed percent sequence', 'grant_type=client_credentials&scope=%zz'],
    ['with a percent sequence that is not UTF-8', 'grant_type=client_credentials&scope=%ff'],
    ['in JSON', '{"grant_type":"client_credentials"}', { 'Content-Type': 'application/json' }],
    ['of another content type', 'grant_type=client_credentials', { 'Content-Type': 'text/plain' }],
    ['with the secret in the body too', 'grant_type=client_credentials&client_secret=mock-secret'],
  ];
  for (const [what, body, headers] of malformed) {
    it(`${what} is an invalid_request`, async () => {
      await withMock(apiWith({ settings: 'scope: [read]' }), {}, async (mock) => {
        expectRefusal(await askForToken(mock, body, headers), 400, 'invalid_request');
        expect(mock.log.map(({ status, note, token }) => [status, note, token])).to.deep.equal([
          [400, 'refused: invalid_request', undefined],
        ]);
      });
    });
  }

  it('with another grant is an unsupported_grant_type', async () => {
    await withMock(apiWith(), {}, async (mock) => {
      expectRefusal(await askForToken(mock, { grant_type: 'password' }), 400, 'unsupported_grant_type');
    });
  });

  it('for a scope outside of the configured one is an invalid_scope, whatever stands beside it', async () => {
    await withMock(apiWith({ settings: 'scope: [read, "{{account}}"]' }), {}, async (mock) => {
      expect((await askForToken(mock, { scope: 'acme read' })).status).to.equal(200);
      expect((await askForToken(mock, { scope: '' })).status).to.equal(200);
      expectRefusal(await askForToken(mock, { scope: 'read admin' }), 400, 'invalid_scope');
    });
    await withMock(apiWith(), {}, async (mock) => expectRefusal(await askForToken(mock, { scope: 'read' }), 400, 'invalid_scope'));
  });

  it('may have unknown parameters', async () => {
    await withMock(apiWith(), {}, async (mock) => {
      expect((await askForToken(mock, { unknown: 'x' })).status).to.equal(200);
    });
  });

  it('has to have the audience, the parameters and the headers of the spec', async () => {
    const settings =
      'audience: "https://{{account}}.example.com"\nparameters: { tenant: "{{account}}" }\nheaders: { X-Tenant: "t-{{account}}" }';
    await withMock(apiWith({ settings }), {}, async (mock) => {
      const fields = { audience: 'https://acme.example.com', tenant: 'acme' };
      const headers = { 'X-Tenant': 't-acme' };
      expect((await askForToken(mock, fields, headers)).status).to.equal(200);
      expectRefusal(await askForToken(mock, { ...fields, audience: 'https://other.example.com' }, headers), 400, 'invalid_request');
      expectRefusal(await askForToken(mock, { tenant: 'acme' }, headers), 400, 'invalid_request');
      expectRefusal(await askForToken(mock, { ...fields, tenant: 'other' }, headers), 400, 'invalid_request');
      expectRefusal(await askForToken(mock, fields, { 'X-Tenant': 'other' }), 400, 'invalid_request');
      expectRefusal(await askForToken(mock, fields), 400, 'invalid_request');
    });
  });
});

describe('a client that authenticates', () => {
  const challenge = 'Basic realm="token"';

  it('by HTTP Basic is refused with a challenge unless id and secret are right', async () => {
    await withMock(apiWith(), {}, async (mock) => {
      expect((await post(mock, grant, basic('mock-client', 'mock-secret'))).status).to.equal(200);
      expect(
        (await post(mock, grant, { Authorization: basic('mock-client', 'mock-secret').Authorization.replace('Basic', 'bASIC') })).status,
      ).to.equal(200);
      expect((await post(mock, { ...grant, client_id: 'mock-client' }, basic('mock-client', 'mock-secret'))).status).to.equal(200);
      const wrong: [Record<string, string>, Record<string, string>][] = [
        [grant, basic('mock-client', 'wrong')],
        [grant, basic('wrong', 'mock-secret')],
        [grant, { Authorization: 'Basic !!!' }],
        [grant, { Authorization: `Basic ${Buffer.from('no colon').toString('base64')}` }],
        [grant, { Authorization: 'Bearer mock-secret' }],
        [{ ...grant, client_id: 'other' }, basic('mock-client', 'mock-secret')],
        [grant, {}],
        [{ ...grant, client_id: 'mock-client', client_secret: 'mock-secret' }, {}],
      ];
      for (const [fields, headers] of wrong) {
        const answer = await post(mock, fields, headers);
        expectRefusal(answer, 401, 'invalid_client');
        expect(answer.headers['www-authenticate']).to.equal(challenge);
      }
    });
  });

  it('by two Authorization headers is an invalid_request', async () => {
    await withMock(apiWith(), {}, async (mock) => {
      const { Authorization } = basic('mock-client', 'mock-secret');
      expectRefusal(await post(mock, grant, { Authorization: [Authorization, Authorization] }), 400, 'invalid_request');
    });
  });

  const odd = 'mock: { clientId: "clïent +&:/%41", clientSecret: "sécret +&:/%41" }';
  const [id, secret] = ['clïent +&:/%41', 'sécret +&:/%41'];

  it('by HTTP Basic encodes id and secret as forms do first', async () => {
    await withMock(apiWith({ more: odd }), {}, async (mock) => {
      const encode = (text: string) => new URLSearchParams({ x: text }).toString().slice(2);
      expect((await post(mock, grant, basic(encode(id), encode(secret)))).status).to.equal(200);
      expect((await post(mock, grant, basic(encodeURIComponent(id), encodeURIComponent(secret)))).status).to.equal(200);
      expectRefusal(await post(mock, grant, basic(id.replaceAll(':', ''), secret)), 401, 'invalid_client');
      expectRefusal(await post(mock, grant, basic('%zz', secret)), 401, 'invalid_client');
    });
  });

  it('by raw HTTP Basic leaves them as they are', async () => {
    const raw = 'mock: { clientId: "clïent +&/%41", clientSecret: "sécret +&:/%41" }';
    await withMock(apiWith({ settings: 'basicEncoding: raw', more: raw }), {}, async (mock) => {
      expect((await post(mock, grant, basic('clïent +&/%41', secret))).status).to.equal(200);
      expectRefusal(await post(mock, grant, basic(encodeURIComponent('clïent +&/%41'), encodeURIComponent(secret))), 401, 'invalid_client');
    });
  });

  it('in the body is refused without a challenge, and by no other way', async () => {
    await withMock(apiWith({ settings: 'clientAuthentication: client_secret_post' }), {}, async (mock) => {
      const right = { ...grant, client_id: 'mock-client', client_secret: 'mock-secret' };
      expect((await post(mock, right)).status).to.equal(200);
      for (const fields of [
        { ...right, client_secret: 'wrong' },
        { ...right, client_id: 'wrong' },
        grant,
        { ...grant, client_id: 'mock-client' },
      ]) {
        const answer = await post(mock, fields);
        expectRefusal(answer, 401, 'invalid_client');
        expect(answer.headers).not.to.have.property('www-authenticate');
      }
      const answer = await post(mock, right, basic('mock-client', 'mock-secret'));
      expectRefusal(answer, 401, 'invalid_client');
      expect(answer.headers['www-authenticate']).to.equal(challenge);
    });
  });

  it('by its id alone has no secret', async () => {
    await withMock(apiWith({ settings: 'clientAuthentication: none' }), {}, async (mock) => {
      expect((await post(mock, { ...grant, client_id: 'mock-client' })).status).to.equal(200);
      expectRefusal(await post(mock, { ...grant, client_id: 'wrong' }), 401, 'invalid_client');
      expectRefusal(await post(mock, grant), 401, 'invalid_client');
      expectRefusal(await post(mock, { ...grant, client_id: 'mock-client', client_secret: 'mock-secret' }), 401, 'invalid_client');
    });
  });
});

describe('a refusal that the spec documents', () => {
  const success = '200: { description: Token, schema: true, example: { access_token: x } }';
  const settings = (responses: readonly string[]) => `scope: [read]\ntoken:\n  responses:\n    ${[success, ...responses].join('\n    ')}`;
  const wrongClient = (api: Api) => withMock(api, {}, (mock) => post(mock, grant, basic('mock-client', 'wrong')));
  const wrongScope = (api: Api) => withMock(api, {}, (mock) => askForToken(mock, { scope: 'admin' }));

  it('is what a wrong client gets, whatever its status, headers and body', async () => {
    const forbidden =
      '403: { description: No, headers: { Pragma: no-cache }, schema: true, example: { error: access_denied, error_description: "Invalid subject: {{clientId}}" } }';
    const api = apiWith({ settings: settings([forbidden]) });
    const answer = await wrongClient(api);
    expect(answer.status).to.equal(403);
    expect(answer.headers).to.include({ pragma: 'no-cache', 'cache-control': 'no-store' });
    expect(answer.json()).to.deep.equal({ error: 'access_denied', error_description: 'Invalid subject: mock-client' });
    expectRefusal(await wrongScope(api), 400, 'invalid_scope');
  });

  it('is picked by its error', async () => {
    const api = apiWith({
      settings: settings([
        '400: { description: No, schema: true, example: { error: invalid_client, more: 1 } }',
        '401: { description: No, schema: true, example: { error: unauthorized } }',
        '422: { description: No, schema: true, example: { error: invalid_scope, more: 2 } }',
      ]),
    });
    const client = await wrongClient(api);
    expect([client.status, client.json()]).to.deep.equal([400, { error: 'invalid_client', more: 1 }]);
    const scope = await wrongScope(api);
    expect([scope.status, scope.json()]).to.deep.equal([422, { error: 'invalid_scope', more: 2 }]);
  });

  it('is not one for something else', async () => {
    const api = apiWith({
      settings: settings([
        '400: { description: No, schema: true, example: { error: invalid_scope } }',
        '429: { description: Slow down, schema: true, example: { error: slow_down } }',
      ]),
    });
    expectRefusal(await wrongClient(api), 401, 'invalid_client');
  });

  it('may have no body, and a 400 without an error stands for every 400', async () => {
    const api = apiWith({
      settings: settings(['400: { description: No, schema: true, example: { code: bad } }', '403: { description: No, readAs: none }']),
    });
    const client = await wrongClient(api);
    expect([client.status, client.body]).to.deep.equal([403, '']);
    const scope = await wrongScope(api);
    expect([scope.status, scope.json()]).to.deep.equal([400, { code: 'bad' }]);
  });

  it('with status 401 has a challenge where the client used Basic', async () => {
    const answer = await wrongClient(
      apiWith({ settings: settings(['401: { description: No, schema: true, example: { error: invalid_client, hint: x } }']) }),
    );
    expect([answer.status, answer.headers['www-authenticate'], answer.json()]).to.deep.equal([
      401,
      'Basic realm="token"',
      { error: 'invalid_client', hint: 'x' },
    ]);
  });
});
