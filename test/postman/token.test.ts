// The token scripts against a stand-in for Postman: every branch, with a clock of our own. Real Newman and the Postman CLI have tests beside this one.

import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { expect } from 'chai';
import type { TokenSettings } from '../../scripts/postman/sandbox/token-settings.d.ts';
import { type FakeOptions, fakePostman, type TokenAnswer } from '../support/fake-pm.ts';
import { tokenSettings } from '../support/token-settings.ts';

const SECRET = 'open sesame+/=&%é';
const environment = { baseUrl: 'https://api.example', clientId: 'ali', clientSecret: SECRET };
const TOKEN_URL = 'https://api.example/oauth/token';
const NOW = Date.UTC(2030, 0, 1);

/** An answer with a token: `token-1`, `token-2`, … */
const token = (count: number, members: object = { expires_in: 3600 }): TokenAnswer => ({
  status: 200,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ access_token: `token-${count}`, token_type: 'Bearer', ...members }),
});
const json = (status: number, body: unknown, headers: Record<string, string> = {}): TokenAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
});

type Changes = Partial<Omit<FakeOptions, 'settings'>> & { readonly settings?: Partial<TokenSettings> };
const postman = (changes: Changes = {}) =>
  fakePostman({
    environment,
    tokenEndpoint: (_request, count) => token(count),
    ...changes,
    settings: tokenSettings(changes.settings),
  });

/** What console.log was given, all of it. */
let logged: string[] = [];
beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: NOW });
  logged = [];
  mock.method(console, 'log', (...parts: unknown[]) => {
    logged.push(parts.join(' '));
  });
});
afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});

describe('keeping a token', () => {
  it('asks once and uses it for every request', async () => {
    const app = postman();
    for (const id of ['a', 'b', 'c']) expect((await app.send({ id })).tokens).to.deep.equal(['token-1']);
    expect(app.requests).to.have.length(1);
    expect(app.tests).to.deep.equal([]);
    expect(logged).to.deep.equal([]);
  });

  it('survives a Send in Postman, where local variables are forgotten', async () => {
    const app = postman();
    await app.send();
    app.newRun();
    expect((await app.send()).tokens).to.deep.equal(['token-1']);
  });

  it('leaves nothing in the environment', async () => {
    const app = postman();
    await app.send();
    expect(app.environment.all()).to.deep.equal(environment);
    expect(Object.keys(app.collectionVariables.all())).to.deep.equal(['oauthToken']);
    expect(Object.keys(app.local().all()).sort()).to.deep.equal(['accessToken', 'oauthTokenRun']);
  });

  for (const [what, change] of Object.entries<[string, string]>({
    'the token URL': ['baseUrl', 'https://other.example'],
    'the client': ['clientId', 'baba'],
    'the scope': ['carrier', 'c2'],
    'the audience': ['audience', 'a2'],
    'a parameter': ['resource', 'r2'],
  })) {
    it(`asks for another one when ${what} changes, and for none when it does not`, async () => {
      const app = postman({
        environment: { ...environment, carrier: 'c1', audience: 'a1', resource: 'r1' },
        settings: { scope: ['DEFAULT', '{{carrier}}'], audience: '{{audience}}', parameters: { resource: '{{resource}}' } },
      });
      await app.send();
      await app.send();
      expect(app.requests).to.have.length(1);
      app.environment.set(...change);
      expect((await app.send()).tokens).to.deep.equal(['token-2']);
    });
  }

  it('starts anew when somebody has typed something else into the variable', async () => {
    for (const junk of ['', 'not JSON', '[1]', 'null', '{"token":7}', '{"token":"t"}']) {
      const app = postman();
      app.collectionVariables.set('oauthToken', junk);
      expect((await app.send()).tokens, junk).to.deep.equal(['token-1']);
    }
    const app = postman();
    await app.send();
    app.collectionVariables.set('oauthToken', String(app.collectionVariables.get('oauthToken')).replace('"token-1"', '7'));
    expect((await app.send()).tokens).to.deep.equal(['token-2']);
  });
});

describe('refreshing ahead', () => {
  /** How long a token is used, in ms, found out to the millisecond; undefined: an hour and more. */
  async function usedFor(members: object, settings: Partial<TokenSettings> = {}): Promise<number | undefined> {
    let [low, high] = [0, 4_000_000];
    const isReplacedAfter = async (ms: number): Promise<boolean> => {
      mock.timers.setTime(NOW);
      const app = postman({ settings, tokenEndpoint: (_request, count) => token(count, members) });
      await app.send();
      mock.timers.setTime(NOW + ms);
      await app.send();
      return app.requests.length === 2;
    };
    if (!(await isReplacedAfter(high))) return undefined;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (await isReplacedAfter(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  it('happens refreshBefore the end, or a quarter of a short life before it', async () => {
    expect(await usedFor({ expires_in: 3600 })).to.equal(3_540_000);
    expect(await usedFor({ expires_in: 3600 }, { refreshBefore: 0 })).to.equal(3_600_000);
    expect(await usedFor({ expires_in: 60 })).to.equal(45_000);
    expect(await usedFor({ expires_in: 2 })).to.equal(1_500);
  });

  it('understands a life in a string, and a fraction', async () => {
    expect(await usedFor({ expires_in: '3600' })).to.equal(3_540_000);
    expect(await usedFor({ expires_in: ' 2.0 ' })).to.equal(1_500);
    expect(await usedFor({ expires_in: 0.4 })).to.equal(300);
  });

  it('does not happen when the life is missing or odd', async () => {
    for (const odd of [undefined, null, 0, -1, '-1', '', 'soon', '1h', 'NaN', true, [3600], {}]) {
      expect(await usedFor({ expires_in: odd }), JSON.stringify(odd)).to.equal(undefined);
    }
  });

  it('counts from when the token was asked for, not from when it came', async () => {
    const app = postman({
      tokenEndpoint: (_request, count) => {
        if (count === 1) mock.timers.setTime(NOW + 1_000);
        return token(count, { expires_in: 2 });
      },
    });
    await app.send();
    mock.timers.setTime(NOW + 1_500);
    await app.send();
    expect(app.requests).to.have.length(2);
  });
});

describe('a refused token', () => {
  /** An API that accepts only tokens that have not been revoked. */
  function revocable(status = 401) {
    const revoked = new Set<unknown>();
    const api = (sent: unknown): number => (revoked.has(sent) ? status : 200);
    return { revoked, api };
  }

  for (const status of [401, 498]) {
    it(`is replaced and the request repeated once when ${status} answers one that was accepted before`, async () => {
      const { revoked, api } = revocable(status);
      const app = postman({ api });
      await app.send();
      revoked.add('token-1');
      expect(await app.send()).to.deep.equal({
        skipped: false,
        statuses: [status, 200],
        repeats: [true, false],
        tokens: ['token-1', 'token-2'],
      });
      expect((await app.send()).tokens).to.deep.equal(['token-2']);
      expect(app.requests).to.have.length(2);
    });
  }

  it('is replaced as often as it is revoked: renewals that help are not counted', async () => {
    const { revoked, api } = revocable();
    const app = postman({ api });
    await app.send();
    for (let count = 1; count <= 10; count++) {
      revoked.add(`token-${count}`);
      expect((await app.send()).statuses).to.deep.equal([401, 200]);
    }
    expect(app.requests).to.have.length(11);
  });

  it('is not replaced for a status that is not one of a dead token', async () => {
    const statuses = [200, 403];
    const app = postman({ api: () => statuses.shift()! });
    await app.send();
    expect((await app.send()).repeats).to.deep.equal([false]);
    expect(app.requests).to.have.length(1);
  });

  it('that was new is not replaced, and no new one is asked for by the rest of the run', async () => {
    const app = postman({ api: () => 401 });
    for (let count = 0; count < 10; count++) expect((await app.send()).repeats).to.deep.equal([false]);
    expect(app.requests).to.have.length(1);
  });

  it('costs three new ones at most when a request is refused whatever the token', async () => {
    let refuse = false;
    const mixed = postman({ api: () => (refuse ? 401 : 200) });
    for (let count = 0; count < 10; count++) {
      refuse = false;
      await mixed.send();
      refuse = true;
      await mixed.send();
    }
    expect(mixed.requests).to.have.length(4);
    refuse = false;
    await mixed.send();
    mixed.newRun();
    expect((await mixed.send()).tokens, 'it works after all').to.deep.equal(['token-4']);
  });

  it('is replaced by the next Send in Postman, where setNextRequest does nothing', async () => {
    const { revoked, api } = revocable();
    const app = postman({ api, inRun: false });
    await app.send();
    app.newRun();
    revoked.add('token-1');
    expect((await app.send()).statuses).to.deep.equal([401]);
    app.newRun();
    expect((await app.send()).tokens).to.deep.equal(['token-2']);
  });

  it('that was new is replaced by the next Send in Postman', async () => {
    const { revoked, api } = revocable();
    revoked.add('token-1');
    const app = postman({ api, inRun: false });
    expect((await app.send()).statuses).to.deep.equal([401]);
    app.newRun();
    expect(await app.send()).to.deep.include({ tokens: ['token-2'], statuses: [200] });
  });

  it('is forgiven when a later request shows that it works', async () => {
    const statuses = [401, 200, 401, 200];
    const app = postman({ api: () => statuses.shift()! });
    await app.send();
    await app.send();
    expect((await app.send()).statuses).to.deep.equal([401, 200]);
  });

  it('leaves a request alone that is meant to be refused', async () => {
    const app = postman({ api: () => 401 });
    app.collectionVariables.set('oauthToken', '');
    await postmanAccepted(app);
    expect(await app.send({ expectedStatus: 401 })).to.deep.include({ repeats: [false], statuses: [401] });
    expect(await app.send({ expectedStatus: 498 })).to.deep.include({ repeats: [false] });
    expect(app.requests).to.have.length(1);
  });

  it('is repeated when another status was expected', async () => {
    const { revoked, api } = revocable();
    const app = postman({ api });
    await app.send();
    revoked.add('token-1');
    expect((await app.send({ expectedStatus: 404 })).repeats).to.deep.equal([true, false]);
  });

  it('is not concluded from a request that got no answer', async () => {
    const app = postman({ api: () => undefined });
    expect((await app.send()).repeats).to.deep.equal([false]);
    expect(JSON.parse(String(app.collectionVariables.get('oauthToken')))).to.include({ accepted: false, refused: false });
  });

  it('is not mentioned in the console by its value', async () => {
    const { revoked, api } = revocable();
    const app = postman({ api });
    await app.send();
    revoked.add('token-1');
    await app.send();
    expect(logged).to.have.length(1);
    expect(logged.join()).to.include('401').and.not.include('token-');
  });

  /** Marks the kept token as accepted, as an earlier request would have. */
  async function postmanAccepted(app: ReturnType<typeof postman>): Promise<void> {
    await app.send({ expectedStatus: 401 });
    const kept = JSON.parse(String(app.collectionVariables.get('oauthToken')));
    app.collectionVariables.set('oauthToken', JSON.stringify({ ...kept, accepted: true }));
  }
});

describe('which requests get a token', () => {
  const wrong = { type: 'bearer', bearer: [{ key: 'token', value: 'wrong' }] };
  it('none with an authorization of its own, and those are never repeated', async () => {
    for (const auth of [{ type: 'noauth' }, wrong]) {
      const app = postman({ api: () => 401 });
      expect(await app.send({ auth })).to.deep.include({ skipped: false, repeats: [false] });
      expect(app.requests).to.have.length(0);
    }
  });

  it('and such a request does not disturb the token between two others', async () => {
    const statuses = [200, 200, 401, 200, 200];
    const app = postman({ api: () => statuses.shift()! });
    await app.send();
    await app.send();
    expect((await app.send({ auth: wrong })).repeats).to.deep.equal([false]);
    expect((await app.send()).tokens).to.deep.equal(['token-1']);
    app.newRun();
    expect((await app.send()).tokens).to.deep.equal(['token-1']);
    expect(app.requests).to.have.length(1);
  });

  it('those whose own authorization names the token', async () => {
    const app = postman();
    const auth = { type: 'apikey', apikey: [{ key: 'value', value: '{{accessToken}}' }] };
    expect((await app.send({ auth })).tokens).to.deep.equal(['token-1']);
  });

  it('the request to the token endpoint is sent when the endpoint works, with what Basic needs, and is never repeated', async () => {
    for (const url of ['{{baseUrl}}/oauth/token', `${TOKEN_URL}?x=1`, `${TOKEN_URL}#x`]) {
      const app = postman({
        api: () => 401,
        settings: { clientAuthentication: 'client_secret_basic' },
        environment: { ...environment, clientId: 'a b', clientSecret: 'é:+' },
      });
      expect(await app.send({ url, auth: { type: 'basic' } })).to.deep.include({ skipped: false, repeats: [false] });
      expect(app.requests).to.have.length(1);
      expect(app.local().all()).to.include({ basicUsername: 'a+b', basicPassword: '%C3%A9%3A%2B' });
    }
  });

  it('a refusal by the token endpoint says nothing about the kept token', async () => {
    const statuses = [200, 200, 401, 200, 200];
    const app = postman({ api: () => statuses.shift()! });
    await app.send();
    await app.send();
    expect((await app.send({ url: TOKEN_URL, auth: { type: 'noauth' } })).repeats).to.deep.equal([false]);
    app.newRun();
    expect((await app.send()).tokens).to.deep.equal(['token-1']);
  });

  it('Basic in the raw encoding gets them as they are; other ways to authenticate need none', async () => {
    const raw = postman({ settings: { clientAuthentication: 'client_secret_basic', basicEncoding: 'raw' } });
    await raw.send({ url: TOKEN_URL, auth: { type: 'basic' } });
    expect(raw.local().all()).to.include({ basicUsername: 'ali', basicPassword: SECRET });
    const post = postman();
    await post.send({ url: TOKEN_URL, auth: { type: 'noauth' } });
    expect(post.local().all()).not.to.have.any.keys('basicUsername', 'basicPassword');
  });

  it('the request to the token endpoint is skipped when the endpoint is dead', async () => {
    const app = postman({ tokenEndpoint: () => json(500, {}) });
    expect((await app.send({ url: TOKEN_URL, auth: { type: 'noauth' } })).skipped).to.equal(true);
    expect(app.tests).to.have.length(1);
  });
});

describe('the token request', () => {
  /** What is sent, with the settings. */
  async function sent(settings: Partial<TokenSettings>, variables: Record<string, unknown> = {}): Promise<PmSendRequest> {
    const app = postman({ settings, environment: { ...environment, ...variables } });
    expect((await app.send()).tokens).to.deep.equal(['token-1']);
    return app.requests[0]!;
  }
  const form = (request: PmSendRequest): Record<string, string> => Object.fromEntries(new URLSearchParams(request.body.raw));

  it('names the client in the body with client_secret_post', async () => {
    const request = await sent({ scope: ['DEFAULT', '{{clientId}}'], audience: 'https://x', parameters: { resource: 'r {{clientId}}' } });
    expect(request).to.deep.include({
      url: TOKEN_URL,
      method: 'POST',
      header: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
    });
    expect(request.body.raw).to.equal(
      'grant_type=client_credentials&scope=DEFAULT+ali&audience=https%3A%2F%2Fx&resource=r+ali&client_id=ali&client_secret=open+sesame%2B%2F%3D%26%25%C3%A9',
    );
    expect(form(request)['client_secret']).to.equal(SECRET);
  });

  it('names it in the header with client_secret_basic, encoded as a form or not at all', async () => {
    const basic = async (basicEncoding: 'form' | 'raw'): Promise<string> => {
      const request = await sent({ clientAuthentication: 'client_secret_basic', basicEncoding });
      expect(form(request)).to.deep.equal({ grant_type: 'client_credentials' });
      return Buffer.from(String(request.header['Authorization']).replace(/^Basic /, ''), 'base64').toString('utf8');
    };
    expect(await basic('form')).to.equal('ali:open+sesame%2B%2F%3D%26%25%C3%A9');
    expect(await basic('raw')).to.equal(`ali:${SECRET}`);
  });

  it('names the id alone with none, and needs no secret', async () => {
    const request = await sent({ clientAuthentication: 'none' });
    expect(form(request)).to.deep.equal({ grant_type: 'client_credentials', client_id: 'ali' });
  });

  it('encodes as a browser encodes a form, whatever the characters', async () => {
    const every = Array.from({ length: 0x250 }, (_, code) => String.fromCharCode(code)).join('');
    for (const clientSecret of [every, '😀 日本', "!'()*~-._"]) {
      const request = await sent({}, { clientSecret });
      expect(request.body.raw.split('client_secret=')[1]).to.equal(new URLSearchParams({ s: clientSecret }).toString().slice(2));
    }
  });

  it('takes a secret as it is, even when it looks like a variable', async () => {
    for (const clientSecret of ['a{{clientId}}b', '{{a', '$&$1$$', '{{$guid}}x', 'x {{y}}']) {
      expect(form(await sent({}, { clientSecret }))['client_secret']).to.equal(clientSecret);
    }
  });

  it('follows a credential that stands for another variable, and takes a number', async () => {
    const request = await sent({}, { clientId: '{{mine}}', mine: 4711 });
    expect(form(request)['client_id']).to.equal('4711');
    expect(form(await sent({ clientId: 'fixed' }))['client_id']).to.equal('fixed');
    expect(form(await sent({ clientId: 'app-{{clientId}}' }))['client_id']).to.equal('app-ali');
  });

  it('adds headers, and lets them choose what is accepted', async () => {
    const { header } = await sent({ headers: { accept: 'application/jwt', 'X-Client': '{{clientId}}' } });
    expect(header).to.deep.equal({ 'Content-Type': 'application/x-www-form-urlencoded', accept: 'application/jwt', 'X-Client': 'ali' });
  });

  it('may fill in dynamic variables', async () => {
    expect((await sent({ headers: { 'X-Id': '{{$guid}}' } })).header['X-Id']).to.equal('a-guid');
  });
});

describe('what a token endpoint may send and still be understood', () => {
  const fine: [string, TokenAnswer][] = [
    ['bearer in small letters', token(1, { token_type: 'bearer' })],
    ['no token_type', json(200, { access_token: 'token-1' })],
    ['a type of its own', token(1, { token_type: 'BearerToken' })],
    ['more members', token(1, { created_at: 1, refresh_token: 'r' })],
    ['an error beside the token', token(1, { error: 'none' })],
    ['status 201', json(201, { access_token: 'token-1' })],
    ['no content type', { status: 200, body: '{"access_token":"token-1"}' }],
  ];
  for (const [what, answer] of fine) {
    it(what, async () => {
      const app = postman({ tokenEndpoint: () => answer });
      expect((await app.send()).tokens).to.deep.equal(['token-1']);
    });
  }

  it('every character that a header can carry', async () => {
    for (const access_token of ['a.b-c_d~e+f/g==', '"quoted"', 'two words', "{a}'b';,\\"]) {
      const app = postman({ tokenEndpoint: () => json(200, { access_token }) });
      expect((await app.send()).tokens).to.deep.equal([access_token]);
    }
  });
});

describe('a token endpoint that fails', () => {
  const address = 'Check baseUrl in the environment "dev"';
  const credentials = 'Check clientId and clientSecret in the environment "dev".';
  const html: TokenAnswer = { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: `<html>${SECRET}</html>` };
  const failures: [what: string, answer: TokenAnswer, message: string, requests?: number][] = [
    [
      'refused',
      { error: { code: 'ECONNREFUSED' } },
      `cannot be reached: nothing listens there (ECONNREFUSED). ${address}, and that the server runs.`,
      3,
    ],
    [
      'reset',
      { error: { code: 'ECONNRESET' } },
      `cannot be reached: the connection was closed before an answer came (ECONNRESET). ${address}`,
      3,
    ],
    ['an unknown host', { error: { code: 'ENOTFOUND' } }, `cannot be reached: there is no such host (ENOTFOUND). ${address}`],
    ['a bad certificate', { error: { code: 'CERT_HAS_EXPIRED' } }, `cannot be reached: CERT_HAS_EXPIRED. ${address}`],
    ['an error without a code', { error: {} }, `cannot be reached: network error. ${address}`],
    ['an error after the time limit', { afterMs: 180_001, error: { code: 'ECONNRESET' } }, `did not answer within 180 s. ${address}`],
    ['hanging', 'silence', `did not answer within 180 s. ${address}, or try again later.`],
    [
      '500',
      { ...html, status: 500 },
      `answered with status 500 (text/html). The server has a problem: try again later, or tell whoever runs it. ${address}.`,
    ],
    [
      '500 with an odd type',
      { status: 500, headers: { 'Content-Type': SECRET }, body: 'x' },
      'answered with status 500 (no content type).',
    ],
    ['302', { status: 302, headers: { Location: '/login' } }, `answered with status 302 (no content). ${address}.`],
    ['404', { ...html, status: 404 }, `answered with status 404 (text/html). ${address}.`],
    ['403 without a body', { status: 403 }, `answered with status 403 (no content). ${credentials}`],
    ['401 with other JSON', json(401, { message: SECRET }), `answered with status 401 (application/json). ${credentials}`],
    ['HTML', html, `sent an answer that is no JSON object (text/html), with status 200. ${address}.`],
    ['nothing', { status: 200 }, 'sent an answer that is no JSON object (no content), with status 200.'],
    ['an array', json(200, [SECRET]), 'sent an answer that is no JSON object (application/json), with status 200.'],
    ['no token', json(200, { token: SECRET }), `sent an answer without an access_token, with status 200. ${address}.`],
    ['an empty token', json(200, { access_token: '' }), 'sent an answer without an access_token'],
    ['a token that is no string', json(200, { access_token: 5 }), 'sent an answer without an access_token'],
    [
      'a token with a line break',
      json(200, { access_token: 'a\nb' }),
      'with characters that cannot be sent in a header. Tell whoever runs it.',
    ],
    ['a token that ends with a space', json(200, { access_token: 'a ' }), 'with characters that cannot be sent in a header'],
    ['a token beyond ASCII', json(200, { access_token: 'é' }), 'with characters that cannot be sent in a header'],
    ['a token with a variable in it', json(200, { access_token: 'a{{clientId}}' }), 'with characters that cannot be sent in a header'],
    [
      'a DPoP token',
      token(1, { token_type: 'dpop' }),
      'issued a token of type DPOP: it is bound to a key and cannot be sent as a Bearer token.',
    ],
    [
      'an answer that cannot be read',
      { status: 200, unreadable: new Error('Unknown encoding: x') },
      'cannot be read (Error: Unknown encoding: x).',
    ],
    [
      'invalid_client',
      json(401, { error: 'invalid_client', error_description: 'Who?' }),
      `refused with invalid_client (Who?), status 401. ${credentials}`,
    ],
    ['access_denied', json(403, { error: 'access_denied' }), `refused with access_denied, status 403. ${credentials}`],
    ['an error with status 200', json(200, { error: 'invalid_client' }), `refused with invalid_client, status 200. ${credentials}`],
    [
      'invalid_scope',
      json(400, { error: 'invalid_scope' }),
      'refused with invalid_scope, status 400. Check carrier in the environment "dev".',
    ],
    [
      'invalid_request',
      json(400, { error: 'invalid_request' }),
      'Check that the server takes the client credentials grant, and how it wants the client to authenticate.',
    ],
    ['an empty error', json(400, { error: '' }), `answered with status 400 (application/json). ${address}.`],
    ['an error of its own', json(400, { error: 'oops' }), `refused with oops, status 400. ${address}.`],
    ['429', json(429, {}), 'answered with status 429 (application/json). Too many tokens are asked for: try again later.', 3],
    ['503', { status: 503 }, 'answered with status 503 (no content). The server has a problem: try again later', 3],
    ['slow_down with 429', json(429, { error: 'slow_down' }), 'refused with slow_down, status 429.', 3],
  ];
  for (const [what, answer, message, requests = 1] of failures) {
    it(`(${what}) is one failed test; what needs a token is skipped, and the endpoint not asked again`, async () => {
      const app = postman({
        tokenEndpoint: () => answer,
        environment: { ...environment, carrier: 'c' },
        settings: { scope: ['DEFAULT', '{{carrier}}'] },
      });
      expect((await app.send()).skipped).to.equal(true);
      expect((await app.send()).skipped).to.equal(true);
      // Where no server was found, a request without a token would only fail in the same way.
      const noServer = ['refused', 'an unknown host'].includes(what);
      expect(await app.send({ auth: { type: 'noauth' } })).to.include({ skipped: noServer });
      expect(await app.send({ auth: { type: 'noauth' }, url: 'https://elsewhere.example.com/x' })).to.include({ skipped: false });
      expect(app.tests).to.have.length(1);
      expect(app.tests[0]!.name).to.equal('Access token');
      expect(app.tests[0]!.message).to.include(`The token endpoint ${TOKEN_URL} `).and.include(message);
      expect(app.requests).to.have.length(requests);
      expect(logged.at(-1)).to.equal('Skipped: see the failed test "Access token".');
      expect(app.tests[0]!.message + logged.join()).not.to.include(SECRET);
      app.newRun();
      await app.send();
      expect(app.tests, 'a new run says it again').to.have.length(2);
    });
  }

  it('never has its secrets or tokens repeated, however the server spells them', async () => {
    const spellings = [
      SECRET,
      encodeURIComponent(SECRET),
      new URLSearchParams({ s: SECRET }).toString().slice(2),
      Buffer.from(`ali:${SECRET}`).toString('base64'),
      Buffer.from(`ali:${new URLSearchParams({ s: SECRET }).toString().slice(2)}`).toString('base64'),
      'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2ln',
    ];
    for (const spelling of spellings) {
      const app = postman({ tokenEndpoint: () => json(400, { error: `bad ${spelling}!`, error_description: `Got ${spelling}.` }) });
      await app.send();
      expect(app.tests[0]!.message).to.include('refused with bad …! (Got ….), status 400');
    }
  });

  it('has its words left alone when there is no secret', async () => {
    const app = postman({
      settings: { clientAuthentication: 'none' },
      tokenEndpoint: () => json(400, { error: 'invalid_client', error_description: 'no such client' }),
    });
    await app.send();
    expect(app.tests[0]!.message).to.include('refused with invalid_client (no such client), status 400. Check clientId in the environment');
  });

  it('is described in one line, and not at length', async () => {
    const app = postman({ tokenEndpoint: () => json(400, { error: 'x', error_description: `a\r\n\tb ${'c'.repeat(1000)}` }) });
    await app.send();
    expect(app.tests[0]!.message).to.match(/\(a b c{296}…\)/);
  });

  it('is not shown with the password or query of its address', async () => {
    const app = postman({ settings: { tokenUrl: 'https://u:p@host.example/t?key=k#f' }, tokenEndpoint: () => ({ status: 500 }) });
    await app.send();
    expect(app.tests[0]!.message).to.match(/^The token endpoint https:\/\/host\.example\/t answered .* Check the token URL\.$/);
  });

  it('hints at white space around a credential', async () => {
    const app = postman({ environment: { ...environment, clientId: 'ali ' }, tokenEndpoint: () => json(401, { error: 'invalid_client' }) });
    await app.send();
    expect(app.tests[0]!.message).to.match(/clientSecret in the environment "dev"\. One of them begins or ends with white space\.$/);
  });

  it('that breaks our own script is a failure too, and nothing is sent', async () => {
    const app = postman({ environment: { ...environment, clientSecret: '\ud800' } });
    expect((await app.send()).skipped).to.equal(true);
    expect(app.tests[0]!.message).to.equal('The access token script failed: URIError: URI malformed');
  });
});

describe('trying again', () => {
  /** When the endpoint was asked, in ms from the start, and what became of the request. */
  async function times(answers: TokenAnswer[], settings: Partial<TokenSettings> = {}) {
    const asked: number[] = [];
    const app = postman({
      settings,
      tokenEndpoint: () => {
        asked.push(Date.now() - NOW);
        return answers.shift()!;
      },
    });
    const sent = await app.send();
    return { asked, sent, app };
  }
  const busy = (retryAfter?: string): TokenAnswer => ({
    status: 503,
    ...(retryAfter !== undefined && { headers: { 'retry-after': retryAfter } }),
  });

  it('waits longer each time and goes on with the token', async () => {
    const { asked, sent, app } = await times([busy(), { error: { code: 'ECONNRESET' } }, token(1)]);
    expect(asked).to.deep.equal([0, 500, 1500]);
    expect(sent).to.deep.include({ skipped: false, tokens: ['token-1'] });
    expect(app.tests).to.deep.equal([]);
    expect(logged[0]).to.match(/status 503 .* Trying again in 0\.5 s\.$/);
  });

  it('waits as long as Retry-After says, in seconds or as a date', async () => {
    expect((await times([busy('7'), token(1)])).asked).to.deep.equal([0, 7000]);
    mock.timers.setTime(NOW);
    expect((await times([json(429, {}, { 'Retry-After': new Date(NOW + 9000).toUTCString() }), token(1)])).asked).to.deep.equal([0, 9000]);
  });

  it('does not wait longer than allowed, nor for a date gone by, and not for what is no time', async () => {
    expect((await times([busy('3600'), token(1)])).asked).to.deep.equal([0, 30_000]);
    mock.timers.setTime(NOW);
    expect((await times([busy(), token(1)], { maxWait: 100 })).asked).to.deep.equal([0, 100]);
    mock.timers.setTime(NOW);
    expect((await times([busy(new Date(NOW - 9000).toUTCString()), token(1)])).asked).to.deep.equal([0, 0]);
    mock.timers.setTime(NOW);
    expect((await times([busy('in a while'), token(1)])).asked).to.deep.equal([0, 500]);
  });

  it('stops after as many attempts as are allowed', async () => {
    for (const attempts of [1, 2, 5]) {
      mock.timers.setTime(NOW);
      const { asked, sent } = await times([busy(), busy(), busy(), busy(), busy(), token(1)], { attempts });
      expect(asked).to.have.length(attempts);
      expect(sent.skipped).to.equal(true);
    }
  });

  it('has the time limit for each attempt', async () => {
    const { asked, app } = await times([busy('20'), 'silence'], { timeout: 5000 });
    expect(asked).to.deep.equal([0, 20_000]);
    expect(Date.now() - NOW).to.equal(25_000);
    expect(app.tests[0]!.message).to.include('did not answer within 5 s');
  });
});

describe('variables without a value', () => {
  const message = async (variables: object, settings: Partial<TokenSettings> = {}, environmentName?: string | null) => {
    const app = postman({
      settings,
      environment: { ...environment, ...variables },
      ...(environmentName !== undefined && { environmentName }),
    });
    expect((await app.send()).skipped).to.equal(true);
    expect((await app.send()).skipped).to.equal(true);
    expect(app.requests).to.have.length(0);
    expect(app.tests).to.have.length(1);
    return app.tests[0]!.message;
  };

  it('are named, with the environment to set them in, and nothing is asked', async () => {
    expect(await message({ clientId: '' })).to.equal('Set clientId in the environment "dev".');
    expect(await message({ clientId: undefined, clientSecret: null })).to.equal('Set clientId and clientSecret in the environment "dev".');
    expect(await message({ baseUrl: '' })).to.equal('Set baseUrl in the environment "dev".');
  });

  it('are those of the scope, the audience, parameters and headers as well', async () => {
    const settings = { scope: ['{{a}}'], audience: 'x{{b}}', parameters: { p: '{{c}}' }, headers: { h: '{{d}}' } };
    expect(await message({}, settings)).to.equal('Set a, b, c and d in the environment "dev".');
  });

  it('are described when they are required', async () => {
    const required = [{ name: 'carrierId', description: 'Your carrier account id' }, { name: 'clientId' }];
    expect(await message({ clientId: '' }, { required })).to.equal(
      'Set carrierId (Your carrier account id) and clientId in the environment "dev".',
    );
  });

  it('may be named by the value of another one', async () => {
    expect(await message({ baseUrl: 'https://{{host}}' })).to.equal('Set host in the environment "dev".');
    expect(await message({ clientSecret: '{{mine}}' })).to.equal('Set clientSecret in the environment "dev".');
    expect(await message({ clientId: '{{clientId}}' })).to.equal('Set clientId in the environment "dev".');
  });

  it('are told apart from an environment that is not selected', async () => {
    expect(await message({ clientId: '' }, {}, null)).to.equal('Set clientId in an environment (none is selected).');
  });
});
