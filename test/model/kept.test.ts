// What is kept from one compile to the next: nobody may be able to tell it from a compile of the same files that begins anew.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { Kept } from '../../scripts/model/kept.ts';
import { resolveSpecs } from '../../scripts/model/resolve.ts';
import { emit } from '../../scripts/postman/emit.ts';
import { hasErrors, messageOf, type Problem, severity } from '../../scripts/source/problem.ts';
import { root } from '../support/own-specs.ts';
import { demo as demoFolder, readFolder } from '../support/specs.ts';

type Files = ReadonlyMap<string, string>;
type Edit = (files: Map<string, string>) => void;

/** What a compile gives: the problems in full, and the files. */
function compile(files: Files, kept?: Kept): { readonly problems: unknown[]; readonly files: unknown[] } {
  const { apis, problems, workspace } = resolveSpecs({ root: 'specs', files: new Map(files) }, [], kept);
  const written = hasErrors(problems) ? [] : apis.flatMap((api) => emit(api, kept && workspace.memory));
  return { problems: problems.map(told), files: written };
}

function told(found: Problem): unknown {
  const place = ({ file, start, end }: NonNullable<Problem['span']>) => [file, start.line, start.column, end.line, end.column].join(':');
  return [severity(found), found.code, messageOf(found), found.span && place(found.span), found.related?.map(place), found.hidden];
}

/** Compiles after each edit, with what is kept and anew. */
function hold(start: Files, edits: readonly (readonly [name: string, edit: Edit])[]): void {
  const kept = new Kept();
  const files = new Map(start);
  compile(files, kept);
  for (const [name, edit] of edits) {
    edit(files);
    expect(compile(files, kept), name).to.deep.equal(compile(files));
  }
}

const change =
  (file: string, from: string | RegExp, to: string): Edit =>
  (files) => {
    const before = files.get(file) ?? '';
    const after = before.replace(from, to);
    if (after === before) throw new Error(`nothing was changed in ${file}`);
    files.set(file, after);
  };
const put =
  (file: string, text: string): Edit =>
  (files) =>
    void files.set(file, text);
const remove =
  (file: string): Edit =>
  (files) =>
    void files.delete(file);
const rename =
  (from: string, to: string): Edit =>
  (files) => {
    files.set(to, files.get(from) ?? '');
    files.delete(from);
  };

const demo: Files = new Map(Object.entries(demoFolder).map(([name, text]) => [name.replace(/^specs\//, ''), text]));
const peddler: Files = new Map(Object.entries(readFolder(`${root}/specs/peddler`)).map(([name, text]) => [`peddler/${name}`, text]));

const document = {
  openapi: '3.1.0',
  info: { title: 'Shelves', version: '1' },
  servers: [{ url: 'https://shelves.example.com' }],
  components: {
    schemas: {
      Book: {
        type: 'object',
        required: ['title'],
        properties: { title: { type: 'string', minLength: 1 }, of: { $ref: '#/components/schemas/Shelf' } },
      },
      Shelf: { type: 'object', properties: { books: { type: 'array', items: { $ref: '#/components/schemas/Book' } } } },
    },
  },
  paths: {
    '/books': {
      get: {
        operationId: 'listBooks',
        tags: ['Books'],
        responses: {
          200: {
            description: 'All.',
            content: { 'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Book' } } } },
          },
        },
      },
      post: {
        operationId: 'addBook',
        tags: ['Books'],
        requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Book' } } } },
        responses: { 201: { description: 'Added.' }, 202: { description: 'Later.' }, 400: { description: 'No book.' } },
      },
    },
    '/shelves': {
      get: {
        operationId: 'listShelves',
        tags: ['Shelves'],
        responses: { 200: { description: 'All.', content: { 'application/json': { schema: { $ref: '#/components/schemas/Shelf' } } } } },
      },
    },
  },
};
const shelves: Files = new Map([
  [
    'shelves/api.yaml',
    'source: openapi.json\ndefaults:\n  responses:\n    404: { description: None., schema: { $ref: schemas/none.yaml }, example: none }\n',
  ],
  ['shelves/openapi.json', JSON.stringify(document, null, 2)],
  ['shelves/schemas/none.yaml', 'const: none\n'],
  [
    'shelves/endpoints/more.yaml',
    'endpoints:\n  - id: add-book\n    description: Adds a book.\n    cases:\n      - { name: an unnamed book is refused, body: { title: "" }, expect: 400 }\n',
  ],
  [
    'shelves/endpoints/other.yaml',
    'folder: Other\nendpoints:\n  - id: list-shelves\n  - id: ping\n    name: Ping\n    method: GET\n    path: /ping\n    responses: { 200: { description: There., schema: true, example: 1 } }\n',
  ],
  [
    'shelves/flows/life.yaml',
    'flows:\n  - id: life\n    name: Life\n    steps:\n      - endpoint: add-book\n      - endpoint: list-books\n',
  ],
]);

describe('what is kept from one compile to the next', () => {
  test('is all that has not changed: an endpoint of another file is the same object', () => {
    const kept = new Kept();
    const endpoints = (files: Files) =>
      new Map(
        resolveSpecs({ root: 'specs', files }, [], kept).apis[0]?.folders.flatMap((folder) =>
          folder.endpoints.map((each) => [each.id, each] as const),
        ),
      );
    const files = new Map(shelves);
    const before = endpoints(files);
    change('shelves/endpoints/more.yaml', 'Adds a book', 'Puts a book there')(files);
    const after = endpoints(files);
    // A flow sends both, one after the other.
    expect([...after.keys()].filter((id) => after.get(id) !== before.get(id))).to.deep.equal(['list-books', 'add-book']);
    change('shelves/schemas/none.yaml', 'none', 'nothing')(files);
    const anew = endpoints(files);
    expect([...anew.keys()].filter((id) => after.get(id) === anew.get(id))).to.deep.equal([]);
  });

  test('cannot be told from a compile of demo that begins anew', () => {
    const things = 'demo/endpoints/things.yaml';
    hold(demo, [
      ['nothing', () => undefined],
      ['a name', change(things, 'List things', 'All things')],
      ['a mistake', change(things, 'method:', 'mehtod:')],
      ['the mistake mended', change(things, 'mehtod:', 'method:')],
      ['no YAML', change(things, 'folder: Things', 'folder: [Things')],
      ['YAML', change(things, 'folder: [Things', 'folder: Things')],
      ['a variable', change(things, 'path: /things', 'path: "/things/{{shelf}}"')],
      ['the variable defined', change('demo/environments/dev.yaml', 'variables:', 'variables:\n  shelf: a')],
      ['no variable', change(things, 'path: "/things/{{shelf}}"', 'path: /things')],
      ['another schema', change(things, '../schemas/thing.yaml', '../schemas/thing.yaml#')],
      ['no schema file is needed', change(things, '{ $ref: ../schemas/thing.yaml# }', '{ type: object }')],
      ['a mistake in a schema', change(things, '{ type: object }', '{ tpye: object }')],
      ['the same, moved', change(things, 'folder:', '\nfolder:')],
      ['mended', change(things, '{ tpye: object }', '{ $ref: ../schemas/thing.yaml }')],
      ['an unknown format', change(things, '{ $ref: ../schemas/thing.yaml }', '{ type: object, properties: { a: { format: strange } } }')],
      ['a name beside it', change(things, 'All things', 'Things')],
      ['back', put(things, demo.get(things) ?? '')],
      ['an anchor', change('demo/schemas/thing.yaml', /^/, '$anchor: thing\n')],
      ['by the anchor', change(things, 'thing.yaml', 'thing.yaml#thing')],
      ['a file', put('demo/endpoints/more.yaml', (demo.get(things) ?? '').replace(/things/g, 'others'))],
      ['renamed', rename('demo/endpoints/more.yaml', 'demo/endpoints/a.yaml')],
      ['in a misspelt folder', rename('demo/endpoints/a.yaml', 'demo/endpoint/a.yaml')],
      ['gone', remove('demo/endpoint/a.yaml')],
      ['a secret in a comment', change(things, /$/, '# AKIAIOSFODNN7EXAMPLE ghp_abcdefghijklmnopqrstuvwxyz0123456789\n')],
      ['another API', put('other/api.yaml', 'name: Other\n')],
    ]);
  });

  test('cannot be told from a compile of peddler that begins anew', () => {
    const shipments = 'peddler/endpoints/shipments.yaml';
    const flow = 'peddler/flows/shipment-life.yaml';
    hold(peddler, [
      ['a description', change(shipments, /description: (\w+)/, 'description: Indeed, $1')],
      ['another file', change('peddler/endpoints/labels.yaml', /name: (\w+)/, 'name: All $1')],
      ['a case gone', change(shipments, /\n {6}- name:[^\n]*(\n {8,}[^\n]*)*/, '')],
      ['a flow', change(flow, 'name: The life', 'name: A life')],
      [
        'a step',
        change(flow, '      - endpoint: update-shipment\n', '      - endpoint: get-shipment-statuses\n      - endpoint: update-shipment\n'),
      ],
      ['a step of an endpoint that is not there', change(flow, 'endpoint: cancel-shipment', 'endpoint: cancel-shipments')],
      ['the endpoint called so', change(shipments, 'id: cancel-shipment', 'id: cancel-shipments')],
      ['an id twice', change(shipments, 'id: cancel-shipments', 'id: create-shipments')],
      ['as it was', put(shipments, peddler.get(shipments) ?? '')],
      ['the flow as well', put(flow, peddler.get(flow) ?? '')],
      ['a schema', change('peddler/schemas/address.yaml', /$/, 'minProperties: 1\n')],
      ['the API', change('peddler/api.yaml', /name: (.*)/, 'name: My $1')],
      ['an environment', change('peddler/environments/dev.yaml', /name: (.*)/, 'name: My $1')],
      ['an answer of all', change('peddler/responses.yaml', /description: (\w+)/, 'description: Indeed, $1')],
      ['touched', put(shipments, `${peddler.get(shipments)}`)],
      ['an environment gone', remove('peddler/environments/prod.yaml')],
      [
        'a reference to a file of endpoints',
        change(
          'peddler/endpoints/labels.yaml',
          /responses:\n/,
          'responses:\n      418: { $ref: postcodes.yaml#/endpoints/0/responses/200 }\n',
        ),
      ],
      ['what it refers to', change('peddler/endpoints/postcodes.yaml', /description: (\w+)/, 'description: Indeed, $1')],
    ]);
  });

  test('cannot be told from a compile of an API with a document that begins anew', () => {
    const [more, other] = ['shelves/endpoints/more.yaml', 'shelves/endpoints/other.yaml'];
    hold(shelves, [
      ['a description', change(more, 'Adds', 'Takes')],
      ['another operation', change(more, 'id: add-book', 'id: list-books')],
      ['none', change(more, 'id: list-books', 'id: lost-books')],
      ['back', change(more, 'id: lost-books', 'id: add-book')],
      ['moved to another folder', change(more, /^/, 'folder: Other\n')],
      ['both in one file', change(other, '- id: list-shelves', '- id: list-shelves\n    description: All shelves.')],
      ['one that is moved no more', change(other, '  - id: list-shelves\n    description: All shelves.\n', '')],
      [
        'an answer of its own, so that the one of all is not needed',
        change(other, 'responses: {', 'responses: { 404: { description: N, schema: { const: 1 }, example: 1 },'),
      ],
      ['a schema of the document', change(other, '{ const: 1 }', '{ $ref: ../openapi.json#/components/schemas/Nothing }')],
      ['one that is there', change(other, 'Nothing', 'Shelf')],
      ['a flow', change('shelves/flows/life.yaml', '      - endpoint: list-books\n', '')],
      [
        'what a step sends',
        change(
          'shelves/flows/life.yaml',
          '- endpoint: add-book\n',
          '- endpoint: add-book\n        body: { title: A, of: { books: [] } }\n',
        ),
      ],
      ['another step', change('shelves/flows/life.yaml', 'title: A, of: { books: [] }', 'title: A')],
      ['the document', change('shelves/openapi.json', '"minLength": 1', '"minLength": 2')],
      ['a mistake in it', change('shelves/openapi.json', '"minLength": 2', '"minLength": "2"')],
      ['a description meanwhile', change(more, 'Takes', 'Adds')],
      ['the API', change('shelves/api.yaml', 'None', 'Nothing')],
    ]);
  });

  test('cannot be told from a compile that begins anew where schemas share something', () => {
    const endpoint = (id: string, schema: string) =>
      `folder: All\nendpoints:\n  - id: ${id}\n    name: ${id}\n    method: GET\n    path: /${id}\n    responses: { 200: { description: It., schema: ${schema}, example: {} } }\n`;
    const having = (shared: Readonly<Record<string, string>>): Files =>
      new Map([
        ['api/api.yaml', 'name: Shares\n'],
        ['api/environments/dev.yaml', 'name: Dev\nvariables: { baseUrl: https://shares.example.com }\n'],
        ['api/endpoints/one.yaml', endpoint('one', '{ $ref: ../schemas/both.yaml#/a }')],
        ['api/endpoints/two.yaml', endpoint('two', '{ $ref: ../schemas/both.yaml#/b }')],
        ...Object.entries(shared),
      ]);
    const withoutFirst = put('api/endpoints/one.yaml', endpoint('one', '{ type: object }'));
    const both = (part: string) => `a: { type: object, properties: { n: ${part} } }\nb: { type: object, properties: { m: ${part} } }\n`;
    const strange = 'c: { type: string, format: strange }\n';
    hold(having({ 'api/schemas/both.yaml': both("{ $ref: '#/c' }") + strange }), [['what is told of both', withoutFirst]]);
    hold(having({ 'api/schemas/both.yaml': both('{ $ref: c.yaml }'), 'api/schemas/c.yaml': 'type: string\n' }), [
      ['what both need', withoutFirst],
    ]);
    hold(
      having({
        'api/schemas/both.yaml': "a: { $anchor: here, type: object }\nb: { type: object, properties: { m: { $ref: '#here' } } }\n",
      }),
      [['what one makes known', withoutFirst]],
    );
    const file = 'api/endpoints/two.yaml';
    hold(having({ 'api/schemas/both.yaml': both('true') }), [
      ['a schema of another endpoint', put(file, endpoint('two', '{ $ref: one.yaml#/endpoints/0/responses/200/schema }'))],
      ['that schema', put('api/endpoints/one.yaml', endpoint('one', '{ type: object, maxProperties: 3 }'))],
      ['an answer of another endpoint', change(file, /responses: .*/, 'responses: { $ref: one.yaml#/endpoints/0/responses }')],
      ['that answer', change('api/endpoints/one.yaml', 'It.', 'That.')],
    ]);
  });

  test('cannot be told from a compile that begins anew, whatever was edited', () => {
    for (const start of [demo, peddler, shelves]) {
      const names = [...start.keys()];
      const textual = names.filter((name) => /\/(endpoints|flows)\//.test(name));
      const edit = fc.record({
        file: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...textual) }, { weight: 1, arbitrary: fc.constantFrom(...names) }),
        kind: fc.constantFrom('drop', 'twice', 'swap', 'back', 'back', 'cut', 'word', 'remove'),
        at: fc.nat(),
        to: fc.nat(),
      });
      fc.assert(
        fc.property(fc.array(edit, { minLength: 3, maxLength: 6 }), (edits) =>
          hold(
            start,
            edits.map(({ file, kind, at, to }) => [
              `${kind} ${at} ${to} in ${file}`,
              (files) => {
                const text = files.get(file);
                const lines = (text ?? '').split('\n');
                const [from, other] = [at % lines.length, to % lines.length];
                const [one = '', two = ''] = [lines[from], lines[other]];
                if (kind === 'back' || text === undefined) files.set(file, start.get(file) ?? '');
                else if (kind === 'remove') files.delete(file);
                else if (kind === 'cut') files.set(file, text.slice(0, at % text.length) + text.slice((at % text.length) + 1));
                else {
                  if (kind === 'drop') lines.splice(from, 1);
                  if (kind === 'twice') lines.splice(from, 0, one);
                  if (kind === 'swap') [lines[from], lines[other]] = [two, one];
                  if (kind === 'word') lines[from] = one.replace(/\w+(?=\W*$)/, two.match(/\w+/)?.[0] ?? 'word');
                  files.set(file, lines.join('\n'));
                }
              },
            ]),
          ),
        ),
        { numRuns: Number(process.env['RUNS'] ?? 4), seed: Number(process.env['SEED'] ?? 7) },
      );
    }
  });
});
