import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { codeFrame, placeOf } from '../../scripts/report/frame.ts';
import { formatProblems } from '../../scripts/report/problems.ts';
import { styleFor } from '../../scripts/report/style.ts';
import { problem } from '../../scripts/source/problem.ts';
import { SourceFile } from '../../scripts/source/source-file.ts';

// The same texts in every run: a failure can be had again.
fc.configureGlobal({ seed: 1 });

const plain = styleFor(false);

/** The frame of the first `part` in `text`. */
function frameOf(text: string, part: string, message = 'wrong'): string[] {
  const source = new SourceFile('a.yaml', text);
  const start = source.text.indexOf(part);
  return codeFrame(source.span(start, start + part.length), [message], () => source, plain).split('\n');
}

describe('the frame around a line of a spec', () => {
  it('marks the very characters', () => {
    expect(frameOf('a: 1\nb: [x, yes]', 'yes')).to.deep.equal(['    2 | b: [x, yes]', '      |        ^^^ wrong']);
  });
  it('marks under a tab as under a space', () => {
    expect(frameOf('a:\tyes', 'yes')).to.deep.equal(['    1 | a: yes', '      |    ^^^ wrong']);
  });
  it('marks the rest of the line when the place goes on', () => {
    expect(frameOf('a: >\n  b\n  c', '>\n  b')).to.deep.equal(['    1 | a: >', '      |    ^ wrong']);
  });
  it('marks one place for nothing, also at the end', () => {
    expect(frameOf('ab', '')).to.deep.equal(['    1 | ab', '      | ^ wrong']);
    const source = new SourceFile('a.yaml', 'ab');
    expect(codeFrame(source.span(2, 2), ['wrong'], () => source, plain)).to.equal('    1 | ab\n      |   ^ wrong');
  });
  it('shows a stretch of a very long line, around the mark', () => {
    const [line = '', mark = ''] = frameOf(`a: ${'x'.repeat(1_000_000)} here ${'y'.repeat(1_000_000)}`, 'here');
    expect(line.length).to.be.below(200);
    expect(line.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1)).to.equal('here');
  });
  it('does not mark more than it shows', () => {
    const lines = frameOf('x'.repeat(5000), 'x'.repeat(5000));
    for (const line of lines) expect(line.length).to.be.below(200);
  });
  it('cuts no character in half', () => {
    const lines = frameOf(`${'😀'.repeat(500)}here${'😀'.repeat(500)}`, 'here');
    for (const line of lines) expect(() => encodeURIComponent(line)).not.to.throw();
  });
  it('puts the message on a line of its own when the mark is far to the right', () => {
    expect(frameOf(`a: ${'x'.repeat(70)}here`, 'here')).to.deep.equal([
      `    1 | a: ${'x'.repeat(70)}here`,
      `      | ${' '.repeat(73)}^^^^`,
      '      | wrong',
    ]);
  });
  it('shows control characters instead of doing what they say', () => {
    const [line, , message] = [...frameOf('a: \u001b[2J\u0007\u009b1m\u202eabc\u2028', 'abc', 'a \u001b[31m message'), ''];
    expect(line).to.equal('    1 | a: ␛[2J␇�1m�abc�');
    expect(message).not.to.contain('\u001b');
  });
  it('keeps the mark in place when a secret before it is not shown', () => {
    expect(frameOf('{ clientSecret: correct-horse, deprecated: yes }', 'yes')).to.deep.equal([
      '    1 | { clientSecret: …, deprecated: yes }',
      '      |                                ^^^ wrong',
    ]);
  });
  it('shows no text that another problem must not show', () => {
    const source = new SourceFile('a.yaml', 'a: { b: correct-horse, c: yes }');
    const at = (part: string) => source.span(source.text.indexOf(part), source.text.indexOf(part) + part.length);
    const problems = [
      problem('wrong-type', { expected: 'x', actual: 'y', hint: '' }, at('yes')),
      problem('literal-secret', { what: 'w', instead: 'i' }, at('correct-horse'), { hidden: true }),
    ];
    const text = formatProblems(problems, () => source, plain);
    expect(text).not.to.contain('correct');
    expect(text.split('\n').slice(1, 3)).to.deep.equal(['    1 | a: { b: …, c: yes }', '      |               ^^^ expected x, found y']);
  });
  it('hides every line of a text that must not be shown', () => {
    const source = new SourceFile('a.yaml', 'a: |\n  correct\n  horse\nb: 1');
    for (const part of ['correct', 'horse']) {
      const start = source.text.indexOf(part);
      const frame = codeFrame(source.span(start, start + 1), ['wrong'], () => source, plain, [
        source.span(3, source.text.indexOf('b:') - 1),
      ]);
      expect(frame).not.to.contain(part);
    }
  });
  it('says the message alone when nobody has the file', () => {
    const source = new SourceFile('a.yaml', 'a');
    expect(codeFrame(source.span(0, 1), ['wrong'], () => undefined, plain)).to.equal('   wrong');
  });
  it('names a file without doing what its name says', () => {
    const source = new SourceFile('a\u001b[2J\nb.yaml', 'a');
    expect(placeOf(source.span(0, 1))).to.equal('a␛[2J␊b.yaml:1:1');
  });
  it('is made for any text and any place in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.nat(400), fc.nat(400), (text, start, length) => {
        const source = new SourceFile('a.yaml', text);
        const lines = codeFrame(source.span(start, start + length), ['wrong'], () => source, plain).split('\n');
        expect(lines.length).to.be.within(2, 3);
        expect(lines.join('')).not.to.match(/[\u0000-\u001f\u007f-\u009f]/);
        expect(lines[1]).to.contain('^');
      }),
    );
  });
});
