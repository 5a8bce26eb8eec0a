// `postern compile --watch`: what is written when a spec changes.

import { renameSync } from 'node:fs';
import { describe, test } from 'node:test';
import { expect } from 'chai';
import { startPostern } from '../support/child.ts';
import { demo, Folder, postern } from '../support/specs.ts';

const endpoints = 'specs/demo/endpoints/things.yaml';
const collection = 'collections/demo/demo.postman_collection.json';

function endpointsNamed(name: string, key = 'name'): string {
  return (demo[endpoints] as string).replace('name: List things', `${key}: ${name}`);
}

/** Puts a whole file in the place of another, as many editors do: nobody ever reads half of it. */
function save(work: Folder, text: string): void {
  work.write({ [`${endpoints}~`]: text });
  renameSync(work.at(`${endpoints}~`), work.at(endpoints));
}

describe('postern compile --watch', () => {
  test('writes again what a change touches, one line each time, and ends with 130 at Ctrl-C', async () => {
    using work = new Folder(demo);
    using child = startPostern(['compile', '--watch'], work.path);
    await child.says('stderr', /^4 files in collections \(4 changed\), in \d+\.\d\d s\nwatching the specs; Ctrl-C ends it\n$/);
    save(work, endpointsNamed('All things'));
    await child.says(
      'stderr',
      /\n\n\d\d:\d\d:\d\d specs\/demo\/endpoints\/things\.yaml changed\n4 files in collections \(2 changed\), in \d+\.\d\d s\nwatching/,
    );
    expect(work.read(collection)).to.contain('"name": "All things"');
    child.kill('SIGINT');
    expect((await child.ended).exit).to.equal(130);
  });

  test('tells of a mistake, writes nothing meanwhile, and goes on', async () => {
    using work = new Folder(demo);
    using child = startPostern(['compile', '--watch'], work.path);
    await child.says('stderr', /watching/);
    const before = work.read(collection);
    save(work, endpointsNamed('All things', 'nmae'));
    await child.says('stderr', /things\.yaml changed\n[\s\S]*error unknown-key[\s\S]*watching/);
    expect(work.read(collection)).to.equal(before);
    save(work, endpointsNamed('List things'));
    await child.says('stderr', /error unknown-key[\s\S]*changed\n4 files in collections \(nothing changed\)/);
  });

  test('counts the warnings that it has told of already, tells of new ones, and of those that come again', async () => {
    using work = new Folder(demo);
    const described = (statuses: readonly number[], name: string): string =>
      `# ${name}\n${demo[endpoints]}${statuses.map((status) => `      ${status}: { description: Later, readAs: none }\n`).join('')}`;
    const warning = (status: number) =>
      `things\\.yaml:\\d+:7  warning unexercised-success\\n.*${status}:[^\\n]*\\n[^\\n]*expects the ${status}`;
    work.write({ [endpoints]: described([202], 'one') });
    using child = startPostern(['compile', '--watch'], work.path);
    await child.says('stderr', new RegExp(`^specs/demo/endpoints/${warning(202)}[^\\n]*\\n\\n1 warning\\n4 files[^\\n]*\\nwatching`));
    save(work, `\n${described([202], 'the same on another line')}`);
    await child.says('stderr', /changed\n1 warning as before\n4 files[^\n]*\nwatching/);
    save(work, described([202, 205], 'two'));
    await child.says(
      'stderr',
      new RegExp(`changed\\nspecs/demo/endpoints/${warning(205)}[^\\n]*\\n\\n1 warning, 1 warning as before\\n4 files[^\\n]*\\nwatching`),
    );
    save(work, described([], 'none'));
    await child.says('stderr', /as before\n4 files[^\n]*\nwatching[^\n]*\n\n[^\n]*changed\n4 files[^\n]*\nwatching/);
    save(work, described([202], 'again'));
    await child.says('stderr', /(warning unexercised-success[\s\S]*){3}\n1 warning\n4 files[^\n]*\nwatching[^\n]*\n$/);
  });

  test('sees a file that is replaced by another again and again, as editors save', async () => {
    using work = new Folder(demo);
    using child = startPostern(['compile', '--watch'], work.path);
    await child.says('stderr', /watching/);
    // More often than Node lets one signal have listeners without a word.
    for (let i = 1; i <= 12; i++) {
      save(work, endpointsNamed(`Name ${i}`));
      await child.says('stderr', new RegExp(`(?:\\(2 changed\\)[\\s\\S]*?watching[\\s\\S]*?){${i}}$`));
      expect(work.read(collection)).to.contain(`"name": "Name ${i}"`);
    }
    child.kill('SIGINT');
    expect((await child.ended).stderr).not.to.match(/warning/i);
  });

  test('sees folders that come and go', async () => {
    using work = new Folder(demo);
    using child = startPostern(['compile', '--watch'], work.path);
    await child.says('stderr', /watching/);
    work.write({ 'specs/other/environments/dev.yaml': 'name: Other\nkind: test\n' });
    await child.says('stderr', /specs\/other\/environments\/dev\.yaml changed\n[\s\S]*no-api-file[\s\S]*watching/);
    work.remove('specs/other');
    await child.says('stderr', /no-api-file[\s\S]*specs\/other.* changed\n4 files in collections \(nothing changed\)/);
  });

  test('refuses what does not go with it', async () => {
    using work = new Folder(demo);
    for (const more of [['--check'], ['--format', 'json']]) {
      const { exit, stdout, stderr } = await postern(['compile', '--watch', ...more], work.path);
      expect(exit).to.equal(2);
      expect(stdout + stderr).to.contain('--watch');
    }
  });
});
