// The command: how it ends, and what it says to people and to machines.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import { demo, Folder, postern } from '../support/specs.ts';

/** An API with one endpoint whose answer has a member that nothing is said of. */
const weak = {
  'specs/weak/api.yaml': 'name: Weak\n',
  'specs/weak/environments/dev.yaml': 'name: Weak dev\nvariables: { baseUrl: https://api.example.com }\n',
  'specs/weak/endpoints/things.yaml': `folder: Things
endpoints:
  - id: thing
    name: Get a thing
    method: GET
    path: /thing
    responses:
      200:
        description: The thing.
        schema: { type: object, required: [id], properties: { id: {} } }
        example: { id: 1 }
`,
};

describe('postern audit', { concurrency: true }, () => {
  test('ends with 0 whatever it finds, unless --min says how much is enough', async () => {
    using work = new Folder(weak);
    for (const [more, exit] of [
      [[], 0],
      [['--min', '50'], 0],
      [['--min', '100'], 1],
    ] as const) {
      const outcome = await postern(['audit', 'weak', ...more], work.path);
      expect(outcome.exit, more.join(' ')).to.equal(exit);
      expect(outcome.stdout).to.equal('');
    }
    const { stderr } = await postern(['audit', 'weak', '--min', '99.5'], work.path);
    expect(stderr.trimEnd().split('\n').at(-1)).to.equal('below the 99.5 % that --min asks for');
  });

  test('tells what survived at its line, then the tables, then what is left open, then the count', async () => {
    using work = new Folder(weak);
    const { stderr } = await postern(['audit', 'weak'], work.path);
    const [survivor, classes, endpoints, open, summary] = stderr.split('\n\n');
    expect(survivor).to.equal(
      [
        'specs/weak/endpoints/things.yaml:10:67  survived Get a thing: /id is null (and 2 more here)',
        '   10 |         schema: { type: object, required: [id], properties: { id: {} } }',
        '      |                                                                   ^^',
        '      | give /id a type',
      ].join('\n'),
    );
    expect(classes).to.match(/^ {2}what is broken {2,}broken {2}noticed {2}survived\n/);
    expect(classes).to.match(/^ {2}null {2,}2 {2,}1 {2,}1$/m);
    expect(endpoints).to.match(/^ {2}Get a thing {2,}\d+ {2,}\d+ {2,}3$/m);
    expect(open).to.contain('open object (1): extra properties are allowed').and.to.contain('specs/weak/endpoints/things.yaml:10');
    expect(summary).to.match(/^Weak: \d+ of \d+ broken answers noticed \(\d\d(\.\d)? %\), no false alarm in \d+ variations\n/);
  });

  test('is one document for machines', async () => {
    using work = new Folder(weak);
    const { exit, stdout, stderr } = await postern(['audit', 'weak', '--format', 'json', '--min', '100'], work.path);
    expect(exit).to.equal(1);
    expect(stderr).to.equal('');
    const { problems, audit } = JSON.parse(stdout);
    expect(problems).to.deep.equal([]);
    expect(audit).to.include({ api: 'weak', killed: audit.mutants - 3 });
    expect(audit.survivors).to.have.lengthOf(3);
    expect(audit.survivors[0]).to.deep.equal({
      class: 'null',
      request: 'Get a thing',
      what: '/id is null',
      constraint: 'give /id a type',
      file: 'specs/weak/endpoints/things.yaml',
      line: 10,
      column: 67,
    });
    expect(audit.gaps[0]).to.include({ kind: 'open object', line: 10 });
    const again = await postern(['audit', 'weak', '--format', 'json', '--min', '100'], work.path);
    expect(again.stdout).to.equal(stdout);
  });

  test('says nothing with --quiet when there is nothing to say', async () => {
    using work = new Folder({
      ...weak,
      'specs/weak/endpoints/things.yaml': weak['specs/weak/endpoints/things.yaml'].replace('id: {} }', 'id: { type: integer } }'),
    });
    const { exit, stdout, stderr } = await postern(['audit', 'weak', '--quiet', '--min', '100'], work.path);
    expect([exit, stdout, stderr]).to.deep.equal([0, '', '']);
  });

  test('ends with 2 for a mistake in the specs or on the command line', async () => {
    using work = new Folder({ ...weak, ...demo });
    for (const argv of [
      ['audit', 'wek'],
      ['audit'],
      ['audit', 'weak', '--min', '101'],
      ['audit', 'weak', '--min', 'most'],
      ['audit', 'weak', '--var', 'unknown=1'],
    ]) {
      const { exit, stderr } = await postern(argv, work.path);
      expect(exit, argv.join(' ')).to.equal(2);
      expect(stderr).to.not.equal('');
    }
    const broken = weak['specs/weak/endpoints/things.yaml'].replace('method', 'methd');
    work.write({ 'specs/weak/endpoints/things.yaml': broken });
    const { exit, stderr } = await postern(['audit', 'weak'], work.path);
    expect(exit).to.equal(2);
    expect(stderr).to.contain('unknown-key').and.not.contain('noticed');
  });
});
