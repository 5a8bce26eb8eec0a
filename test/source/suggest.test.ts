import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { suggest, suggestWhole } from '../../scripts/source/suggest.ts';

// The same texts in every run: a failure can be had again.
fc.configureGlobal({ seed: 1 });

const words = fc.string({ unit: fc.constantFrom(...'abcXY-_é'), maxLength: 12 });

describe('suggest', () => {
  it('finds what was mistyped', () => {
    const known = ['method', 'path', 'responses', 'description'];
    for (const [typo, meant] of [
      ['methd', 'method'],
      ['mehtod', 'method'],
      ['METHOD', 'method'],
      ['response', 'responses'],
      ['desciption', 'description'],
      ['pth', 'path'],
    ] as const)
      expect(suggest(typo, known), typo).to.equal(meant);
  });
  it('finds nothing when nothing is near', () => {
    for (const word of ['colour', 'x', '', 'completely-different', 'a'.repeat(1000)])
      expect(suggest(word, ['method', 'path', 'id'])).to.equal(undefined);
  });
  it('takes the nearest, and of equals the first', () => {
    expect(suggest('cat', ['cart', 'cats', 'hat'])).to.equal('cart');
    expect(suggest('paths', ['path', 'maths'])).to.equal('path');
  });
  it('gives a known word or nothing', () => {
    fc.assert(
      fc.property(words, fc.array(words), (word, known) => {
        const found = suggest(word, known);
        if (found !== undefined) expect(known).to.include(found);
      }),
    );
  });
  it('gives the word itself when it is known and has more than a letter', () => {
    fc.assert(
      fc.property(
        words.filter((word) => word.length > 0),
        (word) => void expect(suggest(word, [word])).to.equal(word),
      ),
    );
  });
  it('finds a word as near as the other finds it, when both are as long', () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        fc.pre(a.length === b.length);
        expect(suggest(a, [b]) !== undefined).to.equal(suggest(b, [a]) !== undefined);
      }),
    );
  });
});

describe('suggestWhole', () => {
  const known = ['client_secret_basic', 'client_secret_post', 'none'];
  it('finds the one word that another is a part of', () => {
    expect(suggestWhole('post', known)).to.equal('client_secret_post');
    expect(suggestWhole('Basic', known)).to.equal('client_secret_basic');
  });
  it('finds nothing when there are several, none, or the part says nothing', () => {
    for (const word of ['client_secret', 'put', 'no', '']) expect(suggestWhole(word, known), word).to.equal(undefined);
  });
});
