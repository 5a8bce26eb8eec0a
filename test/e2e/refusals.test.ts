// A server that refuses what it documents keeps the contract green; one that lets anything pass does not, nor one that refuses in its own way.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import type { MockAnswer } from '../../scripts/mock/exchange.ts';
import { type MockOptions, startMock } from '../../scripts/mock/server.ts';
import type { Api } from '../../scripts/model/model.ts';
import { resolveSpecs } from '../../scripts/model/resolve.ts';
import { collectionOf } from '../../scripts/postman/collection.ts';
import { environmentFile } from '../../scripts/postman/environment.ts';
import { failuresOf } from '../../scripts/runner/results.ts';
import { runContract } from '../../scripts/runner/run.ts';
import { messageOf } from '../../scripts/source/problem.ts';
import { runInNewman } from '../support/newman.ts';
import { asArguments } from '../support/own-specs.ts';
import { runInPostmanCli, withoutPostmanCli } from '../support/postman-cli.ts';

const files = {
  'safes/api.yaml': `name: Safes
auth:
  grant: client_credentials
  tokenUrl: "{{baseUrl}}/token"
  scope: [safes.read, safes.write]
defaults:
  responses:
    401: { description: No live token, schema: { type: object, required: [error] }, example: { error: unauthorized } }
`,
  'safes/environments/dev.yaml':
    'name: Safes dev\nvariables: { baseUrl: https://dev.example.com }\nsecrets: { clientId: {}, clientSecret: {} }\n',
  'safes/environments/live.yaml':
    'name: Safes live\nkind: production\nvariables: { baseUrl: https://example.com }\nsecrets: { clientId: {}, clientSecret: {} }\n',
  'safes/endpoints/safes.yaml': `folder: Safes
endpoints:
  - id: lock
    name: Lock a safe
    method: POST
    path: /safes
    scopes: [safes.write]
    body: { schema: { type: object, required: [code], properties: { code: { type: string, pattern: "^[0-9]{4}$" } } }, example: { code: "1234" } }
    responses:
      200: { description: Locked, schema: { type: object, required: [locked] }, example: { locked: true } }
      403: { description: Not with this token, schema: { type: object, required: [error] }, example: { error: forbidden } }
      422: { description: No such code, schema: { type: object, required: [errors] }, example: { errors: [code] } }
  - id: safes
    name: List safes
    method: GET
    path: /safes
    scopes: [safes.read]
    parameters: { query: { limit: { example: 5, schema: { type: integer, minimum: 1 } } } }
    responses:
      200: { description: The safes, schema: { type: array }, example: [] }
      400: { description: No such limit, readAs: none }
      403: { description: Not with this token, schema: { type: object, required: [error] }, example: { error: forbidden } }
`,
};

function safes(): Api {
  const { apis, problems } = resolveSpecs({ root: 'specs', files: new Map(Object.entries(files)) });
  if (!apis[0] || problems.length > 0) throw new Error(problems.map(messageOf).join('\n'));
  return apis[0];
}

const api = safes();
const tokenRefusals = [
  'refuses a wrong secret',
  'refuses a client that it does not know',
  'refuses a request without client authentication',
  'refuses a request without grant_type',
  'refuses a grant type that there is not',
];
const lockRefusals = [
  'refuses a request without a token',
  'refuses a token that is none',
  'refuses a token without the scope safes.write',
  'refuses a request without a body',
  'refuses a body of the wrong type',
  'refuses a body without code',
  'refuses a body with code of the wrong type',
  'refuses a body with code that breaks its pattern',
  'refuses a body that is cut off',
];
const listRefusals = [
  'refuses a request without a token',
  'refuses a token that is none',
  'refuses a token without the scope safes.read',
  'refuses the query parameter limit of the wrong type',
  'refuses the query parameter limit that is no whole number',
  'refuses the query parameter limit below 1',
];

/** A server that takes whatever comes for the documented request. */
const lax: NonNullable<MockOptions['transform']> = (answer, { endpoint }) => {
  if (!endpoint || answer.status < 400) return answer;
  const json = (body: unknown): MockAnswer => ({
    status: 200,
    headers: [
      { name: 'Content-Type', value: 'application/json' },
      { name: 'Cache-Control', value: 'no-store' },
    ],
    body: JSON.stringify(body),
  });
  if (endpoint.id === 'access-token') return json({ access_token: 'anything-goes', token_type: 'Bearer', expires_in: 60 });
  return json(endpoint.id === 'lock' ? { locked: true } : []);
};

async function failures(options: MockOptions): Promise<string[]> {
  const mock = await startMock(api, options);
  try {
    const result = await runContract(api, { environment: 'the mock', values: mock.variables, secrets: [], timeout: 10_000 });
    return failuresOf(result).map((failure) => `${failure.result.title}: ${failure.message}`);
  } finally {
    await mock.close();
  }
}

describe('refusals', () => {
  test('a server that refuses as documented is green', async () => {
    expect(await failures({})).to.deep.equal([]);
  });

  test('a server that refuses nothing fails each of them', async () => {
    const found = await failures({ transform: lax });
    expect(found).to.deep.equal([
      ...tokenRefusals.map((name) => `Get an access token: ${name}: expected a refusal, got 200 with a token`),
      ...lockRefusals.slice(0, 2).map((name) => `Lock a safe: ${name}: expected status 401, got 200: the request was not refused`),
      `Lock a safe: ${lockRefusals[2]}: expected status 403, got 200: the request was not refused`,
      ...lockRefusals.slice(3).map((name) => `Lock a safe: ${name}: expected status 422, got 200: the request was not refused`),
      ...listRefusals.slice(0, 2).map((name) => `List safes: ${name}: expected status 401, got 200: the request was not refused`),
      `List safes: ${listRefusals[2]}: expected status 403, got 200: the request was not refused`,
      ...listRefusals.slice(3).map((name) => `List safes: ${name}: expected status 400, got 200: the request was not refused`),
    ]);
  });

  test('a refusal is held to what is documented of it', async () => {
    const found = await failures({ transform: (answer) => (answer.status === 422 ? { ...answer, body: '{"message":"no"}' } : answer) });
    expect(found).to.have.lengthOf(6);
    for (const each of found) expect(each).to.include('at the root: expected the property "errors"');
  });
});

for (const { program, run, skip } of [
  { program: 'Newman', run: runInNewman, skip: false as const },
  { program: 'the Postman CLI', run: runInPostmanCli, skip: withoutPostmanCli },
]) {
  describe(`in ${program}`, { skip }, () => {
    const runAgainst = async (environment: string, options: MockOptions, args: readonly string[] = []) => {
      const mock = await startMock(api, options);
      const found = api.environments.find((each) => each.id === environment);
      if (!found) throw new Error(`no environment ${environment}`);
      try {
        const result = await run(collectionOf(api, 'contract'), environmentFile(found, api), [...asArguments(mock.variables), ...args]);
        return { ...result, sent: mock.log.map((entry) => `${entry.method} ${entry.path} ${entry.status}`) };
      } finally {
        await mock.close();
      }
    };

    test('right is green, lax is red', async () => {
      const right = await runAgainst('dev', {});
      expect(right.report.run.failures, right.output).to.deep.equal([]);
      expect(right.exitCode).to.equal(0);
      const wrong = await runAgainst('dev', { transform: lax });
      expect(wrong.report.run.failures, wrong.output).to.have.lengthOf(tokenRefusals.length + lockRefusals.length + listRefusals.length);
    });

    test('a production environment is only read, and no wrong credentials are tried', async () => {
      const { sent, exitCode, output } = await runAgainst('live', {});
      expect(exitCode, output).to.equal(0);
      const tokens = sent.filter((line) => line.includes('/token'));
      expect(new Set(tokens)).to.deep.equal(new Set(['POST /token 200']));
      const others = sent.filter((line) => !line.includes('/token'));
      expect(others).to.deep.equal([
        'GET /safes 200',
        'GET /safes 401',
        'GET /safes 403',
        'GET /safes 400',
        'GET /safes 400',
        'GET /safes 400',
      ]);
    });

    test('unless the environment says so', async () => {
      const { sent, exitCode, output } = await runAgainst('live', {}, ['--env-var', 'allowWrites=true']);
      expect(exitCode, output).to.equal(0);
      expect(sent.filter((line) => line.startsWith('POST /safes'))).to.have.lengthOf(1 + lockRefusals.length);
    });
  });
}
