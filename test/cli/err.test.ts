import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { problemCodes } from '../../scripts/source/wording.ts';
import { demo, Folder, postern } from '../support/specs.ts';

/**
 * What users read when they make a mistake. Each file in test/err is one case, named after the code of its problem: the
 * files that it adds to the API in test/err/base, and what is said about them. Its sections begin with `--- `:
 *
 * - `specs/demo/api.yaml` and other paths: a file of the working directory
 * - `without`: files of the base that are not there, one on a line
 * - `links`: symbolic links, `path -> target`, one on a line
 * - `command`: the arguments, `compile` when left out
 * - `says`: the whole of stderr; `exit`: the exit code
 *
 * With UPDATE_GOLDEN=1 the last two are written as they came.
 */
const folder = path.join(__dirname, '../err');
const cases = readdirSync(folder).filter((name) => name.endsWith('.txt'));
const update = process.env['UPDATE_GOLDEN'] === '1';

function sectionsOf(text: string): Map<string, string> {
  const sections = new Map<string, string>();
  for (const part of text.split(/^--- /m).slice(1)) {
    const end = part.indexOf('\n');
    sections.set(part.slice(0, end), part.slice(end + 1));
  }
  return sections;
}

function linesOf(text: string | undefined): string[] {
  return (text ?? '').split('\n').filter((line) => line !== '');
}

describe('what users are told', { concurrency: true }, () => {
  for (const name of cases) {
    it(name, async () => {
      const file = path.join(folder, name);
      const sections = sectionsOf(readFileSync(file, 'utf8'));
      const links = linesOf(sections.get('links')).map((line) => line.split(' -> ') as [string, string]);
      using work = new Folder(demo, Object.fromEntries(links));
      for (const gone of linesOf(sections.get('without'))) work.remove(gone);
      const given = [...sections].filter(([key]) => !['without', 'links', 'command', 'says', 'exit'].includes(key));
      work.write(Object.fromEntries(given));
      const argv = (sections.get('command') ?? 'compile').trim().split(/\s+/);
      const { exit, stderr } = await postern(argv, work.path);
      const says = stderr.replaceAll(work.path, '<folder>');
      if (update) {
        sections.set('says', says);
        sections.set('exit', `${exit}\n`);
        writeFileSync(file, [...sections].map(([key, text]) => `--- ${key}\n${text}`).join(''));
      }
      expect(says, 'stderr').to.equal(sections.get('says'));
      expect(exit, 'exit code').to.equal(Number(sections.get('exit')));
      // The case shows the problem that it is named after.
      expect(says).to.match(new RegExp(`^\\S+  (error|warning) ${codeOf(name)}$`, 'm'));
    });
  }

  it('covers every code, and no other', () => {
    const covered = new Set(cases.map(codeOf));
    // Nothing that a user does leads to a defect: usage.test.ts has it.
    expect(problemCodes.filter((code) => code !== 'defect' && !covered.has(code))).to.deep.equal([]);
    expect([...covered].filter((code) => !(problemCodes as readonly string[]).includes(code))).to.deep.equal([]);
  });
});

/** `wrong-type.boolean-word.txt` is a case of `wrong-type`. */
function codeOf(name: string): string {
  return name.split('.')[0] ?? name;
}
