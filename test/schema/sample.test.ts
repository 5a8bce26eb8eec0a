import { describe, test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { nearlyOfFormat, textsOfFormat } from '../../scripts/schema/sample/formats.ts';
import { type SampleOptions, sample, sampleOfPart } from '../../scripts/schema/sample.ts';
import { validate } from '../../scripts/schema/validate.ts';
import { formatTable } from '../../scripts/schema/validator/formats/format-table.js';
import type { Json } from '../../scripts/source/json.ts';
import { compiled } from './compiling.ts';
import { compileGroup, type Part, readSuite, suiteFolder } from './official-suite.ts';

/** The example of a schema, which has to be valid. */
function made(schema: Json, options?: SampleOptions): Json | undefined {
  const ready = compiled(schema);
  const value = sample(ready, options);
  if (value !== undefined) expect(validate(ready, value), JSON.stringify(value)).to.deep.equal([]);
  return value;
}

const object = (properties: Json, more: object = {}): Json => ({ type: 'object', properties, ...more });

describe('An example made from a schema', () => {
  const folder = suiteFolder();
  const skip = folder === undefined ? 'the JSON Schema Test Suite is not there; set JSON_SCHEMA_TEST_SUITE to its folder' : false;
  for (const part of ['required', 'format'] as Part[]) {
    test(`is found for every schema of the official suite that anything matches: ${part}`, { skip }, () => {
      let count = 0;
      for (const group of readSuite(folder ?? '', part)) {
        const ready = compileGroup(folder ?? '', group);
        if (!group.tests.some(({ data }) => validate(ready, data).length === 0)) continue;
        count++;
        const value = sample(ready);
        const title = `${group.file} | ${group.description}`;
        expect(value, title).to.not.equal(undefined);
        expect(validate(ready, value), title).to.deep.equal([]);
      }
      expect(count).to.be.above(20);
    });
  }

  test('is like one that a person would write', () => {
    const text = { type: 'string' };
    const schema = object(
      {
        id: text,
        customer: object({ name: text, email: { type: 'string', format: 'email' } }),
        deliveryAddress: object({ street: text, houseNumber: text, postal_code: text, city: text, country: text }),
        placedAt: { type: 'string', format: 'date-time' },
        lines: { type: 'array', items: object({ productId: text, quantity: { type: 'integer', minimum: 1 }, price: { type: 'number' } }) },
        note: { type: ['null', 'string'] },
        giftWrap: { type: 'boolean' },
      },
      { required: ['id', 'customer', 'deliveryAddress', 'lines'] },
    );
    expect(made(schema, { name: 'order' })).to.deep.equal({
      id: 'order-1',
      customer: { name: 'Ada Lovelace', email: 'ada@example.com' },
      deliveryAddress: { street: 'Keizersgracht', houseNumber: '174', postal_code: '1016 DW', city: 'Amsterdam', country: 'NL' },
      placedAt: '2025-03-14T09:26:53Z',
      lines: [{ productId: 'product-1', quantity: 1, price: 9.95 }],
      note: 'A short note.',
      giftWrap: true,
    });
  });

  const cases: readonly [string, Json, Json | undefined][] = [
    ['what the schema shows', { type: 'string', examples: ['shown', 'also'], default: 'usual' }, 'shown'],
    ['what is usual', { type: 'integer', default: 7 }, 7],
    ['not what the schema shows in error', { type: 'string', examples: [3], default: null }, 'text'],
    ['the first of an enum that is something', { enum: [null, 'b', 'a'] }, 'b'],
    ['a type before null', { type: ['null', 'integer'] }, 1],
    ['null when there is nothing else', { type: 'null' }, null],
    ['an object when nothing is said', {}, {}],
    ['a number above an exclusive bound', { type: 'integer', exclusiveMinimum: 10, maximum: 11 }, 11],
    ['a number between narrow bounds', { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 0.01 }, 0.005],
    ['a number on several steps', { type: 'integer', multipleOf: 4, minimum: 7, allOf: [{ multipleOf: 6 }] }, 12],
    ['a number on decimal steps', { type: 'number', multipleOf: 0.01, minimum: 0.29, maximum: 0.29 }, 0.29],
    ['no number where there is none', { type: 'integer', exclusiveMinimum: 1, exclusiveMaximum: 2 }, undefined],
    [
      'a text of so many characters, not units',
      { type: 'string', minLength: 3, maxLength: 3, pattern: '^\\p{Emoji_Presentation}+$' },
      '😀😀😀',
    ],
    ['a text cut to its length', object({ city: { type: 'string', maxLength: 5 } }), { city: 'Amste' }],
    ['an address of enough characters', { type: 'string', format: 'email', minLength: 30 }, 'aaaaaaaaaaaaaaa.ada@example.com'],
    ['a text of a pattern', { type: 'string', pattern: '^[A-Z]{2}\\d{6}$' }, 'AB345678'],
    ['a text of a pattern with a length', { type: 'string', pattern: '^[a-z]+$', minLength: 12, maxLength: 12 }, 'abcdefghijkl'],
    ['a password with what is looked for ahead', { type: 'string', pattern: '^(?=.*\\d)(?=.*[A-Z])[\\dA-Z]{4}$' }, '1BCD'],
    ['a list with an item', { type: 'array', items: { const: 1 } }, [1]],
    ['a whole tuple', { prefixItems: [{ const: 'a' }, { type: 'boolean' }], items: false }, ['a', true]],
    ['different items', { items: { enum: [1, 2, 3] }, uniqueItems: true, minItems: 3 }, [1, 2, 3]],
    ['no more different items than there are', { type: 'array', items: { enum: [1, 2] }, uniqueItems: true, minItems: 3 }, undefined],
    [
      'a list with what it has to contain',
      { type: 'array', contains: { const: 5 }, minContains: 2, minItems: 3, items: { type: 'integer' } },
      [5, 5, 1],
    ],
    [
      'names that are required by others',
      object({ a: true, b: { const: 1 } }, { required: ['a'], dependentRequired: { a: ['b'] } }),
      { a: 'a', b: 1 },
    ],
    [
      'names of a pattern',
      { type: 'object', patternProperties: { '^x-[a-z]$': { type: 'integer' } }, additionalProperties: false },
      { 'x-a': 1 },
    ],
    [
      'as many properties as there have to be',
      { type: 'object', minProperties: 2, propertyNames: { maxLength: 2 }, additionalProperties: { const: 1 } },
      { ke: 1, k2: 1 },
    ],
    ['no more properties than there may be', object({ a: { const: 1 }, b: { const: 2 } }, { required: ['b'], maxProperties: 1 }), { b: 2 }],
    ['the first alternative that fits', { oneOf: [{ type: 'integer', minimum: 5, maximum: 4 }, { type: 'boolean' }] }, true],
    ['exactly one of several', { oneOf: [object({ a: { const: 1 } }), object({ b: { const: 1 } }, { required: ['b'] })] }, { a: 1 }],
    [
      'what follows from a condition',
      object(
        { kind: { enum: ['a', 'b'] } },
        { required: ['kind'], if: { properties: { kind: { const: 'a' } } }, then: { required: ['x'], properties: { x: { const: 1 } } } },
      ),
      { kind: 'a', x: 1 },
    ],
    ['what is not excluded', { type: 'string', not: { const: 'text' } }, 'text 2'],
    [
      'all that is asked for',
      { allOf: [object({ a: { const: 1 } }, { required: ['a'] }), object({ b: { const: 2 } }, { required: ['b'] })] },
      { a: 1, b: 2 },
    ],
    [
      'a tree that ends',
      {
        $ref: '#/$defs/node',
        $defs: { node: object({ name: true, children: { type: 'array', items: { $ref: '#/$defs/node' } } }, { required: ['children'] }) },
      },
      { name: 'Example', children: [] },
    ],
    [
      'nothing for a tree without an end',
      { $ref: '#/$defs/node', $defs: { node: object({ next: { $ref: '#/$defs/node' } }, { required: ['next'] }) } },
      undefined,
    ],
    [
      'properties that all objects inherit',
      object({ constructor: { type: 'integer' }, ['__proto__']: { const: 1 } }, { required: ['constructor', '__proto__'] }),
      JSON.parse('{"constructor":1,"__proto__":1}') as Json,
    ],
  ];
  for (const [what, schema, expected] of cases) {
    test(`is ${what}`, () => {
      expect(made(schema)).to.deep.equal(expected);
    });
  }

  test('leaves out what is not for its use, unless it is required', () => {
    const schema = object({ id: { type: 'integer', readOnly: true }, pin: { type: 'integer', writeOnly: true }, age: { type: 'integer' } });
    expect(made(schema, { for: 'request' })).to.deep.equal({ pin: 1, age: 36 });
    expect(made(schema, { for: 'answer' })).to.deep.equal({ id: 1, age: 36 });
    expect(made({ ...(schema as object), required: ['id'] }, { for: 'request' })).to.deep.equal({ id: 1, pin: 1, age: 36 });
  });

  test('shows no more optional properties than it may', () => {
    const properties = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`p${i}`, { type: 'boolean' }]));
    const schema = object(properties, { required: ['p39'] });
    expect(Object.keys(made(schema) as object)).to.have.length(13);
    expect(made(schema, { optional: 0 })).to.deep.equal({ p39: true });
  });

  test('is found, or given up, in a bounded search', () => {
    const wide = { anyOf: Array.from({ length: 12 }, (_, i) => ({ properties: { [`a${i}`]: false }, required: [`a${i}`] })) };
    expect(made({ allOf: [wide, wide, wide, wide], type: 'object' })).to.equal(undefined);
    const deep = {
      type: 'array',
      minItems: 900,
      items: { type: 'array', minItems: 900, items: { type: 'array', minItems: 900, items: { not: {} } } },
    };
    expect(made(deep)).to.equal(undefined);
  });

  test('is valid, and the same each time, or there is none: patterns of all kinds', () => {
    const part = fc.constantFrom('a', '[a-c]', '\\d', '\\w', '.', '[^a-z]', '(?:x|yz)', '(b)\\1', '\\.', '\\s', 'ß', '[A-Z0-9-]');
    const count = fc.constantFrom('', '?', '*', '+', '{2}', '{1,3}', '{2,}');
    const pattern = fc.array(fc.tuple(part, count), { minLength: 1, maxLength: 5 }).map((parts) => `^${parts.flat().join('')}$`);
    fc.assert(
      fc.property(pattern, fc.nat({ max: 6 }), (each, minLength) => {
        const free = made({ type: 'string', pattern: each });
        expect(free, each).to.be.a('string');
        expect(made({ type: 'string', pattern: each })).to.equal(free);
        made({ type: 'string', pattern: each, minLength, maxLength: minLength + 4 });
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('A value made for a part of a schema', () => {
  const whole = compiled(object({ size: { type: 'integer', minimum: 4, maximum: 5 }, next: { $ref: '#' } }, { required: ['size'] }));

  test('follows the references of the part through the whole', () => {
    expect(sampleOfPart(whole, [{ $ref: '#' }], { optional: 0 })).to.deep.equal({ size: 4 });
    expect(sampleOfPart(whole, [{ $ref: '#' }, { required: ['next'] }], { optional: 0 })).to.deep.equal({ size: 4, next: { size: 4 } });
  });

  test('matches all of several parts', () => {
    const parts = [{ type: ['integer', 'string'] }, { minimum: 7, maximum: 8 }, { not: { type: 'string' } }, { not: { const: 7 } }];
    expect(sampleOfPart(whole, parts)).to.equal(8);
    expect(sampleOfPart(whole, [{ type: 'string' }, { type: 'integer' }])).to.equal(undefined);
  });

  test('is what the schema shows first, or last', () => {
    const shown = compiled({ type: 'string', examples: ['shown'] });
    expect(sampleOfPart(shown, [shown.schema])).to.equal('shown');
    expect(sampleOfPart(shown, [shown.schema], { shown: 'last' })).to.equal('text');
  });
});

describe('The texts of a format', () => {
  for (const format of Object.keys(formatTable)) {
    test(`are of it, and those that nearly are, are not: ${format}`, () => {
      const wrong = (text: string) => validate({ schema: { format } }, text).length > 0;
      const texts = [0, 30].flatMap((least) => [...textsOfFormat(format, least, 5), ...textsOfFormat(format, least, 100)]);
      expect(texts).to.not.deep.equal([]);
      expect(texts.filter(wrong)).to.deep.equal([]);
      expect(nearlyOfFormat(format).filter((text) => !wrong(text))).to.deep.equal([]);
    });
  }
});
