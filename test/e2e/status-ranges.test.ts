// Answers that are documented for a range of statuses (4XX), or for all others (default).

import { describe, test } from 'node:test';
import { expect } from 'chai';
import { auditApi } from '../../scripts/audit/audit.ts';
import { survivorsOf } from '../../scripts/audit/tally.ts';
import type { MockAnswer } from '../../scripts/mock/exchange.ts';
import { startMock } from '../../scripts/mock/server.ts';
import type { Api } from '../../scripts/model/model.ts';
import { collectionOf } from '../../scripts/postman/collection.ts';
import { coverageOf } from '../../scripts/runner/coverage.ts';
import { failuresOf } from '../../scripts/runner/results.ts';
import { runContract } from '../../scripts/runner/run.ts';
import { resolveDemo, sentences, told } from '../support/specs.ts';

const dev = { 'environments/dev.yaml': 'name: Demo dev\nvariables: { baseUrl: https://demo.example.com }\n' };
const problemOf = (title: string) => `{ description: ${title}., schema: { type: object, required: [${title}] }, example: { ${title}: 1 } }`;
const endpoint = (id: string, responses: string, more = '') => `
  - id: ${id}
    name: Get ${id}
    method: GET
    path: /${id}
    parameters: { query: { size: { required: true, example: 3, schema: { type: integer, minimum: 1 } } } }
    responses:
${responses}${more}`;

function apiOf(endpoints: string, api = ''): Api {
  const files = {
    ...dev,
    'api.yaml': `name: Demo\nversion: "1"\n${api}`,
    'endpoints/things.yaml': `folder: Things\nendpoints:${endpoints}\n`,
  };
  const { apis, problems } = resolveDemo({ ...files, 'schemas/thing.yaml': undefined });
  if (!apis[0] || problems.length > 0) throw new Error([...told(problems), ...sentences(problems)].join('\n'));
  return apis[0];
}

const ranged = endpoint(
  'ranged',
  `      2XX: ${problemOf('fine')}
      404: ${problemOf('gone')}
      4XX: ${problemOf('wrong')}
      default: ${problemOf('broken')}`,
  `
    cases:
      - { name: a teapot, parameters: { query: { size: 418 } }, expect: 418 }
      - { name: a fault, parameters: { query: { size: 503 } }, expect: 503 }
      - { name: what is gone, parameters: { query: { size: 404 } }, expect: 404 }`,
);
const onlyDefault = endpoint('other', `      default: ${problemOf('any')}`);

async function failuresWith(api: Api, change: (answer: MockAnswer, name: string | undefined) => MockAnswer): Promise<string[]> {
  const mock = await startMock(api, { transform: (answer, { candidate }) => change(answer, candidate?.name) });
  try {
    const result = await runContract(api, { environment: 'the mock', values: mock.variables, secrets: [], timeout: 10_000 });
    return failuresOf(result).map(({ result: { title }, message }) => `${title}: ${message}`);
  } finally {
    await mock.close();
  }
}

describe('answers documented for several statuses', () => {
  const api = apiOf(ranged + onlyDefault);
  const endpoints = api.folders.flatMap((folder) => folder.endpoints);

  test('the status itself counts before its range, and the range before default', () => {
    const [first] = endpoints;
    const expected = first?.cases.map(({ expected: { status, example } }) => [status, JSON.stringify(example)]);
    expect(expected).to.deep.equal([
      [418, '{"wrong":1}'],
      [503, '{"broken":1}'],
      [404, '{"gone":1}'],
    ]);
    expect(endpoints.map(({ request }) => request.checks[0]?.name)).to.deep.equal(['status is 2XX', 'status is 2XX']);
  });

  test('broken requests are refused as the range says, or as default says when nothing else does', () => {
    const judged = endpoints.map(({ refusals }) => [
      refusals.length > 0,
      ...new Set(
        refusals
          .flatMap(({ checks }) => checks.flatMap((check) => (check.kind === 'refusal' ? check.answers : [])))
          .map((each) => `${each.range} ${JSON.stringify(each.example)}`),
      ),
    ]);
    expect(judged).to.deep.equal([
      [true, '4XX {"wrong":1}'],
      [true, '4XX {"any":1}'],
    ]);
  });

  test('the contract holds against the mock, and each range that came is covered', async () => {
    const mock = await startMock(api, {});
    try {
      const result = await runContract(api, { environment: 'the mock', values: mock.variables, secrets: [], timeout: 10_000 });
      expect(failuresOf(result).map(({ message }) => message)).to.deep.equal([]);
      expect(coverageOf(result).statuses).to.deep.equal({ exercised: 5, documented: 5 });
    } finally {
      await mock.close();
    }
  });

  test('another status of the range is as good; its schema holds for it', async () => {
    const at = (status: number, body: string) => (answer: MockAnswer, name: string | undefined) =>
      name === 'Get ranged' ? { ...answer, status, body } : answer;
    expect(await failuresWith(api, at(299, '{"fine":1}'))).to.deep.equal([]);
    expect(await failuresWith(api, at(299, '{}'))).to.deep.equal([
      'Get ranged: at the root: expected the property "fine", got an empty object (#/required)',
    ]);
    expect(await failuresWith(api, at(302, '{"fine":1}'))).to.deep.equal([
      'Get ranged: expected status 2XX, got 302 (documented as: broken)',
    ]);
  });

  test('a status that is documented to mean something else is no refusal, though it is in the range', async () => {
    const found = await failuresWith(api, (answer, name) =>
      name === undefined && answer.status === 400 ? { ...answer, status: 404 } : answer,
    );
    expect(found.filter((line) => line.startsWith('Get ranged')).length).to.be.greaterThan(0);
    expect(found.find((line) => line.startsWith('Get ranged'))).to.match(/: expected status 4XX, got 404$/);
    expect(found.filter((line) => line.startsWith('Get other'))).to.deep.equal([]);
  });

  test('an audit finds nothing that the contract does not notice, and no false alarm', () => {
    const result = auditApi(api);
    expect(result.falseAlarms.map(({ what, message }) => `${what}: ${message}`)).to.deep.equal([]);
    expect(survivorsOf(result).map(({ constraint }) => constraint.text)).to.deep.equal([]);
  });

  test('examples of a range are shown by its name', () => {
    const text = JSON.stringify(collectionOf(api, 'integrator'));
    for (const name of ['2XX: fine.', '404: gone.', '4XX: wrong.', 'default: broken.']) expect(text).to.include(`"name":"${name}"`);
  });

  test('success that nothing documents but with errors alone is still a mistake', () => {
    const files = { 'endpoints/things.yaml': `folder: Things\nendpoints:${endpoint('one', `      4XX: ${problemOf('wrong')}`)}\n` };
    expect(told(resolveDemo({ ...files, 'schemas/thing.yaml': undefined }).problems)).to.deep.equal([
      'endpoints/things.yaml:8:5 no-success',
    ]);
  });
});
