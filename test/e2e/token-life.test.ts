// What is promised of the token's life is judged by what a run was seen to do: against the mock, which is right, and against servers that are not.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import { type MockOptions, startMock } from '../../scripts/mock/server.ts';
import type { Api } from '../../scripts/model/model.ts';
import { planOf } from '../../scripts/postman/plan.ts';
import { exitCodeOf, tokenFailuresOf } from '../../scripts/runner/results.ts';
import { runContract } from '../../scripts/runner/run.ts';
import { judgeTokenLife, tokenResults } from '../../scripts/runner/token-life.ts';
import type { ObtainedToken, TokenUse } from '../../scripts/runner/token-watch.ts';
import { apiWith } from '../support/mock-api.ts';

const [reuse, ahead, replacement] = tokenResults;

/** Six requests that need a token; `open` needs none. */
const endpoints = ['one', 'two', 'three', 'four', 'five', 'six']
  .map(
    (name) => `
- id: ${name}
  name: ${name}
  method: GET
  path: /${name}
  responses:
    200: { description: Things, schema: { type: array }, example: [{ id: 1 }] }
    401: { description: Dead token, schema: true, example: { error: INVALID_TOKEN } }`,
  )
  .join('')
  .concat(`
- id: open
  name: open
  method: GET
  path: /open
  auth: none
  responses: { 200: { description: Things, schema: true, example: {} } }
`);

async function run(api: Api, options: MockOptions = {}) {
  const mock = await startMock(api, options);
  try {
    const result = await runContract(api, { environment: 'the mock', values: mock.variables, secrets: ['clientSecret'], timeout: 10_000 });
    const { obtained, used, refused } = result.token ?? { obtained: 0, used: 0, refused: 0 };
    const broken = tokenFailuresOf(result).map(({ name, message }) => `${name}: ${message}`);
    return { result, exit: exitCodeOf(result), counts: [obtained, used, refused], broken };
  } finally {
    await mock.close();
  }
}

describe("the token's life in a run", { concurrency: true }, () => {
  test('is one token for all requests that need one', async () => {
    const { exit, counts, broken } = await run(apiWith({ endpoints }));
    expect({ exit, counts, broken }).to.deep.equal({ exit: 0, counts: [1, 6, 0], broken: [] });
  });

  test('is a new token for each that the server revokes', async () => {
    const { exit, counts, broken } = await run(apiWith({ endpoints }), { revokeEvery: 2 });
    expect({ exit, counts, broken }).to.deep.equal({ exit: 0, counts: [3, 8, 2], broken: [] });
  });

  test('is a new token each time before it expires', async () => {
    // The clock of the mock stands still, so that no token is dead there.
    const { exit, counts, broken } = await run(apiWith({ endpoints }), { tokenLife: 2000, now: () => 0, latency: 300 });
    expect({ exit, broken }).to.deep.equal({ exit: 0, broken: [] });
    expect(counts[0]).to.be.at.least(2);
  });

  test('is not broken by the tokens that lack a scope on purpose', async () => {
    const short = '    403: { description: A scope is missing, schema: true, example: {} }';
    const scoped = endpoints
      .replaceAll(/ {2}path: \/(one|two|three)\n/g, (line) => `${line}  scopes: [read, write]\n`)
      .replaceAll(/ {4}401: .*/g, (line) => `${line}\n${short}`);
    const { exit, counts, broken } = await run(apiWith({ settings: 'scope: [read, write]', endpoints: scoped }));
    expect({ exit, counts, broken }).to.deep.equal({ exit: 0, counts: [1, 6, 0], broken: [] });
  });

  test('is broken by a server that refuses new tokens as well', async () => {
    const { exit, counts, broken } = await run(apiWith({ endpoints }), {
      transform: (answer, { endpoint }) => (endpoint?.id === 'two' ? { ...answer, status: 401 } : answer),
    });
    expect({ exit, counts, broken }).to.deep.equal({
      exit: 1,
      counts: [2, 7, 2],
      broken: [`${replacement}: two: refused with 401, and once more with a new token`],
    });
  });

  test('is broken when the kept token is thrown away', async () => {
    const dropping = endpoints.replace(
      '  path: /two\n',
      "  path: /two\n  expect: { status: 200, tests: { drops: pm.collectionVariables.unset('oauthToken') } }\n",
    );
    const { exit, counts, broken } = await run(apiWith({ endpoints: dropping }));
    expect({ exit, counts, broken }).to.deep.equal({
      exit: 1,
      counts: [2, 6, 0],
      broken: [`${reuse}: token 2 was obtained although token 1 had served 2 requests, was not refused and not about to expire`],
    });
  });

  test('is nothing to speak of when nothing needs a token', async () => {
    const { result } = await run(apiWith({ endpoints: endpoints.slice(endpoints.indexOf('\n- id: open')) }));
    expect(result.token).to.equal(undefined);
  });

  test('is not judged when no token could be had', async () => {
    const { result, exit, broken } = await run(apiWith({ settings: 'attempts: 1', endpoints }), {
      transform: (answer, { kind }) => (kind === 'token' ? { ...answer, status: 403 } : answer),
    });
    expect({ exit, broken }).to.deep.equal({ exit: 3, broken: [] });
    expect(result.token?.results.map(({ outcome }) => outcome)).to.deep.equal(['skipped', 'skipped', 'skipped']);
  });

  test('is part of the results without the token', async () => {
    const { result } = await run(apiWith({ endpoints }));
    expect(JSON.stringify(result.token)).to.equal(
      JSON.stringify({ obtained: 1, used: 6, refused: 0, results: tokenResults.map((name) => ({ name, outcome: 'passed', message: '' })) }),
    );
  });
});

describe('the judgement of what was seen', () => {
  const api = apiWith({ settings: 'refresh: { before: 10s, on: [401, 498] }', endpoints });
  const plan = planOf(api, 'contract').flatMap((folder) => folder.requests);
  const idOf = (name: string): string => plan.find(({ title }) => title === name)?.id ?? name;

  const token = (askedAt: number, life?: number): ObtainedToken => ({ item: idOf('one'), askedAt, receivedAt: askedAt + 100, life });
  const use = (name: string, ordinal: number | undefined, sentAt: number, status: number | undefined = 200): TokenUse => ({
    item: idOf(name),
    token: ordinal,
    sentAt,
    status,
  });
  const judge = (obtained: ObtainedToken[], uses: TokenUse[]): string[] =>
    judgeTokenLife(api.auth, plan, obtained, uses)?.results.flatMap(({ name, message }) =>
      message === '' ? [] : [`${name}: ${message}`],
    ) ?? [];

  const good: readonly [string, ObtainedToken[], TokenUse[]][] = [
    ['one token', [token(0, 100)], [use('one', 0, 200), use('two', 0, 300)]],
    ['a refresh 10 s before the end', [token(0, 100), token(90_000, 100)], [use('one', 0, 200), use('two', 1, 90_200)]],
    ['a refresh a quarter of a short life before the end', [token(0, 4), token(3000, 4)], [use('one', 0, 200), use('two', 1, 3200)]],
    ['a replacement', [token(0), token(500)], [use('one', 0, 200), use('two', 0, 300, 498), use('two', 1, 600)]],
    ['a new token that is not good for a request', [token(0)], [use('one', 0, 200, 401)]],
    ['a token that is used up to its end', [token(0, 1)], [use('one', 0, 1100)]],
    ['a token without a life', [token(0)], [use('one', 0, 1e9)]],
    ['another error', [token(0)], [use('one', 0, 200, 500)]],
    ['no answer', [token(0)], [use('one', 0, 200), { ...use('two', 0, 300), status: undefined }]],
    ['a token of the request itself', [token(0)], [use('one', 0, 200), use('two', undefined, 300, 401)]],
  ];
  for (const [what, obtained, uses] of good) {
    test(`finds nothing in ${what}`, () => {
      expect(judge(obtained, uses)).to.deep.equal([]);
    });
  }

  const bad: readonly [string, ObtainedToken[], TokenUse[], string[]][] = [
    [
      'a token for each request',
      [token(0, 100), token(500, 100), token(900, 100)],
      [use('one', 0, 200), use('two', 1, 700), use('three', 2, 1100)],
      [
        `${reuse}: token 2 was obtained although token 1 had served one request, was not refused and not about to expire\ntoken 3 was obtained although token 2 had served one request, was not refused and not about to expire`,
      ],
    ],
    [
      'a refresh too early',
      [token(0, 100), token(80_000, 100)],
      [use('one', 0, 200)],
      [`${reuse}: token 2 was obtained although token 1 had served one request, was not refused and not about to expire`],
    ],
    [
      'a token after its end',
      [token(0, 1)],
      [use('one', 0, 200), use('two', 0, 2600)],
      [`${ahead}: two: sent with a token that was 2.5 s old, and lives for 1 s`],
    ],
    [
      'a request that is not repeated',
      [token(0)],
      [use('one', 0, 200), use('two', 0, 300, 401)],
      [`${replacement}: two: refused with 401, and not sent again`],
    ],
    [
      'a request that is repeated twice',
      [token(0), token(400), token(600)],
      [use('one', 0, 200), use('two', 0, 300, 401), use('two', 1, 500, 401), use('two', 2, 700)],
      [
        `${replacement}: two: refused with 401, and sent 2 times more instead of once\ntwo: refused with 401, and once more with a new token`,
      ],
    ],
  ];
  for (const [what, obtained, uses, lines] of bad) {
    test(`finds ${what}`, () => {
      expect(judge(obtained, uses)).to.deep.equal(lines);
    });
  }

  test('tells a few of many', () => {
    const many = Array.from({ length: 12 }, (_, i) => token(i));
    expect(judge(many, [])[0]?.split('\n')).to.have.lengthOf(6);
    expect(judge(many, [])[0]).to.match(/\nand 6 more$/);
  });
});
