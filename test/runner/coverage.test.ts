// What a run says of refusals that it does not try: it is told, and no failure.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import { spread } from '../../scripts/model/refusals/spread.ts';
import { sentenceOfCoverage, sentenceOfUnsaid } from '../../scripts/report/coverage.ts';
import { runAsJson } from '../../scripts/report/run-json.ts';
import { formatRun } from '../../scripts/report/run-terminal.ts';
import { styleFor } from '../../scripts/report/style.ts';
import { coverageOf } from '../../scripts/runner/coverage.ts';
import { exitCodeOf, type RunResult } from '../../scripts/runner/results.ts';
import { apiOf } from '../support/mock-api.ts';

const endpoint = (id: string, responses: string, more = '') => `  - id: ${id}
    name: Make ${id}
    method: POST
    path: /${id}
    body: { schema: { type: object, required: [a], properties: { a: { type: string, minLength: 2 } } }, example: { a: xx } }
    responses:
      200: { description: Made, readAs: none }
${responses}${more}`;

function resultOf(...endpoints: string[]): RunResult {
  const api = apiOf({ 'api.yaml': 'name: Sample\n', 'endpoints/all.yaml': `folder: All\nendpoints:\n${endpoints.join('')}` });
  return {
    ...{ api, environment: 'dev', requests: [], leftOut: [], tokenFailure: undefined, token: undefined, variables: {}, duration: 0 },
  };
}

const refused = '      422: { description: No, readAs: none }\n';

describe('refusals that are not tried', () => {
  test('are counted where refusals.most leaves them out', () => {
    const all = coverageOf(resultOf(endpoint('things', refused)));
    expect(sentenceOfCoverage(all)).to.equal('coverage: 0 of 1 endpoint, 0 of 2 documented statuses');
    const some = coverageOf(resultOf(endpoint('things', refused, '    refusals: { most: 2 }\n')));
    expect(some.refusals).to.deep.equal({ exercised: 2, documented: all.refusals.documented });
    expect(sentenceOfCoverage(some)).to.equal(
      `coverage: 0 of 1 endpoint, 0 of 2 documented statuses, 2 of ${all.refusals.documented} refusals`,
    );
  });

  test('are named where the endpoint documents no answer to a bad request, with the place of the first', () => {
    const result = resultOf(
      endpoint('things', ''),
      endpoint('boxes', ''),
      endpoint('bags', refused),
      endpoint('free', '', '    refusals: off\n'),
    );
    const sentence =
      '2 endpoints document no answer to a bad request, so none is tried: Make things, Make boxes (specs/sample/endpoints/all.yaml:3:5)';
    expect(sentenceOfUnsaid(coverageOf(result))).to.deep.equal([sentence]);
    expect(formatRun(result, () => undefined, styleFor(false))).to.include(sentence);
    const { coverage } = runAsJson(result) as { coverage: { refusesUnsaid: unknown } };
    expect(coverage.refusesUnsaid).to.deep.equal([
      { endpoint: 'things', file: 'specs/sample/endpoints/all.yaml', line: 3 },
      { endpoint: 'boxes', file: 'specs/sample/endpoints/all.yaml', line: 10 },
    ]);
    expect(exitCodeOf(result)).to.equal(exitCodeOf(resultOf(endpoint('bags', refused))));
  });

  test('are not spoken of where all are', () => {
    expect(sentenceOfUnsaid(coverageOf(resultOf(endpoint('things', refused))))).to.deep.equal([]);
  });
});

describe('a documented status', () => {
  /** A run in which one refusal got an answer. */
  function refusedWith(outcome: 'passed' | 'failed'): RunResult {
    const run = resultOf(endpoint('things', refused));
    const [it] = run.api.folders[0]?.endpoints ?? [];
    const [request] = it?.refusals ?? [];
    const [check] = request?.checks ?? [];
    if (!it || !request || !check) throw new Error('there is no refusal');
    const seen = { state: 'sent', error: undefined, status: 422, duration: 1, repeats: 0, surprises: [] } as const;
    return {
      ...run,
      requests: [{ ...seen, request, endpoint: it, folder: 'All', title: 'It', checks: [{ check, outcome, message: '' }] }],
    };
  }

  test('is exercised by a request that was refused with it as documented', () => {
    expect(coverageOf(refusedWith('passed')).statuses).to.deep.equal({ exercised: 1, documented: 2 });
    expect(coverageOf(refusedWith('failed')).statuses).to.deep.equal({ exercised: 0, documented: 2 });
  });
});

describe('of many refusals', () => {
  const all = ['type 1', 'type 2', 'type 3', 'enum 1', 'enum 2', 'bound 1'].map((it) => ({ it, sort: it.split(' ')[0] ?? '' }));
  test('one of each kind is kept before a second of any, in their order', () => {
    expect(spread(all, 4)).to.deep.equal({ kept: ['type 1', 'type 2', 'enum 1', 'bound 1'], leftOut: ['type 3', 'enum 2'] });
  });
  test('all are kept where there is room', () => void expect(spread(all, 6).leftOut).to.deep.equal([]));
});
