// Several schemas with one compiler: they come out as each does by itself.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import { compileSchema, SchemaCompiler } from '../../scripts/schema/compile.ts';
import type { Json } from '../../scripts/source/json.ts';

/** Compiles schemas of one file one after another; tells which are compiled as they are alone, and with the same problems. */
function differing(files: Readonly<Record<string, Json>>, pointers: readonly string[]): string[] {
  const load = (uri: string): Json | undefined => files[uri.replace('spec:///', '')];
  const uri = 'spec:///own.json';
  const compiler = new SchemaCompiler({ load });
  return pointers.filter((pointer) => {
    const schema = (files['own.json'] as Record<string, Json>)[pointer.slice(1)] as Json;
    const input = { schema, uri, pointer };
    const [shared, alone] = [compiler.compile(input), compileSchema({ ...input, load })];
    return JSON.stringify([shared.compiled?.schema, shared.problems]) !== JSON.stringify([alone.compiled?.schema, alone.problems]);
  });
}

const named = (type: string): Json => ({
  $id: 'https://example.com/order',
  properties: { item: { $ref: '#/$defs/item' } },
  $defs: { item: { type } },
});

describe('a compiler of several schemas', () => {
  test('does not take one file for another that has the same $id', () => {
    const own = { a: { $ref: 'first.json' }, b: { $ref: 'second.json' }, c: { $ref: 'first.json' } };
    const files = { 'own.json': own, 'first.json': named('string'), 'second.json': named('integer') };
    expect(differing(files, ['/a', '/b', '/c'])).to.deep.equal([]);
  });

  test('lets two schemas of a file have the same anchor, and neither refer to that of the other', () => {
    const own = {
      a: { items: { $anchor: 'item', type: 'string' }, prefixItems: [{ $ref: '#item' }] },
      b: { items: { $anchor: 'item', type: 'integer' }, prefixItems: [{ $ref: '#item' }] },
      c: { $ref: '#item' },
      d: { items: { $dynamicAnchor: 'item' } },
    };
    expect(differing({ 'own.json': own }, ['/a', '/b', '/c', '/d'])).to.deep.equal([]);
  });

  test('tells what is wrong with a shared schema once, and compiles none that leads to it', () => {
    const files: Record<string, Json> = { 'own.json': { a: { $ref: 'no.json' }, b: { $ref: 'no.json' } }, 'no.json': { tpye: 'string' } };
    const compiler = new SchemaCompiler({ load: (uri) => files[uri.replace('spec:///', '')] });
    const told = ['a', 'b'].map((name) => compiler.compile({ schema: { $ref: 'no.json' }, uri: 'spec:///own.json', pointer: `/${name}` }));
    expect(told.map(({ compiled }) => compiled)).to.deep.equal([undefined, undefined]);
    expect(told.map(({ problems }) => problems.map(({ code }) => code))).to.deep.equal([['unknown-keyword'], []]);
  });

  test('tells of each where it stands, also where two are written in the same way', () => {
    const order = { properties: { id: { type: 'string' }, item: { $ref: '#/item' } } };
    const own: Record<string, Json> = { a: order, b: structuredClone(order), item: { type: 'integer' } };
    const compiler = new SchemaCompiler({ load: () => own });
    const [a, b] = ['a', 'b'].map(
      (name) => compiler.compile({ schema: own[name] as Json, uri: 'spec:///own.json', pointer: `/${name}` }).compiled,
    );
    expect(b?.schema).to.equal(a?.schema);
    for (const [location, pointer] of [
      ['#', ''],
      ['#/properties/id/type', '/properties/id/type'],
      ['#/properties/item/$ref', '/properties/item/$ref'],
    ] as const)
      expect([a?.origin(location)?.pointer, b?.origin(location)?.pointer]).to.deep.equal([`/a${pointer}`, `/b${pointer}`]);
    expect(b?.origin('#/$defs/item/type')?.pointer).to.equal('/item/type');
  });

  test('does not take a schema that refers to itself for another one that refers to the first', () => {
    const own = {
      a: { items: { $ref: '#/a' }, type: ['array', 'null'] },
      b: { items: { $ref: '#/a' }, type: ['array', 'null'] },
      c: { properties: { inner: { $ref: '#/c/properties/deep' }, deep: { type: 'string' } } },
      d: { properties: { inner: { $ref: '#/c/properties/deep' }, deep: { type: 'string' } } },
    };
    expect(differing({ 'own.json': own }, ['/a', '/b', '/c', '/d'])).to.deep.equal([]);
    expect(differing({ 'own.json': own }, ['/b', '/a', '/d', '/c'])).to.deep.equal([]);
  });

  test('keeps the order of definitions where a schema stands in what it refers to', () => {
    const pair = { properties: { p: { $ref: '#/d' }, q: { $ref: '#/e' } } };
    const own = {
      a: pair,
      d: { properties: { x: structuredClone(pair), y: { $ref: '#/f' } } },
      e: { type: 'string' },
      f: { type: 'integer' },
    };
    const inside = '/d/properties/x';
    const compiledAfter = (first: string, second: string): Json | undefined => {
      const compiler = new SchemaCompiler({ load: () => own });
      const compile = (pointer: string) => compiler.compile({ schema: pair, uri: 'spec:///own.json', pointer }).compiled?.schema;
      compile(first);
      return compile(second);
    };
    const alone = (pointer: string) => compileSchema({ schema: pair, uri: 'spec:///own.json', pointer, load: () => own }).compiled?.schema;
    expect(JSON.stringify(compiledAfter('/a', inside))).to.equal(JSON.stringify(alone(inside)));
    expect(JSON.stringify(compiledAfter(inside, '/a'))).to.equal(JSON.stringify(alone('/a')));
  });

  test('takes no schema for another one in a part of the file that has other vocabularies', () => {
    const text = { type: 'string', minLength: 3 };
    const own = {
      p: { $schema: 'https://json-schema.org/draft/2020-12/meta/applicator', properties: { x: text } },
      q: { type: 'string', minLength: 3 },
    };
    const load = (): Json => own;
    for (const order of [
      ['/q', '/p', '/p/properties/x'],
      ['/p', '/p/properties/x', '/q'],
    ]) {
      const compiler = new SchemaCompiler({ load });
      const compile = (pointer: string) => compiler.compile({ schema: text, uri: 'spec:///own.json', pointer }).compiled?.schema;
      const written = new Map(
        order.map((pointer) => [
          pointer,
          pointer === '/p' ? compiler.compile({ schema: own.p, uri: 'spec:///own.json', pointer }).compiled?.schema : compile(pointer),
        ]),
      );
      expect(written.get('/p/properties/x')).to.deep.equal({});
      expect(written.get('/q')).to.deep.equal(text);
    }
  });

  test('tells numbers apart that are the same text in JSON', () => {
    const own = { a: { const: 0 }, b: { const: -0 }, c: { const: null }, d: { const: Number.POSITIVE_INFINITY } };
    const compiler = new SchemaCompiler({ load: () => own });
    for (const [name, schema] of Object.entries(own))
      expect(compiler.compile({ schema, uri: 'spec:///own.json', pointer: `/${name}` }).compiled?.schema).to.deep.equal(schema);
  });

  test('compiles schemas that are nested too deep to be compared', () => {
    const deep = (): Json => {
      let schema: Json = {};
      for (let level = 0; level < 2_500; level++) schema = { not: schema };
      return schema;
    };
    const own = { a: deep(), b: deep() };
    const compiler = new SchemaCompiler({ load: () => own });
    const told = Object.entries(own).map(([name, schema]) => compiler.compile({ schema, uri: 'spec:///own.json', pointer: `/${name}` }));
    expect(told.every(({ compiled, problems }) => compiled !== undefined && problems.length === 0)).to.equal(true);
  });

  test('tells a remark of each of two that are written in the same way', () => {
    const own = { a: { items: { $ref: '#/b' } }, b: { format: 'odd' }, c: { format: 'odd' } };
    const compiler = new SchemaCompiler({ load: () => own });
    const told = Object.entries(own).map(
      ([name, schema]) => compiler.compile({ schema, uri: 'spec:///own.json', pointer: `/${name}` }).problems.length,
    );
    expect(told).to.deep.equal([1, 0, 1]);
  });

  test('tells what is wrong in each of two that are written in the same way', () => {
    const own = { a: { tpye: 'string' }, b: { tpye: 'string' }, c: { $ref: '#/no' }, d: { $ref: '#/no' } };
    expect(differing({ 'own.json': own }, ['/a', '/b', '/c', '/d'])).to.deep.equal([]);
  });

  test('writes a name differently where two schemas have it', () => {
    const own = {
      a: { properties: { one: { $ref: '#/x/item' }, other: { $ref: '#/y/item' } } },
      b: { properties: { other: { $ref: '#/y/item' } } },
      c: { properties: { both: { $ref: '#/z/pair' } } },
      x: { item: { type: 'string' } },
      y: { item: { type: 'integer' } },
      z: { pair: { properties: { one: { $ref: '#/x/item' }, other: { $ref: '#/y/item' } } } },
    };
    for (const order of [
      ['/a', '/b', '/c'],
      ['/b', '/c', '/a'],
      ['/c', '/a', '/b'],
    ])
      expect(differing({ 'own.json': own }, order)).to.deep.equal([]);
  });
});
