// Values that break a schema: for each thing that it asks for, one that breaks this and nothing else.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { breaksOf } from '../../scripts/model/refusals/breaks.ts';
import { constraintsOf, withoutConstraint } from '../../scripts/model/refusals/constraint.ts';
import type { Break } from '../../scripts/model/refusals/found-breaks.ts';
import { smallValue } from '../../scripts/model/refusals/small-value.ts';
import { type CompiledSchema, compileSchema } from '../../scripts/schema/compile.ts';
import { validate } from '../../scripts/schema/validate.ts';
import type { Json } from '../../scripts/source/json.ts';

function compiledOf(schema: Json): CompiledSchema {
  const { compiled } = compileSchema({ schema, uri: 'test:schema', load: () => undefined });
  if (!compiled) throw new Error('the schema does not compile');
  return compiled;
}

/** The breaks of a value, each held to what is said of it. */
function found(schema: Json, example: Json): readonly Break[] {
  const compiled = compiledOf(schema);
  const all = breaksOf(compiled, [example]);
  const isRight = validate(compiled, example).length === 0;
  for (const { words, value, constraint, alone } of all) {
    expect(validate(compiled, value), words).to.not.deep.equal([]);
    if (alone && isRight) expect(validate(withoutConstraint(compiled, constraint), value), `${words}, alone`).to.deep.equal([]);
  }
  expect(new Set(all.map(({ words }) => words)).size, 'names of refusals differ').to.equal(all.length);
  return all;
}

function breaks(schema: Json, example: Json): string[] {
  return found(schema, example).map(({ words, value }) => `${words}: ${JSON.stringify(value)}`);
}

/** `minLength #/properties/a` of each constraint that no value breaks alone: a server that forgets it goes unnoticed. */
function notBrokenAlone(schema: Json, example: Json): string[] {
  const compiled = compiledOf(schema);
  const all = found(schema, example);
  const unnoticed = constraintsOf(compiled).filter((constraint) => {
    const forgetful = withoutConstraint(compiled, constraint);
    return !all.some(({ value }) => validate(forgetful, value).length === 0);
  });
  return unnoticed.map(({ keyword, part, location }) => [keyword, ...(part ?? []), location].join(' '));
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
    ['a list', { minItems: 1, maxItems: 2, uniqueItems: true }, [1], ['too short: []', 'too long: [1,2,3]', 'with two equal items: [1,1]']],
    [
      'through references',
      { $ref: '#/$defs/a', $defs: { a: { required: ['b'], properties: { b: { $ref: '#/$defs/a' } } } } },
      { b: {} },
      ['without b: {}'],
    ],
    [
      'two kinds of lists that say no type',
      {
        oneOf: [
          { minItems: 1, items: { const: 'a' } },
          { minItems: 1, items: { const: 'b' } },
        ],
      },
      ['a'],
      ['of two kinds at once: "x"'],
    ],
    ['an open schema', { description: 'anything' }, { a: 1 }, []],
  ];
  for (const [what, schema, example, expected] of cases) {
    test(what, () => {
      const all = breaks(schema, example);
      for (const each of expected) expect(all).to.include(each);
      if (expected.length === 0) expect(all).to.deep.equal([]);
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

describe('each thing that a schema asks for is broken alone', () => {
  const inA = (schema: Json): Json => ({ properties: { a: schema } });
  const cases: readonly [string, Json, Json][] = [
    ['a bound of whole numbers in steps', inA({ type: 'number', minimum: 5, maximum: 20, multipleOf: 5 }), { a: 10 }],
    ['a bound of fractions', inA({ type: 'number', minimum: 0.1, maximum: 0.3, multipleOf: 0.1 }), { a: 0.2 }],
    ['bounds that are no steps', inA({ type: 'integer', minimum: 0.5, maximum: 9.5 }), { a: 5 }],
    ['exclusive bounds', inA({ exclusiveMinimum: 1, exclusiveMaximum: 9, type: 'number', multipleOf: 0.5 }), { a: 5 }],
    ['large bounds', inA({ type: 'integer', minimum: -9007199254740991, maximum: 9007199254740991 }), { a: 5 }],
    ['bounds beyond whole numbers', inA({ type: 'number', maximum: 1e300 }), { a: 5 }],
    ['steps of fractions', inA({ type: 'number', multipleOf: 0.01 }), { a: 19.99 }],
    ['a step of which one and a half is another', inA({ type: 'number', multipleOf: 1e-7 }), { a: 3e-7 }],
    ['lengths beside a pattern', inA({ type: 'string', pattern: '^[0-9]+$', minLength: 4, maxLength: 6 }), { a: '12345' }],
    ['lengths beside a format', inA({ type: 'string', format: 'email', maxLength: 30 }), { a: 'jo@example.com' }],
    ['a length within a pattern', inA({ type: 'string', pattern: '^AB-[0-9]+-Z$', maxLength: 8, minLength: 7 }), { a: 'AB-123-Z' }],
    ['a pattern within lengths', inA({ type: 'string', pattern: '^[A-Z]*$', minLength: 2, maxLength: 2 }), { a: 'NL' }],
    ['two patterns', { allOf: [inA({ pattern: '^[a-z]+$' }), inA({ pattern: '^.*x$' })] }, { a: 'fox' }],
    [
      'a list within bounds',
      inA({ type: 'array', minItems: 2, maxItems: 3, uniqueItems: true, items: { type: 'string' } }),
      { a: ['x', 'y'] },
    ],
    ['equal items in a full list', inA({ type: 'array', maxItems: 2, uniqueItems: true }), { a: [1, 2] }],
    [
      'an empty list',
      inA({ type: 'array', items: { type: 'object', required: ['n'], properties: { n: { type: 'integer', minimum: 1 } } } }),
      { a: [] },
    ],
    [
      'the first items and the rest',
      inA({ prefixItems: [{ type: 'string' }, { type: 'integer' }], items: { type: 'boolean' } }),
      { a: ['x', 1, true] },
    ],
    ['the first items and no more', inA({ prefixItems: [{ type: 'string' }], items: false }), { a: ['x'] }],
    ['items that nothing else looks at', { prefixItems: [true], unevaluatedItems: false }, [1]],
    ['what a list contains', inA({ type: 'array', contains: { const: 'x' }, minContains: 2, maxContains: 3 }), { a: ['x', 'x', 'y'] }],
    ['what a list contains once', inA({ contains: { type: 'string' }, maxContains: 1 }), { a: ['x', 1] }],
    ['how many properties', { type: 'object', minProperties: 2, maxProperties: 3 }, { a: 1, b: 2 }],
    [
      'how many of the known properties',
      { maxProperties: 1, minProperties: 1, properties: { a: { type: 'string' }, b: true }, additionalProperties: false },
      { a: 'x' },
    ],
    ['names of properties', { type: 'object', propertyNames: { pattern: '^[a-z]+$', maxLength: 5 } }, { abc: 1 }],
    ['properties by a pattern', { patternProperties: { '^x-': { type: 'string', minLength: 2 } }, additionalProperties: false }, {}],
    ['further properties', { properties: { a: true }, additionalProperties: { type: 'integer', maximum: 9 } }, { a: 1 }],
    [
      'properties that nothing else looks at',
      { allOf: [{ properties: { a: { type: 'integer' } } }], unevaluatedProperties: false },
      { a: 1 },
    ],
    ['what one property brings along', { dependentRequired: { a: ['b', 'c'] } }, {}],
    [
      'what one property brings along, there',
      { dependentRequired: { a: ['b'] }, dependentSchemas: { a: { properties: { c: { type: 'string' } } } } },
      { a: 1, b: 1, c: 'x' },
    ],
    ['a property that must not be', { properties: { a: false } }, {}],
    ['what is ruled out', { not: { required: ['a', 'b'] } }, { a: 1 }],
    ['a value that is ruled out', inA({ type: 'string', not: { enum: ['admin'] } }), { a: 'me' }],
    ['a condition', { if: { properties: { kind: { const: 'a' } } }, then: { required: ['x'] } }, { kind: 'a', x: 1 }],
    [
      'a condition that does not hold',
      { if: { required: ['kind'] }, else: { properties: { x: { type: 'integer' } }, required: ['x'] } },
      { x: 1 },
    ],
    [
      'optional properties that the example leaves out',
      {
        type: 'object',
        properties: {
          a: {
            type: 'object',
            required: ['b'],
            properties: { b: { type: 'string', minLength: 2, maxLength: 4, pattern: '^[a-z]+$' }, c: { type: 'integer', minimum: 1 } },
          },
        },
      },
      {},
    ],
    ['an optional date', inA({ type: 'string', format: 'date' }), {}],
    [
      'a kind that the example is not',
      { anyOf: [{ const: 'a' }, { type: 'object', required: ['b'], properties: { b: { minimum: 1 } } }] },
      'a',
    ],
    [
      'kinds told apart by a property',
      {
        anyOf: [
          { required: ['n'], properties: { kind: { const: 'a' }, n: { type: 'integer', maximum: 9 } } },
          { required: ['t'], properties: { kind: { const: 'b' }, t: { type: 'string', minLength: 2 } } },
        ],
        required: ['kind'],
        properties: { kind: true },
        unevaluatedProperties: false,
      },
      { kind: 'a', n: 1 },
    ],
    [
      'the branch of a condition that the example does not take',
      { if: { required: ['a'] }, then: { required: ['b'], properties: { b: { type: 'integer' } } } },
      { c: 1 },
    ],
    ['a text in the place of null', inA({ type: ['null', 'string'], minLength: 3, pattern: '^[a-z]+$' }), { a: null }],
    ['a text in the place of a number', inA({ type: ['number', 'string'], minLength: 3, minimum: 2 }), { a: 5 }],
    ['an object in the place of null', inA({ anyOf: [{ type: 'null' }, { type: 'object', required: ['b'] }] }), { a: null }],
    ['a member more than a full object', { maxProperties: 1, additionalProperties: { type: 'integer', minimum: 3 } }, { a: 5 }],
    [
      'another name in a full object',
      { maxProperties: 2, propertyNames: { pattern: '^[a-z]+$' }, patternProperties: { '^is': { type: 'boolean' } } },
      { a: 1, b: 2 },
    ],
    [
      'an item more than a full list, of what may come once',
      inA({ maxItems: 2, contains: { required: ['p'], properties: { p: { const: true } } }, maxContains: 1 }),
      { a: [{ p: true }, { p: false }] },
    ],
    [
      'two members that exclude each other, each with a form of its own',
      { not: { required: ['a', 'b'] }, properties: { a: { type: 'string', format: 'date' }, b: { type: 'integer', minimum: 7 } } },
      {},
    ],
    ['how many items there must not be', { not: { minItems: 3 } }, [1]],
    ['what a list must not contain', inA({ not: { contains: { const: 3 } } }), { a: [1] }],
    ['items of a list that is another kind', inA({ anyOf: [{ type: 'integer' }, { type: 'array', items: { type: 'string' } }] }), { a: 1 }],
    ['how many properties of a pattern', { patternProperties: { '^[a-f]{8}$': true }, additionalProperties: false, maxProperties: 3 }, {}],
    ['a pattern that looks ahead', inA({ type: 'string', pattern: '^(?=.*\\d)(?=.*[A-Z]).{8,}$', maxLength: 20 }), {}],
    ['two kinds at once', { oneOf: [{ required: ['a'] }, { required: ['b'] }] }, { a: 1 }],
  ];
  for (const [what, schema, example] of cases) test(what, () => void expect(notBrokenAlone(schema, example)).to.deep.equal([]));
});

describe('a value is not broken', () => {
  test('where the schema leads back to itself, without end', () => {
    const tree: Json = {
      $id: 'test:tree',
      $dynamicAnchor: 'node',
      type: 'object',
      properties: { value: { type: 'integer' }, next: { $dynamicRef: '#node' } },
    };
    expect(breaks(tree, {}).length).to.be.within(3, 12);
  });
  test('again where a schema contains itself and was broken further up', () => {
    const part: Json = {
      $ref: '#/$defs/part',
      $defs: {
        part: {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string' }, parts: { type: 'array', items: { $ref: '#/$defs/part' } } },
        },
      },
    };
    const words = found(part, { name: 'a', parts: [{ name: 'b', parts: [{ name: 'c' }] }] }).map((each) => each.words);
    expect(words.filter((each) => each.includes('without'))).to.deep.equal(['without name']);
  });
  test('by what only a variable decides', () => {
    const schema: Json = { properties: { id: { pattern: '^[0-9]+$' }, size: { type: 'integer' } } };
    const all = breaksOf(compiledOf(schema), [{ id: '{{id}}', size: 1 }]).map(({ words, value }) => `${words}: ${JSON.stringify(value)}`);
    expect(all.filter((each) => each.includes('size '))).to.deep.equal([
      'with size of the wrong type: {"id":"{{id}}","size":"not what it should be"}',
      'with size that is no whole number: {"id":"{{id}}","size":1.5}',
    ]);
  });
});

describe('a variable in an example', () => {
  test('has values in its place that are wrong whatever it stands for', () => {
    const schema: Json = {
      properties: { id: { type: 'string', format: 'uuid' }, n: { type: 'integer', minimum: 1 }, size: { type: 'integer' } },
    };
    const all = breaksOf(compiledOf(schema), [{ id: '{{$guid}}', n: '{{n}}', size: 1 }]);
    expect(all.filter(({ alone }) => alone).map(({ words }) => words)).to.include.members([
      'with id that is no uuid',
      'with n below 1',
      'with n of the wrong type',
      'with size of the wrong type',
    ]);
    for (const { value } of all) expect(JSON.stringify(value), 'the other variable stays').to.match(/\{\{(\$guid|n)\}\}/);
  });
});

describe('formats are broken in what a server may not look at', () => {
  const cases: readonly [string, string, readonly string[]][] = [
    ['date', '2026-01-31', ['2026-02-30']],
    ['date-time', '2026-01-31T12:00:00Z', ['2026-02-30T12:00:00Z', '2026-01-31T12:00:00']],
    ['uuid', 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6', ['g81d4fae-7dec-41d0-a765-00a0c91e6bf6']],
    ['email', 'jo@example.com', ['jo.example.com']],
    ['ipv4', '192.0.2.1', ['256.0.2.1']],
  ];
  for (const [format, example, expected] of cases) {
    test(format, () => {
      const values = found({ type: 'string', format }, example).map(({ value }) => value);
      expect(values).to.include.members([...expected]);
    });
  }
});

describe('a sample', () => {
  const cases: readonly Json[] = [
    { type: 'string', pattern: '^(?:[A-Z]{2}|x)-\\d{3,}(\\.[a-f]+)?$' },
    { type: 'string', pattern: '^[0-9]+$', minLength: 12 },
    { type: 'integer', exclusiveMinimum: 3, multipleOf: 7 },
    {
      type: 'object',
      required: ['a'],
      properties: { a: { oneOf: [{ type: 'null' }, { type: 'array', minItems: 2, uniqueItems: true, items: { type: 'string' } }] } },
    },
    {
      allOf: [
        { properties: { a: { enum: ['x'] } }, required: ['a'] },
        { properties: { b: { format: 'date-time' } }, required: ['b'] },
      ],
    },
  ];
  for (const schema of cases)
    test(`of ${JSON.stringify(schema)}`, () => {
      const compiled = compiledOf(schema);
      const sample = smallValue(compiled, [compiled.schema]);
      expect(sample).to.not.equal(undefined);
      expect(validate(compiled, sample)).to.deep.equal([]);
    });

  const small: readonly [string, Json, Json | undefined][] = [
    ['has no more than it must have', { properties: { a: { type: 'string' }, b: true }, required: ['a'] }, { a: 'a' }],
    ['is made rather than taken from what the schema shows', { type: 'array', items: { type: 'integer' }, examples: [[7, 8, 9]] }, [1]],
    [
      'is taken from what the schema shows where none can be made',
      { type: 'string', pattern: '^(?!x)(?<=^)y(?=z)', examples: ['yz'] },
      'yz',
    ],
    ['is none that would be taken for a variable', { const: { id: '{{id}}' } }, undefined],
  ];
  for (const [what, schema, expected] of small)
    test(what, () => {
      const compiled = compiledOf(schema);
      expect(smallValue(compiled, [compiled.schema])).to.deep.equal(expected);
    });
});
