import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { compact } from '../../scripts/postman/link/compact.ts';
import { prepare, readPrepared } from '../../scripts/postman/link/prepared.ts';
import { sourceFile } from '../../scripts/postman/link/source.ts';
import { link } from '../../scripts/postman/link.ts';

let root = '';
let folders = 0;
before(() => {
  root = mkdtempSync(path.join(tmpdir(), 'postern-link-'));
});
after(() => rmSync(root, { recursive: true }));

/** Writes source files into a folder of their own; gives back the function that links `name` of the first of them. */
function sources(files: Record<string, string>) {
  const folder = path.join(root, String(folders++));
  for (const [file, text] of Object.entries(files)) {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  const first = path.join(folder, Object.keys(files)[0]!);
  return (name: string, tables?: Record<string, readonly string[]>): string =>
    link({ entries: [{ file: first, name }], ...(tables && { tables }) });
}

const names = (script: string): string[] => [...script.matchAll(/^(?:const|function) (\w+)/gm)].map((match) => match[1]!);
const run = (script: string, call: string): unknown => runInNewContext(`${script}\n${call}`);

describe('what is linked', () => {
  it('is the entry and what it reaches, through imports and through its own file, and nothing else', () => {
    const linked = sources({
      'a.js':
        "import { b, unused } from './deep/b.js';\nexport function a() { return b() + own(); }\nfunction own() { return 1; }\nfunction no() {}\n",
      'deep/b.js':
        "import { c } from '../c.js';\nexport function b() { return c; }\nexport function unused() { return nothing(); }\nfunction nothing() {}\n",
      'c.js': 'export const c = 40;\nexport const d = 2;\n',
    });
    const script = linked('a');
    expect(names(script)).to.deep.equal(['c', 'a', 'own', 'b']);
    expect(script).not.to.match(/import|export/);
    expect(run(script, 'a()')).to.equal(41);
  });

  it('is the same for the same input, and has each declaration once, however many entries reach it', () => {
    const linked = sources({ 'a.js': 'export function a() { return b(); }\nexport function b() { return a; }\n' });
    expect(linked('a')).to.equal(linked('a'));
    expect(names(linked('b'))).to.deep.equal(['a', 'b']);
  });

  it('finds a name wherever a variable can be used', () => {
    const uses: Record<string, string> = {
      'a default value': '(x = used) => x',
      'a default in a pattern': '({ x = used }) => x',
      'a computed key': '() => ({ [used]: 1 })',
      'a computed member': '(o) => o[used]',
      'a computed key in a pattern': '({ [used]: x }) => x',
      shorthand: '() => ({ used })',
      spread: '() => [...used]',
      'a template': '() => `${used}`',
      'a tag': '() => used`x`',
      'an assignment target': '(o) => { o[used] = 1; }',
      'after a block that declares the same name': '() => { { const used = 1; } return used; }',
      'after a loop that declares the same name': '() => { for (const used of []) used; return used; }',
      'after a catch of the same name': '() => { try { f(); } catch (used) { } return used; }',
      'beside a function whose parameter has the same name': '() => [(used) => used, used]',
      'a class': '() => class extends used {}',
      'a method with the same name': '() => ({ used() { return used; } })',
      'a label with the same name': '() => { used: for (;;) { break used; } return used; }',
      'a switch': '(x) => { switch (x) { case used: return 1; } }',
      'an optional chain': '() => used?.x',
      'a return in an if': '(x) => { if (x) { return used; } }',
    };
    for (const [what, body] of Object.entries(uses)) {
      const linked = sources({ 'a.js': `export const a = ${body};\nconst used = 1;\n` });
      expect(names(linked('a')), what).to.include('used');
    }
  });

  it('leaves out a name that is only a property, a label or a local variable', () => {
    const others: Record<string, string> = {
      'a member': '(o) => o.unused',
      'a key': '() => ({ unused: 1 })',
      'a method': '() => ({ unused() {} })',
      'a key in a pattern': '({ unused: x }) => x',
      'a label': '() => { unused: for (;;) { break unused; } }',
      'a parameter': '(unused) => unused',
      'a parameter in a pattern': '({ b: [unused] }, ...rest) => unused',
      'a constant': '() => { const unused = 1; return () => unused; }',
      'a function': '() => { return unused(); function unused() {} }',
      'a loop variable': '() => { for (let unused = 0; unused < 1; ) {} }',
      'a comment or a string': "() => 'unused' /* unused */",
    };
    for (const [what, body] of Object.entries(others)) {
      const linked = sources({ 'a.js': `export const a = ${body};\nconst unused = 1;\n` });
      expect(names(linked('a')), what).to.deep.equal(['a']);
    }
  });
});

describe('the order', () => {
  it('puts a constant after those that it needs at load, through the functions that it calls', () => {
    const linked = sources({
      'a.js':
        "import { base } from './b.js';\nexport function a() { return total; }\nconst total = sum();\nfunction sum() { return one + base(); }\nconst one = 1;\n",
      'b.js': 'export const base = () => deep;\nconst deep = 41;\n',
    });
    const script = linked('a');
    expect(names(script)).to.deep.equal(['one', 'base', 'deep', 'total', 'a', 'sum']);
    expect(run(script, 'a()')).to.equal(42);
  });

  it('bears a table whose functions use the table', () => {
    const linked = sources({
      'a.js':
        'export function a(n) { return table.next(n); }\nconst keys = Object.keys(table);\nfunction next(n) { return n > keys.length ? n : table.next(n + 1); }\nconst table = { next };\n',
    });
    expect(run(linked('a'), 'a(0)')).to.equal(2);
  });
});

describe('a table', () => {
  const files = {
    'a.js':
      "import { list } from './list.js';\nexport function a(key) { return table[key]?.(); }\n/** What can be asked. */\nconst table = {\n  // the first\n  one,\n  'a-b': two, // said of two\n  list,\n  plain: () => three(),\n};\nfunction one() { return 1; }\nfunction two() { return 2; }\nfunction three() { return 3; }\n",
    'list.js': 'export function list() { return [helper()]; }\nfunction helper() { return 4; }\n',
  };

  it('keeps only the keys asked for, in the order of the source, and what they need', () => {
    const script = sources(files)('a', { table: ['a-b', 'one'] });
    expect(script).to.include("/** What can be asked. */\nconst table = {\n  // the first\n  one,\n  'a-b': two,\n};\n");
    expect(names(script)).to.deep.equal(['table', 'a', 'one', 'two']);
    expect(run(script, "[a('one'), a('a-b'), a('list')]")).to.deep.equal([1, 2, undefined]);
  });

  it('keeps everything when it is not listed, and nothing when no key is', () => {
    expect(names(sources(files)('a'))).to.deep.equal(['table', 'a', 'one', 'two', 'three', 'list', 'helper']);
    expect(sources(files)('a', { table: [] })).to.include('const table = {};\n');
  });

  it('that is unknown, is no table or lacks the key is refused', () => {
    expect(() => sources(files)('a', { tabel: [] })).to.throw('no linked file declares the table tabel');
    expect(() => sources(files)('a', { table: ['four'] })).to.throw(/the table table in .*a\.js has no key four/);
    expect(() => sources({ 'a.js': 'export const a = [];\n' })('a', { a: [] })).to.throw('is not a table');
    expect(() => sources({ 'a.js': 'const b = {};\nexport const a = { ...b };\n' })('a', { a: [] })).to.throw('is not a table');
  });
});

describe('comments', () => {
  it('stay above a declaration and inside it; a header, a type definition and directives go', () => {
    const linked = sources({
      'a.js': [
        '// The file: what it is.',
        '',
        "/** @import { T } from './t.d.ts' */",
        '',
        '/** Why. */',
        '// And more.',
        '// biome-ignore lint/x: because',
        'export function a() {',
        '  // @ts-expect-error no',
        '  return LIMIT; // kept',
        '}',
        '',
        'const LIMIT = 3; // a number',
        'const UNUSED = 4; // another',
        '',
      ].join('\n'),
    });
    expect(linked('a')).to.equal('const LIMIT = 3; // a number\n\n/** Why. */\n// And more.\nfunction a() {\n  return LIMIT; // kept\n}\n');
  });

  it('above the first statement are dropped with it when it is an import', () => {
    const linked = sources({
      'a.js': "// Header.\nimport { b } from './b.js';\n// Kept.\nexport const a = b;\n",
      'b.js': '// Kept too.\nexport const b = 1;',
    });
    expect(linked('a')).to.equal('// Kept too.\nconst b = 1;\n\n// Kept.\nconst a = b;\n');
  });

  const shown: [string, string, string][] = [
    [
      'types of parameters and results',
      '/**\n * Why.\n *\n * @param {{ a: {} }} x\n * @returns {string}\n */\nexport function a(x) {}',
      '/** Why. */\nfunction a(x) {}',
    ],
    [
      'types, but not what is said besides',
      '/**\n * Why\n * so.\n *\n * @param {T} [x] the first,\n *   in ms\n * @param {T} y\n * @returns {T} a thing\n * @see RFC 1\n */\nexport function a(x, y) {}',
      '/**\n * Why\n * so.\n *\n * @param x the first,\n *   in ms\n * @returns a thing\n * @see RFC 1\n */\nfunction a(x, y) {}',
    ],
    ['a type alone', '/** @type {{\n *   a: string }} */\nexport const a = {};', 'const a = {};'],
    ['a type alone inside', 'export function a() {\n  /** @type {string[]} */\n  const b = [];\n}', 'function a() {\n  const b = [];\n}'],
    ['the type of a parameter', 'export const a = (/** @type {T} */ b) => b;', 'const a = (b) => b;'],
    [
      'casts, and their parentheses when they are not needed',
      "export const a = (b) => [/** @type {T} */ (b.c), /** @type {T} */ ('d'), /** @type {T} */ (['e', 'f']).length, /** @type {T} */ (b + b) * 2];",
      "const a = (b) => [b.c, 'd', ['e', 'f'].length, (b + b) * 2];",
    ],
    ['directives behind code', 'export function a() {\n  return 1; // @ts-ignore\n}', 'function a() {\n  return 1;\n}'],
    [
      'the indentation of what is left',
      'export function a() {\n  /**\n   * One\n   * two.\n   * @param {T} b\n   */\n  const c = (b) => b;\n}',
      'function a() {\n  /**\n   * One\n   * two.\n   */\n  const c = (b) => b;\n}',
    ],
  ];
  for (const [what, source, text] of shown) {
    it(`lose what they say to tools: ${what}`, () => {
      expect(sources({ 'a.js': source })('a')).to.equal(`${text}\n`);
    });
  }

  it('are the same with the line ends of Windows', () => {
    expect(sources({ 'a.js': '// Why.\r\nexport const a = 1;\r\n' })('a')).to.equal('// Why.\nconst a = 1;\n');
  });
});

describe('what cannot be linked is refused', () => {
  const refusals: [string, Record<string, string>, RegExp][] = [
    ['a missing name', { 'a.js': 'const b = 1;' }, /a\.js declares no a$/],
    ['a missing file', { 'a.js': "import { b } from './b.js';\nexport const a = b;" }, /ENOENT.*b\.js/],
    [
      'an imported name that is not there',
      { 'a.js': "import { b } from './b.js';\nexport const a = b;", 'b.js': '' },
      /b\.js declares no b$/,
    ],
    ['a package', { 'a.js': "import { b } from 'b';\nexport const a = b;" }, /imports b: a script/],
    ['a renamed import', { 'a.js': "import { c as b } from './b.js';\nexport const a = b;" }, /renames/],
    ['a default import', { 'a.js': "import b from './b.js';\nexport const a = b;" }, /renames/],
    ['let', { 'a.js': 'export const a = 1;\nlet b = 2;' }, /only import, function and const.*let b = 2;/],
    ['two constants in one statement', { 'a.js': 'export const a = 1, b = 2;' }, /only import, function and const/],
    ['a call at top level', { 'a.js': 'export const a = 1;\na();' }, /only import, function and const/],
    ['an export list', { 'a.js': 'const a = 1;\nexport { a };' }, /only import, function and const/],
    ['source that does not parse', { 'a.js': 'export const a = ;' }, /Unexpected token/],
    [
      'one name in two files, used or not',
      { 'a.js': "import { b } from './b.js';\nexport const a = b;\nconst c = 1;", 'b.js': 'export const b = 1;\nfunction c() {}' },
      /c is declared in .*a\.js and in .*b\.js/,
    ],
    [
      'a global in one file that another file declares',
      {
        'a.js': "import { b } from './b.js';\nexport const a = () => JSON.stringify(b);",
        'b.js': 'export const b = () => JSON;\nconst JSON = 1;',
      },
      /a\.js uses JSON without importing it/,
    ],
  ];
  for (const [what, files, message] of refusals) {
    it(what, () => {
      expect(() => sources(files)('a')).to.throw(message);
    });
  }
});

describe('sources taken apart ahead of time', () => {
  const scripts = path.resolve(__dirname, '../../scripts');
  const files = ['postman/sandbox/contract.js', 'schema/validator/keyword-table.js'].map((file) => path.join(scripts, file));

  it('are what comes of parsing them', () => {
    const folder = path.join(root, String(folders++));
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'sources.json'), prepare(files.map(sourceFile), scripts));
    const kept = readPrepared(folder);
    expect(kept.size).to.equal(files.length);
    for (const file of files) {
      const { declarations, imports } = kept.get(path.join(folder, path.relative(scripts, file)))!;
      const parsed = sourceFile(file);
      const moved = (full: string) => path.join(folder, path.relative(scripts, full));
      expect([...imports]).to.deep.equal([...parsed.imports].map(([name, from]) => [name, moved(from)]));
      expect([...declarations.keys()]).to.deep.equal([...parsed.declarations.keys()]);
      for (const [name, { compact: _, ...declaration }] of declarations) {
        const { file: from, ...rest } = parsed.declarations.get(name)!;
        expect(declaration).to.deep.equal({ ...JSON.parse(JSON.stringify(rest)), file: moved(from) });
      }
    }
  });

  it('are not there in a clone, whose sources may have changed', () => {
    expect(readPrepared(path.join(scripts, 'postman')).size).to.equal(0);
  });

  it('are linked without comments to what is left of the script when they are taken out of it', () => {
    const input = { entries: [{ file: files[0]!, name: 'holdToContract' }], tables: { checkTable: ['body', 'status'] } };
    expect(link({ ...input, compact: true })).to.equal(compact(link(input)));
  });
});
