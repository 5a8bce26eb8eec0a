import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { compiled, expectSame, exported, imported, written } from '../support/round-trip.ts';
import { Folder, postern } from '../support/specs.ts';

/**
 * What an export writes. Each file in test/openapi/exports is one API with the document that it becomes. Its sections begin with
 * `--- `: the files of the API, then `document`. With UPDATE_GOLDEN=1 the last is written as it came.
 */
const folder = path.join(__dirname, 'exports');
const update = process.env['UPDATE_GOLDEN'] === '1';

describe('an export', () => {
  for (const name of readdirSync(folder)) {
    it(`writes the document of the API in ${name}`, async () => {
      const file = path.join(folder, name);
      const text = readFileSync(file, 'utf8');
      const sections = text
        .split(/^--- /m)
        .slice(1)
        .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)]);
      const given = sections.filter(([key]) => key !== 'document');
      using work = new Folder(Object.fromEntries(given.map(([key, content]) => [`specs/pets/${key}`, content ?? ''])));
      const { exit, stderr } = await postern(['export', 'pets', '--out', 'there/pets.yaml'], work.path);
      expect([exit, stderr]).to.deep.equal([0, 'pets as OpenAPI 3.1 in there/pets.yaml\n']);
      const got = [...given, ['document', work.read('there/pets.yaml')]].map(([key, content]) => `--- ${key}\n${content}`).join('');
      if (update) writeFileSync(file, got);
      expect(got).to.equal(readFileSync(file, 'utf8'));
      const onStdout = await postern(['export', 'specs/pets', '--format', 'openapi'], work.path);
      await postern(['export', 'pets', '--out', 'pets.json', '--quiet'], work.path);
      expect(onStdout.stdout).to.equal(work.read('pets.json'));
      expect(JSON.parse(onStdout.stdout).info.title).to.equal('Pets');
    });
  }

  it('knows one format only', async () => {
    using work = new Folder();
    const { exit, stderr } = await postern(['export', 'pets', '--format', 'raml'], work.path);
    expect(exit).to.equal(2);
    expect(stderr).to.include('raml').and.to.include('Allowed choices are openapi');
  });

  it('never leaves the folder of the API when a document names the files of its schemas', () => {
    const schema = { type: 'string' };
    const place = (file: string) => ({ ...schema, 'x-postern': { file } });
    const content = (name: string) => ({ 'application/json': { schema: { $ref: `#/components/schemas/${name}` }, example: 'x' } });
    const files = ['../../a.yaml', '/a.yaml', 'schemas/../../a.yaml', 'schemas/.hidden/a.yaml', 'api.yaml', 'schemas/deep/a.yaml'];
    const responses = Object.fromEntries(files.map((_, i) => [200 + i, { description: 'x', content: content(`s${i}`) }]));
    const document = {
      openapi: '3.1.0',
      info: { title: 'x', version: '1' },
      paths: { '/a': { get: { responses } } },
      components: { schemas: Object.fromEntries(files.map((file, i) => [`s${i}`, place(file)])) },
      'x-postern': { edition: 1 },
    };
    const schemas = Object.keys(imported(JSON.stringify(document), 'demo')).filter(
      (file) => !/^demo\/(api|endpoints\/[a-z]+)\.yaml$/.test(file),
    );
    expect(schemas).to.have.members([...[0, 1, 2, 3, 4].map((i) => `demo/schemas/s${i}.yaml`), 'demo/schemas/deep/a.yaml']);
  });
});

describe('a document of oas-examples that was imported', () => {
  const root = path.dirname(require.resolve('@readme/oas-examples/package.json'));
  const documents = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => /^[23]\.\d\/json\/.*\.json$/.test(file))
    .sort();
  /** These describe no operation, so there is nothing to export. */
  const empty = ['3.0/json/openapi-workshop/title.json', '3.1/json/webhooks.json'];
  /** In these, nothing refers to some of the files: there is no place for them in a document. */
  const unused = ['3.0/json/circular-request-bodies.json', '3.0/json/readme-legacy.json'];

  for (const file of documents.filter((each) => !empty.includes(each))) {
    it(`${file} is exported, and imported again as the same spec`, async () => {
      using work = new Folder();
      const { exit, stderr } = await postern(['import', path.join(root, file), '--out', 'specs/example', '--quiet'], work.path);
      expect(exit, stderr).to.equal(0);
      const before = Object.fromEntries(
        Object.entries(work.files())
          .filter(([name]) => !name.includes('/.'))
          .map(([name, text]) => [name.slice('specs/'.length), text]),
      );
      const after = imported(written(exported(before, 'example'), 'json'), 'example');
      if (unused.includes(file)) expectSame(compiled(after), compiled(before));
      else expect(after).to.deep.equal(before);
    });
  }
});
