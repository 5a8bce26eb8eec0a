import { describe, test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { compileSchema } from '../../scripts/schema/compile.ts';
import { KEYWORDS } from '../../scripts/schema/dialect.ts';
import { DIALECT } from '../../scripts/schema/metaschemas.ts';
import { validate } from '../../scripts/schema/validate.ts';
import type { Json } from '../../scripts/source/json.ts';
import { compiled } from './compiling.ts';

const metaschema = compiled({ $ref: DIALECT });

/** Values of any kind, the right one for a keyword often among them. */
const argument: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(true, false, null, {}, [], '', 'string', 'integer', '#a', 'a b', '(', '^a', -1, 0, 1, 1.5),
  fc.constantFrom<Json>(
    [{}],
    [true],
    [1],
    ['a'],
    ['a', 'a'],
    ['null', 'null'],
    ['null', 'x'],
    [[]],
    { a: {} },
    { a: 1 },
    { a: ['b'] },
    { a: [1] },
  ),
  fc.constantFrom<Json>({ '(': true }, { '^a': {} }, { a: ['b', 'b'] }, { a: true }, { a: null }, { 'https://example.com/v': true }),
);

/** The problems that are about the form of a schema; the others are about what is not in it. */
const FORM = ['invalid-keyword', 'invalid-pattern', 'foreign-keyword'];

/** What the metaschema does not say: that the fragment of a URI is well encoded, and more about the text of references and of `$schema`. */
const TEXT = ['$id', '$ref', '$dynamicRef', '$schema', '$vocabulary'];

describe('The check of keywords', () => {
  test('knows the keywords of the published metaschema', () => {
    const published = Object.entries(compiled({ $ref: DIALECT }).schema as object);
    expect(published).to.have.length.above(0);
    for (const keyword of KEYWORDS.keys()) {
      // No keyword takes a list in a list: if the metaschema has nothing against it, it does not know the keyword.
      const takesAnything = ['const', 'default', 'enum', 'examples'].includes(keyword);
      expect(validate(metaschema, { [keyword]: [[]] }).length > 0, keyword).to.equal(!takesAnything);
    }
  });

  test('agrees with the metaschema about the value of each keyword', () => {
    const keyword = fc.constantFrom(...[...KEYWORDS.keys()].filter((one) => !TEXT.includes(one)));
    let [right, wrong] = [0, 0];
    fc.assert(
      fc.property(keyword, argument, (name, value) => {
        const { problems } = compileSchema({ schema: { [name]: value }, uri: 'spec:/a', load: () => undefined, unknownKeywords: 'ignore' });
        const isRight = !problems.some(({ code }) => FORM.includes(code));
        const expected = validate(metaschema, { [name]: value }).length === 0;
        if (expected) right++;
        else wrong++;
        // `pattern` and the names in `patternProperties` have the format "regex", which the validator asserts.
        expect(isRight, `${name}: ${JSON.stringify(value)}`).to.equal(expected);
      }),
      { seed: 4, numRuns: 4000 },
    );
    expect(right).to.be.above(500);
    expect(wrong).to.be.above(500);
  });
});
