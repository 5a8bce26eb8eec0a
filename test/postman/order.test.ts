// `after`: the order of a collection, what it keeps together, and what it leaves alone.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import type { Api } from '../../scripts/model/model.ts';
import { collectionOf } from '../../scripts/postman/collection.ts';
import type { Item, ItemGroup } from '../../scripts/postman/collection-types.ts';
import { planOf } from '../../scripts/postman/plan.ts';
import { selectedOf } from '../../scripts/runner/select.ts';
import { shardOf } from '../../scripts/runner/shard.ts';
import { unitsOf } from '../../scripts/runner/units.ts';
import { apiOf } from '../support/mock-api.ts';

/** An endpoint at an address of its own, so that only `after` says what belongs together. */
const endpoint = (id: string, more = ''): string => `
  - id: ${id}
    name: ${id}
    method: GET
    path: /${id}
    responses: { 200: { description: Yes, schema: { type: object }, example: { id: 1 } } }
${more}`;

const gone = `    cases:
      - { name: is there, expect: 200 }
      - { name: is gone, after: delete, expect: 200 }
`;

function apiFrom(...endpoints: string[]): Api {
  return apiOf({
    'api.yaml': 'name: Sample\nfolders: [First, Second]\n',
    'endpoints/first.yaml': `folder: First\nendpoints:${endpoints.join('')}`,
    'endpoints/second.yaml': `folder: Second\nendpoints:${endpoint('last', '    after: alone\n')}`,
  });
}

const ordered = apiFrom(
  endpoint('get', `    after: create\n${gone}`),
  endpoint('delete', '    after: [get, create]\n'),
  endpoint('alone'),
  endpoint('create'),
);

const sent = ['create', 'get', 'get: is there', 'delete', 'get: is gone', 'alone', 'last'];

function titles(api: Api): string[] {
  return planOf(api, 'contract').flatMap(({ requests }) => requests.map(({ title }) => title));
}

function units(api: Api): string[][] {
  const plan = planOf(api, 'contract').flatMap(({ requests }) => requests);
  return unitsOf(plan, undefined).map((unit) => unit.map(({ title }) => title));
}

describe('after', () => {
  test('has each request behind those that it names, in the collection too, and the rest as it is written', () => {
    expect(titles(ordered)).to.deep.equal(sent);
    const namesOf = (items: readonly (Item | ItemGroup)[]): string[] =>
      items.flatMap((each) => ('item' in each ? namesOf(each.item) : [each.name]));
    expect(namesOf(collectionOf(ordered, 'contract').item)).to.deep.equal(sent);
  });

  test('changes nothing about an order that is right, nor about one that nobody asks for', () => {
    const right = apiFrom(
      endpoint('create'),
      endpoint('get', `    after: create\n${gone}`),
      endpoint('delete', '    after: get\n'),
      endpoint('alone'),
    );
    expect(titles(right)).to.deep.equal(sent);
    const none = apiFrom(endpoint('delete'), endpoint('get'), endpoint('alone'));
    expect(titles(none)).to.deep.equal(['delete', 'get', 'alone', 'last']);
  });

  test('has cases that come after the same as they are written', () => {
    const cases = `    cases:
      - { name: first, after: last, expect: 200 }
      - { name: in place, expect: 200 }
      - { name: 'row {n}', after: last, expect: 200, each: [{ n: 1 }, { n: 2 }] }
      - { name: earlier, after: other, expect: 200 }
`;
    const api = apiOf({
      'api.yaml': 'name: Sample\n',
      'endpoints/only.yaml': `folder: Only\nendpoints:${endpoint('own', cases)}${endpoint('other')}${endpoint('last')}`,
    });
    const moved = ['own: earlier', 'last', 'own: first', 'own: row 1', 'own: row 2'];
    expect(titles(api)).to.deep.equal(['own', 'own: in place', 'other', ...moved]);
  });

  test('keeps together what it orders, in one unit and in one shard', () => {
    expect(units(ordered)).to.deep.equal([sent.slice(0, 5), ['alone', 'last']]);
    const plan = planOf(ordered, 'contract').flatMap(({ requests }) => requests);
    const parts = [1, 2, 3].map((number) => shardOf(unitsOf(plan, undefined), { number, of: 3 }, undefined));
    const idOf = (title: string): string => plan.find((each) => each.title === title)?.id ?? '';
    for (const part of parts) expect(part.has(idOf('create'))).to.equal(part.has(idOf('get: is gone')));
  });

  test('pulls in nothing that is not selected, and keeps the order of what is', () => {
    const plan = planOf(ordered, 'contract').flatMap(({ requests }) => requests);
    const selected = selectedOf(ordered, { endpoint: ['delete', 'get'] });
    expect(plan.filter(({ id }) => selected.has(id)).map(({ title }) => title)).to.deep.equal(sent.slice(1, 5));
  });
});
