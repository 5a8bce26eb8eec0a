import { describe, it } from 'node:test';
import { expect } from 'chai';
import { Folder, postern } from '../support/specs.ts';

const pet = (id: string, summary: string, extra = '') => `
  /${id}:
    get:
      operationId: ${id}
      summary: ${summary}
      responses: { "200": { description: Fine, content: { application/json: { schema: { type: string }, example: a } } } }${extra}
`;

const document = (...paths: string[]) =>
  `openapi: 3.0.3\ninfo: { title: Pets, version: "1" }\nservers: [{ url: https://pets.example.com }]\npaths:${paths.join('')}`;

const endpoints = 'specs/pets/endpoints/endpoints.yaml';

async function importInto(work: Folder, text: string) {
  work.write({ 'pets.yaml': text });
  return postern(['import', 'pets.yaml', '--out', 'specs/pets'], work.path);
}

describe('importing a document again', () => {
  it('changes nothing when nothing has changed', async () => {
    using work = new Folder();
    await importInto(work, document(pet('cats', 'Cats')));
    const before = work.files();
    const { exit, stderr } = await importInto(work, document(pet('cats', 'Cats')));
    expect([exit, stderr]).to.deep.equal([0, 'specs/pets: nothing changed\n']);
    expect(work.files()).to.deep.equal(before);
  });

  it('follows the document, and keeps what people added, comments included', async () => {
    using work = new Folder();
    await importInto(work, document(pet('cats', 'Cats'), pet('dogs', 'Dogs')));
    work.write({
      [endpoints]: work
        .read(endpoints)
        .replace('    path: /cats\n', '    path: /cats # ours\n    timeLimit: 2s\n')
        .replace('example: a', 'example: mine'),
    });
    work.write({ 'specs/pets/flows/own.yaml': 'flows: []\n' });
    const { stderr } = await importInto(work, document(pet('cats', 'All cats'), pet('cows', 'Cows')));
    expect(stderr).to.equal(`specs/pets: 1 file changed
  added in the document: cows
  removed in the document: dogs
  changed in the document: cats
`);
    expect(work.read(endpoints)).to.equal(`folder: Endpoints
endpoints:
  - id: cats
    name: All cats
    method: GET
    path: /cats # ours
    timeLimit: 2s
    responses:
      200: { description: Fine, schema: { type: string }, example: mine }

  - id: cows
    name: Cows
    method: GET
    path: /cows
    responses:
      200: { description: Fine, schema: { type: string }, example: a }
`);
    expect(work.read('specs/pets/flows/own.yaml')).to.equal('flows: []\n');
  });

  it('keeps what both have changed, and tells of it once', async () => {
    using work = new Folder();
    await importInto(work, document(pet('cats', 'Cats')));
    work.write({ [endpoints]: work.read(endpoints).replace('name: Cats', 'name: Felines') });
    const { exit, stderr } = await importInto(work, document(pet('cats', 'All cats')));
    expect(exit).to.equal(0);
    expect(stderr).to.include(
      '  1 part was left as it stands here:\n    endpoints/endpoints.yaml  endpoints › cats › name  changed in both\n',
    );
    expect(work.read(endpoints)).to.include('name: Felines');
    expect((await importInto(work, document(pet('cats', 'All cats')))).stderr).to.equal('specs/pets: nothing changed\n');
  });

  it('keeps an endpoint that people went on with when the document has it no more', async () => {
    using work = new Folder();
    await importInto(work, document(pet('cats', 'Cats'), pet('dogs', 'Dogs')));
    work.write({ [endpoints]: work.read(endpoints).replace('name: Dogs', 'name: Hounds') });
    const { stderr } = await importInto(work, document(pet('cats', 'Cats')));
    expect(stderr).to.include('endpoints › dogs  changed here, gone from the document');
    expect(work.read(endpoints)).to.include('name: Hounds');
  });

  it('does not put back what people took out', async () => {
    using work = new Folder();
    await importInto(work, document(pet('cats', 'Cats'), pet('dogs', 'Dogs')));
    work.write({ [endpoints]: work.read(endpoints).replace(/\n {2}- id: dogs[\s\S]*/, '') });
    await importInto(work, document(pet('cats', 'All cats'), pet('dogs', 'Dogs')));
    expect(work.read(endpoints)).to.include('All cats').and.not.include('dogs');
  });

  it('takes away the file of a folder that the document has no more', async () => {
    using work = new Folder();
    const tagged = pet('dogs', 'Dogs', '\n      tags: [Dogs]');
    await importInto(work, document(pet('cats', 'Cats', '\n      tags: [Cats]'), tagged));
    expect(Object.keys(work.files())).to.include('specs/pets/endpoints/dogs.yaml');
    await importInto(work, document(pet('cats', 'Cats', '\n      tags: [Cats]')));
    expect(Object.keys(work.files())).to.not.include('specs/pets/endpoints/dogs.yaml');
  });

  it('writes nothing when a file cannot be read', async () => {
    using work = new Folder();
    await importInto(work, document(pet('cats', 'Cats')));
    work.write({ [endpoints]: 'folder: [' });
    const { exit, stderr } = await importInto(work, document(pet('cats', 'All cats')));
    expect(exit).to.equal(2);
    expect(stderr).to.include('yaml-syntax');
    expect(work.read(endpoints)).to.equal('folder: [');
  });

  // At some depths the document can be read, and what comes of it not be written any more.
  for (const levels of [1_200, 20_000])
    it(`leaves nothing behind of a document that is nested ${levels} levels deep`, async () => {
      const deep = `${'{"properties":{"a":'.repeat(levels)}true${'}}'.repeat(levels)}`;
      const content = { 'application/json': { schema: { $ref: '#/components/schemas/Deep' } } };
      const text = JSON.stringify({
        openapi: '3.1.0',
        info: { title: 'Pets', version: '1' },
        servers: [{ url: 'https://pets.example.com' }],
        paths: { '/pets': { get: { responses: { 200: { description: 'Fine', content } } } } },
        components: { schemas: { Deep: 'deep' } },
      }).replace('"deep"', deep);
      using work = new Folder();
      const { exit, stderr } = await importInto(work, text);
      expect(exit).to.equal(2);
      expect(stderr).to.match(/pets\.yaml:1:1 {2}error document-unreadable[\s\S]*nested too deep\n/);
      expect(Object.keys(work.files())).to.deep.equal(['pets.yaml']);
    });
});
