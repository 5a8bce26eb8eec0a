import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { RunningMock } from '../../scripts/mock/server.ts';
import { fill, fillJson } from '../../scripts/mock/template.ts';
import type { Api, Auth, NamedValue, Request } from '../../scripts/model/model.ts';
import { ask, handClock, type Received, withMock } from '../support/mock-client.ts';
import { ownApi } from '../support/own-specs.ts';

const form = (values: readonly NamedValue[]) =>
  new URLSearchParams(values.map(({ name, value }): [string, string] => [name, value])).toString();

/** Sends a request of the model with the mock's variables, the way that its spec reads. */
function sendAsWritten(mock: RunningMock, request: Request, auth: Auth, token: string): Promise<Received> {
  const filled = (values: readonly NamedValue[]) => values.map(({ name, value }) => ({ name, value: fill(value, mock.variables) }));
  const path = request.path.replace(/(?<!\{)\{([^{}]+)\}(?!\})/g, (_, name: string) =>
    encodeURIComponent(fill(request.pathValues[name] ?? '', mock.variables)),
  );
  const url = new URL(fill(request.baseUrl + path, mock.variables));
  const query = filled(request.query);
  if (request.auth === 'token' && auth.send.in === 'query') query.push({ name: auth.send.name, value: token });
  const headers: Record<string, string> = Object.fromEntries(filled(request.headers).map(({ name, value }) => [name, value]));
  if (request.auth === 'token' && auth.send.in === 'header') headers[auth.send.name] = `${auth.send.scheme} ${token}`.trim();
  if (request.auth === 'basic')
    headers['Authorization'] = `Basic ${Buffer.from(fill(`${auth.clientId}:${auth.clientSecret}`, mock.variables)).toString('base64')}`;
  const { body } = request;
  if (body) headers['Content-Type'] = body.contentType;
  const text =
    body?.kind === 'json'
      ? JSON.stringify(fillJson(body.value, mock.variables))
      : body?.kind === 'urlencoded'
        ? form(filled(body.fields))
        : undefined;
  return ask(mock.url, url.pathname + (query.length > 0 ? `?${form(query)}` : ''), { method: request.method, headers, body: text });
}

async function tokenOf(mock: RunningMock, auth: Auth): Promise<string> {
  const answer = await sendAsWritten(mock, auth.token.request, auth, '');
  return (answer.json() as { access_token: string }).access_token;
}

function authOf(api: Api): Auth {
  if (!api.auth) throw new Error(`${api.id} has no auth`);
  return api.auth;
}

for (const name of ['peddler', 'partner', 'tutorial']) {
  describe(`the mock of ${name}`, () => {
    const api = ownApi(name);
    const auth = authOf(api);

    it('answers each request of the spec with what the spec expects of it', async () => {
      await withMock(api, {}, async (mock) => {
        expect(mock.fixed).to.deep.equal([]);
        const token = await tokenOf(mock, auth);
        for (const endpoint of [auth.token, ...api.folders.flatMap((folder) => folder.endpoints)]) {
          for (const request of [endpoint.request, ...endpoint.cases]) {
            const answer = await sendAsWritten(mock, request, auth, token);
            expect(answer.status, `${endpoint.id}: ${request.name}`).to.equal(request.expected.status);
            expect(answer.headers['content-type'], request.name).to.equal(request.expected.contentType);
            const { kind, example, readAs } = { ...request.expected, kind: mock.log.at(-1)?.kind };
            if (kind === 'request' && readAs === 'json')
              expect(answer.json(), request.name).to.deep.equal(fillJson(example ?? null, mock.variables));
          }
        }
      });
    });

    it('refuses a wrong secret', async () => {
      await withMock(api, {}, async (mock) => {
        const wrong = { ...mock, variables: { ...mock.variables, clientSecret: 'wrong' } };
        const answer = await sendAsWritten(wrong, auth.token.request, auth, '');
        expect([answer.status, (answer.json() as { error: string }).error]).to.deep.equal(
          name === 'peddler' ? [403, 'access_denied'] : [401, 'invalid_client'],
        );
      });
    });
  });
}

describe('the mock of peddler', () => {
  it('tells an expired token from an unknown one', async () => {
    const clock = handClock();
    const api = ownApi('peddler');
    const auth = authOf(api);
    const request = api.folders[0]?.endpoints[0]?.request;
    if (!request) throw new Error('peddler has no endpoint');
    await withMock(api, { tokenLife: 2000, now: clock.now }, async (mock) => {
      const token = await tokenOf(mock, auth);
      expect((await sendAsWritten(mock, request, auth, 'unknown')).status).to.equal(401);
      clock.pass(2000);
      expect((await sendAsWritten(mock, request, auth, token)).status).to.equal(498);
    });
  });
});

describe('the life of a token', () => {
  const tokenAnswer = (name: string, tokenLife?: number) => {
    const api = ownApi(name);
    const auth = authOf(api);
    return withMock(api, { tokenLife }, async (mock) => (await sendAsWritten(mock, auth.token.request, auth, '')).json());
  };

  it('is told where the spec tells it, or where there is one to tell', async () => {
    expect(await tokenAnswer('peddler')).to.include({ expires_in: 7200, scope: 'DEFAULT authenticated', token_type: 'Bearer' });
    expect(await tokenAnswer('partner')).not.to.have.property('expires_in');
    expect(await tokenAnswer('partner', 9000)).to.include({ expires_in: 9 });
  });
});
