import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { Folder, postern } from '../support/specs.ts';

/**
 * What an import writes. Each file in test/openapi/cases is one document with the specs that it becomes. Its sections begin
 * with `--- `: the files of the document (the first is the one that is imported), then `writes` and a path for each file of
 * the spec, and `says` for what is told on stderr. With UPDATE_GOLDEN=1 the last two are written as they came.
 */
const folder = path.join(__dirname, 'cases');
const update = process.env['UPDATE_GOLDEN'] === '1';

function sectionsOf(text: string): [name: string, content: string][] {
  return text
    .split(/^--- /m)
    .slice(1)
    .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)]);
}

describe('an OpenAPI document becomes specs', { concurrency: true }, () => {
  for (const name of readdirSync(folder)) {
    it(name.replace(/\.txt$/, '').replaceAll('-', ' '), async () => {
      const file = path.join(folder, name);
      const sections = sectionsOf(readFileSync(file, 'utf8'));
      const given = sections.filter(([key]) => key !== 'says' && !key.startsWith('writes '));
      using work = new Folder(Object.fromEntries(given));
      const { exit, stderr } = await postern(['import', given[0]?.[0] ?? '', '--out', 'specs/pets'], work.path);
      expect(exit, stderr).to.equal(0);
      const written = Object.entries(work.files())
        .filter(([key]) => key.startsWith('specs/pets/') && !key.includes('/.'))
        .map(([key, text]): [string, string] => [`writes ${key.slice('specs/pets/'.length)}`, text]);
      const got = [...given, ...written.sort(), ['says', stderr]].map(([key, text]) => `--- ${key}\n${text}`).join('');
      if (update) writeFileSync(file, got);
      expect(got).to.equal(readFileSync(file, 'utf8'));
      // What has been written is a spec.
      const compiled = await postern(['compile', 'pets'], work.path);
      expect(compiled.exit, compiled.stderr).to.equal(0);
    });
  }

  it('below the folder that it is called from, not in the clone that the program runs from', async () => {
    using clone = new Folder({ 'specs/demo/api.yaml': 'name: Demo\n' });
    const document =
      'openapi: 3.1.0\ninfo: { title: Pets, version: "1" }\npaths: { /pets: { get: { responses: { 204: { description: None } } } } }\n';
    using work = new Folder({ 'pets.yaml': document });
    const { exit, stderr } = await postern(['import', 'pets.yaml'], work.path, { home: clone.path });
    expect(exit, stderr).to.equal(0);
    expect(Object.keys(work.files())).to.include('specs/pets/api.yaml');
  });
});
