import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { JsonIndex } from '../../scripts/language/json-index.ts';

/** Each place in a value, as the keys that lead to it. */
function placesIn(value: unknown, keys: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [keys];
  return [keys, ...Object.entries(value).flatMap(([key, member]) => placesIn(member, [...keys, key]))];
}

function valueAt(value: unknown, keys: readonly string[]): unknown {
  return keys.reduce((here, key) => (here as Record<string, unknown>)[key], value);
}

describe('places in a JSON text', () => {
  it('are where the values stand', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 1, 2, 4), (written, indent) => {
        const value = JSON.parse(written);
        const text = JSON.stringify(value, null, indent);
        const index = new JsonIndex(text);
        for (const keys of placesIn(value)) {
          const [start, end] = index.find(keys, 'value');
          expect(JSON.parse(text.slice(start, end))).to.deep.equal(valueAt(value, keys));
        }
      }),
    );
  });

  it('are those of keys too, and of the nearest place around what is not there', () => {
    const text = '{ "a": [1, { "b\\"": "x]" }], "c": 2 }';
    const index = new JsonIndex(text);
    const at = (keys: string[], part: 'key' | 'value') => text.slice(...index.find(keys, part));
    expect(at(['a', '1', 'b"'], 'key')).to.equal('"b\\""');
    expect(at(['c'], 'key')).to.equal('"c"');
    expect(at(['a', '1', 'gone', 'deeper'], 'key')).to.equal('{ "b\\"": "x]" }');
    expect(at(['gone'], 'value')).to.equal(text);
  });
});
