// A header is text. Where its schema asks for a number, a boolean or a list, in whatever way it says so, the text stands for one.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import { startMock } from '../../scripts/mock/server.ts';
import { failuresOf } from '../../scripts/runner/results.ts';
import { runContract } from '../../scripts/runner/run.ts';
import { apiOf } from '../support/mock-api.ts';

/** The name of a header, its schema, a value that it allows, one that it does not, and an example. */
const headers: readonly (readonly [string, string, string, string, string])[] = [
  ['X-Const', '{ const: 600 }', '600', '601', '600'],
  ['X-Enum', '{ enum: [1, 2, none] }', '2', '3', '1'],
  ['X-Text-Enum', '{ enum: ["1", "2"] }', '2', '3', '"1"'],
  ['X-Flag', '{ const: true }', 'true', 'false', 'true'],
  ['X-All', '{ allOf: [{ type: integer }, { minimum: 5 }] }', '5', '4', '6'],
  ['X-Any', '{ anyOf: [{ type: number, maximum: 9 }, { const: unlimited }] }', 'unlimited', '10', '9'],
  ['X-Reference', '{ $ref: ../schemas/count.yaml, minimum: 5 }', '7', '3', '5'],
  ['X-List', '{ allOf: [{ type: array, items: { enum: [1, 2] } }] }', '1, 2', '1, 3', '[1, 2]'],
];

const api = apiOf({
  'api.yaml': 'name: Sample\n',
  'schemas/count.yaml': 'type: integer\n',
  'endpoints/all.yaml': `folder: All
endpoints:
- id: things
  name: Things
  method: GET
  path: /things
  auth: none
  responses:
    200:
      description: Things
      schema: { type: array }
      example: []
      headers:
${headers.map(([name, schema, , , example]) => `        ${name}: { schema: ${schema}, example: ${example} }`).join('\n')}
`,
});

async function run(change: (name: string, value: string) => string): Promise<string[]> {
  const mock = await startMock(api, {
    transform: (answer) => ({ ...answer, headers: answer.headers.map(({ name, value }) => ({ name, value: change(name, value) })) }),
  });
  try {
    const result = await runContract(api, { environment: 'the mock', values: mock.variables, secrets: [], timeout: 10_000 });
    return failuresOf(result).map(({ check }) => check?.name ?? '');
  } finally {
    await mock.close();
  }
}

describe('a header that stands for another type', () => {
  test('is sent by the mock as its example says', async () => {
    const sent = new Map<string, string>();
    const found = await run((name, value) => {
      sent.set(name, value);
      return value;
    });
    expect(found).to.deep.equal([]);
    expect(sent.get('X-List')).to.equal('1, 2');
  });

  test('is green with a value that its schema allows', async () => {
    const given = new Map(headers.map(([name, , right]) => [name.toLowerCase(), right]));
    expect(await run((name, value) => given.get(name.toLowerCase()) ?? value)).to.deep.equal([]);
  });

  test('is red with one that its schema does not allow', async () => {
    const given = new Map(headers.map(([name, , , wrong]) => [name.toLowerCase(), wrong]));
    expect(await run((name, value) => given.get(name.toLowerCase()) ?? value)).to.deep.equal(
      headers.map(([name]) => `header ${name} is as documented`),
    );
  });
});
