// The results of a run for a machine, and what it says of coverage.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import { type MockOptions, startMock } from '../../scripts/mock/server.ts';
import { coverageOf } from '../../scripts/runner/coverage.ts';
import { runContract } from '../../scripts/runner/run.ts';
import { parcelFiles, parcels } from '../support/parcels.ts';
import { Folder, postern } from '../support/specs.ts';

const endpoints = 'specs/parcels/endpoints/parcels.yaml';

/** The line of a spec that begins with a text, from 1. */
function lineAt(file: string, text: string): number {
  const found = (parcelFiles[file.replace('specs/', '')] ?? '').split('\n').findIndex((line) => line.trim().startsWith(text));
  if (found < 0) throw new Error(`${file} has no line ${text}`);
  return found + 1;
}

/** Runs the contract through the command line, and reads the document on stdout. */
async function documentOf(options: MockOptions = {}, changes: Readonly<Record<string, string>> = {}) {
  using work = new Folder(Object.fromEntries(Object.entries(parcelFiles).map(([name, text]) => [`specs/${name}`, text])));
  const mock = await startMock(parcels().api, options);
  try {
    const variables = Object.entries({ ...mock.variables, ...changes }).flatMap(([name, value]) => ['--var', `${name}=${value}`]);
    const { exit, stdout } = await postern(['run', 'parcels', '--env', 'dev', ...variables, '--format', 'json'], work.path);
    return { exit, document: JSON.parse(stdout), url: mock.url };
  } finally {
    await mock.close();
  }
}

describe('run --format json', { concurrency: true }, () => {
  test('gives problems and results as one document', async () => {
    const { exit, document } = await documentOf();
    expect(exit).to.equal(0);
    expect(document).to.have.all.keys('problems', 'started', 'results');
    expect(document.problems).to.deep.equal([]);
    const [result, ...more] = document.results;
    expect(more).to.deep.equal([]);
    expect(result).to.include({ api: 'parcels', environment: 'Parcels dev', outcome: 'holds', tokenFailure: null });
    expect(result.leftOut).to.deep.equal([]);
    expect(result.duration).to.be.greaterThan(0);
    expect(result.requests.map((each: { id: string }) => each.id)).to.deep.equal(['access-token', 'get-parcel', 'label']);
    const { checks, duration, ...label } = result.requests[2];
    expect(label).to.deep.equal({
      id: 'label',
      name: 'Get a label',
      folder: 'Parcels',
      endpoint: 'label',
      kind: 'documented',
      method: 'GET',
      path: '/parcels/{id}/label',
      file: endpoints,
      line: lineAt(endpoints, '- id: label'),
      state: 'sent',
      status: 200,
      repeats: 0,
      error: null,
      surprises: [],
    });
    expect(duration).to.be.at.least(0);
    const labelled = lineAt(endpoints, '200: { description: The label.');
    expect(checks[0]).to.deep.equal({
      name: 'status is 200',
      kind: 'status',
      outcome: 'passed',
      message: '',
      file: endpoints,
      line: labelled,
    });
    expect(result.token).to.include({ obtained: 1, used: 2, refused: 0 });
    expect(result.token.results[0]).to.deep.equal({ name: 'one token serves many requests', outcome: 'passed', message: '' });
    expect(result.coverage).to.deep.equal({
      endpoints: { exercised: 3, documented: 3 },
      statuses: { exercised: 3, documented: 6 },
      cases: { exercised: 0, documented: 0 },
      refusals: { exercised: 0, documented: 0 },
      refusesUnsaid: [],
      never: [
        {
          kind: 'status',
          status: 401,
          names: ['Get a parcel', 'Get a label'],
          file: 'specs/parcels/api.yaml',
          line: lineAt('specs/parcels/api.yaml', '401:'),
        },
        { kind: 'status', status: 404, names: ['Get a parcel'], file: endpoints, line: lineAt(endpoints, '404:') },
      ],
    });
  });

  test('has each finding at its line, and the command that sends the request again', async () => {
    const { exit, document, url } = await documentOf({
      transform: (answer, { endpoint }) =>
        endpoint?.id === 'get-parcel' ? { ...answer, body: JSON.stringify({ id: 'x', size: { unit: 'mm' }, at: 'now' }) } : answer,
    });
    expect(exit).to.equal(1);
    const [result] = document.results;
    expect(result.outcome).to.equal('broken');
    const request = result.requests[1];
    expect(request.curl).to.equal(`curl -i ${url}/parcels/p1 -H "Authorization: Bearer $ACCESS_TOKEN"`);
    const failed = request.checks.filter((each: { outcome: string }) => each.outcome !== 'passed');
    expect(failed).to.have.lengthOf(1);
    expect(failed[0].findings.map((each: { file: string; line: number }) => [each.file, each.line])).to.deep.equal([
      [endpoints, lineAt(endpoints, 'id: {')],
      ['specs/parcels/schemas/size.yaml', lineAt('specs/parcels/schemas/size.yaml', 'unit:')],
      [endpoints, lineAt(endpoints, 'at: {')],
    ]);
    expect(failed[0]).to.include({ kind: 'body', outcome: 'failed', file: endpoints, line: lineAt(endpoints, 'id: {') });
    expect(failed[0].message).to.equal(failed[0].findings.map((each: { message: string }) => each.message).join('\n'));
  });

  test('says why there was no run', async () => {
    const { exit, document } = await documentOf({}, { clientSecret: 'another-secret' });
    expect(exit).to.equal(3);
    const [result] = document.results;
    expect(result.outcome).to.equal('notRun');
    expect(result.tokenFailure).to.be.a('string').and.not.equal('');
    expect(result.coverage.endpoints).to.deep.equal({ exercised: 0, documented: 3 });
    expect(JSON.stringify(document)).to.not.contain('another-secret');
  });

  test('has no results when there is a mistake', async () => {
    using work = new Folder({ 'specs/a/api.yaml': 'nam: x\n' });
    const { exit, stdout } = await postern(['run', '--mock', '--format', 'json'], work.path);
    expect(exit).to.equal(2);
    expect(Object.keys(JSON.parse(stdout))).to.deep.equal(['problems']);
  });
});

describe('coverage', { concurrency: true }, () => {
  const withCase = {
    ...parcelFiles,
    [endpoints.replace('specs/', '')]:
      `${parcelFiles['parcels/endpoints/parcels.yaml']}    cases: [{ name: without a token, auth: none, expect: 401 }]
`,
  };
  const { api } = parcels(withCase);

  const coverage = async (options: MockOptions, sends?: (name: string) => boolean) => {
    const mock = await startMock(api, options);
    try {
      const settings = { environment: 'the mock', values: mock.variables, secrets: [], timeout: 10_000 };
      const only = sends ? { sends: (request: { name: string }) => sends(request.name) } : {};
      const { endpoints: all, statuses, cases, never } = coverageOf(await runContract(api, { ...settings, ...only }));
      const shares = [all, statuses, cases].map(({ exercised, documented }) => `${exercised}/${documented}`);
      return { shares, never: never.map(({ kind, status, names, of }) => `${kind} ${status ?? ''} ${names.join(', ')} of ${of}`) };
    } finally {
      await mock.close();
    }
  };

  test('counts a status of one endpoint for that endpoint only', async () => {
    expect(await coverage({})).to.deep.equal({
      shares: ['3/3', '4/6', '1/1'],
      never: ['status 401 Get a parcel of 2', 'status 404 Get a parcel of 1'],
    });
  });

  test('does not count a documented status that came in place of another one', async () => {
    const { shares, never } = await coverage({
      transform: (answer, { endpoint }) => (endpoint?.id === 'get-parcel' ? { ...answer, status: 404 } : answer),
    });
    expect(shares).to.deep.equal(['3/3', '3/6', '1/1']);
    expect(never).to.include('status 404 Get a parcel of 1').and.include('status 200 Get a parcel of 1');
  });

  test('counts what was not to be sent as never exercised', async () => {
    const { shares, never } = await coverage({}, (name) => name === 'Get a parcel');
    expect(shares).to.deep.equal(['1/3', '1/6', '0/1']);
    expect(never).to.deep.equal([
      'endpoint  Get an access token of 1',
      'endpoint  Get a label of 1',
      'status 200 Get an access token of 1',
      'status 401 Get a parcel, Get a label of 2',
      'status 404 Get a parcel of 1',
      'status 200 Get a label of 1',
      'case  Get a label: without a token of 1',
    ]);
  });
});
