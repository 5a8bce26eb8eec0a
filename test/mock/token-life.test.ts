import { describe, it } from 'node:test';
import { expect } from 'chai';
import { apiWith } from '../support/mock-api.ts';
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
});
