import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { expect } from 'chai';
import fc from 'fast-check';
import { LazySpan, SourceFile } from '../../scripts/source/source-file.ts';

// The same texts in every run: a failure can be had again.
fc.configureGlobal({ seed: 1 });

const texts = fc.string({ unit: fc.constantFrom('a', '\n', '\r\n', '\r', ' ', 'é', '😀', '\uFEFF', '\t') });

describe('SourceFile', () => {
  it('counts lines and columns from 1', () => {
    const source = new SourceFile('a.yaml', 'ab\ncd\n');
    expect(source.position(0)).to.deep.equal({ line: 1, column: 1, offset: 0 });
    expect(source.position(2)).to.deep.equal({ line: 1, column: 3, offset: 2 });
    expect(source.position(3)).to.deep.equal({ line: 2, column: 1, offset: 3 });
    expect(source.position(6)).to.deep.equal({ line: 3, column: 1, offset: 6 });
  });
  it('holds offsets inside the text', () => {
    const source = new SourceFile('a.yaml', 'ab');
    expect(source.position(-5).offset).to.equal(0);
    expect(source.position(99)).to.deep.equal({ line: 1, column: 3, offset: 2 });
  });
  it('takes off one byte order mark', () => {
    expect(new SourceFile('a.yaml', '\uFEFFa').text).to.equal('a');
    expect(new SourceFile('a.yaml', '\uFEFF\uFEFFa').text).to.equal('\uFEFFa');
  });
  it('gives lines without their breaks, and nothing past the end', () => {
    const source = new SourceFile('a.yaml', 'ab\r\ncd');
    expect([0, 1, 2, 3].map((line) => source.line(line))).to.deep.equal(['', 'ab', 'cd', '']);
  });
  it('never lets a span end before it starts', () => {
    const span = new SourceFile('a.yaml', 'abc').span(2, 1);
    expect(span.end).to.deep.equal(span.start);
  });
  it('has spans that show where they are, in JSON and when they are printed', () => {
    const span = new SourceFile('a.yaml', 'abc').span(1, 2);
    const place = { file: 'a.yaml', start: { line: 1, column: 2, offset: 1 }, end: { line: 1, column: 3, offset: 2 } };
    for (const each of [span, new LazySpan('a.yaml', () => span)]) {
      expect(JSON.parse(JSON.stringify(each))).to.deep.equal(place);
      expect(inspect(each)).to.equal(inspect(place));
    }
  });
  it('finds every offset again by its line and column', () => {
    fc.assert(
      fc.property(texts, fc.nat(200), (text, number) => {
        const source = new SourceFile('a.yaml', text);
        const offset = Math.min(number, source.text.length);
        const { line, column } = source.position(offset);
        expect(source.offsetOfLine(line) + column - 1).to.equal(offset);
        expect(column).to.be.at.least(1);
        // The line holds the column, or the column is at its break.
        expect(column - 1).to.be.at.most(source.line(line).length + 2);
      }),
    );
  });
  it('has the lines that make up the text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const source = new SourceFile('a.yaml', text);
        const count = source.position(source.text.length).line;
        const lines = Array.from({ length: count }, (_, i) => source.line(i + 1));
        expect(lines).to.deep.equal(source.text.split('\n').map((line) => line.replace(/\r$/, '')));
      }),
    );
  });
});
