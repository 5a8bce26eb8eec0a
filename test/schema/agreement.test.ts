import { describe, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'chai';
import fc from 'fast-check';
import { validate } from '../../scripts/schema/validate.ts';
import { isDecimalMultiple } from '../../scripts/schema/validator/decimal.js';
import { isEqualJson } from '../../scripts/schema/validator/values.js';
import type { Json } from '../../scripts/source/json.ts';
import { compiled } from './compiling.ts';

const name = fc.constantFrom('a', 'b', 'c');
const leaf = fc.oneof(fc.constantFrom(null, true, false, '', 'a', 'ab', 'abc', '😀'), fc.integer({ min: -2, max: 6 }), fc.constant(1.5));

/** Small values, so that they often match. */
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

const small = fc.nat({ max: 3 });

/**
 * Schemas of most keywords. Not of those about which Ajv 8 itself is wrong: `unevaluated…` (for it, `anyOf: [{ items: true }]` evaluates no item)
 * and `contains` (beside `prefixItems` it lets an empty list pass). The official suite is the judge there.
 */
const { schema } = fc.letrec<{ schema: Json }>((tie) => {
  const one = tie('schema');
  const some = fc.array(one, { minLength: 1, maxLength: 3 });
  const named = fc.dictionary(name, one, { maxKeys: 2, noNullPrototype: true });
  const names = fc.uniqueArray(name, { maxLength: 2 });
  const keywords = fc.record(
    {
      type: fc.oneof(
        fc.constantFrom('string', 'number', 'integer', 'object', 'array', 'null', 'boolean'),
        fc.constant(['object', 'array', 'null']),
        fc.constant(['string', 'integer']),
      ),
      const: value,
      enum: fc.array(value, { minLength: 1, maxLength: 3 }),
      minimum: small,
      exclusiveMaximum: small,
      multipleOf: fc.constantFrom(1, 2, 0.5),
      minLength: small,
      maxLength: small,
      pattern: fc.constantFrom('^a', 'b$', '^.$'),
      minItems: small,
      maxItems: small,
      uniqueItems: fc.boolean(),
      minProperties: small,
      maxProperties: small,
      required: names,
      dependentRequired: fc.dictionary(name, names, { maxKeys: 1, noNullPrototype: true }),
      properties: named,
      patternProperties: fc.dictionary(fc.constantFrom('^a', '[bc]'), one, { maxKeys: 1, noNullPrototype: true }),
      additionalProperties: one,
      propertyNames: one,
      prefixItems: some,
      items: one,
      allOf: some,
      anyOf: some,
      oneOf: some,
      not: one,
      if: one,
      then: one,
      else: one,
      dependentSchemas: named,
      $ref: fc.constantFrom('#/$defs/x', '#/$defs/y'),
    },
    { requiredKeys: [], noNullPrototype: true },
  );
  // A schema of all keywords at once matches nothing: a few of them at a time.
  const few = fc
    .tuple(keywords, fc.array(fc.nat(), { minLength: 1, maxLength: 4 }))
    .map(([all, picks]) => Object.fromEntries(picks.flatMap((pick) => Object.entries(all).slice(pick % 32, (pick % 32) + 1))) as Json);
  return { schema: fc.oneof({ maxDepth: 3 }, fc.boolean(), few, few, few) };
});

describe('Agreement', () => {
  test('with Ajv on random schemas and values', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false });
    let [valid, invalid] = [0, 0];
    const documents = fc.tuple(schema, schema, schema).map(([root, x, y]): Json => {
      const definitions = { x: withoutReferences(x), y: withoutReferences(y) };
      return { $defs: definitions, allOf: [root] };
    });
    fc.assert(
      fc.property(documents, fc.array(value, { minLength: 5, maxLength: 10 }), (document, values) => {
        const check = ajv.compile(document as object);
        const ours = compiled(document);
        for (const one of values) {
          const expected = check(one);
          if (expected) valid++;
          else invalid++;
          expect(validate(ours, one).length === 0, JSON.stringify(one)).to.equal(expected);
        }
      }),
      { seed: 1, numRuns: 250 },
    );
    expect(valid).to.be.above(500);
    expect(invalid).to.be.above(500);
  });

  test('of multipleOf with exact arithmetic on decimals', () => {
    const digits = fc.tuple(fc.integer({ min: 1, max: 99999 }), fc.integer({ min: -6, max: 6 }));
    const numberOf = ([mantissa, exponent]: [number, number]): number => Number(`${mantissa}e${exponent}`);
    const exact = ([mantissa, exponent]: [number, number]): bigint => BigInt(mantissa) * 10n ** BigInt(exponent + 6);
    let multiples = 0;
    fc.assert(
      fc.property(digits, digits, fc.nat({ max: 1000 }), (dividend, divisor, factor) => {
        const expected = exact(dividend) % exact(divisor) === 0n;
        expect(isDecimalMultiple(numberOf(dividend), numberOf(divisor))).to.equal(expected);
        const product = exact(divisor) * BigInt(factor);
        const written = `${product}e-6`;
        if (String(Number(written)).length <= 15) {
          multiples++;
          expect(isDecimalMultiple(-Number(written), numberOf(divisor)), written).to.equal(true);
        }
      }),
      { seed: 2, numRuns: 3000 },
    );
    expect(multiples).to.be.above(1000);
  });

  test('of equality with a comparison of canonical text', () => {
    const canonical = (one: Json): string =>
      JSON.stringify(one, (_, part: unknown) =>
        typeof part === 'object' && part !== null && !Array.isArray(part)
          ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
          : part,
      );
    fc.assert(
      fc.property(value, value, (one, other) => {
        expect(isEqualJson(one, other)).to.equal(canonical(one) === canonical(other));
        expect(isEqualJson(one, JSON.parse(JSON.stringify(one)))).to.equal(true);
        expect(validate(compiled({ uniqueItems: true }), [one, other]).length === 0).to.equal(canonical(one) !== canonical(other));
      }),
      { seed: 3, numRuns: 2000 },
    );
  });
});

/** Definitions must not refer to each other: a circle that never gets to a part of the value is refused. */
function withoutReferences(part: Json): Json {
  return JSON.parse(JSON.stringify(part), (key, inner: unknown) => (key === '$ref' ? undefined : inner)) as Json;
}
