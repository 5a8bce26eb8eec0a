// The JSON report, held to the schema that is published for those who read it.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { expect } from 'chai';
import { startMock } from '../../scripts/mock/server.ts';
import type { RunDocument } from '../../scripts/report/run-document.ts';
import { runAsJson } from '../../scripts/report/run-json.ts';
import { runContract } from '../../scripts/runner/run.ts';
import { root } from '../support/own-specs.ts';
import { parcelFiles, parcels } from '../support/parcels.ts';
import { reported, wrongParcel } from './broken-run.ts';

const schema = JSON.parse(readFileSync(path.join(root, 'schemas/run.schema.json'), 'utf8'));
const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

function expectValid(document: unknown): void {
  expect(validate(document), JSON.stringify(validate.errors)).to.equal(true);
}

const read = { json: (work: { read: (name: string) => string }) => JSON.parse(work.read('out/run.json')) as RunDocument };
const reporter = ['--reporter', 'json=out/run.json'];

describe('the JSON report', { concurrency: true }, () => {
  test('of a contract that holds satisfies its schema, and keeps no exchange', async () => {
    const { exit, files } = await reported(reporter, read.json);
    expect(exit).to.equal(0);
    expectValid(files);
    expect(files.results?.[0]?.outcome).to.equal('holds');
    expect(files.results?.[0]?.requests.filter((each) => each.exchange)).to.deep.equal([]);
    expect(Date.parse(files.started ?? '')).to.be.greaterThan(0);
  });

  test('of a broken contract satisfies its schema, with findings taken apart, and what was sent and what came', async () => {
    const { exit, files } = await reported(reporter, read.json, { mock: wrongParcel });
    expect(exit).to.equal(1);
    expectValid(files);
    const broken = files.results?.[0]?.requests.filter((each) => each.exchange);
    expect(broken?.map((each) => each.id)).to.deep.equal(['get-parcel']);
    const findings = broken?.[0]?.checks.find((each) => each.outcome === 'failed')?.findings;
    expect(findings?.map(({ pointer, expected, actual }) => [pointer, expected, actual])).to.deep.equal([
      ['/id', 'to match /^p/', '"x"'],
      ['/size/unit', 'one of "cm", "in"', '"mm"'],
      ['/at', 'a date-time (RFC 3339)', '"yesterday"'],
    ]);
    const { request, response } = broken?.[0]?.exchange ?? {};
    expect(request?.method).to.equal('GET');
    expect(request?.url).to.match(/\/parcels\/p1$/);
    expect(request?.headers.find(({ name }) => name === 'Authorization')?.value).to.equal('Bearer ‹secret›');
    expect(response?.status).to.equal(200);
    expect(response?.body).to.deep.equal({ text: '{"id":"x","size":{"unit":"mm"},"at":"yesterday"}', bytes: 48, note: '' });
  });

  test('of a run without a token satisfies its schema', async () => {
    const { exit, files } = await reported(reporter, read.json, { changes: { clientSecret: 'another secret' } });
    expect(exit).to.equal(3);
    expectValid(files);
    expect(files.results?.[0]?.outcome).to.equal('notRun');
  });

  test('of a run against production satisfies its schema, and names what was left out', async () => {
    const files = {
      ...parcelFiles,
      'parcels/environments/dev.yaml': `${parcelFiles['parcels/environments/dev.yaml']}kind: production\n`,
      'parcels/endpoints/new.yaml': `folder: New
endpoints:
  - id: make
    name: Make a parcel
    method: POST
    path: /parcels
    responses: { 201: { description: Made., schema: { type: object }, example: {} } }
`,
    };
    const run = await reported(reporter, read.json, { files });
    expect(run.exit, run.stderr).to.equal(0);
    expectValid(run.files);
    expect(run.files.results?.[0]?.leftOut).to.deep.equal(['Make a parcel']);
  });

  test('of a run that was stopped satisfies its schema', async () => {
    const { api } = parcels();
    const stop = new AbortController();
    const mock = await startMock(api, {});
    try {
      const settings = { environment: 'the mock', values: mock.variables, secrets: [], timeout: 10_000 };
      const result = await runContract(api, { ...settings, signal: stop.signal, onResult: () => stop.abort() });
      expect(result.requests.some((each) => each.state === 'lost')).to.equal(true);
      expectValid({ problems: [], results: [runAsJson(result)] });
    } finally {
      await mock.close();
    }
  });

  test('is what --format json writes, and that satisfies the schema too', async () => {
    const { stdout, files } = await reported([...reporter, '--format', 'json'], read.json, { mock: wrongParcel });
    expectValid(JSON.parse(stdout));
    expect(JSON.parse(stdout)).to.deep.equal(files);
    const mistake = await reported(['--reporter', 'htlm', '--format', 'json'], () => '');
    expectValid(JSON.parse(mistake.stdout));
  });

  test('would not satisfy its schema with a member that nobody knows', async () => {
    const { files } = await reported(reporter, read.json);
    expect(validate({ ...files, more: 1 })).to.equal(false);
    expect(validate({ ...files, results: [{ ...files.results?.[0], more: 1 }] })).to.equal(false);
  });
});
