import { execFileSync, spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { demo, Folder, postern } from '../support/specs.ts';

const files = [
  'collections/demo/README.md',
  'collections/demo/demo.contract.postman_collection.json',
  'collections/demo/demo.postman_collection.json',
  'collections/demo/dev.postman_environment.json',
];
const things = 'specs/demo/endpoints/things.yaml';
const broken = { [things]: (demo[things] ?? '').replace('method', 'methd') };

function outputOf(work: Folder): Record<string, string> {
  return Object.fromEntries(Object.entries(work.files()).filter(([name]) => name.startsWith('collections/')));
}

describe('postern compile', { concurrency: true }, () => {
  it('writes the files of each API, and nothing to stdout', async () => {
    using work = new Folder(demo);
    const { exit, stdout, stderr } = await postern(['compile'], work.path);
    expect({ exit, stdout, stderr }).to.deep.equal({ exit: 0, stdout: '', stderr: 'demo: 4 files in collections/demo (4 changed)\n' });
    expect(Object.keys(outputOf(work)).sort()).to.deep.equal(files);
  });

  it('changes nothing the second time', async () => {
    using work = new Folder(demo);
    await postern(['compile'], work.path);
    const before = outputOf(work);
    const { stderr } = await postern(['compile'], work.path);
    expect(stderr).to.equal('demo: 4 files in collections/demo (nothing changed)\n');
    expect(outputOf(work)).to.deep.equal(before);
  });

  it('leaves everything as it was when it is stopped', async () => {
    using work = new Folder(demo);
    await postern(['compile'], work.path);
    work.write({ 'specs/demo/api.yaml': `${demo['specs/demo/api.yaml']}description: Changed\n` });
    const before = outputOf(work);
    for (const [signal, code] of [['SIGINT', 130] as const, ['SIGTERM', 3] as const]) {
      const once = (name: string, stop: () => void): unknown => name === signal && stop();
      const { exit, stderr } = await postern(['compile'], work.path, { once });
      expect({ exit, stderr }).to.deep.equal({ exit: code, stderr: 'stopped before the end; nothing has changed\n' });
      expect(outputOf(work)).to.deep.equal(before);
    }
  });

  it('gives the same bytes in another folder', async () => {
    using one = new Folder(demo);
    using other = new Folder(demo);
    await postern(['compile'], one.path);
    await postern(['compile'], other.path);
    expect(outputOf(one)).to.deep.equal(outputOf(other));
  });

  it('compiles only the APIs that are named', async () => {
    const another = Object.entries(demo).map(([name, text]) => [name.replace('/demo/', '/other/'), text]);
    using work = new Folder({ ...demo, ...Object.fromEntries(another) });
    const { exit, stderr } = await postern(['compile', 'other'], work.path);
    expect(exit).to.equal(0);
    expect(stderr).to.match(/^other: 4 files/);
    expect(Object.keys(outputOf(work)).every((name) => name.startsWith('collections/other/'))).to.equal(true);
  });

  it('works from anywhere, with --specs and --out', async () => {
    using work = new Folder(demo);
    using elsewhere = new Folder();
    const { exit, stderr } = await postern(
      ['compile', '--specs', work.at('specs'), '--out', path.relative(elsewhere.path, work.at('made/here'))],
      elsewhere.path,
    );
    expect(exit, stderr).to.equal(0);
    expect(Object.keys(work.files())).to.contain('made/here/demo/demo.postman_collection.json');
    expect(elsewhere.files()).to.deep.equal({});
  });

  it('names files as the user would, when --specs leads elsewhere', async () => {
    using work = new Folder({ ...demo, ...broken });
    using elsewhere = new Folder();
    const { stderr } = await postern(['compile', '--specs', `${work.path}/specs/`], elsewhere.path);
    expect(stderr).to.contain(`${work.path}/${things}:5:5  error unknown-key`);
  });

  it('writes nothing while there is an error, in any API', async () => {
    using work = new Folder({ ...demo, 'specs/other/api.yaml': 'nmae: Other\n' });
    const { exit } = await postern(['compile'], work.path);
    expect(exit).to.equal(2);
    expect(outputOf(work)).to.deep.equal({});
  });

  it('leaves what was written before as it is while there is an error', async () => {
    using work = new Folder(demo);
    await postern(['compile'], work.path);
    const before = outputOf(work);
    work.write(broken);
    expect((await postern(['compile'], work.path)).exit).to.equal(2);
    expect(outputOf(work)).to.deep.equal(before);
  });

  it('takes away what it wrote for an environment that is gone, and leaves what a person put beside it', async () => {
    using work = new Folder({ ...demo, 'specs/demo/environments/old.yaml': demo['specs/demo/environments/dev.yaml'] ?? '' });
    await postern(['compile'], work.path);
    expect(Object.keys(work.files())).to.contain('collections/demo/old.postman_environment.json');
    work.remove('specs/demo/environments/old.yaml');
    work.write({ 'collections/demo/notes.md': 'Mine.\n', 'collections/demo/globals.json': '{}\n' });
    await postern(['compile'], work.path);
    expect(Object.keys(outputOf(work)).sort()).to.deep.equal(
      [...files, 'collections/demo/notes.md', 'collections/demo/globals.json'].sort(),
    );
  });

  it('leaves no half-written file behind when it cannot write', async () => {
    using work = new Folder({ ...demo, 'collections/demo/demo.postman_collection.json/in-the-way.txt': '' });
    const { exit, stderr } = await postern(['compile'], work.path);
    expect(exit).to.equal(2);
    expect(stderr).to.contain('error file-unwritable').and.contain('it is a folder');
    expect(Object.keys(outputOf(work)).filter((name) => name.endsWith('.tmp'))).to.deep.equal([]);
  });

  it('reads files through links within the specs folder', async () => {
    using work = new Folder(demo);
    work.remove('specs/demo/schemas/thing.yaml');
    work.write({ 'specs/shared/thing.yaml': demo['specs/demo/schemas/thing.yaml'] ?? '' });
    symlinkSync('../../shared/thing.yaml', work.at('specs/demo/schemas/thing.yaml'));
    expect((await postern(['compile'], work.path)).exit).to.equal(0);
  });

  it('does not follow a link out of the specs folder, and says so', async () => {
    using work = new Folder({ ...demo, 'outside.yaml': 'type: object\n' }, { 'specs/demo/schemas/linked.yaml': '../../../outside.yaml' });
    const { exit, stderr } = await postern(['compile'], work.path);
    expect(exit).to.equal(2);
    expect(stderr).to.contain('specs/demo/schemas/linked.yaml cannot be read: it is a link that leads out of the specs folder');
  });

  it('refuses bytes that are not UTF-8', async () => {
    using work = new Folder({ ...demo, 'specs/demo/schemas/thing.yaml': Buffer.from('description: caf\xe9\n', 'latin1') });
    const { exit, stderr } = await postern(['compile'], work.path);
    expect(exit).to.equal(2);
    expect(stderr).to.contain('specs/demo/schemas/thing.yaml cannot be read: it is not UTF-8');
  });
});

describe('what is no file', { concurrency: true }, () => {
  it('is refused, not waited for', { skip: process.platform === 'win32' }, () => {
    using work = new Folder(demo);
    execFileSync('mkfifo', [work.at('specs/demo/endpoints/pipe.yaml'), work.at('specs/demo/endpoints/pipe.txt')]);
    symlinkSync('pipe.yaml', work.at('specs/demo/endpoints/link.yaml'));
    // In a process of its own: one that waits for the pipe has to be stopped from outside.
    const program = path.join(__dirname, '../../bin/postern');
    const { status, stderr } = spawnSync(process.execPath, [program, 'compile'], { cwd: work.path, encoding: 'utf8', timeout: 60_000 });
    expect(stderr).to.contain('specs/demo/endpoints/pipe.yaml cannot be read: it is no file');
    expect(stderr).to.contain('specs/demo/endpoints/link.yaml cannot be read: it is no file');
    expect(stderr).not.to.contain('pipe.txt');
    expect(status).to.equal(2);
  });

  it('is read through a link to a file inside', async () => {
    using work = new Folder(demo, { 'specs/demo/endpoints/again.yaml': 'more.yaml.txt' });
    work.write({
      'specs/demo/endpoints/more.yaml.txt':
        'folder: More\nendpoints: [{ id: m, name: M, method: GET, path: /m, responses: { 200: { description: M, readAs: none } } }]\n',
    });
    const { exit } = await postern(['compile'], work.path);
    expect(exit).to.equal(0);
    expect(work.read('collections/demo/demo.postman_collection.json')).to.contain('"name": "More"');
  });
});

describe('postern compile --check', { concurrency: true }, () => {
  const check = (work: Folder) => postern(['compile', '--check'], work.path);

  it('ends with 0 when everything is up to date', async () => {
    using work = new Folder(demo);
    await postern(['compile'], work.path);
    const { exit, stdout, stderr } = await check(work);
    expect({ exit, stdout, stderr }).to.deep.equal({
      exit: 0,
      stdout: '',
      stderr: '4 files in collections are what the specs compile to\n',
    });
  });

  it('ends with 1 for a file that was changed, and does not touch it', async () => {
    using work = new Folder(demo);
    await postern(['compile'], work.path);
    work.write({ 'collections/demo/README.md': 'changed' });
    const { exit, stderr } = await check(work);
    expect(exit).to.equal(1);
    expect(stderr).to.equal('drift collections/demo/README.md is not what the specs compile to; run postern compile\n');
    expect(work.read('collections/demo/README.md')).to.equal('changed');
  });

  it('ends with 1 for a file that is missing', async () => {
    using work = new Folder(demo);
    await postern(['compile'], work.path);
    work.remove('collections/demo/dev.postman_environment.json');
    const { exit, stderr } = await check(work);
    expect(exit).to.equal(1);
    expect(stderr).to.equal('drift collections/demo/dev.postman_environment.json is missing; run postern compile\n');
  });

  it('ends with 1 for a file that nothing compiles to', async () => {
    using work = new Folder(demo);
    await postern(['compile'], work.path);
    work.write({ 'collections/demo/old.postman_environment.json': '{}' });
    const { exit, stderr } = await check(work);
    expect(exit).to.equal(1);
    expect(stderr).to.equal(
      'drift collections/demo/old.postman_environment.json is left over: nothing compiles to it; run postern compile\n',
    );
    expect(Object.keys(work.files())).to.contain('collections/demo/old.postman_environment.json');
  });

  it('ends with 1 when nothing was ever compiled, and writes nothing', async () => {
    using work = new Folder(demo);
    expect((await check(work)).exit).to.equal(1);
    expect(outputOf(work)).to.deep.equal({});
  });

  it('ends with 2 when the specs have an error', async () => {
    using work = new Folder({ ...demo, ...broken });
    expect((await check(work)).exit).to.equal(2);
  });
});
