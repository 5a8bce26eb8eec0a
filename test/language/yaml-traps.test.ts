import { describe, it } from 'node:test';
import { expect } from 'chai';
import { Places } from '../../scripts/language/places.ts';
import { readYaml } from '../../scripts/language/read-yaml.ts';
import { messageOf, type Problem } from '../../scripts/source/problem.ts';
import { SourceFile } from '../../scripts/source/source-file.ts';

/** What reading `text` gives: its value, and each problem as `line:column code`. */
function read(text: string): { value: unknown; problems: string[]; found: Problem[] } {
  const found: Problem[] = [];
  const file = readYaml(new SourceFile('a.yaml', text), 'a.yaml', new Places(), (problem) => void found.push(problem));
  const problems = found.map(({ code, span }) => `${span?.start.line}:${span?.start.column} ${code}`);
  return { value: file?.value, problems, found };
}

/** Holds that `text` is refused, with just these problems. */
function refused(text: string, ...problems: string[]): void {
  expect(read(text).problems).to.deep.equal(problems);
}

/** Holds that `text` reads as `value`, without a word. */
function reads(text: string, value: unknown): void {
  const result = read(text);
  expect(result.problems).to.deep.equal([]);
  expect(result.value).to.deep.equal(value);
}

describe('words that look like something else', () => {
  for (const word of ['NO', 'no', 'yes', 'on', 'off', 'y', 'n', '1:30', '2024-01-01', '1_000', '12e', '0x', '1.2.3', 'infinity', 'NaN'])
    it(`${word} is a word`, () => reads(`a: ${word}`, { a: word }));

  for (const word of ['true', 'True', 'TRUE']) it(`${word} is true`, () => reads(`a: ${word}`, { a: true }));
  for (const word of ['~', 'null', 'Null', '']) it(`"${word}" is null`, () => reads(`a: ${word}`, { a: null }));
  it('"true" in quotes is a word', () => reads('a: "true"', { a: 'true' }));
});

describe('numbers', () => {
  for (const [text, value] of [
    ['0', 0],
    ['-1', -1],
    ['1.0', 1],
    ['1.10', 1.1],
    ['1e3', 1000],
    ['1E+3', 1000],
    ['0.1', 0.1],
    ['9007199254740992', 9007199254740992],
    ['100000000000000000000', 1e20],
    ['5e-324', 5e-324],
  ] as const)
    it(`${text} is a number`, () => reads(`a: ${text}`, { a: value }));

  for (const text of [
    '9007199254740993',
    '9007199254740993.0e-3',
    '12345678901234567890',
    '0.12345678901234567890',
    '1e-400',
    '3.14159265358979323846',
  ])
    it(`${text} would be rounded`, () => refused(`a: ${text}`, '1:4 number-imprecise'));
  for (const text of ['.nan', '.NaN', '.inf', '-.inf', '1e400'])
    it(`${text} is no JSON`, () => refused(`a: ${text}`, '1:4 number-infinite'));
  for (const text of ['010', '0o17', '0x1F', '+1', '.5', '5.', '-010'])
    it(`${text} is not written as JSON writes numbers`, () => refused(`a: ${text}`, '1:4 number-form'));
  it('says what YAML makes of it', () => {
    expect(read('a: 0x1F').found.map(messageOf)).to.deep.equal([
      'YAML reads the number 31 here; write it like that, or put it in quotes if it is meant to be a text',
    ]);
  });
  it('goes on reading, so that other problems are told too', () => {
    const result = read('a: 010\nb: 020\nc: 1');
    expect(result.problems).to.deep.equal(['1:4 number-form', '2:4 number-form']);
    expect(result.value).to.deep.equal({ a: 10, b: 20, c: 1 });
  });
});

describe('keys', () => {
  it('are told when they are there twice, with the first place', () => {
    const { problems, found } = read('a: 1\nb: 2\n"a": 3\na: 4');
    expect(problems).to.deep.equal(['3:1 duplicate-key', '4:1 duplicate-key']);
    expect(found.map((each) => each.related?.[0]?.start.line)).to.deep.equal([1, 1]);
  });
  it('are the same as number and as text', () => refused('200: a\n"200": b', '2:1 duplicate-key'));
  it('may be the same in different maps', () => reads('a: { b: 1 }\nc: { b: 2 }', { a: { b: 1 }, c: { b: 2 } }));
  it('are what was written: 200, 010, 1.0, true, 2024-01-01', () =>
    reads('200: a\n010: b\n1.0: c\ntrue: d\n2024-01-01: e', { 200: 'a', '010': 'b', '1.0': 'c', true: 'd', '2024-01-01': 'e' }));
  for (const key of ['[a]', '{ a: b }', '~', 'null', '? [a]\n'])
    it(`cannot be ${key.trim()}`, () => refused(`${key}: x`, key.startsWith('?') ? '1:3 yaml-key' : '1:1 yaml-key'));
  it('cannot be missing', () => refused(': x', '1:1 yaml-key'));
  it('cannot be an alias', () => refused('a: &k x\n*k : y', '2:1 yaml-key'));

  for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    it(`may be ${key}, like any other`, () => {
      const { value, problems } = read(`${key}: { a: 1 }`);
      expect(problems).to.deep.equal([]);
      expect(Object.getPrototypeOf(value)).to.equal(Object.prototype);
      expect(Object.entries(value as object)).to.deep.equal([[key, { a: 1 }]]);
    });
    it(`is told when ${key} is there twice`, () => refused(`${key}: 1\n${key}: 2`, '2:1 duplicate-key'));
  }
});

describe('tabs', () => {
  it('cannot indent', () => refused('a:\n\tb: 1', '2:1 tab-indent'));
  it('cannot indent after spaces were used', () => refused('a:\n  b: 1\n\tc: 2', '3:1 tab-indent'));
  it('may stand between a key and its value, and in a text', () => reads('a:\tx\nb: x\ty\nc: "\t"', { a: 'x', b: 'x\ty', c: '\t' }));
  it('may indent JSON', () => reads('{\n\t"a": 1\n}', { a: 1 }));
});

describe('anchors and aliases', () => {
  it('share a value', () => {
    const { value, problems } = read('a: &x { b: [1] }\nc: *x');
    expect(problems).to.deep.equal([]);
    const { a, c } = value as { a: object; c: object };
    expect(c).to.equal(a);
  });
  it('mean the last anchor of that name', () => reads('a: &x 1\nb: &x 2\nc: *x', { a: 1, b: 2, c: 2 }));
  it('need an anchor before them', () => refused('a: *x\nb: &x 1', '1:4 alias-unknown'));
  it('cannot stand inside of their own anchor', () => refused('a: &x { b: { c: *x } }', '1:17 alias-cycle'));
  it('cannot explode', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 30; i++)
      lines.push(
        `a${i}: &a${i} [${Array(10)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      );
    const { value, problems } = read(lines.join('\n'));
    expect(problems).to.have.length(1);
    expect(problems[0]).to.match(/^6:\d+ alias-bomb$/);
    expect(value).to.equal(undefined);
  });
  it('may be used often', () => {
    const { value, problems } = read(`a: &x { b: 1 }\nc: [${Array(1000).fill('*x').join(', ')}]`);
    expect(problems).to.deep.equal([]);
    expect((value as { c: unknown[] }).c).to.have.length(1000);
  });
  it('do not merge', () => refused('a: &x { b: 1 }\nc:\n  <<: *x\n  d: 2', '3:3 merge-key'));
  it('do not merge in quotes either', () => refused('"<<": 1', '1:1 merge-key'));
});

describe('tags', () => {
  for (const tag of ['!custom', '!!binary', '!!set', '!!timestamp', '!!omap', '!<tag:example.com,2024:x>'])
    it(`${tag} is refused`, () => refused(`a: ${tag} x`, '1:4 yaml-tag'));
  it('is refused on a map and a list', () => refused('a: !x { b: 1 }\nc: !y [1]', '1:4 yaml-tag', '2:4 yaml-tag'));
  it('may say what a value is anyway', () => reads('a: !!str 1\nb: !!int 1\nc: !!map {}\nd: !!seq []', { a: '1', b: 1, c: {}, d: [] }));
});

describe('documents', () => {
  it('are one in a file', () => refused('a: 1\n---\nb: 2', '2:1 several-documents'));
  it('are told at the second, whatever comments say', () => refused('a: 1 # --- x\n# --- y\n---\nb: 2', '3:1 several-documents'));
  it('are two also when the second is empty', () => refused('a: 1\n---\n', '2:1 several-documents'));
  it('may begin with --- and end with ...', () => reads('---\na: 1\n...\n', { a: 1 }));
  for (const text of ['', '\n\n', '# only a comment\n', '---\n', '\uFEFF', '   '])
    it(`${JSON.stringify(text)} is an empty file`, () => refused(text, '1:1 empty-file'));
  it('may be just null', () => reads('null', null));
  it('cannot choose another YAML', () => refused('%YAML 1.1\n---\na: yes', '1:1 yaml-syntax'));
  it('may name their own YAML', () => reads('%YAML 1.2\n---\na: yes', { a: 'yes' }));
  it('have no other directives', () => refused('%FOO x\n---\na: 1', '1:1 yaml-syntax'));
});

describe('bytes', () => {
  it('of a byte order mark take no column', () => refused('\uFEFFa: 010', '1:4 number-form'));
  it('of a byte order mark are no part of the first key', () => reads('\uFEFFa: 1', { a: 1 }));
  it('of CRLF count as one line break', () => refused('a: 1\r\nb:\r\n  c: 010\r\n', '3:6 number-form'));
  it('of CRLF are no part of a text', () => reads('a: x\r\nb: |\r\n  y\r\n  z\r\n', { a: 'x', b: 'y\nz\n' }));
  it('of JSON are YAML', () => reads('{"a":[1,2.5,"x\\u00e9\\/",true,null,{}]}', { a: [1, 2.5, 'xé/', true, null, {}] }));
  it('of a very large file are read', () => {
    const { value, problems } = read(Array.from({ length: 20_000 }, (_, i) => `key${i}: { a: ${i}, b: [x, y] }`).join('\n'));
    expect(problems).to.deep.equal([]);
    expect(Object.keys(value as object)).to.have.length(20_000);
  });
});

describe('nesting', () => {
  const many = 10_000;
  for (const [what, text] of [
    ['lists', '['.repeat(many) + ']'.repeat(many)],
    ['lists that are not closed', '['.repeat(many)],
    ['maps', `${'{ a: '.repeat(many)}1${' }'.repeat(many)}`],
    ['maps that are not closed', '{ a: '.repeat(many)],
    ['items on one line', '- '.repeat(many)],
    ['indented maps', Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ] as const) {
    it(`of ${what} is told, not a crash`, () => {
      const { value, problems } = read(text);
      expect(value).to.equal(undefined);
      expect(problems).to.have.length(1);
      expect(problems[0]).to.match(/too-deep$/);
    });
  }
  it('is told at the first bracket too many', () => refused(`a: ${'['.repeat(201)}${']'.repeat(201)}`, '1:204 too-deep'));
  it('does not count brackets in texts', () =>
    reads(`a: "${'['.repeat(500)}"\nb: |\n  ${'{'.repeat(500)}\n`, { a: '['.repeat(500), b: `${'{'.repeat(500)}\n` }));
  it('of 190 levels is fine', () => {
    const { problems } = read('['.repeat(190) + ']'.repeat(190));
    expect(problems).to.deep.equal([]);
  });
});
