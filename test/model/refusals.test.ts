// Requests that break the contract, made from the contract.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { breaksOf } from '../../scripts/model/refusals/breaks.ts';
import { compileSchema } from '../../scripts/schema/compile.ts';
import { validate } from '../../scripts/schema/validate.ts';
import type { Json } from '../../scripts/source/json.ts';
import { resolveDemo } from '../support/specs.ts';

function breaks(schema: Json, example: Json): string[] {
  const { compiled } = compileSchema({ schema, uri: 'test:schema', load: () => undefined });
  if (!compiled) throw new Error('the schema does not compile');
  const found = breaksOf(compiled, example);
  for (const { words, value } of found) expect(validate(compiled, value), words).to.not.deep.equal([]);
  return found.map(({ words, value }) => `${words}: ${JSON.stringify(value)}`);
}

describe('the ways to break a value', () => {
  const cases: readonly [string, Json, Json, readonly string[]][] = [
    ['a required property', { required: ['a'] }, { a: 1, b: 2 }, ['without a: {"b":2}']],
    ['a nested one', { properties: { a: { required: ['b'] } } }, { a: { b: 1 } }, ['without a.b: {"a":{}}']],
    ['in a list', { items: { required: ['b'] } }, [{ b: 1 }, { b: 2 }], ['without b: [{},{"b":2}]']],
    ['a type', { properties: { a: { type: 'string' } } }, { a: 'x' }, ['with a of the wrong type: {"a":{"not":"expected"}}']],
    ['a number', { properties: { a: { type: 'integer' } } }, { a: 1 }, ['with a of the wrong type: {"a":"not what it should be"}']],
    [
      'a type that the example leaves out',
      { properties: { a: { type: 'boolean' } } },
      {},
      ['with a of the wrong type: {"a":"not what it should be"}'],
    ],
    ['an enum', { properties: { a: { enum: ['x', 'y'] } } }, { a: 'x' }, ['with a of an unknown value: {"a":"NOT_IN_THE_DOCUMENTATION"}']],
    ['a const', { properties: { a: { const: 1 } } }, { a: 1 }, ['with a of another value: {"a":987654321}']],
    ['bounds', { properties: { a: { minimum: 1, maximum: 9 } } }, { a: 5 }, ['with a below 1: {"a":0}', 'with a above 9: {"a":10}']],
    [
      'lengths',
      { properties: { a: { minLength: 2, maxLength: 3 } } },
      { a: 'xx' },
      ['with a too short: {"a":"x"}', 'with a too long: {"a":"xxxx"}'],
    ],
    ['a pattern', { properties: { a: { pattern: '^[0-9]+$' } } }, { a: '1' }, ['with a that breaks its pattern: {"a":"!"}']],
    ['a format', { properties: { a: { format: 'date' } } }, { a: '2026-01-01' }, ['with a that is no date: {"a":"not a date!"}']],
    [
      'a closed object',
      { properties: { a: {} }, additionalProperties: false },
      { a: 1 },
      ['with the unknown property notInTheDocumentation: {"a":1,"notInTheDocumentation":true}'],
    ],
    ['a list', { minItems: 1, maxItems: 2, uniqueItems: true }, [1], ['too short: []', 'too long: [1,1,1]', 'with two equal items: [1,1]']],
    [
      'through references',
      { $ref: '#/$defs/a', $defs: { a: { required: ['b'], properties: { b: { $ref: '#/$defs/a' } } } } },
      { b: {} },
      ['without b: {}'],
    ],
    ['an open schema', { description: 'anything' }, { a: 1 }, []],
  ];
  for (const [what, schema, example, expected] of cases) {
    test(what, () => {
      const found = breaks(schema, example);
      for (const each of expected) expect(found).to.include(each);
      if (expected.length === 0) expect(found).to.deep.equal([]);
    });
  }

  test('any schema and value: every break is invalid, and none throws', () => {
    const leaf = fc.constantFrom<Json>(
      { type: 'string', minLength: 1 },
      { type: 'integer', minimum: 0 },
      { enum: ['a', 1] },
      { type: ['null', 'boolean'] },
      true,
    );
    const schema = fc.letrec<{ any: Json }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.record({ required: fc.constant(['a']), properties: fc.record({ a: tie('any') }) }),
        fc.record({ items: tie('any'), minItems: fc.constant(1) }),
      ),
    })).any;
    fc.assert(
      fc.property(schema, fc.jsonValue() as fc.Arbitrary<Json>, (each, value) => void breaks(each, value)),
      { seed: 4 },
    );
  });
});

const endpoint = (more: string): Record<string, string | undefined> => ({
  'schemas/thing.yaml': undefined,
  'endpoints/things.yaml': `folder: Things
endpoints:
  - id: make
    name: Make a thing
    method: POST
    path: /things/{kind}
    parameters:
      path: { kind: { example: big, schema: { enum: [big, small] } } }
      query: { count: { example: 2, required: true, schema: { type: integer, minimum: 1 } } }
    body: { schema: { type: object, required: [name] }, example: { name: x } }
    responses:
      200: { description: Made, schema: true, example: {} }
      400: { description: Bad parameters, readAs: none }
      404: { description: No such kind, readAs: none }
      422: { description: Bad body, readAs: none }
${more}`,
});

function refusals(more: string): string[] {
  const { apis, problems } = resolveDemo(endpoint(more));
  expect(problems).to.deep.equal([]);
  const made = apis[0]?.folders[0]?.endpoints[0]?.refusals ?? [];
  return made.map(
    (request) =>
      `${request.name} ${request.checks.flatMap((check) => (check.kind === 'refusal' ? check.answers.map((answer) => answer.status) : []))}`,
  );
}

describe('the refusals of an endpoint', () => {
  test('are made from its parameters and body, where it documents a 400 or 422', () => {
    expect(refusals('')).to.deep.equal([
      'refuses the path parameter kind of an unknown value 400,422,404',
      'refuses a request without the query parameter count 400,422',
      'refuses the query parameter count of the wrong type 400,422',
      'refuses the query parameter count below 1 400,422',
      'refuses a request without a body 400,422',
      'refuses a body of the wrong type 400,422',
      'refuses a body without name 400,422',
    ]);
  });
  test('can be switched off', () => void expect(refusals('    refusals: off')).to.deep.equal([]));
  test('can be narrowed', () => void expect(refusals('    refusals: { body: off, parameters: off }')).to.deep.equal([]));
  test('can be bounded', () => void expect(refusals('    refusals: { most: 1 }')).to.have.lengthOf(1));
  test('can expect another answer', () => {
    expect(
      refusals('    refusals: { parameters: off, body: { expect: [422, { status: 200, schema: { required: [error] } }] } }'),
    ).to.deep.equal([
      'refuses a request without a body 422,200',
      'refuses a body of the wrong type 422,200',
      'refuses a body without name 422,200',
    ]);
  });
});
