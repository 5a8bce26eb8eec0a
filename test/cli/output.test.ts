import { describe, it } from 'node:test';
import { expect } from 'chai';
import { demo, Folder, postern } from '../support/specs.ts';

const things = 'specs/demo/endpoints/things.yaml';
const broken = { ...demo, [things]: (demo[things] ?? '').replace('method', 'methd').replace('name', 'title') };
const colour = '\u001b[';

describe('how problems are told', { concurrency: true }, () => {
  it('says nothing with --quiet when nothing is wrong', async () => {
    using work = new Folder(demo);
    expect(await postern(['compile', '--quiet'], work.path)).to.deep.equal({ exit: 0, stdout: '', stderr: '' });
  });

  it('tells of problems with --quiet all the same', async () => {
    using work = new Folder(broken);
    expect((await postern(['compile', '--quiet'], work.path)).stderr).to.contain('error unknown-key');
  });

  it('has colours on a terminal only', async () => {
    using work = new Folder(broken);
    expect((await postern(['compile'], work.path, { tty: true })).stderr).to.contain(colour);
    expect((await postern(['compile'], work.path)).stderr).not.to.contain(colour);
  });

  it('has no colours with --no-color or NO_COLOR, also on a terminal', async () => {
    using work = new Folder(broken);
    expect((await postern(['compile', '--no-color'], work.path, { tty: true })).stderr).not.to.contain(colour);
    expect((await postern(['compile'], work.path, { tty: true, env: { NO_COLOR: '1' } })).stderr).not.to.contain(colour);
  });

  it('has colours in a pipe with FORCE_COLOR', async () => {
    using work = new Folder(broken);
    expect((await postern(['compile'], work.path, { env: { FORCE_COLOR: '1' } })).stderr).to.contain(colour);
  });

  /**
   * `--format json` gives one JSON document on stdout: `problems`, sorted by file and place, each with
   * `code`, `severity` (`error` or `warning`), `message`, and, unless it is about the command line,
   * `file`, `line`, `column`, `endLine` and `endColumn` (from 1; the end is not included);
   * `related` names further places by `file`, `line` and `column`.
   */
  it('gives problems as one JSON document with --format json', async () => {
    using work = new Folder({ ...broken, 'specs/demo/api.yaml': `${demo['specs/demo/api.yaml']}name: Twice\n` });
    const { exit, stdout, stderr } = await postern(['compile', '--format', 'json'], work.path);
    expect({ exit, stderr }).to.deep.equal({ exit: 2, stderr: '' });
    expect(JSON.parse(stdout)).to.deep.equal({
      problems: [
        {
          code: 'duplicate-key',
          severity: 'error',
          message: 'the key "name" is already in this map; only one of the two can count',
          file: 'specs/demo/api.yaml',
          line: 6,
          column: 1,
          endLine: 6,
          endColumn: 5,
          related: [{ file: 'specs/demo/api.yaml', line: 1, column: 1 }],
        },
        {
          code: 'missing-key',
          severity: 'error',
          message: 'an endpoint needs the key "name"',
          file: things,
          line: 3,
          column: 5,
          endLine: 3,
          endColumn: 7,
        },
        {
          code: 'unknown-key',
          severity: 'error',
          message:
            'unknown key "title" in an endpoint; known are id, name, description, deprecated, tags, safe, method, baseUrl, path, auth, parameters, body, expect, responses, timeLimit, scopes, after, refusals, cases',
          file: things,
          line: 4,
          column: 5,
          endLine: 4,
          endColumn: 10,
        },
        {
          code: 'unknown-key',
          severity: 'error',
          message: 'unknown key "methd" in an endpoint; did you mean "method"?',
          file: things,
          line: 5,
          column: 5,
          endLine: 5,
          endColumn: 10,
        },
      ],
    });
  });

  it('gives an empty list with --format json when nothing is wrong', async () => {
    using work = new Folder(demo);
    const { exit, stdout } = await postern(['compile', '--format', 'json', '--quiet'], work.path);
    expect(exit).to.equal(0);
    expect(JSON.parse(stdout)).to.deep.equal({ problems: [] });
  });

  it('gives one JSON document also for what goes wrong later', async () => {
    using work = new Folder({ ...demo, collections: 'a file' });
    const { exit, stdout } = await postern(['compile', '--format', 'json'], work.path);
    expect(exit).to.equal(2);
    const { problems } = JSON.parse(stdout) as { problems: { code: string }[] };
    expect(problems.map((each) => each.code)).to.deep.equal(['file-unwritable']);
  });

  it('tells all problems of all files in one run, sorted, each once', async () => {
    using work = new Folder({
      ...broken,
      'specs/demo/api.yaml': 'name: Demo\nauht: {}\n',
      'specs/demo/environments/dev.yaml': 'name: Dev\ncolor: red\n',
      'specs/other/api.yaml': 'name: [\n',
    });
    const { stderr } = await postern(['compile'], work.path);
    const places = [...stderr.matchAll(/^(\S+:\d+:\d+) {2}error/gm)].map((match) => match[1]);
    expect(places).to.deep.equal([
      'specs/demo/api.yaml:2:1',
      'specs/demo/endpoints/things.yaml:3:5',
      'specs/demo/endpoints/things.yaml:4:5',
      'specs/demo/endpoints/things.yaml:5:5',
      'specs/demo/environments/dev.yaml:2:1',
      'specs/other/api.yaml:1:7',
    ]);
    expect(stderr).to.match(/\n6 errors\n$/);
  });
});
