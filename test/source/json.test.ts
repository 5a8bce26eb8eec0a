import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { isObject, type Json, pointerTo, pointerTokens, valueAt } from '../../scripts/source/json.ts';

// The same texts in every run: a failure can be had again.
fc.configureGlobal({ seed: 1 });

describe('JSON Pointers', () => {
  it('are those of RFC 6901 section 5', () => {
    const document: Json = { foo: ['bar', 'baz'], '': 0, 'a/b': 1, 'c%d': 2, 'e^f': 3, 'g|h': 4, 'i\\j': 5, 'k"l': 6, ' ': 7, 'm~n': 8 };
    for (const [pointer, value] of [
      ['', document],
      ['/foo', ['bar', 'baz']],
      ['/foo/0', 'bar'],
      ['/', 0],
      ['/a~1b', 1],
      ['/c%d', 2],
      ['/e^f', 3],
      ['/g|h', 4],
      ['/i\\j', 5],
      ['/k"l', 6],
      ['/ ', 7],
      ['/m~0n', 8],
    ] as const)
      expect(valueAt(document, pointer), pointer).to.deep.equal(value);
  });
  it('find nothing where nothing is', () => {
    for (const pointer of ['/b', '/a/2', '/a/-', '/a/01', '/a/length', '/constructor', '/__proto__', '/a/0/x'])
      expect(valueAt({ a: [1, 2] }, pointer), pointer).to.equal(undefined);
  });
  it('come back as the names that they were made of', () => {
    fc.assert(fc.property(fc.array(fc.string()), (names) => void expect(pointerTokens(names.reduce(pointerTo, ''))).to.deep.equal(names)));
  });
  it('find every member', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const visit = (here: Json, pointer: string): void => {
          expect(valueAt(value as Json, pointer)).to.equal(here);
          if (Array.isArray(here)) for (const [i, item] of here.entries()) visit(item as Json, pointerTo(pointer, i));
          else if (isObject(here)) for (const [name, member] of Object.entries(here)) visit(member, pointerTo(pointer, name));
        };
        visit(value as Json, '');
      }),
    );
  });
});
