import { describe, it } from 'node:test';
import { expect } from 'chai';
import { hasErrors, messageOf, problem, sortProblems } from '../../scripts/source/problem.ts';
import { SourceFile } from '../../scripts/source/source-file.ts';

const a = new SourceFile('a.yaml', 'one two');
const b = new SourceFile('b.yaml', 'one two');
const keyAt = (key: string, source = a, start = 0) => problem('missing-key', { key, where: 'x' }, source.span(start, start + 3));

describe('problems', () => {
  it('come by file, place and sentence, those without a place first', () => {
    const usage = problem('usage', { reason: 'r' });
    const sorted = [usage, keyAt('b'), keyAt('c'), keyAt('a', a, 4), keyAt('a', b)];
    expect(sortProblems([...sorted].reverse())).to.deep.equal(sorted);
  });
  it('come once', () => {
    expect(sortProblems([keyAt('b'), keyAt('a'), keyAt('b')])).to.deep.equal([keyAt('a'), keyAt('b')]);
  });
  it('are errors unless they only warn', () => {
    const warning = problem('unused-variable', { name: 'x' }, a.span(0, 1));
    expect(hasErrors([])).to.equal(false);
    expect(hasErrors([warning])).to.equal(false);
    expect(hasErrors([warning, keyAt('a')])).to.equal(true);
  });
  it('are told in one line, cut when a text in them is very long', () => {
    const sentence = messageOf(keyAt(`two\nlines ${'x'.repeat(100_000)}`));
    expect(sentence).not.to.contain('\n');
    expect(sentence.length).to.be.below(600);
  });
  it('do not repeat what has the form of a secret', () => {
    const token = ['eyJhbGciOiJub25lIn0', 'eyJzdWIiOiJkZW1vIn0', 'c2ln'].join('.');
    expect(messageOf(keyAt(token))).to.equal('x needs the key "…"');
  });
});
