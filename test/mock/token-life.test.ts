import { describe, it } from 'node:test';
import { expect } from 'chai';
import { apiWith, things } from '../support/mock-api.ts';
import { ask, askForToken, bearer, handClock, notesOf, withMock } from '../support/mock-client.ts';

const refreshOnBoth = 'refresh: { on: [401, 498] }';

describe('a token of the mock', () => {
  it('is accepted again and again until it expires, to the millisecond', async () => {
    const clock = handClock();
    await withMock(apiWith({ settings: refreshOnBoth }), { tokenLife: 2000, now: clock.now }, async (mock, base) => {
      const headers = await bearer(mock);
      expect((await ask(base, '/things', { headers })).status).to.equal(200);
      clock.pass(1999);
      expect((await ask(base, '/things', { headers })).status).to.equal(200);
      clock.pass(1);
      const refused = await ask(base, '/things', { headers });
      expect(refused.status).to.equal(498);
      expect(refused.json()).to.deep.equal({ error: 'TOKEN_EXPIRED' });
      const entries = mock.log.map(({ at, kind, method, path, status, token, note }) => [at, kind, method, path, status, token, note]);
      expect(entries).to.deep.equal([
        [0, 'token', 'POST', '/v1/oauth/token', 200, 't1', 'issued t1'],
        [0, 'request', 'GET', '/v1/things', 200, 't1', 'first use of t1'],
        [1999, 'request', 'GET', '/v1/things', 200, 't1', 'reused t1'],
        [2000, 'request', 'GET', '/v1/things', 498, 't1', 'refused: t1 expired'],
      ]);
    });
  });

  it('lives as long as the documented answer says', async () => {
    const clock = handClock();
    await withMock(apiWith(), { now: clock.now }, async (mock, base) => {
      const headers = await bearer(mock);
      clock.pass(3_599_999);
      expect((await ask(base, '/things', { headers })).status).to.equal(200);
      clock.pass(1);
      expect((await ask(base, '/things', { headers })).status).to.equal(401);
    });
  });

  it('lives for good when the documented answer has no expiry', async () => {
    const clock = handClock();
    const settings = 'token: { responses: { 200: { description: Token, schema: true, example: { access_token: x } } } }';
    await withMock(apiWith({ settings }), { now: clock.now }, async (mock, base) => {
      const headers = await bearer(mock);
      clock.pass(1e15);
      expect((await ask(base, '/things', { headers })).status).to.equal(200);
    });
  });

  it('stays good when another one is issued', async () => {
    await withMock(apiWith(), {}, async (mock, base) => {
      const [first, second] = [await bearer(mock), await bearer(mock)];
      expect((await ask(base, '/things', { headers: first })).status).to.equal(200);
      expect((await ask(base, '/things', { headers: second })).status).to.equal(200);
      expect(notesOf(mock).slice(2)).to.deep.equal(['first use of t1', 'first use of t2']);
    });
  });

  it('is revoked after every so many accepted requests, and then refused', async () => {
    await withMock(apiWith({ settings: refreshOnBoth }), { revokeEvery: 2 }, async (mock, base) => {
      const first = await bearer(mock);
      const statuses: number[] = [];
      for (let i = 0; i < 4; i++) statuses.push((await ask(base, '/things', { headers: first })).status);
      const second = await bearer(mock);
      for (let i = 0; i < 3; i++) statuses.push((await ask(base, '/things', { headers: second })).status);
      expect(statuses).to.deep.equal([200, 200, 498, 498, 200, 200, 498]);
      expect(notesOf(mock)).to.deep.equal([
        'issued t1',
        'first use of t1',
        'reused t1',
        'refused: t1 revoked',
        'refused: t1 revoked',
        'issued t2',
        'first use of t2',
        'reused t2',
        'refused: t2 revoked',
      ]);
    });
  });
});

describe('a request without a good token', () => {
  it('is refused as unknown, not as expired, when there was never such a token', async () => {
    await withMock(apiWith({ settings: refreshOnBoth }), {}, async (mock, base) => {
      const { Authorization } = await bearer(mock);
      const wrong: (Record<string, string | string[]> | undefined)[] = [
        undefined,
        { Authorization: 'Bearer wrong' },
        { Authorization: Authorization.replace('Bearer ', '') },
        { Authorization: Authorization.replace('Bearer', 'Basic') },
        { Authorization: 'Bearer' },
        { Authorization: `${Authorization} more` },
        { Authorization: [Authorization, Authorization] },
        { 'X-Token': Authorization },
      ];
      for (const headers of wrong) {
        const answer = await ask(base, '/things', headers ? { headers } : {});
        expect([answer.status, answer.json()], JSON.stringify(headers)).to.deep.equal([401, { error: 'INVALID_TOKEN' }]);
      }
      const [none, garbage] = ['refused: no token', 'refused: unknown token'];
      expect(notesOf(mock).slice(1)).to.deep.equal([none, garbage, garbage, garbage, garbage, garbage, garbage, none]);
    });
  });

  const endpointWith = (responses: string) =>
    `- id: things\n  name: Things\n  method: GET\n  path: /things\n  responses:\n    200: { description: Things, schema: true, example: [] }\n    ${responses}`;
  const statusesOf = async (settings: string, responses: string): Promise<{ dead: number; unknown: number }> => {
    const clock = handClock();
    return withMock(apiWith({ settings, endpoints: endpointWith(responses) }), { tokenLife: 1000, now: clock.now }, async (mock, base) => {
      const headers = await bearer(mock);
      clock.pass(1000);
      const dead = await ask(base, '/things', { headers });
      const unknown = await ask(base, '/things', { headers: { Authorization: 'Bearer wrong' } });
      return { dead: dead.status, unknown: unknown.status };
    });
  };
  const documented = (...statuses: number[]) =>
    statuses.map((status) => `${status}: { description: No, schema: true, example: {} }`).join('\n    ');

  it('gets the status that refresh names and the endpoint documents', async () => {
    expect(await statusesOf('refresh: { on: [401, 498] }', documented(401, 498))).to.deep.equal({ dead: 498, unknown: 401 });
    expect(await statusesOf('refresh: { on: [401] }', documented(401, 498))).to.deep.equal({ dead: 401, unknown: 401 });
    expect(await statusesOf('refresh: { on: [401, 498] }', documented(401))).to.deep.equal({ dead: 401, unknown: 401 });
    expect(await statusesOf('refresh: { on: [401, 498] }', documented(498))).to.deep.equal({ dead: 498, unknown: 498 });
    expect(await statusesOf('refresh: { on: [403, 401] }', documented(401, 403))).to.deep.equal({ dead: 401, unknown: 401 });
    expect(await statusesOf('refresh: { on: [403] }', documented(403))).to.deep.equal({ dead: 403, unknown: 403 });
  });

  it('gets the answer of RFC 6750 when the endpoint documents none', async () => {
    const clock = handClock();
    await withMock(apiWith({ endpoints: endpointWith('') }), { tokenLife: 1000, now: clock.now }, async (mock, base) => {
      const headers = await bearer(mock);
      const without = await ask(base, '/things');
      expect([without.status, without.headers['www-authenticate'], without.json()]).to.deep.equal([401, 'Bearer', {}]);
      clock.pass(1000);
      const expired = await ask(base, '/things', { headers });
      expect([expired.status, expired.headers['www-authenticate'], expired.json()]).to.deep.equal([
        401,
        'Bearer error="invalid_token"',
        {},
      ]);
    });
  });

  it('is served where the endpoint needs none', async () => {
    const open = things.replace('path: /things', 'path: /things\n  auth: none');
    await withMock(apiWith({ endpoints: open }), {}, async (mock, base) => {
      expect((await ask(base, '/things')).status).to.equal(200);
      expect((await ask(base, '/things', { headers: { Authorization: 'Bearer wrong' } })).status).to.equal(200);
      expect(notesOf(mock)).to.deep.equal([undefined, undefined]);
    });
  });
});

describe('the place of the token', () => {
  const tokenOf = async (mock: Parameters<typeof askForToken>[0]) =>
    ((await askForToken(mock)).json() as { access_token: string }).access_token;

  it('is a header with a scheme of any case', async () => {
    await withMock(apiWith({ settings: 'send: { name: X-Auth, scheme: Token }' }), {}, async (mock, base) => {
      const token = await tokenOf(mock);
      expect((await ask(base, '/things', { headers: { 'x-auth': `tOKEN ${token}` } })).status).to.equal(200);
      expect((await ask(base, '/things', { headers: { Authorization: `Token ${token}` } })).status).to.equal(401);
      expect((await ask(base, '/things', { headers: { 'X-Auth': `Bearer ${token}` } })).status).to.equal(401);
    });
  });

  it('is a header with nothing but the token', async () => {
    await withMock(apiWith({ settings: 'send: { scheme: "" }' }), {}, async (mock, base) => {
      const token = await tokenOf(mock);
      expect((await ask(base, '/things', { headers: { Authorization: token } })).status).to.equal(200);
      expect((await ask(base, '/things', { headers: { Authorization: `Bearer ${token}` } })).status).to.equal(401);
    });
  });

  it('is a query parameter, which the log leaves out', async () => {
    await withMock(apiWith({ settings: 'send: { in: query }' }), {}, async (mock, base) => {
      const token = await tokenOf(mock);
      expect((await ask(base, `/things?access_token=${token}`)).status).to.equal(200);
      expect((await ask(base, '/things', { headers: { Authorization: `Bearer ${token}` } })).status).to.equal(401);
      expect((await ask(base, `/things?access_token=${token}&access_token=${token}`)).status).to.equal(401);
      expect(JSON.stringify(mock.log)).not.to.include(token);
    });
  });
});
