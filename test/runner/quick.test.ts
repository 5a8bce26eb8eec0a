// Workers run a Newman that does less, several requests at once. What they tell has to be what plain Newman tells, one request after another.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import type { MockAnswer } from '../../scripts/mock/exchange.ts';
import { startMock } from '../../scripts/mock/server.ts';
import type { Api } from '../../scripts/model/model.ts';
import { planOf } from '../../scripts/postman/plan.ts';
import { type Crew, startCrew } from '../../scripts/runner/pool/crew.ts';
import type { RequestResult, RunResult } from '../../scripts/runner/results.ts';
import { runContract } from '../../scripts/runner/run.ts';
import { shardOf } from '../../scripts/runner/shard.ts';
import { unitsOf } from '../../scripts/runner/units.ts';
import { ownApi } from '../support/own-specs.ts';

type Transform = (answer: MockAnswer, endpoint: string | undefined) => MockAnswer;

/** Runs the contract, or a part of it, against a mock of its own. */
async function run(api: Api, transform: Transform, crew?: Crew, only?: ReadonlySet<string>): Promise<RunResult> {
  const mock = await startMock(api, { transform: (answer, { endpoint }) => transform(answer, endpoint?.id) });
  try {
    const values = { environment: 'the mock', values: mock.variables, secrets: ['clientSecret'], timeout: 60_000 };
    return await runContract(api, { ...values, ...(crew ? { crew } : {}), ...(only ? { only } : {}) });
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

describe('shards together tell what the whole tells', () => {
  for (const [id, how, transform] of cases) {
    test(`${id}, ${how}`, async () => {
      const api = ownApi(id);
      const units = unitsOf(
        planOf(api, 'contract').flatMap(({ requests }) => requests),
        api.auth,
      );
      const shards = [1, 2].map((number) => shardOf(units, { number, of: 2 }, undefined));
      const whole = await run(api, transform);
      const parts = await Promise.all(shards.map((ids) => run(api, transform, undefined, ids)));
      const told = parts.flatMap(({ requests }) => requests).map((result) => checksOf(result));
      expect(told).to.have.deep.members(whole.requests.map((result) => checksOf(result)));
    });
  }
});

/** What was checked of a request, and how that ended. */
function checksOf({ title, state, checks }: RequestResult): object {
  return { title, state, checks: checks.map(({ check, outcome }) => ({ name: check.name, outcome })) };
}
