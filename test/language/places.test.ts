import { describe, it } from 'node:test';
import { expect } from 'chai';
import { Workspace } from '../../scripts/language/workspace.ts';
import type { Span } from '../../scripts/source/source-file.ts';

/** The text at a JSON Pointer into a file, value or key. */
function at(text: string, pointer: string, part: 'key' | 'value' = 'value'): string {
  const workspace = new Workspace({ root: 'specs', files: new Map([['a.yaml', text]]) }, (problem) => {
    throw new Error(problem.code);
  });
  const span = workspace.spanAt('a.yaml', pointer, part) as Span;
  expect(span.file).to.equal('specs/a.yaml');
  return workspace.textAt(span);
}

describe('places', () => {
  const block =
    'a:\n  b: plain text # comment\n  "c d": "quoted \\" text"\n  e: \'it\'\'s\'\n  f: |\n    one\n    two\n  g:\n  h: [x, {y: z}]\nlast: 1\n';
  for (const [pointer, value, key] of [
    ['/a/b', 'plain text', 'b'],
    ['/a/c d', '"quoted \\" text"', '"c d"'],
    ['/a/e', "'it''s'", 'e'],
    ['/a/f', '|\n    one\n    two\n', 'f'],
    ['/a/h', '[x, {y: z}]', 'h'],
    ['/a/h/1', '{y: z}', '{y: z}'],
    ['/a/h/1/y', 'z', 'y'],
    ['/last', '1', 'last'],
  ] as const) {
    it(`of the value ${pointer}`, () => void expect(at(block, pointer)).to.equal(value));
    it(`of the key ${pointer}`, () => void expect(at(block, pointer, 'key')).to.equal(key));
  }
  it('of a block begin at its first key', () => void expect(at(block, '/a')).to.match(/^b: plain/));
  it('of what is not there are those around it', () => {
    expect(at(block, '/a/h/7')).to.equal('[x, {y: z}]');
    expect(at(block, '/last/x/y')).to.equal('1');
    expect(at(block, '/nowhere')).to.match(/^a:/);
  });
  it('of an alias are those of the alias, and of its members those of the anchor', () => {
    const text = 'a: &x { b: 1 }\nc: *x\n';
    expect(at(text, '/c')).to.equal('*x');
    expect(at(text, '/c/b')).to.equal('1');
  });
  it('of an anchored value include neither anchor nor tag', () => void expect(at('a: &x !!str text\n', '/a')).to.equal('text'));
  it('with CRLF and a byte order mark are right', () => {
    expect(at('\uFEFFa:\r\n  b: one\r\n  c: two\r\n', '/a/c')).to.equal('two');
    expect(at('\uFEFFa: x\r\n', '/a', 'key')).to.equal('a');
  });
  it('after characters outside of the basic plane count UTF-16 units', () =>
    void expect(at('a: "😀"\nb: { "😀": x, c: y }\n', '/b/c')).to.equal('y'));
  it('of JSON are those of YAML', () => {
    expect(at('{\n  "a": {"b": [1, "two"]}\n}\n', '/a/b/1')).to.equal('"two"');
    expect(at('{"a~b": {"c/d": 1}}', '/a~0b/c~1d', 'key')).to.equal('"c/d"');
  });
  it('of a scalar file are the scalar', () => void expect(at('# c\ntext\n', '')).to.equal('text'));
});

describe('within', () => {
  const workspace = new Workspace({ root: 'specs', files: new Map([['a.yaml', 'a: "x {{b}} {{c}}"\n']]) }, () => undefined);
  const span = workspace.spanAt('a.yaml', '/a') as Span;

  it('finds a part of a text in its file', () => {
    const part = workspace.within(span, '{{c}}');
    expect([part.start.column, part.end.column]).to.deep.equal([13, 18]);
  });
  it('gives the whole when the part is not written there like that', () => {
    expect(workspace.within(span, '{{d}}')).to.equal(span);
    expect(workspace.within(span, '')).to.equal(span);
    expect(workspace.within({ ...span, file: 'other.yaml' }, '{{b}}')).to.deep.equal({ ...span, file: 'other.yaml' });
  });
});
