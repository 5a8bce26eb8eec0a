import { describe, test } from 'node:test';
import { expect } from 'chai';
import { compileSchema } from '../../scripts/schema/compile.ts';
import type { Json } from '../../scripts/source/json.ts';

/** The problems of a schema as `code pointer arguments`. */
function problemsOf(schema: Json, files: Readonly<Record<string, Json>> = {}): string[] {
  const { problems } = compileSchema({ schema, uri: 'spec:/api/schema.yaml', load: (uri) => files[uri] });
  return problems.map(({ code, pointer, args }) => `${code} ${pointer} ${JSON.stringify(args)}`);
}

const CASES: readonly (readonly [string, Json, ...string[]])[] = [
  ['a misspelt keyword', { requird: [] }, 'unknown-keyword /requird {"keyword":"requird","nearest":"required"}'],
  ['an unknown keyword with nothing near', { zzzzzzzzz: 1 }, 'unknown-keyword /zzzzzzzzz {"keyword":"zzzzzzzzz"}'],
  ['one deep inside', { allOf: [{ items: { typ: 'string' } }] }, 'unknown-keyword /allOf/0/items/typ {"keyword":"typ","nearest":"type"}'],
  [
    'one in a definition that nothing uses',
    { $defs: { 'a/b': { typ: 1 } } },
    'unknown-keyword /$defs/a~1b/typ {"keyword":"typ","nearest":"type"}',
  ],
  ['x- keys are allowed', { 'x-anything': { typ: 1 } }],
  [
    'names of properties are no keywords',
    { properties: { requird: {}, nullable: true }, patternProperties: { typ: true }, $defs: { typ: {} }, dependentSchemas: { typ: {} } },
  ],
  ['data is not looked into', { const: { typ: 1 }, enum: [{ typ: 1 }], examples: [{ $ref: '#/no' }], default: { requird: 1 } }],
  ['definitions', { definitions: {} }, 'foreign-keyword /definitions {"keyword":"definitions","instead":"$defs"}'],
  [
    'dependencies',
    { dependencies: {} },
    'foreign-keyword /dependencies {"keyword":"dependencies","instead":"dependentRequired or dependentSchemas"}',
  ],
  [
    'additionalItems',
    { additionalItems: false },
    'foreign-keyword /additionalItems {"keyword":"additionalItems","instead":"items, with prefixItems"}',
  ],
  ['items as a list', { items: [{}] }, 'foreign-keyword /items {"keyword":"items","instead":"prefixItems"}'],
  [
    'exclusiveMinimum as a boolean',
    { exclusiveMinimum: true },
    'foreign-keyword /exclusiveMinimum {"keyword":"exclusiveMinimum","instead":"exclusiveMinimum: the number itself, without minimum"}',
  ],
  ['nullable', { nullable: true }, 'foreign-keyword /nullable {"keyword":"nullable","instead":"type: [..., \\"null\\"]"}'],
  ['id', { id: 'x' }, 'foreign-keyword /id {"keyword":"id","instead":"$id"}'],
  ['example', { example: 'x' }, 'foreign-keyword /example {"keyword":"example","instead":"examples"}'],
  [
    'discriminator',
    { discriminator: {} },
    'foreign-keyword /discriminator {"keyword":"discriminator","instead":"a const in each alternative"}',
  ],
  [
    'a misspelt type',
    { type: 'strnig' },
    'invalid-keyword /type {"keyword":"type","expected":"one of array, boolean, integer, null, number, object, string","nearest":"string"}',
  ],
  [
    'a misspelt type in a list',
    { type: ['null', 'nubmer'] },
    'invalid-keyword /type/1 {"keyword":"type","expected":"one of array, boolean, integer, null, number, object, string","nearest":"number"}',
  ],
  [
    'required that is no list',
    { required: 'yes' },
    'invalid-keyword /required {"keyword":"required","expected":"a list, each item a property name"}',
  ],
  ['required with a number', { required: ['a', 1] }, 'invalid-keyword /required/1 {"keyword":"required","expected":"a property name"}'],
  [
    'a property that is no schema',
    { properties: { a: 'string' } },
    'invalid-keyword /properties/a {"keyword":"properties","expected":"a schema"}',
  ],
  ['a negative count', { minLength: -1 }, 'invalid-keyword /minLength {"keyword":"minLength","expected":"a whole number, 0 or more"}'],
  ['a bound that is text', { minimum: '1' }, 'invalid-keyword /minimum {"keyword":"minimum","expected":"a number"}'],
  ['multipleOf 0', { multipleOf: 0 }, 'invalid-keyword /multipleOf {"keyword":"multipleOf","expected":"a number above 0"}'],
  ['an empty anyOf', { anyOf: [] }, 'invalid-keyword /anyOf {"keyword":"anyOf","expected":"at least one schema"}'],
  [
    'dependentRequired',
    { dependentRequired: { a: 'b' } },
    'invalid-keyword /dependentRequired/a {"keyword":"dependentRequired","expected":"a list of property names"}',
  ],
  [
    'an anchor with a space',
    { $anchor: 'a b' },
    'invalid-keyword /$anchor {"keyword":"$anchor","expected":"a name of letters, digits, \\"-\\", \\"_\\" and \\".\\""}',
  ],
  ['an $id with a fragment', { $id: '#a' }, 'invalid-keyword /$id {"keyword":"$id","expected":"a URI without a fragment"}'],
  ['a broken pattern', { pattern: '(' }, 'invalid-pattern /pattern {"pattern":"(","reason":"Unterminated group"}'],
  [
    'a pattern that only works without Unicode mode',
    { pattern: '\\-' },
    'invalid-pattern /pattern {"pattern":"\\\\-","reason":"Invalid escape"}',
  ],
  [
    'a broken pattern for names',
    { patternProperties: { '[': true } },
    'invalid-pattern /patternProperties/[ {"pattern":"[","reason":"Unterminated character class"}',
  ],
  ['a misspelt format', { format: 'datetime' }, 'misspelt-format /format {"format":"datetime","nearest":"date-time"}'],
  ['an unknown format', { format: 'postcode' }, 'unknown-format /format {"format":"postcode"}'],
  ["a format of one's own", { format: 'x-date' }, 'unknown-format /format {"format":"x-date"}'],
  [
    'a file that is not there',
    { $ref: 'other.yaml#/a' },
    'unresolved-reference /$ref {"reference":"other.yaml#/a","uri":"spec:/api/other.yaml#/a"}',
  ],
  [
    'a pointer to nothing',
    { $ref: '#/$defs/a' },
    'unresolved-reference /$ref {"reference":"#/$defs/a","uri":"spec:/api/schema.yaml#/$defs/a"}',
  ],
  [
    'a pointer to what every object inherits',
    { $ref: '#/constructor' },
    'unresolved-reference /$ref {"reference":"#/constructor","uri":"spec:/api/schema.yaml#/constructor"}',
  ],
  [
    'an unknown anchor',
    { items: { $dynamicRef: '#a' } },
    'unresolved-reference /items/$dynamicRef {"reference":"#a","uri":"spec:/api/schema.yaml#a"}',
  ],
  ['broken percent-encoding', { $ref: '#/%zz' }, 'unresolved-reference /$ref {"reference":"#/%zz","uri":"spec:/api/schema.yaml#/%zz"}'],
  [
    'a reference to what is no schema',
    { $ref: '#/$defs', $defs: { a: true }, items: { $ref: '#/required' }, required: ['a'] },
    'not-a-schema /required {}',
    'unknown-keyword /$defs/a {"keyword":"a"}',
  ],
  [
    'references in a circle',
    { $ref: '#/$defs/a', $defs: { a: { allOf: [{ $ref: '#/$defs/b' }] }, b: { $ref: '#/$defs/a' } } },
    'endless-reference /$defs/b/$ref {"reference":"#/$defs/a"}',
  ],
  ['a circle through a property ends with the value', { properties: { a: { $ref: '#' } }, items: { anyOf: [{ $ref: '#' }] } }],
  [
    'an older dialect',
    { $schema: 'http://json-schema.org/draft-07/schema#' },
    'unknown-dialect /$schema {"dialect":"http://json-schema.org/draft-07/schema#"}',
  ],
  [
    'the same anchor twice',
    { $defs: { a: { $anchor: 'x' }, b: { $anchor: 'x' } } },
    'duplicate-identifier /$defs/b/$anchor {"identifier":"#x"}',
  ],
  ['the same $id twice', { $defs: { a: { $id: 'x' }, b: { $id: 'x' } } }, 'duplicate-identifier /$defs/b/$id {"identifier":"spec:/api/x"}'],
  ['no schema at all', 'string', 'not-a-schema  {}'],
];

describe('The problems of a schema', () => {
  for (const [name, schema, ...expected] of CASES) {
    test(name, () => {
      expect(problemsOf(schema)).to.deep.equal(expected);
    });
  }

  test('are all reported at once, in the file where they are', () => {
    const files = { 'spec:/api/b.yaml': { typ: 1, items: { requird: [] } } };
    const { compiled, problems } = compileSchema({
      schema: { $ref: 'b.yaml', nullable: true },
      uri: 'spec:/api/schema.yaml',
      load: (uri) => files[uri as keyof typeof files],
    });
    expect(compiled).to.equal(undefined);
    expect(problems.map(({ uri, pointer }) => `${uri} ${pointer}`)).to.deep.equal([
      'spec:/api/schema.yaml /nullable',
      'spec:/api/b.yaml /typ',
      'spec:/api/b.yaml /items/requird',
    ]);
  });

  test('an unknown format does not stop compiling, and is left out', () => {
    const { compiled, problems } = compileSchema({ schema: { format: 'int32', type: 'integer' }, uri: 'spec:/a', load: () => undefined });
    expect(problems.map(({ code }) => code)).to.deep.equal(['unknown-format']);
    expect(compiled?.schema).to.deep.equal({ type: 'integer' });
  });

  test('unknown keywords can be remarks', () => {
    const { compiled, problems } = compileSchema({
      schema: { typ: 1, nullable: true, type: 'null' },
      uri: 'spec:/a',
      load: () => undefined,
      unknownKeywords: 'ignore',
    });
    expect(problems).to.deep.equal([]);
    expect(compiled?.schema).to.deep.equal({ type: 'null' });
  });

  test('a dialect that requires an unknown vocabulary', () => {
    const meta = { $vocabulary: { 'https://example.com/v': true, 'https://example.com/w': false } };
    expect(problemsOf({ $schema: 'https://example.com/meta' }, { 'https://example.com/meta': meta })).to.deep.equal([
      'unknown-vocabulary /$schema {"vocabulary":"https://example.com/v"}',
    ]);
  });
});
