// The libraries in collections are text in the repository: here they are made once more from the packages.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'chai';

describe('the libraries for signatures', () => {
  it('are what bin/vendor.mjs makes of the installed packages', () => {
    const { status, stderr } = spawnSync(process.execPath, [path.join(__dirname, '../../bin/vendor.mjs'), '--check'], { encoding: 'utf8' });
    expect(stderr).to.equal('');
    expect(status).to.equal(0);
  });

  for (const name of ['sign-rsa.js', 'sign-p256.js']) {
    it(`${name} carries the notice that its licences ask for, and names no machine`, () => {
      const text = readFileSync(path.join(__dirname, '../../scripts/postman/sandbox/vendor', name), 'utf8');
      expect(text).to.match(/\* Copyright \(c\) 2022 Paul Miller/);
      expect(text).to.contain('The above copyright notice and this permission notice shall be included in');
      expect(text).not.to.match(/node_modules|\/(home|tmp|Users|work)\//);
    });
  }
});
