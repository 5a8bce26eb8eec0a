// What is loaded in a worker. It changes Newman for the whole process, so nothing else is tested in this file.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import { loadQuickNewman } from '../../scripts/runner/quick/load.ts';

describe('Newman in a worker', () => {
  const { quick, missing } = loadQuickNewman();
  const loaded = Object.keys(require.cache).map((file) => file.replaceAll('\\', '/'));

  test('every patch finds its place in the installed versions', () => {
    expect({ quick, missing }).to.deep.equal({ quick: true, missing: [] });
  });

  test('one copy of the collection SDK is loaded', () => {
    expect(loaded.filter((file) => /\/node_modules\/postman-collection\/lib\/index\.js$/.test(file))).to.have.lengthOf(1);
  });

  test('neither the code of the sandbox is loaded nor what only some runs need', () => {
    const late = /node_modules\/(psl|cli-table3|aws4|jose)\/|postman-sandbox\/\.cache\//;
    expect(loaded.filter((file) => late.test(file))).to.deep.equal([]);
  });
});
