import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { parse } from 'yaml';
import { editYaml } from '../../scripts/language/edit-yaml.ts';
import { writeYaml } from '../../scripts/language/write-yaml.ts';
import type { Json } from '../../scripts/source/json.ts';

/** Texts that have a meaning of their own in YAML, and others. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        'a',
        'true',
        ' ',
        '\n',
        ': ',
        ':',
        '#',
        ' #',
        '-',
        '- ',
        '"',
        "'",
        '{',
        '}',
        '[',
        ']',
        ',',
        '&',
        '*',
        '!',
        '|',
        '>',
        '%',
        '@',
        '`',
        '0',
        '1.5',
        '~',
        'null',
        '\t',
        '\r',
        '\\',
        '?',
        '...',
        '---',
        '\u0085',
        '\u2028',
        '{{x}}',
        'é',
        '😀',
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
);
const value = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(text, tie('json'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).json;
const map = fc.dictionary(text, value, { maxKeys: 4, noNullPrototype: true });

describe('YAML that is written', () => {
  it('is read as what it was written from', () => {
    fc.assert(
      fc.property(value, (json) => {
        expect(parse(writeYaml(json), { version: '1.2', uniqueKeys: true })).to.deep.equal(json);
      }),
      { numRuns: 500, examples: [['...'], ['... and so on']] },
    );
  });

  it('is changed to what it is to hold', () => {
    fc.assert(
      fc.property(map, map, (before, after) => {
        const edited = editYaml(writeYaml(before), after);
        if (edited !== undefined) expect(parse(edited)).to.deep.equal(after);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the form of what stays the same when another part changes, and writes what is new as if it had always been there', () => {
    const text = `# Ours
name: Pets
tags: [a, b]
padded: [ a, b ]
tight: {a: [ 1 ]}
map: { a: [1], b: {} }
responses:
  200: { description: ok } # fine
`;
    const value = { ...parse(text), name: 'Cats', responses: { 200: { description: 'ok' }, 410: { description: 'Gone', list: [1] } } };
    expect(editYaml(text, value)).to.equal(
      `${text.replace('Pets', 'Cats')}  410: { description: Gone, list: [1] }
`,
    );
  });

  it('has prose as text blocks, and short maps on one line', () => {
    const long = `${'word '.repeat(40)}end`;
    expect(
      writeYaml({ description: 'One.\n\nTwo.\n', long, responses: { 200: { description: 'ok', readAs: 'none' } }, path: '/a/{b}' }),
    ).to.equal(`description: |
  One.

  Two.
long: >-
  ${'word '.repeat(22)}word
  ${'word '.repeat(17)}end
responses: { 200: { description: ok, readAs: none } }
path: /a/{b}
`);
  });
});
