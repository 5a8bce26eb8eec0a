import { describe, test } from 'node:test';
import { expect } from 'chai';
import { compileSchema } from '../../scripts/schema/compile.ts';
import { validate } from '../../scripts/schema/validate.ts';
import type { Json } from '../../scripts/source/json.ts';
import { compiled, lines } from './compiling.ts';

/** Names that every JavaScript object inherits, or that are special to it. */
const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'length'];

/** An object with its properties own ones, as JSON.parse makes it: `{ __proto__: 1 }` in JavaScript would set the prototype. */
function objectOf(entries: readonly (readonly [string, Json])[]): Json {
  return JSON.parse(`{${entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join()}}`) as Json;
}

/** A value that is nested `levels` deep. */
function nested(levels: number, wrap: (inner: Json) => Json): Json {
  let value: Json = 0;
  for (let level = 0; level < levels; level++) value = wrap(value);
  return value;
}

describe('Names that JavaScript knows', () => {
  for (const name of NAMES) {
    test(`${name} as a property`, () => {
      const schema = { properties: objectOf([[name, { type: 'string' }]]), required: [name], additionalProperties: false };
      expect(lines(schema, objectOf([[name, 'x']]))).to.deep.equal([]);
      expect(lines(schema, objectOf([[name, 1]]))).to.deep.equal([`at /${name}: expected a string, got 1 (#/properties/${name}/type)`]);
      expect(lines(schema, {})).to.deep.equal([`at the root: expected the property "${name}", got an empty object (#/required)`]);
      expect(lines({ additionalProperties: false }, objectOf([[name, 1]]))).to.have.length(1);
      expect(lines({ dependentRequired: objectOf([[name, ['b']]]) }, {})).to.deep.equal([]);
      expect(lines({ dependentSchemas: objectOf([[name, false]]) }, {})).to.deep.equal([]);
      expect(
        lines({ unevaluatedProperties: false, allOf: [{ properties: objectOf([[name, true]]) }] }, objectOf([[name, 1]])),
      ).to.deep.equal([]);
    });

    test(`${name} in a value that is compared`, () => {
      expect(lines({ const: objectOf([[name, 1]]) }, objectOf([[name, 1]]))).to.deep.equal([]);
      expect(lines({ const: objectOf([[name, 1]]) }, objectOf([['other', 1]]))).to.have.length(1);
      expect(lines({ const: objectOf([['other', 1]]) }, objectOf([[name, 1]]))).to.have.length(1);
    });

    test(`${name} as a definition, an anchor and a keyword`, () => {
      const schema = { items: { $ref: `#/$defs/${name}` }, $defs: objectOf([[name, { type: 'string' }]]) };
      expect(lines(schema, [1])).to.have.length(1);
      expect(lines({ items: { $dynamicRef: `#${name}` }, $defs: { a: { $dynamicAnchor: name, type: 'string' } } }, [1])).to.have.length(1);
      const { problems } = compileSchema({ schema: objectOf([[name, 1]]), uri: 'spec:/a', load: () => undefined });
      expect(problems.map(({ code }) => code)).to.deep.equal(['unknown-keyword']);
    });
  }

  test('a dynamic anchor in two files keeps such a name apart from what objects inherit', () => {
    for (const name of ['constructor', '__proto__']) {
      const files = { 'spec:/api/list.yaml': { items: { $dynamicRef: `#${name}` }, $defs: { any: { $dynamicAnchor: name } } } };
      const schema = { $ref: 'list.yaml', $defs: { text: { $dynamicAnchor: name, type: 'string' } } };
      expect(lines(schema, [1], files)).to.have.length(1);
      expect(lines(schema, ['x'], files)).to.deep.equal([]);
      expect(lines({ $ref: 'list.yaml' }, [1], files)).to.deep.equal([]);
    }
  });

  test('a format with such a name is unknown', () => {
    const { problems } = compileSchema({ schema: { format: 'toString' }, uri: 'spec:/a', load: () => undefined });
    expect(problems.map(({ code }) => code)).to.deep.equal(['unknown-format']);
  });
});

describe('Depth', () => {
  const deep = nested(100_000, (inner) => ({ a: inner }));

  test('a value nested without end is a finding, not a stack overflow', () => {
    const [finding] = validate(compiled({ properties: { a: { $ref: '#' } } }), deep);
    expect(finding?.expected).to.equal('at most 600 schemas one inside the other');
    expect(validate(compiled({ anyOf: [{ properties: { a: { anyOf: [{ $ref: '#' }] } } }] }), deep)).to.have.length(1);
  });

  test('it is one under "not" as well', () => {
    expect(validate(compiled({ properties: { a: { not: { not: { $ref: '#' } } } } }), deep)).to.have.length(1);
    expect(
      validate(compiled({ not: { $ref: '#/$defs/all' }, $defs: { all: { properties: { a: { $ref: '#/$defs/all' } } } } }), deep),
    ).to.have.length(1);
  });

  test('a document as deep as real ones are is no problem', () => {
    const schema = compiled({ properties: { a: { anyOf: [{ type: 'number' }, { $ref: '#' }] } } });
    expect(
      validate(
        schema,
        nested(100, (inner) => ({ a: inner })),
      ),
    ).to.deep.equal([]);
  });

  test('comparing and showing deep values', () => {
    const other = nested(100_000, (inner) => ({ a: inner }));
    expect(validate(compiled({ uniqueItems: true }), [deep, other])).to.have.length(1);
    expect(validate(compiled({ const: deep }), other)).to.deep.equal([]);
    expect(
      validate(
        compiled({ type: 'string' }),
        nested(100_000, (inner) => [inner]),
      )[0]?.actual,
    ).to.have.length(80);
  });

  test('schemas of 5,000 levels compile', () => {
    const schema = nested(5000, (inner) => ({ properties: { a: inner === 0 ? true : inner } }));
    expect(compiled(schema).keywords).to.deep.equal(['properties']);
  });
});

describe('Circles', () => {
  test('a circle of dynamic references that compiles ends', () => {
    const files = { 'spec:/api/b.yaml': { $dynamicAnchor: 'n', $dynamicRef: '#n' } };
    const found = lines({ $dynamicAnchor: 'n', allOf: [{ $ref: 'b.yaml' }], type: 'string' }, 1, files);
    expect([...new Set(found)]).to.deep.equal(['at the root: expected a string, got 1 (#/type)']);
    const { problems } = compileSchema({ schema: files['spec:/api/b.yaml'], uri: 'spec:/api/b.yaml', load: () => undefined });
    expect(problems.map(({ code }) => code)).to.deep.equal(['endless-reference']);
  });

  test('even a schema that refers to itself, had it not been refused, would not hang the validator', () => {
    const schema = { $ref: '#', anyOf: [{ $ref: '#/$defs/a' }], $defs: { a: { not: { $ref: '#/$defs/a' } } } };
    expect(() => validate({ schema }, 1)).not.to.throw();
  });

  test('a circle that only a dynamic scope closes ends too', () => {
    const schema = {
      $dynamicAnchors: { n: '#' },
      allOf: [{ $dynamicRef: { anchor: 'n', otherwise: '#/$defs/other' } }],
      $defs: { other: {} },
    };
    expect(validate({ schema }, 1)).to.deep.equal([]);
  });
});

describe('Odd values', () => {
  test('what is no JSON is of no type, and does not throw', () => {
    const schema = compiled({ type: ['string', 'object', 'array', 'null', 'integer', 'boolean'] });
    for (const value of [undefined, Number.NaN, () => 1]) expect(validate(schema, value)).to.have.length(1);
  });

  test('half a surrogate pair in a name does not break the location', () => {
    const [finding] = validate(compiled({ properties: { 'a\ud800': { type: 'null' } } }), { 'a\ud800': 1 });
    expect(finding?.location).to.equal('#/properties/a%EF%BF%BD/type');
  });

  test('a location has no space, and the only # is its first character', () => {
    const name = 'a #) (#/b%20';
    const [line] = lines({ properties: { [name]: { type: 'null' } } }, { [name]: 1 });
    expect(/ \((#[^ #]*)\)$/.exec(line ?? '')?.[1]).to.equal('#/properties/a%20%23)%20(%23~1b%2520/type');
  });

  test('many items are compared in little time', () => {
    const items = Array.from({ length: 20_000 }, (_, index) => ({ id: index, tags: [index % 7] }));
    expect(validate(compiled({ uniqueItems: true }), items)).to.deep.equal([]);
    expect(validate(compiled({ uniqueItems: true }), [...items, { tags: [0], id: 0 }])[0]?.pointer).to.equal('/20000');
  });
});
