// What is sent side by side, what stays together, and what part of a contract is sent at all.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import type { Api } from '../../scripts/model/model.ts';
import { type Planned, planOf } from '../../scripts/postman/plan.ts';
import { LaneQueue } from '../../scripts/runner/pool/queue.ts';
import type { Seen } from '../../scripts/runner/reconcile.ts';
import { unitsToRetry } from '../../scripts/runner/retry.ts';
import { selectedOf, unfitOf } from '../../scripts/runner/select.ts';
import { shardOf } from '../../scripts/runner/shard.ts';
import { type Unit, unitsOf } from '../../scripts/runner/units.ts';
import { apiOf, apiWith } from '../support/mock-api.ts';

const endpoint = (name: string, more = ''): string => `
  - id: ${name}
    name: ${name}
    method: ${name.startsWith('make') ? 'POST' : 'GET'}
    path: /${name}
    responses: { 200: { description: Yes, schema: { type: object }, example: { id: 1 } } }
${more}`;

/** Five endpoints and a flow over two of them. */
function api(more = '', other = ''): Api {
  return apiOf({
    'api.yaml': 'name: Sample\n',
    'endpoints/all.yaml': `folder: All\nendpoints:${endpoint('one', '    tags: [red]\n')}${endpoint('two', other)}${endpoint('three', more)}`,
    'endpoints/more.yaml': `folder: More\nendpoints:${endpoint('make-one')}${endpoint('make-safe', '    safe: true\n')}`,
    'flows/flow.yaml': `flows:
  - id: both
    name: Both
    steps:
      - { endpoint: one, capture: { thing: /id } }
      - { endpoint: two, name: with the thing, parameters: { header: { X-Thing: "{{thing}}" } } }
`,
  });
}

function planned(of: Api): Planned[] {
  return planOf(of, 'contract').flatMap(({ requests }) => requests);
}

function titles(units: readonly Unit[]): string[][] {
  return units.map((unit) => unit.map(({ title }) => title));
}

describe('units', () => {
  test('are single requests, and flows as a whole', () => {
    expect(titles(unitsOf(planned(api()), undefined))).to.deep.equal([
      ['one'],
      ['two'],
      ['three'],
      ['make-one'],
      ['make-safe'],
      ['one', 'with the thing'],
    ]);
  });

  test('keep a request with the one whose own test sets its variable', () => {
    const sets = api(
      '    expect: { status: 200, tests: { it is kept: "pm.environment.set(\'account\', 1);" } }\n',
      '    parameters: { header: { X-Account: "{{account}}" } }\n',
    );
    expect(titles(unitsOf(planned(sets), undefined))).to.deep.include(['two', 'three', 'one', 'with the thing']);
  });

  test('are one where a test reaches further than can be seen', () => {
    const jumps = api('    expect: { status: 200, tests: { it jumps: "pm.execution.setNextRequest(null);" } }\n');
    expect(unitsOf(planned(jumps), undefined)).to.have.lengthOf(1);
  });

  test('keep the order of what is about something that a request changes', () => {
    const answer = 'responses: { 200: { description: Yes, schema: true, example: 1 }, 400: { description: No, schema: true, example: 1 } }';
    const one = (id: string, method: string, path: string, more = ''): string =>
      `  - { id: ${id}, name: ${id}, method: ${method}, path: "${path}", ${answer}${more} }\n`;
    const pet = ', parameters: { path: { id: { example: 1, schema: { type: integer } } } }';
    const of = apiOf({
      'api.yaml': 'name: Pets\n',
      'endpoints/all.yaml': `folder: All\nendpoints:\n${[
        one('make', 'POST', '/api/pets', ', body: { schema: { type: object }, example: {} }'),
        one('read', 'GET', '/api/pets/{id}', pet),
        one('end', 'DELETE', '/api/pets/{id}', pet),
        one('colours', 'GET', '/api/colours'),
        one('shades', 'GET', '/api/colours/{id}', pet),
      ].join('')}`,
    });
    const units = titles(unitsOf(planned(of), undefined)).filter((unit) => unit.length > 1);
    // What is refused before anything is looked for may come at any time: a body that is no pet.
    const inOrder = [
      'make',
      'read',
      'read: refuses the path parameter id of the wrong type',
      'end',
      'end: refuses the path parameter id of the wrong type',
    ];
    expect(units.map((unit) => unit.filter((title) => inOrder.includes(title)))).to.deep.equal([inOrder]);
    expect(units.flat().filter((title) => /^(make: |colours|shades)/.test(title))).to.deep.equal([]);
  });

  test('have what goes to the token endpoint in one', () => {
    const withToken = apiWith();
    const units = unitsOf(planned(withToken), withToken.auth);
    expect(units[0]?.every((each) => each.endpoint === withToken.auth?.token)).to.equal(true);
    expect(units[0]?.length).to.be.above(1);
  });
});

describe('the queue of the lanes', () => {
  const units = unitsOf(planned(api()), undefined);

  test('gives the long units first, and everything once', () => {
    const queue = new LaneQueue(units, () => false);
    const given: string[][] = [];
    while (queue.size > 0) given.push(...titles(queue.take(2)));
    expect(given[0]).to.deep.equal(['one', 'with the thing']);
    expect(given.flat().sort()).to.deep.equal(
      units
        .flat()
        .map(({ title }) => title)
        .sort(),
    );
  });

  test('opens with a short unit that needs a token', () => {
    const queue = new LaneQueue(units, (unit) => unit.some(({ title }) => title === 'two' || title === 'with the thing'));
    expect(titles(queue.takeOpening())).to.deep.equal([['two']]);
  });
});

describe('shards', () => {
  const units = unitsOf(planned(api()), undefined);
  const all = units.flat().map(({ id }) => id);
  const shards = (of: number, timings?: ReadonlyMap<string, number>): string[][] =>
    Array.from({ length: of }, (_, i) => [...shardOf(units, { number: i + 1, of }, timings)]);

  for (const parts of [1, 2, 3, 7]) {
    test(`${parts} of them have everything between them, and nothing twice`, () => {
      expect(shards(parts).flat().sort()).to.deep.equal([...all].sort());
      expect(
        shards(parts, new Map([[all[0] ?? '', 50]]))
          .flat()
          .sort(),
      ).to.deep.equal([...all].sort());
    });
  }

  test('do not change for a request when others are added', () => {
    const fewer = units.slice(1);
    for (const number of [1, 2, 3]) {
      const before = shardOf(fewer, { number, of: 3 }, undefined);
      const after = shardOf(units, { number, of: 3 }, undefined);
      for (const id of before) expect(after.has(id)).to.equal(true);
    }
  });

  test('take the same time, when it is known how long requests take', () => {
    const timings = new Map(all.map((id, i) => [id, i === 0 ? 600 : 100]));
    const times = shards(2, timings).map((ids) => ids.reduce((sum, id) => sum + (timings.get(id) ?? 0), 0));
    expect(times.sort()).to.deep.equal([600, 600]);
  });
});

describe('what is sent again', () => {
  const units = unitsOf(planned(api()), undefined);
  const seen = (title: string, what: Partial<Seen>): Map<string, Seen> =>
    new Map(
      units
        .flat()
        .filter((each) => each.title === title)
        .map(({ id }) => [
          id,
          { tests: new Map(), status: undefined, duration: 1, error: undefined, repeats: 0, scriptErrors: [], ...what },
        ]),
    );
  const again = (title: string, what: Partial<Seen>): string[][] => titles(unitsToRetry(units, seen(title, what)));

  test('is what failed on the network, or with 502, 503 or 504', () => {
    expect(again('two', { error: 'no answer' })).to.deep.equal([['two']]);
    for (const status of [502, 503, 504]) expect(again('two', { status })).to.deep.equal([['two']]);
  });

  test('is no failure of the contract', () => {
    for (const status of [200, 400, 404, 429, 500, 501]) expect(again('two', { status })).to.deep.equal([]);
  });

  test('is no unsafe method, unless the spec says that it is safe', () => {
    expect(again('make-one', { error: 'no answer' })).to.deep.equal([]);
    expect(again('make-safe', { error: 'no answer' })).to.deep.equal([['make-safe']]);
  });

  test('is a flow as a whole', () => {
    expect(again('with the thing', { status: 503 })).to.deep.equal([['one', 'with the thing']]);
  });
});

describe('a selection', () => {
  const of = api();
  const selected = (selection: Parameters<typeof selectedOf>[1]): string[] => {
    const ids = selectedOf(of, selection);
    return planned(of).flatMap(({ id, title }) => (ids.has(id) ? [title] : []));
  };

  test('goes by title, endpoint, folder and tag', () => {
    expect(selected({ endpoint: ['three'] })).to.deep.equal(['three']);
    expect(selected({ folder: ['More'] })).to.deep.equal(['make-one', 'make-safe']);
    expect(selected({ grep: ['^MAKE-'] })).to.deep.equal(['make-one', 'make-safe']);
    expect(selected({ folder: ['More'], grep: ['safe'] })).to.deep.equal(['make-safe']);
    expect(selected({ endpoint: ['three', 'make-one'] })).to.deep.equal(['three', 'make-one']);
  });

  test('has all steps of a flow, when it has one', () => {
    expect(selected({ grep: ['with the thing'] })).to.deep.equal(['one', 'with the thing']);
    expect(selected({ tag: ['red'] })).to.deep.equal(['one', 'one', 'with the thing']);
  });

  test('goes by the files that have changed; what others may refer to is part of everything', () => {
    expect(selected({ changed: ['specs/sample/endpoints/more.yaml'] })).to.deep.equal(['make-one', 'make-safe']);
    expect(selected({ changed: ['specs/sample/schemas/thing.yaml'] })).to.have.lengthOf(7);
    expect(selected({ changed: ['specs/sample/environments/dev.yaml', 'specs/other/api.yaml'] })).to.deep.equal([]);
  });

  test('tells the words that fit nothing, with what was meant', () => {
    expect(unfitOf([of], { endpoint: ['thre', 'one'], tag: ['green'] })).to.deep.equal([
      { option: '--endpoint', word: 'thre', suggestion: 'three' },
      { option: '--tag', word: 'green', suggestion: undefined },
    ]);
    expect(unfitOf([of], { grep: ['(', 'one'] })).to.deep.equal([{ option: '--grep', word: '(', suggestion: undefined }]);
  });
});
