import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Resolved } from '../../scripts/model/resolve.ts';
import { formatProblems, problemsAsJson } from '../../scripts/report/problems.ts';
import { styleFor } from '../../scripts/report/style.ts';
import { SourceFile } from '../../scripts/source/source-file.ts';
import { demo, resolveText } from '../support/specs.ts';

// The same texts in every run: a failure can be had again.
fc.configureGlobal({ seed: 1 });

const base = Object.fromEntries(Object.entries(demo).map(([name, text]) => [name.replace(/^specs\//, ''), text]));
const files = ['demo/api.yaml', 'demo/environments/dev.yaml', 'demo/endpoints/things.yaml', 'demo/schemas/thing.yaml'];

/** Texts that are nearly YAML. */
const scraps = fc.constantFrom(
  'a',
  ': ',
  '- ',
  '\n',
  '\n  ',
  '\n    ',
  '{',
  '}',
  '[',
  ']',
  ', ',
  '"',
  "'",
  '&a ',
  '*a',
  '!t ',
  '|',
  '>',
  '#',
  ' ',
  '\t',
  '200',
  '010',
  '~',
  '$ref',
  '__proto__',
  '---\n',
  '\r\n',
  '{{x}}',
  '%',
  '@',
  '<<',
  '?',
  '\uFEFF',
  '\u0000',
);
const nearYaml = fc.array(scraps, { maxLength: 40 }).map((parts) => parts.join(''));

/** Resolves and reports: none of it may throw, and every problem has a place in one of the files. */
function survives(all: Readonly<Record<string, string>>): Resolved {
  const resolved = resolveText(all);
  const sourceOf = (file: string): SourceFile => new SourceFile(file, all[file.replace(/^specs\//, '')] ?? '');
  formatProblems(resolved.problems, sourceOf, styleFor(true));
  JSON.parse(problemsAsJson(resolved.problems));
  for (const { span, code } of resolved.problems) {
    expect(span, code).to.not.equal(undefined);
    expect(all, code).to.have.property(span?.file.replace(/^specs\//, '') ?? '');
    const length = sourceOf(span?.file ?? '').text.length;
    expect(span?.start.offset).to.be.within(0, length);
    expect(span?.end.offset).to.be.within(span?.start.offset ?? 0, length);
  }
  return resolved;
}

/** A spec with one part, anywhere in it, replaced by something else. */
function withPart(value: unknown, path: readonly number[], part: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined || typeof value !== 'object' || value === null) return part;
  const keys = Object.keys(value);
  const key = keys[first % Math.max(1, keys.length)];
  if (key === undefined) return part;
  const copy: Record<string, unknown> = Array.isArray(value) ? ([...value] as unknown as Record<string, unknown>) : { ...value };
  copy[key] = withPart(copy[key], rest, part);
  return copy;
}

const endpoints = {
  folder: 'Things',
  endpoints: [
    {
      id: 'a',
      name: 'A',
      method: 'POST',
      path: '/a/{b}',
      parameters: { path: { b: { example: 1, schema: { type: 'integer' } } }, query: { q: 'x' }, header: { h: ['y'] } },
      body: { contentType: 'application/json', schema: { type: 'object', properties: { c: { type: 'string' } } }, example: { c: 'd' } },
      responses: {
        200: {
          description: 'd',
          headers: { e: 'f' },
          schema: { type: 'array', items: { $ref: '../schemas/thing.yaml' } },
          example: [{ id: 1 }],
        },
      },
      timeLimit: '5s',
      cases: [
        {
          name: 'n',
          parameters: { path: { b: 2 }, query: { q: null } },
          body: { c: 'e' },
          expect: { status: 200, schema: {}, example: [] },
        },
      ],
    },
  ],
};
const api = {
  name: 'Demo',
  auth: {
    grant: 'client_credentials',
    tokenUrl: '{{baseUrl}}/t',
    scope: ['s'],
    refresh: { before: '1s', on: [401] },
    send: { in: 'header' },
    token: { responses: { 200: { description: 'd', readAs: 'none' } } },
  },
  defaults: { headers: { a: 'b' }, responses: { 401: { description: 'd', readAs: 'none' } }, timeLimit: '1s' },
  folders: ['Things'],
  mock: { tokenLife: '1s' },
};
const environment = {
  name: 'Dev',
  kind: 'test',
  variables: { baseUrl: { value: 'https://example.com', description: 'd', example: 'https://example.com' } },
  secrets: { clientId: { from: 'A' }, clientSecret: {} },
};

describe('whatever stands in a file', () => {
  it('the specs that the next tests change are valid', () => {
    const all = {
      ...base,
      'demo/api.yaml': JSON.stringify(api),
      'demo/endpoints/things.yaml': JSON.stringify(endpoints),
      'demo/environments/dev.yaml': JSON.stringify(environment),
    };
    expect(survives(all).problems).to.deep.equal([]);
  });

  for (const file of files) {
    it(`${file}: any text gives problems, never an exception`, () => {
      fc.assert(
        fc.property(fc.oneof(fc.string({ unit: 'binary' }), nearYaml), (text) => void survives({ ...base, [file]: text })),
        { numRuns: 200 },
      );
    });
    it(`${file}: any JSON gives problems, never an exception`, () => {
      fc.assert(
        fc.property(fc.json({ maxDepth: 6 }), (text) => void survives({ ...base, [file]: text })),
        { numRuns: 100 },
      );
    });
    it(`${file}: its own text with a piece of it cut out gives problems, never an exception`, () => {
      const text = base[file] ?? '';
      fc.assert(
        fc.property(
          fc.nat(text.length),
          fc.nat(40),
          nearYaml,
          (start, length, other) => void survives({ ...base, [file]: text.slice(0, start) + other + text.slice(start + length) }),
        ),
        { numRuns: 200 },
      );
    });
  }

  const odd = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom<unknown>(
      null,
      [],
      {},
      '',
      0,
      -1,
      1e300,
      '{{',
      '{{}}',
      '{{$}}',
      '{x}',
      '/{',
      { $ref: '#' },
      { $ref: '#/endpoints/0' },
      { $ref: 1 },
      { $ref: '../schemas/thing.yaml' },
      { type: 'string' },
      { not: {} },
      { $id: 'x' },
      { pattern: '(' },
    ),
  );
  for (const [file, spec] of [
    ['demo/api.yaml', api],
    ['demo/endpoints/things.yaml', endpoints],
    ['demo/environments/dev.yaml', environment],
  ] as const) {
    it(`${file}: one part replaced by anything gives problems, never an exception`, () => {
      const all = {
        ...base,
        'demo/api.yaml': JSON.stringify(api),
        'demo/endpoints/things.yaml': JSON.stringify(endpoints),
        'demo/environments/dev.yaml': JSON.stringify(environment),
      };
      fc.assert(
        fc.property(
          fc.array(fc.nat(15), { maxLength: 9 }),
          odd,
          (path, part) => void survives({ ...all, [file]: JSON.stringify(withPart(spec, path, part)) }),
        ),
        {
          numRuns: 500,
        },
      );
    });
  }
});
