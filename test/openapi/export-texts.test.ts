import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { encoded } from '../../scripts/openapi/uri.ts';
import type { OutputFile } from '../../scripts/postman/emit.ts';
import { type Json, pointerTo } from '../../scripts/source/json.ts';
import { compiled, type Ending, expectSame, exported, imported, type Specs, written } from '../support/round-trip.ts';

/** Texts that mean something to YAML, to JSON Pointer, to references, to URI templates or to JavaScript. */
const hostile = [
  '$ref',
  '__proto__',
  'constructor',
  '#/a',
  '~1/~0%25',
  'a: b',
  '- x',
  '200',
  'null',
  '{x}',
  '}',
  '\'"\\\n',
  '\u2028',
  'x-y',
  'x-postern',
  ' a ',
  '*',
  '<b>',
  '\ud83d\ude00',
];

/** A spec with a text in each place that takes any. */
function hostileSpecs(words: readonly string[], texts: readonly string[], values: readonly Json[]): Specs {
  const [title, folder, name, tag, caseName, field, query, group, environment, flow, described, parts] = words as string[];
  const named = (key: string | undefined, value: unknown) => Object.fromEntries([[key, value]]);
  const schema = {
    description: texts[0],
    type: 'object',
    properties: named(field, { description: described as string, examples: values }),
    $defs: named(parts, { $ref: '#' }),
  };
  const endpoint = {
    id: 'a',
    name,
    description: texts[1],
    tags: [tag, texts[2]],
    method: 'POST',
    path: '/a',
    parameters: { query: named(query, { description: described, schema: { enum: [texts[3], '1'] }, example: texts[3] }) },
    body: { description: texts[0], schema: { $ref: '../schemas/any thing.json' }, example: named(field, values[0]) },
    responses: {
      200: {
        description: described,
        schema: {
          $ref: `../schemas/any thing.json#/$defs/${encoded(pointerTo('', parts as string).slice(1))}`,
        },
        example: named(field, values[1]),
      },
    },
    cases: [{ name: caseName, body: values[2], expect: { status: 200, equals: { '/a': values[1] } } }],
  };
  const files: Record<string, unknown> = {
    'api.json': { name: title, version: texts[2], description: texts[3], folders: [group, folder] },
    'environments/e.json': { name: environment, description: texts[1], variables: { baseUrl: 'https://a.example.com' } },
    'endpoints/a.json': { folder, description: texts[0], endpoints: [endpoint] },
    'endpoints/b.json': {
      folder: group,
      endpoints: [{ id: 'b', name: tag, method: 'GET', path: '/a', responses: { 204: { description: texts[0] } } }],
    },
    'schemas/any thing.json': schema,
    'flows/f.json': { flows: [{ id: 'f', name: flow, description: texts[2], steps: [{ endpoint: 'a', name: flow }] }] },
  };
  return Object.fromEntries(Object.entries(files).map(([file, content]) => [`demo/${file}`, JSON.stringify(content)]));
}

describe('an API as an OpenAPI document', () => {
  it('keeps any text, wherever it stands', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom(...hostile));
    const words = text.filter((each) => each.trim() !== '');
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        text,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
        tie('list'),
        tie('map'),
      ),
      list: fc.array(tie('any'), { maxLength: 3 }),
      map: fc.dictionary(
        text.filter((key) => key !== '$ref'),
        tie('any'),
        { maxKeys: 3 },
      ),
    })).any as fc.Arbitrary<Json>;
    let held = 0;
    const property = fc.property(
      fc.array(words, { minLength: 12, maxLength: 12 }),
      fc.array(text, { minLength: 4, maxLength: 4 }),
      fc.array(value, { minLength: 3, maxLength: 3 }),
      (w, t, v) => {
        const before = hostileSpecs(w, t, v);
        let files: OutputFile[];
        try {
          files = compiled(before);
        } catch {
          // What is no spec cannot be exported.
          return;
        }
        held++;
        for (const ending of ['json', 'yaml'] satisfies Ending[])
          expectSame(compiled(imported(written(exported(before, 'demo'), ending), 'demo')), files);
      },
    );
    fc.assert(property, { seed: 7, numRuns: 80, includeErrorInReport: true });
    expect(held).to.be.above(30);
  });
});
