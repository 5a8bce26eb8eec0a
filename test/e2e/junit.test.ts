// The JUnit report as CI systems read it: well-formed whatever stands in specs and answers, right in its counts, with names that
// stay the same from run to run and places that exist.

import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { expect } from 'chai';
import type { MockAnswer } from '../../scripts/mock/exchange.ts';
import { type MockOptions, startMock } from '../../scripts/mock/server.ts';
import { resolveSpecs } from '../../scripts/model/resolve.ts';
import { tokenResults } from '../../scripts/runner/token-life.ts';
import { messageOf } from '../../scripts/source/problem.ts';
import { type JunitCase, type JunitSuite, readJunit } from '../support/junit-report.ts';
import { parcelFiles } from '../support/parcels.ts';
import { Folder, postern } from '../support/specs.ts';

type Texts = Readonly<Record<string, string>>;

/** What a run of one API wrote, and how it ended. */
interface Reported {
  readonly exit: number;
  readonly stderr: string;
  readonly suite: JunitSuite;
  /** A place that a case names, as the text of its line; undefined when there is none. */
  readonly lineOf: (each: JunitCase | undefined) => string | undefined;
}

/** Runs the contract of the one API in `files` (paths below the specs folder) against a mock of it, through the command line. */
async function report(files: Texts, options: MockOptions = {}, changes: Texts = {}): Promise<Reported> {
  const { apis, problems } = resolveSpecs({ root: 'specs', files: new Map(Object.entries(files)) });
  const [api] = apis;
  if (!api || problems.length > 0) throw new Error(problems.map(messageOf).join('\n'));
  using work = new Folder(Object.fromEntries(Object.entries(files).map(([name, text]) => [`specs/${name}`, text])));
  const mock = await startMock(api, options);
  try {
    const variables = Object.entries({ ...mock.variables, ...changes }).flatMap(([name, value]) => ['--var', `${name}=${value}`]);
    const argv = ['run', api.id, '--env', 'dev', ...variables, '--reporter', 'junit=results.xml', '--timeout', '10s'];
    const { exit, stderr } = await postern(argv, work.path);
    const [suite, ...others] = readJunit(work.read('results.xml'));
    if (!suite || others.length > 0) throw new Error('a run of one API has one suite');
    const lines = new Map(suite.cases.map(({ file }) => [file, readFileSync(work.at(file), 'utf8').split('\n')]));
    return { exit, stderr, suite, lineOf: (each) => lines.get(each?.file ?? '')?.[Number(each?.line) - 1]?.trim() };
  } finally {
    await mock.close();
  }
}

/** What must hold of every report. */
function expectSound({ suite, lineOf }: Reported): void {
  const { cases } = suite;
  expect(cases).to.have.lengthOf(suite.tests);
  expect(cases.filter((each) => each.failure)).to.have.lengthOf(suite.failures);
  expect(cases.filter((each) => each.skipped)).to.have.lengthOf(suite.skipped);
  expect(suite.errors).to.equal(0);
  expect(suite.time).to.be.greaterThan(0);
  expect(new Set(cases.map(keyOf)).size, 'each name once').to.equal(cases.length);
  for (const each of cases) {
    expect(lineOf(each), `${each.file}:${each.line}`).to.be.a('string').and.not.equal('');
    expect(Number(each.time ?? 0)).to.be.at.least(0);
    if (each.failure) expect(each.failure.message).to.not.equal('');
  }
}

/** What a CI system knows a case by. */
function keyOf({ classname, name }: JunitCase): string {
  return `${classname}\n${name}`;
}

function failed({ suite }: Reported): JunitCase[] {
  return suite.cases.filter((each) => each.failure);
}

const onParcel = (change: (answer: MockAnswer) => MockAnswer): MockOptions => ({
  transform: (answer, { endpoint }) => (endpoint?.id === 'get-parcel' ? change(answer) : answer),
});

const json =
  (value: object): ((answer: MockAnswer) => MockAnswer) =>
  (answer) => ({ ...answer, body: JSON.stringify(value) });

describe('the JUnit report', { concurrency: true }, () => {
  test('of a contract that holds has a case for each check, none failed or skipped', async () => {
    const reported = await report(parcelFiles);
    expectSound(reported);
    expect(reported.exit, reported.stderr).to.equal(0);
    expect(reported.suite).to.include({ name: 'Parcels (Parcels dev)', failures: 0, skipped: 0 });
    const life = reported.suite.cases.filter(({ classname }) => classname === 'parcels.Access token');
    expect(life.map(({ name }) => name)).to.deep.equal([...tokenResults]);
    const checks = reported.suite.tests - life.length;
    expect(reported.stderr).to.contain(` ${checks} of ${checks} checks passed`);
    expect(reported.suite.cases.map(({ classname }) => classname)).to.include.members([
      'parcels.Get an access token',
      'parcels.Parcels.Get a parcel',
      'parcels.Parcels.Get a label',
    ]);
  });

  test('has the same names in every run, whatever fails', async () => {
    const [one, other, broken] = await Promise.all([
      report(parcelFiles),
      report(parcelFiles),
      report(
        parcelFiles,
        onParcel((answer) => ({ ...answer, status: 404 })),
      ),
    ]);
    const names = one.suite.cases.map(keyOf);
    expect(other.suite.cases.map(keyOf)).to.deep.equal(names);
    expect(broken.suite.cases.map(keyOf)).to.deep.equal(names);
  });

  test('names the line that was broken, with the whole message in the text and its first line beside the name', async () => {
    const reported = await report(parcelFiles, onParcel(json({ id: 'x', size: { unit: 'mm' }, at: 'yesterday' })));
    expectSound(reported);
    expect(reported.exit).to.equal(1);
    const [body, ...more] = failed(reported);
    expect(more).to.deep.equal([]);
    expect(body).to.include({ classname: 'parcels.Parcels.Get a parcel', name: 'body is as documented' });
    expect(reported.lineOf(body)).to.equal('id: { type: string, pattern: ^p }');
    const [told = '', command] = body?.failure?.text.split('\n\n') ?? [];
    expect(told.split('\n')).to.have.lengthOf(3);
    expect(command).to.match(/^curl -i http:\S+\/parcels\/p1 -H "Authorization: Bearer \$ACCESS_TOKEN"$/);
    expect(body?.failure?.message).to.equal(body?.failure?.text.split('\n')[0]);
    expect(body?.failure?.text).to.contain('got "yesterday"').and.contain('got "mm"');
  });

  test('says what was exercised in the properties of the suite', async () => {
    const { suite } = await report(parcelFiles);
    expect(suite.properties).to.deep.equal([
      ['coverage.endpoints', '3 of 3'],
      ['coverage.statuses', '3 of 6'],
      ['coverage.cases', '0 of 0'],
      ['coverage.never', 'specs/parcels/api.yaml:11 401 of Get a parcel, Get a label'],
      ['coverage.never', 'specs/parcels/endpoints/parcels.yaml:31 404 of Get a parcel'],
    ]);
  });

  test('has a broken promise about the token as a failure', async () => {
    const reported = await report(parcelFiles, {
      transform: (answer, { endpoint }) => (endpoint?.id === 'label' ? { ...answer, status: 401 } : answer),
    });
    expectSound(reported);
    expect(reported.exit).to.equal(1);
    expect(failed(reported).map(({ classname, name, failure }) => [classname, name, failure?.message])).to.deep.equal([
      ['parcels.Access token', 'a dead token is replaced once', 'Get a label: refused with 401, and once more with a new token'],
      ['parcels.Parcels.Get a label', 'status is 200', 'expected status 200, got 401 (documented as: No live token)'],
    ]);
  });

  test('has what could not be checked as skipped', async () => {
    const reported = await report(
      parcelFiles,
      onParcel((answer) => ({ ...answer, status: 500 })),
    );
    expectSound(reported);
    expect(failed(reported).map(({ name }) => name)).to.deep.equal(['status is 200']);
    const others = reported.suite.cases.filter(({ classname, failure }) => classname === 'parcels.Parcels.Get a parcel' && !failure);
    expect(others.map(({ skipped }) => skipped)).to.deep.equal(others.map(() => true));
    expect(reported.suite.skipped).to.equal(others.length).and.greaterThan(4);
  });

  test('has a request without an answer as one failure, at the request', async () => {
    const files = {
      ...parcelFiles,
      'parcels/environments/dev.yaml':
        'name: Dev\nvariables: { baseUrl: https://parcels.example.com, gone: https://gone.example.com }\nsecrets: { clientId: {}, clientSecret: {} }\n',
      'parcels/endpoints/gone.yaml': `folder: Gone
endpoints:
  - id: gone
    name: Ask nobody
    method: GET
    baseUrl: "{{gone}}"
    path: /
    auth: none
    responses: { 200: { description: Yes., schema: { type: object }, example: {} } }
`,
    };
    const reported = await report(files, {}, { gone: 'http://127.0.0.1:1' });
    expectSound(reported);
    expect(reported.exit).to.equal(1);
    const [gone, ...more] = failed(reported);
    expect(more).to.deep.equal([]);
    expect(gone).to.include({ classname: 'parcels.Gone.Ask nobody', name: 'request' });
    expect(gone?.failure?.text).to.match(/^no answer: nothing listens at the address/);
    expect(reported.lineOf(gone)).to.equal('- id: gone');
    expect(reported.suite.cases.filter(({ classname }) => classname === gone?.classname)).to.have.lengthOf(1 + reported.suite.skipped);
  });

  test('has a token that cannot be had as one failure, and skips the rest', async () => {
    const reported = await report(parcelFiles, {}, { clientSecret: 'another secret' });
    expectSound(reported);
    expect(reported.exit).to.equal(3);
    expect(failed(reported).map(({ classname, name }) => [classname, name])).to.deep.equal([['parcels', 'Access token']]);
    expect(reported.lineOf(failed(reported)[0])).to.equal('tokenUrl: "{{baseUrl}}/token"');
    expect(reported.suite.skipped).to.equal(reported.suite.tests - 1);
  });

  test('knows requests apart that have the same name', async () => {
    const twin = (id: string, path: string) => `  - id: ${id}
    name: Twin
    method: GET
    path: ${path}
    auth: none
    responses: { 200: { description: Yes., schema: { type: object }, example: {} } }
    cases: [{ name: again, expect: 200 }]
`;
    const files = {
      ...parcelFiles,
      'parcels/endpoints/twins.yaml': `folder: Twins\nendpoints:\n${twin('one', '/one')}${twin('two', '/two')}`,
    };
    const broken: MockOptions = { transform: (answer, { endpoint }) => (endpoint?.id === 'two' ? { ...answer, status: 500 } : answer) };
    const reported = await report(files, broken);
    expectSound(reported);
    expect(failed(reported).map(({ classname }) => classname)).to.deep.equal([
      'parcels.Twins.Twin (two)',
      'parcels.Twins.Twin: again (two again)',
    ]);
  });

  test('is well-formed with hostile names, and says them as they are where XML can', async () => {
    const visible = `]]> <b a="1"> & &amp; &#0; 'single' "double" <!-- --> <![CDATA[ 😀 漢字 e\u0301`;
    const name = `${visible} \u0001\u001b[31m\u007f\ufffe\u2028`;
    const files = {
      'parcels/api.yaml': JSON.stringify({ name: `API ${name}` }),
      'parcels/environments/dev.yaml': JSON.stringify({ name: `dev ${name}`, variables: { baseUrl: 'https://parcels.example.com' } }),
      'parcels/endpoints/all.yaml': JSON.stringify({
        folder: `folder ${name}`,
        endpoints: [
          {
            id: 'all',
            name: `endpoint ${name}`,
            method: 'GET',
            path: '/all',
            responses: {
              200: {
                description: name,
                headers: { 'X-A': { schema: { pattern: '^a' }, example: 'a' } },
                schema: { const: { [name]: name } },
                example: { [name]: name },
              },
            },
            cases: [{ name: `case ${name}`, expect: 200 }],
          },
        ],
      }),
    };
    const other = { '\u0000\ud800 ]]>': `\u0008\ufffe\ud800 ]]> ${name}` };
    const reported = await report(files, {
      transform: (answer) => ({
        ...answer,
        headers: [...answer.headers.filter(({ name }) => name !== 'X-A'), { name: 'X-A', value: ']]> &\u0080' }],
        body: JSON.stringify(other),
      }),
    });
    expectSound(reported);
    expect(reported.suite.name).to.contain(`API ${visible}`).and.contain(`(dev ${visible}`);
    expect(reported.suite.cases[0]?.classname)
      .to.match(/^parcels\.folder /)
      .and.contain(`endpoint ${visible}`);
    expect(reported.suite.cases.some(({ classname }) => classname.includes(`case ${visible}`))).to.equal(true);
    const body = failed(reported).find((each) => each.name === 'body is as documented');
    expect(body?.failure?.text).to.contain(']]>').and.contain('😀');
    expect(failed(reported)).to.have.lengthOf(4);
  });
});

describe('a parser of JUnit reports', () => {
  test('takes no report that is not well-formed', () => {
    for (const xml of [
      '<a>',
      '<a>\u0000</a>',
      '<a b="&#0;"/>',
      '<a>&#x1f;</a>',
      '<testsuites><testsuite><testcase><failure/><skipped/></testcase></testsuite></testsuites>',
    ])
      expect(() => readJunit(xml), xml).to.throw();
  });
});
