import { describe, test } from 'node:test';
import { expect } from 'chai';
import { resolveUri, splitFragment } from '../../scripts/schema/uri.ts';

/** RFC 3986, sections 5.4.1 and 5.4.2: reference → target, with the base http://a/b/c/d;p?q */
const EXAMPLES: Readonly<Record<string, string>> = {
  'g:h': 'g:h',
  g: 'http://a/b/c/g',
  './g': 'http://a/b/c/g',
  'g/': 'http://a/b/c/g/',
  '/g': 'http://a/g',
  '//g': 'http://g',
  '?y': 'http://a/b/c/d;p?y',
  'g?y': 'http://a/b/c/g?y',
  '#s': 'http://a/b/c/d;p?q#s',
  'g#s': 'http://a/b/c/g#s',
  'g?y#s': 'http://a/b/c/g?y#s',
  ';x': 'http://a/b/c/;x',
  'g;x?y#s': 'http://a/b/c/g;x?y#s',
  '': 'http://a/b/c/d;p?q',
  '.': 'http://a/b/c/',
  './': 'http://a/b/c/',
  '..': 'http://a/b/',
  '../': 'http://a/b/',
  '../g': 'http://a/b/g',
  '../..': 'http://a/',
  '../../g': 'http://a/g',
  '../../../g': 'http://a/g',
  '../../../../g': 'http://a/g',
  '/./g': 'http://a/g',
  '/../g': 'http://a/g',
  'g.': 'http://a/b/c/g.',
  '..g': 'http://a/b/c/..g',
  './../g': 'http://a/b/g',
  './g/.': 'http://a/b/c/g/',
  'g/./h': 'http://a/b/c/g/h',
  'g/../h': 'http://a/b/c/h',
  'g;x=1/../y': 'http://a/b/c/y',
  'g?y/../x': 'http://a/b/c/g?y/../x',
  'g#s/../x': 'http://a/b/c/g#s/../x',
  'http:g': 'http:g',
};

describe('Resolving a URI reference', () => {
  for (const [reference, target] of Object.entries(EXAMPLES)) {
    test(`RFC 3986: "${reference}"`, () => {
      expect(resolveUri('http://a/b/c/d;p?q', reference)).to.equal(target);
    });
  }

  test('keeps the text of bases that are no web addresses', () => {
    expect(resolveUri('spec:/peddler/schemas/a b.yaml', 'c.yaml#/d')).to.equal('spec:/peddler/schemas/c.yaml#/d');
    expect(resolveUri('spec:///peddler/a.yaml', '../common/b.yaml')).to.equal('spec:///common/b.yaml');
    expect(resolveUri('urn:example:a', '#/$defs/b')).to.equal('urn:example:a#/$defs/b');
    expect(resolveUri('http://a', 'b')).to.equal('http://a/b');
  });
});

describe('Splitting a URI', () => {
  test('at the fragment, which is decoded', () => {
    expect(splitFragment('a:b#/c%20d#')).to.deep.equal({ uri: 'a:b', fragment: '/c d#' });
    expect(splitFragment('a:b')).to.deep.equal({ uri: 'a:b', fragment: '' });
    expect(splitFragment('a:b#%zz')).to.deep.equal({ uri: 'a:b', fragment: undefined });
  });
});
