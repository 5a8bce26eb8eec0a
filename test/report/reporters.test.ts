import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { expect } from 'chai';
import { reporters } from '../../scripts/report/reporters.ts';
import { readJunit } from '../support/junit-report.ts';
import { root } from '../support/own-specs.ts';
import { reported, wrongParcel } from './broken-run.ts';

describe('the reporters', { concurrency: true }, () => {
  test('are those of the page about them', () => {
    const page = readFileSync(path.join(root, 'docs/reports.md'), 'utf8');
    const ways = { needed: '=FILE', optional: '[=FILE]', none: '' };
    const table = [...page.matchAll(/^\| `(\w+[^`]*)` \|/gm)].map((match) => match[1]);
    const own = Object.entries(reporters).map(([name, { file }]) => `${name}${ways[file]}`);
    expect(table.filter((name) => !name?.startsWith('newman:'))).to.deep.equal(own);
    expect(table).to.include('newman:NAME[=FILE]');
  });

  test('all work at once, and again under another name', async () => {
    const given = ['junit=a/b/run.xml', 'html=run.html', 'github', 'json=run.json', 'terminal=run.txt', 'json=again=1.json'];
    const { exit, stdout, files } = await reported(
      given.flatMap((each) => ['--reporter', each]),
      (work) => ['a/b/run.xml', 'run.html', 'run.json', 'run.txt', 'again=1.json'].map((name) => work.read(name)),
      { mock: wrongParcel },
    );
    expect(exit).to.equal(1);
    expect(stdout).to.match(/^::error /);
    const [junit = '', html, json = '', text, again] = files;
    expect(readJunit(junit)[0]?.failures).to.equal(1);
    expect(html).to.match(/^<!doctype html>/);
    expect(JSON.parse(json).results).to.have.lengthOf(1);
    expect(again).to.equal(json);
    expect(text).to.contain('the contract is broken');
  });

  test('tell of a file that cannot be written, and write the others', async () => {
    const argv = ['--reporter', 'html=specs', '--reporter', 'json=run.json'];
    const { exit, stderr, files } = await reported(argv, (work) => work.read('run.json'));
    expect(exit).to.equal(2);
    expect(stderr).to.contain('error file-unwritable\n   specs cannot be written: it is a folder');
    expect(JSON.parse(files).results).to.have.lengthOf(1);
  });
});
