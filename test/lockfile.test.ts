// The lock file is good for `npm ci` on every system, and says nothing about where it was made.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { expect } from 'chai';

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly resolved?: string;
}

const { packages } = JSON.parse(readFileSync(path.join(__dirname, '../package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };

test('every package for another system is locked too: npm ci refuses a lock file without them', () => {
  const missing = Object.entries(packages).flatMap(([name, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((each) => !packages[`node_modules/${each}`] && !packages[`${name}/node_modules/${each}`]),
  );
  expect(missing).to.deep.equal([]);
});

test('no registry is named', () => {
  expect(Object.values(packages).flatMap(({ resolved }) => resolved ?? [])).to.deep.equal([]);
});
