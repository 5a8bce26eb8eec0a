// One contract against several environments in one run: each in turn, then side by side.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import { type MockOptions, startMock } from '../../scripts/mock/server.ts';
import { resolveSpecs } from '../../scripts/model/resolve.ts';
import type { RunDocument } from '../../scripts/report/run-document.ts';
import { withBody } from '../report/broken-run.ts';
import { readJunit } from '../support/junit-report.ts';
import { parcelFiles } from '../support/parcels.ts';
import { Folder, type Outcome, postern } from '../support/specs.ts';

const environment = (name: string, prefix: string, more = '') => `name: Parcels ${name}
${more}variables: { baseUrl: { from: ${prefix}_URL, required: true } }
secrets: { clientId: { from: ${prefix}_ID }, clientSecret: { from: ${prefix}_SECRET } }
`;

const files: Readonly<Record<string, string>> = {
  ...parcelFiles,
  'parcels/environments/dev.yaml': environment('dev', 'DEV'),
  'parcels/environments/prod.yaml': environment('prod', 'PROD', 'kind: production\n'),
  'parcels/endpoints/writes.yaml': `folder: Writes
endpoints:
  - id: add-parcel
    name: Add a parcel
    method: POST
    path: /parcels
    responses: { 201: { description: Added., readAs: none } }
`,
};

/** Runs the contract against two mocks, dev and prod. */
async function run(argv: readonly string[], { dev = {}, prod = {} }: { dev?: MockOptions; prod?: MockOptions } = {}) {
  const [api] = resolveSpecs({ root: 'specs', files: new Map(Object.entries(files)) }).apis;
  if (!api) throw new Error('no API');
  const paths: string[] = [];
  const listening = (options: MockOptions, name: string): MockOptions => ({
    ...options,
    log: ({ method, path }) => void paths.push(`${name} ${method} ${path}`),
  });
  const mocks = [await startMock(api, listening(dev, 'dev')), await startMock(api, listening(prod, 'prod'))];
  using work = new Folder(Object.fromEntries(Object.entries(files).map(([name, text]) => [`specs/${name}`, text])));
  const env = Object.fromEntries(
    mocks.flatMap(({ variables }, i) => {
      const prefix = ['DEV', 'PROD'][i];
      return [
        [`${prefix}_URL`, variables['baseUrl'] ?? ''],
        [`${prefix}_ID`, variables['clientId'] ?? ''],
        [`${prefix}_SECRET`, variables['clientSecret'] ?? ''],
      ];
    }),
  );
  try {
    const outcome: Outcome = await postern(['run', 'parcels', ...argv], work.path, { env });
    return { ...outcome, paths, files: work.files() };
  } finally {
    for (const mock of mocks) await mock.close();
  }
}

const both = ['--env', 'dev', '--env', 'prod'];
const broken = withBody('get-parcel', '{"id":"x"}');

describe('a run against several environments', { concurrency: true }, () => {
  test('runs each in turn by its own rules, and says that they do not differ', async () => {
    const { exit, stderr, paths } = await run(both);
    expect(exit, stderr).to.equal(0);
    expect(
      paths.filter((path) => path.endsWith('/parcels')),
      paths.join(),
    ).to.deep.equal(['dev POST /base-url/parcels']);
    expect(stderr).to.match(
      /Parcels \(Parcels dev\): the contract holds[\s\S]*Parcels \(Parcels prod\): the contract holds[\s\S]*side by side/,
    );
    expect(stderr).to.match(
      /\nParcels, Parcels dev and Parcels prod side by side: no difference\n\d+ checks hold in all, 1 request not sent to Parcels prod\n/,
    );
  });

  test('tells what holds in one and not in the other, with its place, and ends with the worst code', async () => {
    const { exit, stderr } = await run(both, { prod: broken });
    expect(exit).to.equal(1);
    const [, table = ''] = stderr.split('side by side: ');
    expect(table.split('\n').slice(0, 3)).to.deep.equal([
      '1 thing holds in one and not in the other',
      'Parcels dev  Parcels prod',
      'holds        fails         Parcels › Get a parcel: body is as documented  specs/parcels/endpoints/parcels.yaml:9:7',
    ]);
  });

  test('does not list what fails in all', async () => {
    const { stderr } = await run(both, { dev: broken, prod: broken });
    expect(stderr).to.match(/side by side: no difference\n\d+ checks hold in all, 1 check fails in all/);
  });

  test('lists a request that only one answers once, and the token that only one gives', async () => {
    const { exit, stderr } = await run(both, { prod: { transform: (answer) => ({ ...answer, status: 500 }) } });
    expect(exit).to.equal(3);
    expect(stderr).to.match(/^holds +fails +an access token can be had {2}specs\/parcels\/api\.yaml:\d+:\d+$/m);
  });

  test('hands all results to every reporter, the names of JUnit apart', async () => {
    const argv = [
      ...both,
      '--reporter',
      'junit=r.xml',
      '--reporter',
      'json=r.json',
      '--reporter',
      'terminal=r.txt',
      '--reporter',
      'github',
    ];
    const { stdout, files: written } = await run(argv, { dev: broken, prod: broken });
    const document = JSON.parse(written['r.json'] ?? '') as RunDocument;
    expect(document.results?.map((each) => each.environment)).to.deep.equal(['Parcels dev', 'Parcels prod']);
    const suites = readJunit(written['r.xml'] ?? '');
    const names = suites.flatMap(({ cases }) => cases.map(({ classname, name }) => `${classname}/${name}`));
    expect(suites).to.have.lengthOf(2);
    expect(new Set(names).size).to.equal(names.length);
    expect(written['r.txt']).to.contain('Parcels dev and Parcels prod side by side');
    expect(stdout).to.contain('title=Get a parcel%3A body is as documented (Parcels dev)').and.contain('(Parcels prod)');
  });

  test('sends nothing while one of them lacks a value', async () => {
    const { exit, stderr, paths } = await run([...both, '--env', 'live', '--var', 'clientSecret=']);
    expect(exit).to.equal(2);
    expect(paths).to.deep.equal([]);
    expect(stderr).to.contain('no environment "live"').and.contain('no value for dev').and.contain('no value for prod');
  });

  test('keeps the parts of shards apart by environment', async () => {
    const { exit, stderr, files: written } = await run([...both, '--results', 'all.json'], { prod: broken });
    expect(exit).to.equal(1);
    using work = new Folder(written);
    const merged = await postern(['merge', 'all.json'], work.path);
    expect(merged.exit, merged.stderr).to.equal(1);
    expect(merged.stderr.split('side by side')[1]).to.equal(stderr.split('side by side')[1]);
  });
});
