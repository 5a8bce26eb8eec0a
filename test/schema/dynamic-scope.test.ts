import { describe, test } from 'node:test';
import { expect } from 'chai';
import { validate } from '../../scripts/schema/validate.ts';
import type { Json } from '../../scripts/source/json.ts';
import { lines } from './compiling.ts';

// Cases of the dynamic scope (JSON Schema core, section 7.1) that the official suite does not have.

describe('The dynamic scope', () => {
  test('of two anchors, the one that is already there stays, the new one is added', () => {
    const files: Record<string, Json> = {
      'spec:/api/inner.yaml': {
        $ref: 'innermost.yaml',
        properties: { x: { $dynamicRef: '#a' } },
        $defs: { a: { $dynamicAnchor: 'a', type: 'number' }, b: { $dynamicAnchor: 'b', type: 'null' } },
      },
      'spec:/api/innermost.yaml': { properties: { y: { $dynamicRef: '#b' } }, $defs: { b: { $dynamicAnchor: 'b', type: 'array' } } },
    };
    const schema = { $ref: 'inner.yaml', $defs: { a: { $dynamicAnchor: 'a', type: 'string' } } };
    expect(lines(schema, { x: 's', y: null }, files)).to.deep.equal([]);
    expect(lines(schema, { x: 1, y: [] }, files).sort()).to.deep.equal([
      'at /x: expected a string, got 1 (#/$defs/a/type)',
      'at /y: expected null, got [] (#/$defs/b2/type)',
    ]);
  });

  test('a circle that is only closed by a default, which is never taken, is no mistake', () => {
    const files: Record<string, Json> = { 'spec:/api/tree.yaml': { $dynamicAnchor: 'node', allOf: [{ $dynamicRef: '#node' }] } };
    const schema = { $ref: 'tree.yaml', $defs: { text: { $dynamicAnchor: 'node', type: 'string' } } };
    expect(lines(schema, 's', files)).to.deep.equal([]);
    expect(lines(schema, 1, files)).to.deep.equal(['at the root: expected a string, got 1 (#/$defs/text/type)']);
  });

  test('a schema applies a second time to the same value when the scope has grown since', () => {
    const schema = {
      $ref: '#/$defs/generic',
      $defs: {
        generic: {
          if: { $dynamicRef: { anchor: 'isFirst', otherwise: '#/$defs/yes' } },
          then: { $ref: '#/$defs/wide' },
          else: { type: 'string' },
        },
        wide: { $dynamicAnchors: { isFirst: '#/$defs/no' }, $ref: '#/$defs/generic' },
        yes: true,
        no: false,
      },
    };
    expect(validate({ schema }, 's')).to.deep.equal([]);
    expect(validate({ schema }, 1).map(({ location }) => location)).to.deep.equal(['#/$defs/generic/else/type']);
  });
});
