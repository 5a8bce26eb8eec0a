// Workers run a Newman that does less, several requests at once. What they tell has to be what plain Newman tells, one request after another.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import type { MockAnswer } from '../../scripts/mock/exchange.ts';
import { startMock } from '../../scripts/mock/server.ts';
import type { Api } from '../../scripts/model/model.ts';
import { type Crew, startCrew } from '../../scripts/runner/pool/crew.ts';
import { loadQuickNewman } from '../../scripts/runner/quick/load.ts';
import type { RunResult } from '../../scripts/runner/results.ts';
import { runContract } from '../../scripts/runner/run.ts';
import { ownApi } from '../support/own-specs.ts';

test('every patch finds its place in the installed versions', () => {
  const { quick, missing } = loadQuickNewman();
  expect({ quick, missing }).to.deep.equal({ quick: true, missing: [] });
});

test('what it loads is one copy of the collection SDK, and neither the code of the sandbox nor what only some runs need', () => {
  loadQuickNewman();
  const loaded = Object.keys(require.cache).map((file) => file.replaceAll('\\', '/'));
  expect(loaded.filter((file) => /node_modules\/.*node_modules\/postman-collection\/lib\/index\.js$/.test(file))).to.have.lengthOf.at.most(
    1,
  );
  const late = /node_modules\/(psl|cli-table3|aws4|jose)\/|postman-sandbox\/\.cache\//;
  expect(loaded.filter((file) => late.test(file))).to.deep.equal([]);
});

type Transform = (answer: MockAnswer, endpoint: string | undefined) => MockAnswer;

/** Runs the contract against a mock of its own. */
async function run(api: Api, transform: Transform, crew?: Crew): Promise<RunResult> {
  const mock = await startMock(api, { transform: (answer, { endpoint }) => transform(answer, endpoint?.id) });
  try {
    const values = { environment: 'the mock', values: mock.variables, secrets: ['clientSecret'], timeout: 60_000 };
    return await runContract(api, { ...values, ...(crew ? { crew } : {}) });
  } finally {
    await mock.close();
  }
}

/** Everything of a result but what is measured: times, and addresses of the mock. */
function verdictOf({ requests, tokenFailure, token, leftOut }: RunResult): object {
  const stable = (text: string | undefined): string | undefined => text?.replace(/127\.0\.0\.1:\d+/g, 'mock');
  return {
    tokenFailure: stable(tokenFailure),
    leftOut: leftOut.length,
    token: token?.results.map(({ name, outcome }) => ({ name, outcome })),
    requests: requests.map(({ title, state, status, error, checks, surprises }) => ({
      title,
      state,
      status,
      error: stable(error),
      checks: checks.map(({ check, outcome, message }) => ({ name: check.name, outcome, message: stable(message) })),
      surprises,
    })),
  };
}

const asItIs: Transform = (answer) => answer;
/** Bodies with a member that no schema knows and one that is gone, and now and then another status or no JSON. */
const broken: Transform = (answer, endpoint = '') => {
  if (endpoint.length % 3 === 0 && answer.status === 200) return { ...answer, status: 418 };
  if (endpoint.length % 3 === 1) return { ...answer, body: '{"unknown":' };
  return { ...answer, headers: answer.headers.filter(({ name }) => name.toLowerCase() !== 'content-type') };
};
const brokenApi: Transform = (answer, endpoint) => (endpoint === undefined || /token/.test(endpoint) ? answer : broken(answer, endpoint));

const cases: readonly [string, string, Transform][] = [
  ['tutorial', 'as it is', asItIs],
  ['partner', 'as it is', asItIs],
  ['peddler', 'as it is', asItIs],
  ['peddler', 'broken', brokenApi],
  ['partner', 'broken', brokenApi],
  ['tutorial', 'broken', brokenApi],
  [
    'peddler',
    'refusing every token',
    (answer, endpoint) => (endpoint === undefined || /token/.test(endpoint) ? answer : { ...answer, status: 401 }),
  ],
  [
    'partner',
    'without a token',
    (answer, endpoint) => (endpoint !== undefined && /token/.test(endpoint) ? { ...answer, body: '{}' } : answer),
  ],
];

describe('workers tell what plain Newman tells', () => {
  for (const [id, how, transform] of cases) {
    test(`${id}, ${how}`, async () => {
      const api = ownApi(id);
      const crew = startCrew(2);
      const plain = await run(api, transform);
      const quick = await run(api, transform, crew);
      expect(verdictOf(quick)).to.deep.equal(verdictOf(plain));
    });
  }
});
