// What `npm publish` would send works by itself: the command, the library and its types, without TypeScript and without the sources.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { expect } from 'chai';
import { inFolder, installPackage } from '../support/installed-package.ts';
import { root } from '../support/own-specs.ts';
import { demo, Folder, postern, readFolder } from '../support/specs.ts';

const ownSpecs = Object.fromEntries(Object.entries(readFolder(path.join(root, 'specs'))).map(([name, text]) => [`specs/${name}`, text]));

/** What a TypeScript project for Node has. */
const typesOfNode = path.join(root, 'node_modules/@types');

describe('the published package', { concurrency: true }, () => {
  const work = new Folder({ ...ownSpecs, ...demo });
  const program = work.at('node_modules/.bin/postern');
  let packed: string[] = [];
  before(async () => {
    packed = await installPackage(work);
  });
  after(() => work[Symbol.dispose]());

  test('holds the program, the library, the schemas, and nothing else', () => {
    expect(packed.filter((file) => !/^(bin\/postern|(dist|schemas)\/.+|package\.json|README\.md|LICENSE)$/.test(file))).to.deep.equal([]);
    expect(packed).to.include.members(['bin/postern', 'LICENSE', 'README.md', 'schemas/api.schema.json']);
    const named = JSON.parse(work.read('node_modules/postern/package.json')) as { main: string; types: string };
    expect(packed).to.include.members([named.main, named.types].map((file) => path.posix.normalize(file)));
  });

  test('says nothing of the machine that it was built on', () => {
    for (const file of packed) {
      const text = readFileSync(work.at(`node_modules/postern/${file}`), 'utf8');
      expect(text.includes(root) || text.includes(work.path), file).to.equal(false);
    }
  });

  test('compiles to the same bytes as a clone', async () => {
    const { exit, stderr } = await inFolder(work.path, process.execPath, [program, 'compile', '--out', 'by-package']);
    expect(exit, stderr).to.equal(0);
    await postern(['compile', '--out', 'by-clone'], work.path);
    const byPackage = readFolder(work.at('by-package'));
    expect(Object.keys(byPackage)).to.include('peddler/peddler.contract.postman_collection.json');
    expect(byPackage).to.deep.equal(readFolder(work.at('by-clone')));
  });

  test('runs contracts against the mock', async () => {
    const { exit, stderr } = await inFolder(work.path, program, ['run', 'demo', 'partner', '--mock']);
    expect(exit, stderr).to.equal(0);
    expect(stderr.match(/: the contract holds$/gm)).to.have.lengthOf(2);
  });

  test('writes every report that a clone writes', async () => {
    const argv = [
      'run',
      'demo',
      '--mock',
      '--quiet',
      ...['html=r/run.html', 'json=r/run.json', 'junit=r/run.xml'].flatMap((each) => ['--reporter', each]),
    ];
    const { exit, stderr } = await inFolder(work.path, program, argv);
    expect(exit, stderr).to.equal(0);
    const byPackage = work.read('r/run.html');
    await postern(argv, work.path);
    const withoutData = (page: string) => page.replace(/<noscript>[\s\S]*?<script type="module">/, '');
    expect(withoutData(byPackage))
      .to.equal(withoutData(work.read('r/run.html')))
      .and.contain('showReport();');
  });

  test('tells mistakes with exit code 2', async () => {
    const { exit, stderr } = await inFolder(work.path, program, ['compile', 'nobody']);
    expect(exit).to.equal(2);
    expect(stderr).to.contain('error unknown-api');
  });

  test('has the schemas for editors that it writes', async () => {
    await inFolder(work.path, program, ['schemas', '--into', 'by-package-schemas']);
    expect(readFolder(work.at('by-package-schemas'))).to.deep.equal(readFolder(work.at('node_modules/postern/schemas')));
  });

  const use = `
    const { apis } = read({ apis: ['demo'] });
    const { files } = compile({ apis: ['demo'] });
    run(apis[0]).then(({ result }) => console.log(JSON.stringify([files.map((file) => file.path), exitCodeOf(result)])));
  `;
  const expected = [
    [
      'demo/README.md',
      'demo/demo.contract.postman_collection.json',
      'demo/demo.postman_collection.json',
      'demo/dev.postman_environment.json',
    ],
    0,
  ];
  for (const [module, line] of [
    ['cjs', "const { read, compile, run, exitCodeOf } = require('postern');"],
    ['mjs', "import { read, compile, run, exitCodeOf } from 'postern';"],
  ]) {
    test(`is a library for .${module} files`, async () => {
      work.write({ [`use.${module}`]: `${line}${use}` });
      const { exit, stdout, stderr } = await inFolder(work.path, process.execPath, [`use.${module}`]);
      expect(exit, stderr).to.equal(0);
      expect(JSON.parse(stdout)).to.deep.equal(expected);
    });
  }

  for (const [module, moduleResolution] of [
    ['node16', 'node16'],
    ['preserve', 'bundler'],
  ] as const) {
    test(`has types for moduleResolution ${moduleResolution}`, async () => {
      const folder = `types-${moduleResolution}`;
      work.write({
        [`${folder}/tsconfig.json`]: JSON.stringify({
          compilerOptions: {
            strict: true,
            noEmit: true,
            target: 'es2022',
            module,
            moduleResolution,
            types: ['node'],
            typeRoots: [typesOfNode],
          },
          files: ['right.ts', 'wrong.ts'],
        }),
        [`${folder}/right.ts`]: `import { type Api, compile, exitCodeOf, read, run } from 'postern';
export const paths: string[] = compile({ specs: 'specs' }).files.map((file) => file.path);
export const code: Promise<number | undefined> = run(read().apis[0] as Api).then(({ result }) => result && exitCodeOf(result));
`,
        // Were the types missing, everything would be right.
        [`${folder}/wrong.ts`]: `import { compile } from 'postern';
export const files: number = compile({ folder: 'specs' }).files;
`,
      });
      const { stdout } = await inFolder(work.at(folder), process.execPath, [require.resolve('typescript/bin/tsc'), '-p', '.']);
      expect(stdout.replace(/: .*/g, '').trim().split('\n')).to.deep.equal(['wrong.ts(2,14)', 'wrong.ts(2,40)']);
    });
  }
});
