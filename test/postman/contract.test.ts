// What an answer has to be comes with each request, and what checks it is in the collection once: the two must never miss each other.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import type { MockAnswer } from '../../scripts/mock/exchange.ts';
import { startMock } from '../../scripts/mock/server.ts';
import type { Api } from '../../scripts/model/model.ts';
import { collectionOf } from '../../scripts/postman/collection.ts';
import type { Collection, Event, Item, ItemGroup } from '../../scripts/postman/collection-types.ts';
import { environmentFile } from '../../scripts/postman/environment.ts';
import { compact } from '../../scripts/postman/link/compact.ts';
import { runInNewman } from '../support/newman.ts';
import { asArguments, ownApi } from '../support/own-specs.ts';
import { type PostmanCliRun, runInPostmanCli, withoutPostmanCli } from '../support/postman-cli.ts';
import { resolveDemo, sentences } from '../support/specs.ts';

const programs = [
  { program: 'Newman', run: runInNewman, skip: false as const },
  { program: 'the Postman CLI', run: runInPostmanCli, skip: withoutPostmanCli },
];

const endpoint = (id: string, expect = '') => `
  - id: ${id}
    name: Get ${id}
    method: GET
    path: /${id}
    responses: { 200: { description: OK, schema: { type: object, required: [${id}] }, example: { ${id}: 1 } } }
    expect: { status: 200${expect} }`;

const files = {
  'api.yaml': `name: Demo
version: "1"
defaults: { refusals: off }
auth: { grant: client_credentials, tokenUrl: "{{baseUrl}}/token" }
`,
  'environments/dev.yaml': `name: Demo dev
variables: { baseUrl: https://demo.example.com }
secrets: { clientId: { from: DEMO_ID }, clientSecret: { from: DEMO_SECRET } }
`,
  'endpoints/things.yaml': `folder: Things
endpoints:${endpoint('one')}${endpoint('two', ', tests: { two is one: "pm.expect(answer.two).to.equal(1)" }')}
`,
  'schemas/thing.yaml': undefined,
};

function demoApi(): Api {
  const { apis, problems } = resolveDemo(files);
  if (!apis[0] || problems.length > 0) throw new Error(sentences(problems).join('\n'));
  return apis[0];
}

const api = demoApi();

/** Runs the contract, changed, against a mock that answers `answer` at `/two`; gives each assertion at "Get two". */
async function runChanged(
  run: typeof runInNewman,
  change: (collection: Collection) => Collection,
  answer: (answer: MockAnswer) => MockAnswer = (each) => each,
  options: { revokeEvery?: number } = {},
): Promise<{ assertions: string[]; all: PostmanCliRun }> {
  const mock = await startMock(api, { ...options, transform: (each, { endpoint: asked }) => (asked?.id === 'two' ? answer(each) : each) });
  try {
    const [environment] = api.environments;
    const file = environment ? environmentFile(environment, api) : {};
    const all = await run(change(collectionOf(api, 'contract')), file, asArguments(mock.variables));
    const report = all.report as unknown as Report;
    const executions = report.run.executions.filter(({ item }) => item.name === 'Get two');
    const assertions = executions.flatMap((each) =>
      (each.assertions ?? []).map((one) => `${one.assertion}${one.skipped ? ': skipped' : one.error ? `: ${one.error.message}` : ''}`),
    );
    return { assertions, all };
  } finally {
    await mock.close();
  }
}

interface Report {
  readonly run: {
    readonly executions: readonly {
      readonly item: { readonly name: string };
      readonly assertions?: readonly {
        readonly assertion: string;
        readonly skipped?: boolean;
        readonly error?: { readonly message: string };
      }[];
    }[];
  };
}

/** The collection with the events of one item changed. */
function withEvents(collection: Collection, name: string, change: (events: readonly Event[]) => readonly Event[]): Collection {
  const walk = (each: Item | ItemGroup): Item | ItemGroup =>
    'item' in each ? { ...each, item: each.item.map(walk) } : each.name === name ? { ...each, event: change(each.event) } : each;
  return { ...collection, item: collection.item.map(walk) };
}

const none = 'Contract: this request has no contract: its pre-request script has to say what the answer has to be';

for (const { program, run, skip } of programs) {
  describe(`a contract in ${program}`, { skip }, () => {
    test('a request that brings none along fails, whatever the one before it has brought', async () => {
      const { assertions, all } = await runChanged(run, (collection) => withEvents(collection, 'Get two', () => []));
      expect(assertions).to.deep.equal([none]);
      expect(all.exitCode).to.equal(1);
    });

    test("another request's contract, left behind, is not used", async () => {
      const leftBehind = `pm.variables.set('current contract', JSON.stringify({ request: 'another', expected: 200, checks: [{ test: 'x', kind: 'time', milliseconds: 9e9 }] }));`;
      const script = { id: 'left', type: 'text/javascript' as const, exec: [leftBehind] };
      const { assertions } = await runChanged(run, (collection) =>
        withEvents(collection, 'Get two', () => [{ listen: 'prerequest', script }]),
      );
      expect(assertions).to.deep.equal([none]);
    });

    test('own checks run once, after the others', async () => {
      const { assertions, all } = await runChanged(run, (collection) => collection);
      expect(assertions).to.deep.equal(['status is 200', 'content type is application/json', 'body is as documented', 'two is one']);
      expect(all.exitCode).to.equal(0);
    });

    test('own checks are skipped when another answer came than the expected one', async () => {
      const { assertions } = await runChanged(
        run,
        (collection) => collection,
        (answer) => ({ ...answer, status: 500 }),
      );
      expect(assertions.slice(1)).to.deep.equal([
        'content type is application/json: skipped',
        'body is as documented: skipped',
        'two is one: skipped',
      ]);
    });

    test('own checks wait while the request is sent again with a new token', async () => {
      const { assertions, all } = await runChanged(run, (collection) => collection, undefined, { revokeEvery: 1 });
      // Newman reports an item twice whose scripts send a request.
      expect([...new Set(assertions)]).to.deep.equal([
        'status is 200',
        'content type is application/json',
        'body is as documented',
        'two is one',
      ]);
      const names = (all.report as unknown as Report).run.executions.map(({ item }) => item.name);
      expect(names.filter((name) => name === 'Get two').length).to.be.greaterThan(1);
    });
  });
}

describe('the scripts of a collection', () => {
  for (const kind of ['integrator', 'contract'] as const) {
    test(`${kind}: the code is there once, and an item has at most one script before its request`, () => {
      const collection = collectionOf(ownApi('peddler'), kind);
      const items = collection.item.flatMap(function walk(each): (Item | ItemGroup)[] {
        return 'item' in each ? [each, ...each.item.flatMap(walk)] : [each];
      });
      const events = [...(collection.event ?? []), ...items.flatMap((each) => each.event ?? [])];
      const texts = events.map(({ script }) => script.exec.join('\n'));
      expect(texts.filter((text) => text.includes('function checkAnswer')).length).to.equal(1);
      for (const each of items) expect((each.event ?? []).filter(({ listen }) => listen === 'prerequest').length).to.be.at.most(1);
    });
  }
});

describe('a script without comments and indentation', () => {
  test('keeps every line that the meaning may depend on, and every text', () => {
    const source = [
      '/** What it does. */',
      'function f(a) {',
      '  // why',
      '  const x = a /* b */ + 1',
      '  const y = /\\/\\* no comment/.test(`  // kept ${ x /* gone */ }\n   too`)',
      '  return y',
      '}',
      '',
    ].join('\n');
    expect(compact(source)).to.equal(
      'function f(a) {\nconst x = a + 1\nconst y = /\\/\\* no comment/.test(`  // kept ${ x }\n   too`)\nreturn y\n}\n',
    );
  });
});
