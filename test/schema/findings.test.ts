import { describe, test } from 'node:test';
import { expect } from 'chai';
import { validate } from '../../scripts/schema/validate.ts';
import type { Json } from '../../scripts/source/json.ts';
import { compiled, lines } from './compiling.ts';

/** What one keyword says: schema, value, the lines expected. */
const WORDINGS: readonly (readonly [Json, Json, ...string[]])[] = [
  [{ type: 'string' }, 12, 'at the root: expected a string, got 12 (#/type)'],
  [{ type: 'integer' }, 1.5, 'at the root: expected an integer, got 1.5 (#/type)'],
  [{ type: ['object', 'null'] }, [], 'at the root: expected an object or null, got [] (#/type)'],
  [{ const: { a: 1 } }, 'x', 'at the root: expected {"a":1}, got "x" (#/const)'],
  [{ enum: ['A', 'B', null] }, 'C', 'at the root: expected one of "A", "B", null, got "C" (#/enum)'],
  [{ multipleOf: 0.01 }, 1.001, 'at the root: expected a multiple of 0.01, got 1.001 (#/multipleOf)'],
  [{ maximum: 3 }, 4, 'at the root: expected at most 3, got 4 (#/maximum)'],
  [{ exclusiveMaximum: 3 }, 3, 'at the root: expected less than 3, got 3 (#/exclusiveMaximum)'],
  [{ minimum: 3 }, 2, 'at the root: expected at least 3, got 2 (#/minimum)'],
  [{ exclusiveMinimum: 3 }, 3, 'at the root: expected more than 3, got 3 (#/exclusiveMinimum)'],
  [{ minLength: 3 }, 'é😀', 'at the root: expected at least 3 characters, got "é😀" (#/minLength)'],
  [{ maxLength: 1 }, '😀😀', 'at the root: expected at most 1 character, got "😀😀" (#/maxLength)'],
  [{ pattern: '^[0-9]+/$' }, 'a', 'at the root: expected to match /^[0-9]+\\/$/, got "a" (#/pattern)'],
  [{ format: 'date-time' }, 'today', 'at the root: expected a date-time (RFC 3339), got "today" (#/format)'],
  [{ minItems: 2 }, [1], 'at the root: expected at least 2 items, got [1] (#/minItems)'],
  [{ maxItems: 1 }, [1, 2], 'at the root: expected at most 1 item, got [1,2] (#/maxItems)'],
  [
    { uniqueItems: true },
    [{ a: 1, b: [2] }, 3, { b: [2], a: 1 }],
    'at /2: expected an item unlike that at index 0, got {"b":[2],"a":1} (#/uniqueItems)',
  ],
  [{ minProperties: 1 }, {}, 'at the root: expected at least 1 property, got an empty object (#/minProperties)'],
  [{ maxProperties: 0 }, { a: 1 }, 'at the root: expected at most 0 properties, got an object with "a" (#/maxProperties)'],
  [{ required: ['city'] }, { street: 'x' }, 'at the root: expected the property "city", got an object with "street" (#/required)'],
  [
    { dependentRequired: { a: ['b'] } },
    { a: 1 },
    'at the root: expected the property "b", which "a" needs, got an object with "a" (#/dependentRequired)',
  ],
  [{ additionalProperties: false }, { foo: 1 }, 'at /foo: expected no property "foo", got 1 (#/additionalProperties)'],
  [{ properties: { a: false } }, { a: [] }, 'at /a: expected no property "a", got [] (#/properties/a)'],
  [{ patternProperties: { '^x y': { type: 'null' } } }, { 'x y': 1 }, 'at /x y: expected null, got 1 (#/patternProperties/%5Ex%20y/type)'],
  [
    { propertyNames: { maxLength: 2 } },
    { abc: 1 },
    'at /abc: expected as a property name: at most 2 characters, got "abc" (#/propertyNames/maxLength)',
  ],
  [{ prefixItems: [true], items: false }, [1, 2], 'at /1: expected no item at index 1, got 2 (#/items)'],
  [{ contains: { const: 1 } }, [2, 3], 'at the root: expected at least 1 item that matches "contains", got 0 of 2 items (#/contains)'],
  [
    { contains: { const: 1 }, minContains: 2 },
    [1, 3],
    'at the root: expected at least 2 items that match "contains", got 1 of 2 items (#/minContains)',
  ],
  [
    { contains: { const: 1 }, maxContains: 1 },
    [1, 1],
    'at the root: expected at most 1 item that matches "contains", got 2 of 2 items (#/maxContains)',
  ],
  [{ unevaluatedItems: false, prefixItems: [true] }, [1, 2], 'at /1: expected no item at index 1, got 2 (#/unevaluatedItems)'],
  [{ not: { const: 'x' } }, 'x', 'at the root: expected anything but "x", got "x" (#/not)'],
  [{ not: { required: ['id'] } }, { id: 1 }, 'at the root: expected no property "id", got {"id":1} (#/not)'],
  [{ not: { minimum: 1, maximum: 2 } }, 1, 'at the root: expected a value that does not match #/not, got 1 (#/not)'],
  [
    { if: { required: ['a'] }, then: { required: ['b'] } },
    { a: 1 },
    'at the root: expected the property "b", got an object with "a" (#/then/required)',
  ],
  [
    { dependentSchemas: { a: { required: ['b'] } } },
    { a: 1 },
    'at the root: expected the property "b", got an object with "a" (#/dependentSchemas/a/required)',
  ],
  [false, 1, 'at the root: expected no value at all, got 1 (#)'],
  [{ allOf: [true, { type: 'null' }] }, 1, 'at the root: expected null, got 1 (#/allOf/1/type)'],
];

describe('The words of a finding', () => {
  for (const [schema, value, ...expected] of WORDINGS) {
    test(`${JSON.stringify(schema)} about ${JSON.stringify(value)}`, () => {
      expect(lines(schema, value)).to.deep.equal(expected);
    });
  }

  test('a finding behind a reference has its location in $defs, and its place in the file', () => {
    const files = { 'spec:/api/address.yaml': { type: 'object', properties: { 'city/town': { type: 'string' } } } };
    const schema = compiled({ properties: { to: { $ref: 'address.yaml' } } }, files);
    const [finding] = validate(schema, { to: { 'city/town': 12 } });
    expect(finding).to.deep.equal({
      pointer: '/to/city~1town',
      keyword: 'type',
      location: '#/$defs/address/properties/city~1town/type',
      expected: 'a string',
      actual: '12',
    });
    expect(schema.origin(finding?.location ?? '')).to.deep.equal({ uri: 'spec:/api/address.yaml', pointer: '/properties/city~1town/type' });
  });

  test('the type comes first and unevaluatedProperties last, whatever the order in the schema', () => {
    const schema = { unevaluatedProperties: false, enum: [1], type: 'string' };
    expect(validate(compiled(schema), { a: 1 }).map(({ keyword }) => keyword)).to.deep.equal(['type', 'enum', 'unevaluatedProperties']);
  });

  test('unevaluatedProperties says nothing of a property that was found wrong', () => {
    const schema = { unevaluatedProperties: false, allOf: [{ properties: { a: { type: 'string' } } }] };
    expect(lines(schema, { a: 1 })).to.deep.equal(['at /a: expected a string, got 1 (#/allOf/0/properties/a/type)']);
  });

  test('at most 20 findings', () => {
    const names = Array.from({ length: 30 }, (_, index) => `p${index}`);
    expect(lines({ required: names }, {})).to.have.length(20);
    expect(lines({ items: { type: 'null' } }, names)).to.have.length(20);
  });

  test('the value is shortened to 80 characters, and no character is cut in half', () => {
    const { actual } = validate(compiled({ type: 'null' }), [`${'a'.repeat(76)}😀😀😀`])[0] ?? { actual: '' };
    expect(actual).to.equal(`["${'a'.repeat(76)}…`);
    expect(validate(compiled({ type: 'null' }), 'a'.repeat(78))[0]?.actual).to.equal(`"${'a'.repeat(78)}"`);
  });

  test('formats are not asserted when they are switched off', () => {
    const schema = compiled({ format: 'ipv4' });
    expect(validate(schema, 'x', { formats: false })).to.deep.equal([]);
    expect(validate(schema, 'x', { formats: true })).to.have.length(1);
    expect(validate(schema, 'x')).to.have.length(1);
  });
});

describe('What is said when no alternative matches', () => {
  const results: Json = {
    oneOf: [{ $ref: '#/$defs/Success' }, { $ref: '#/$defs/Failure' }],
    $defs: {
      Success: { properties: { status: { const: 'ok' }, count: { type: 'number' } }, required: ['status', 'count'] },
      Failure: {
        properties: {
          status: { enum: ['failed', 'refused'] },
          error: { properties: { code: { type: 'string' }, text: { type: 'string' } } },
        },
        required: ['status', 'error'],
      },
    },
  };

  test('the alternative whose const or enum property matches is the nearest, although it has more findings', () => {
    expect(lines(results, { status: 'failed', error: { code: 3, text: 4 }, count: 0 })).to.deep.equal([
      'at /error/code: expected a string, got 3; the 2nd of 2 alternatives is nearest (#/$defs/Failure/properties/error/properties/code/type)',
      'at /error/text: expected a string, got 4; the 2nd of 2 alternatives is nearest (#/$defs/Failure/properties/error/properties/text/type)',
    ]);
  });

  test('that also holds when the other alternative has no such property at all', () => {
    const tagged = { properties: { kind: { const: 'a' }, x: { type: 'number' }, y: { type: 'number' } } };
    const schema = { anyOf: [{ properties: { kind: { type: 'string' }, x: { type: 'number' } } }, { allOf: [tagged] }] };
    expect(lines(schema, { kind: 'a', x: 's', y: 's' })[0]).to.include('a number, got "s"; the 2nd of 2 alternatives is nearest');
    expect(lines(schema, { kind: 'b', x: 's', y: 's' })[0]).to.include('a number, got "s"; the 1st of 2 alternatives is nearest');
  });

  test('an alternative whose const property has another value is not the nearest, although it has fewer findings', () => {
    const schema = { anyOf: [{ properties: { kind: { const: 'a' } } }, { required: ['x', 'y'] }] };
    expect(lines(schema, { kind: 'b' })[0]).to.match(/expected the property "x", .*; the 2nd of 2 alternatives is nearest/);
  });

  test('without such a property, the one with the fewest findings', () => {
    const schema = { anyOf: [{ required: ['a', 'b', 'c'] }, { required: ['a', 'd'] }] };
    expect(lines(schema, { a: 1 })).to.deep.equal([
      'at the root: expected the property "d", got an object with "a"; the 2nd of 2 alternatives is nearest (#/anyOf/1/required)',
    ]);
  });

  test('an alternative for another type is never the nearest', () => {
    const schema = { anyOf: [{ type: 'string' }, { type: 'object', required: ['a', 'b'] }] };
    expect(lines(schema, {})).to.have.length(2);
    expect(lines(schema, {})[0]).to.match(/expected the property "a", .*; the 2nd of 2 alternatives is nearest/);
  });

  test('alternatives that only differ in type are named together', () => {
    expect(lines({ anyOf: [{ type: 'string' }, { type: 'null' }] }, 12)).to.deep.equal([
      'at the root: expected a string or null, got 12 (#/anyOf)',
    ]);
    expect(lines({ oneOf: [{ const: 'a' }, { enum: ['b', 'c'] }] }, 1)).to.deep.equal([
      'at the root: expected "a" or one of "b", "c", got 1 (#/oneOf)',
    ]);
  });

  test('a single alternative needs no explanation', () => {
    expect(lines({ anyOf: [{ required: ['a'] }] }, {})).to.deep.equal([
      'at the root: expected the property "a", got an empty object (#/anyOf/0/required)',
    ]);
  });

  test('oneOf that matches several names them', () => {
    expect(lines({ oneOf: [{ type: 'string' }, { type: 'null' }, { minLength: 1 }, { maxLength: 3 }] }, 'ab')).to.deep.equal([
      'at the root: expected exactly one of 4 alternatives to match (the 1st, the 3rd and the 4th do), got "ab" (#/oneOf)',
    ]);
  });

  test('alternatives inside an alternative are explained from the outside in', () => {
    const schema = { anyOf: [{ type: 'null' }, { properties: { a: { anyOf: [{ required: ['x'] }, { required: ['y', 'z'] }] } } }] };
    expect(lines(schema, { a: {} })).to.deep.equal([
      'at /a: expected the property "x", got an empty object; the 2nd of 2 alternatives is nearest, and in it the 1st of 2 (#/anyOf/1/properties/a/anyOf/0/required)',
    ]);
  });
});
