import { describe, test } from 'node:test';
import { expect } from 'chai';
import { type CompiledSchema, compileSchema } from '../../scripts/schema/compile.ts';
import { validate } from '../../scripts/schema/validate.ts';
import type { Json } from '../../scripts/source/json.ts';
import { compiled } from './compiling.ts';

describe('The compiled schema', () => {
  test('a simple schema stays as it is written, without its remarks', () => {
    const schema = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'https://example.com/order',
      $comment: 'x',
      title: 'Order',
      type: 'object',
      required: ['id'],
      properties: {
        id: { type: 'string', description: 'x', examples: ['a'], default: 'b', readOnly: true, deprecated: true },
        lines: { type: 'array', items: { $ref: '#/$defs/line' } },
        title: { type: 'string' },
      },
      'x-note': 1,
      $defs: { line: { type: 'object', writeOnly: true }, unused: { type: 'null' } },
    };
    const result = compiled(schema);
    expect(JSON.stringify(result.schema)).to.equal(
      JSON.stringify({
        type: 'object',
        required: ['id'],
        properties: { id: { type: 'string' }, lines: { type: 'array', items: { $ref: '#/$defs/line' } }, title: { type: 'string' } },
        $defs: { line: { type: 'object' } },
      }),
    );
    expect(result.keywords).to.deep.equal(['$ref', 'items', 'properties', 'required', 'type']);
    expect(result.formats).to.deep.equal([]);
  });

  test('keywords and formats are those of the validator that are used', () => {
    const { keywords, formats } = compiled({ if: true, then: { format: 'uuid' }, contains: { format: 'date' }, minContains: 1 });
    expect(keywords).to.deep.equal(['contains', 'format', 'if']);
    expect(formats).to.deep.equal(['date', 'uuid']);
  });

  test('const, enum and names of properties are data: nothing in them is dropped, renamed or followed', () => {
    const schema: Json = {
      properties: { $ref: { const: { $ref: '#/nowhere', title: 'T', $id: 'x' } }, title: { enum: [{ description: 'D' }] }, $id: true },
      required: ['$ref', 'title'],
    };
    expect(compiled(schema).schema).to.deep.equal(schema);
  });

  test('files are bundled once, under their names', () => {
    const files = {
      'spec:/api/schemas/address.yaml': { type: 'object', properties: { country: { $ref: 'country.schema.yaml#/$defs/code' } } },
      'spec:/api/schemas/country.schema.yaml': { $defs: { code: { pattern: '^[A-Z]{2}$' } } },
      'spec:/shared/address.yaml': { type: 'string' },
    };
    const schema = {
      properties: {
        from: { $ref: 'schemas/address.yaml' },
        to: { $ref: './schemas/address.yaml#' },
        other: { $ref: '../shared/address.yaml' },
      },
    };
    expect(compiled(schema, files).schema).to.deep.equal({
      properties: { from: { $ref: '#/$defs/address' }, to: { $ref: '#/$defs/address' }, other: { $ref: '#/$defs/address2' } },
      $defs: {
        address: { type: 'object', properties: { country: { $ref: '#/$defs/code' } } },
        code: { pattern: '^[A-Z]{2}$' },
        address2: { type: 'string' },
      },
    });
  });

  test('the own definitions keep their names, others give way', () => {
    const files = { 'spec:/api/address.yaml': { type: 'object' } };
    const schema = { allOf: [{ $ref: 'address.yaml' }, { $ref: '#/$defs/address' }], $defs: { address: { minProperties: 1 } } };
    expect(compiled(schema, files).schema).to.deep.equal({
      allOf: [{ $ref: '#/$defs/address2' }, { $ref: '#/$defs/address' }],
      $defs: { address: { minProperties: 1 }, address2: { type: 'object' } },
    });
  });

  test('a part that is referred to becomes a definition', () => {
    const schema = {
      properties: {
        a: { type: 'string' },
        b: { $ref: '#/properties/a' },
        'c d': { $ref: '#/properties/e%20f' },
        'e f': { items: { $ref: '#' } },
      },
    };
    const result = compiled(schema);
    expect(result.schema).to.deep.equal({
      properties: { a: { $ref: '#/$defs/a' }, b: { $ref: '#/$defs/a' }, 'c d': { $ref: '#/$defs/e_f' }, 'e f': { $ref: '#/$defs/e_f' } },
      $defs: { a: { type: 'string' }, e_f: { items: { $ref: '#' } } },
    });
    expect(result.origin('#/$defs/e_f/items')).to.deep.equal({ uri: 'spec:/api/schema.yaml', pointer: '/properties/e f/items' });
  });

  test('a schema inside a file sees the file', () => {
    const file = { responses: { ok: { schema: { items: { $ref: '#/shared/row' } } } }, shared: { row: { type: 'integer' } } };
    const { compiled: result, problems } = compileSchema({
      schema: file.responses.ok.schema,
      uri: 'spec:/api/endpoints.yaml',
      pointer: '/responses/ok/schema',
      load: (uri) => (uri === 'spec:/api/endpoints.yaml' ? file : undefined),
    });
    expect(problems).to.deep.equal([]);
    expect(result?.schema).to.deep.equal({ items: { $ref: '#/$defs/row' }, $defs: { row: { type: 'integer' } } });
    expect(result?.origin('#/items')).to.deep.equal({ uri: 'spec:/api/endpoints.yaml', pointer: '/responses/ok/schema/items' });
    expect(result?.origin('#/$defs/row/type')).to.deep.equal({ uri: 'spec:/api/endpoints.yaml', pointer: '/shared/row/type' });
    expect(result?.origin('#/$defs/other/type')).to.equal(undefined);
  });

  test('a dynamic reference that can only end in one place is a plain one', () => {
    const tree: Json = {
      $id: 'tree',
      $dynamicAnchor: 'node',
      type: 'object',
      properties: { children: { items: { $dynamicRef: '#node' } } },
    };
    expect(compiled(tree).schema).to.deep.equal({ type: 'object', properties: { children: { items: { $ref: '#' } } } });
  });

  test('a dynamic reference with several ends keeps them', () => {
    const files = { 'spec:/api/tree.yaml': { $dynamicAnchor: 'node', properties: { children: { items: { $dynamicRef: '#node' } } } } };
    const strict: Json = { $dynamicAnchor: 'node', $ref: 'tree.yaml', unevaluatedProperties: false };
    const result = compiled(strict, files);
    expect(result.schema).to.deep.equal({
      $dynamicAnchors: { node: '#' },
      $ref: '#/$defs/tree',
      unevaluatedProperties: false,
      $defs: {
        tree: {
          $dynamicAnchors: { node: '#/$defs/tree' },
          properties: { children: { items: { $dynamicRef: { anchor: 'node', otherwise: '#/$defs/tree' } } } },
        },
      },
    });
    const [finding] = validate(result, { children: [{ daat: 1 }] });
    expect(finding?.pointer).to.equal('/children/0/daat');
  });

  test('shared schemas are not expanded: twice as many levels are twice as large', () => {
    const levels = (count: number): Json => ({
      $ref: '#/$defs/level0',
      $defs: Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `level${index}`,
          index === count - 1
            ? true
            : { properties: { a: { $ref: `#/$defs/level${index + 1}` }, b: { $ref: `#/$defs/level${index + 1}` } } },
        ]),
      ),
    });
    const size = (count: number): number => JSON.stringify(compiled(levels(count)).schema).length;
    expect(size(200)).to.be.below(size(100) * 2.1);
  });

  test('the same input gives the same bytes', () => {
    const schema: Json = { allOf: [{ $ref: 'b.yaml' }, { $ref: 'a.yaml' }] };
    const files = { 'spec:/api/a.yaml': { $ref: 'b.yaml#/$defs/x' }, 'spec:/api/b.yaml': { $defs: { x: { minimum: 2 } }, minimum: 1 } };
    expect(JSON.stringify(compiled(schema, files).schema)).to.equal(JSON.stringify(compiled(schema, files).schema));
    expect(JSON.stringify(compiled(schema, files).schema)).to.equal(
      '{"allOf":[{"$ref":"#/$defs/b"},{"$ref":"#/$defs/a"}],"$defs":{"b":{"minimum":1},"a":{"$ref":"#/$defs/x"},"x":{"minimum":2}}}',
    );
  });

  test('the input is not changed', () => {
    const schema = { properties: { a: { $ref: '#/$defs/b', title: 'A' } }, $defs: { b: { $comment: 'x' } } };
    const before = JSON.stringify(schema);
    compiled(schema);
    expect(JSON.stringify(schema)).to.equal(before);
  });

  test('a dialect without the validation vocabulary loses its keywords', () => {
    const vocabularies = ['core', 'applicator'].map((name) => `https://json-schema.org/draft/2020-12/vocab/${name}`);
    const schema: Json = { properties: { a: { minimum: 10, not: { type: 'string' } } } };
    const { compiled: result } = compileSchema({ schema, uri: 'spec:/a', load: () => undefined, vocabularies });
    expect(result?.schema).to.deep.equal({ properties: { a: { not: {} } } });
  });
});

/** Every location that a schema can have findings at: its keywords, and theirs behind each definition. */
function locations(schema: CompiledSchema['schema'], at = '#'): string[] {
  if (typeof schema !== 'object' || schema === null) return [at];
  return [at, ...Object.entries(schema).flatMap(([key, value]) => locations(value, `${at}/${encodeURI(key)}`))];
}

describe('The origin of a location', () => {
  test('every location of a compiled schema has one, except $defs itself', () => {
    const files: Record<string, Json> = {
      'spec:/api/b.yaml': { properties: { x: { $ref: 'schema.yaml#/properties/a' } }, required: ['x'] },
    };
    const schema: Json = { properties: { a: { enum: [1, 2] }, b: { $ref: 'b.yaml' }, c: { allOf: [{ type: 'string' }] } } };
    files['spec:/api/schema.yaml'] = schema;
    const result = compiled(schema, files);
    const own = locations(result.schema).filter((location) => location !== '#/$defs');
    const missing = own.filter((location) => result.origin(location) === undefined);
    expect(missing).to.deep.equal([]);
    expect(own.length).to.be.above(10);
  });
});
