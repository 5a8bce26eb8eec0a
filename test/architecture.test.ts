import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'chai';
import ts from 'typescript';

/** The folders of scripts/ in the order in which data flows: each imports only from those before it. */
const layers = ['source', 'schema', 'language', 'openapi', 'model', 'postman', 'docs', 'mock', 'runner', 'report', 'audit', 'cli'];

/** The only folders that may import a package. A package that is not here may be imported anywhere. */
const homes: Readonly<Record<string, readonly string[]>> = {
  yaml: ['language'],
  newman: ['runner'],
  commander: ['cli'],
  '@sinclair/typebox': ['language', 'report'],
};

/** Who may touch the disk: the command line, and what reads the source of the scripts that collections and pages get. */
const readsDisk = [/^cli\//, /^postman\/link(\.ts$|\/)/, /^report\/html-assets\.ts$/];

/** Who may ask for the time, the environment or the process. What runs inside of Postman has no other clock. */
const asksTheProcess = [/^cli\//, /^runner\//, /^mock\//, /^postman\/sandbox\//];

const root = path.join(__dirname, '../scripts');

interface Source {
  /** Below scripts/, with forward slashes. */
  readonly name: string;
  readonly layer: string;
  readonly text: string;
  /** What it imports, in any way: a file below scripts/, or the name of a package. */
  readonly imports: readonly string[];
}

const sources: readonly Source[] = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(ts|js)$/.test(entry.name))
  .map((entry): Source => {
    const full = path.join(entry.parentPath, entry.name);
    const text = readFileSync(full, 'utf8');
    const name = relative(full);
    const imports = ts
      .preProcessFile(text, true, true)
      .importedFiles.map(({ fileName }) => (fileName.startsWith('.') ? relative(path.join(path.dirname(full), fileName)) : fileName));
    return { name, layer: name.includes('/') ? (name.split('/')[0] ?? '') : '', text, imports };
  })
  // The entrance of the library and the build stand beside the layers, and may use all of them.
  .filter(({ layer }) => layer !== '');

function relative(full: string): string {
  return path.relative(root, full).split(path.sep).join('/');
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** `text` without comments, in which anything may be mentioned. */
function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}

describe('the architecture', () => {
  it('is looked at: there are sources, and imports between them', () => {
    expect(sources.length).to.be.above(50);
    const between = sources.flatMap(({ layer, imports }) =>
      imports.filter((each) => layers.includes(each.split('/')[0] ?? '') && !each.startsWith(`${layer}/`)),
    );
    expect(between.length).to.be.above(50);
    for (const [name, home] of Object.entries(homes)) {
      const importers = sources.filter(({ imports }) => imports.some((each) => packageOf(each) === name));
      expect(
        importers.map(({ layer }) => layer),
        name,
      ).to.include(home[0]);
    }
  });

  it('has no other folders than its layers', () => {
    const unknown = new Set(sources.map(({ layer }) => layer).filter((layer) => !layers.includes(layer)));
    expect([...unknown]).to.deep.equal([]);
  });

  it('lets a folder import only from the folders before it', () => {
    const wrong = sources.flatMap(({ name, layer, imports }) =>
      imports.flatMap((each) => {
        const target = each.split('/')[0] ?? '';
        const isOwn = /\.(ts|js|json)$/.test(each) && !isBuiltin(each);
        if (!isOwn || layers.indexOf(target) <= layers.indexOf(layer)) return [];
        return [`${name} imports ${each}`];
      }),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('lets no folder reach out of scripts/', () => {
    expect(
      sources.flatMap(({ name, imports }) => imports.filter((each) => each.startsWith('..')).map((each) => `${name} imports ${each}`)),
    ).to.deep.equal([]);
  });

  it('imports its own files with their extension', () => {
    const wrong = sources.flatMap(({ name, text }) =>
      ts
        .preProcessFile(text, true, true)
        .importedFiles.filter(({ fileName }) => fileName.startsWith('.') && !/\.(ts|js|json)$/.test(fileName))
        .map(({ fileName }) => `${name} imports ${fileName}`),
    );
    expect(wrong).to.deep.equal([]);
  });

  for (const [name, home] of Object.entries(homes)) {
    it(`imports ${name} in ${home.join(', ')} only`, () => {
      const others = sources.filter(({ layer, imports }) => !home.includes(layer) && imports.some((each) => packageOf(each) === name));
      expect(others.map((source) => source.name)).to.deep.equal([]);
    });
  }

  it('touches the disk in the command line only, and where the scripts of collections and pages are read', () => {
    const others = sources.filter(
      ({ name, imports }) => imports.some((each) => /^(node:)?fs(\/|$)/.test(each)) && !readsDisk.some((allowed) => allowed.test(name)),
    );
    expect(others.map(({ name }) => name)).to.deep.equal([]);
  });

  it('asks the clock, the environment and the process only where something runs', () => {
    const asks = /\bprocess\s*[.[]|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.now\b/;
    const others = sources.filter(({ name, text }) => asks.test(codeOf(text)) && !asksTheProcess.some((allowed) => allowed.test(name)));
    expect(others.map(({ name }) => name)).to.deep.equal([]);
  });

  it('prints nowhere but through the streams that a command is given', () => {
    const others = sources.filter(({ name, text }) => /\bconsole\.\w/.test(codeOf(text)) && !name.startsWith('postman/sandbox/'));
    expect(others.map(({ name }) => name)).to.deep.equal([]);
  });
});
