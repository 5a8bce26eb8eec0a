// What is committed under collections/ works without Postern: in plain Newman, and in the Postman CLI where it is installed.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import { type MockOptions, startMock } from '../../scripts/mock/server.ts';
import { runInNewman } from '../support/newman.ts';
import { asArguments, committed, ownApi } from '../support/own-specs.ts';
import { type PostmanCliRun, runInPostmanCli, withoutPostmanCli } from '../support/postman-cli.ts';

const programs = [
  { program: 'Newman', run: runInNewman, skip: false as const },
  { program: 'the Postman CLI', run: runInPostmanCli, skip: withoutPostmanCli },
];

const environments: Readonly<Record<string, string>> = { peddler: 'dev', partner: 'partner', tutorial: 'tutorial' };

async function runCommitted(api: string, kind: string, run: (typeof programs)[number]['run'], options: MockOptions = {}) {
  const mock = await startMock(ownApi(api), options);
  try {
    const environment = committed(`${api}/${environments[api]}.postman_environment.json`);
    const result = await run(committed(`${api}/${api}${kind}.postman_collection.json`), environment, asArguments(mock.variables));
    return { result, log: [...mock.log] };
  } finally {
    await mock.close();
  }
}

function expectGreen({ exitCode, output, report }: PostmanCliRun): void {
  expect(report.run.failures, output).to.deep.equal([]);
  expect(exitCode, output).to.equal(0);
}

for (const { program, run, skip } of programs) {
  describe(`in ${program}`, { skip }, () => {
    for (const api of Object.keys(environments)) {
      for (const kind of ['', '.contract']) {
        test(`${api}${kind} is green against the mock`, async () => {
          const { result } = await runCommitted(api, kind, run);
          expectGreen(result);
        });
      }
    }

    test('a token that is revoked again and again is replaced, and each refused request repeated exactly once', async () => {
      const { result, log } = await runCommitted('peddler', '.contract', run, { revokeEvery: 3 });
      expectGreen(result);
      const refused = log.filter((entry) => entry.note?.startsWith('refused: t'));
      expect(refused.length).to.be.greaterThan(5);
      for (const entry of refused) {
        const after = log.slice(log.indexOf(entry) + 1, log.indexOf(entry) + 3);
        expect(after[0]?.note).to.match(/^issued t/);
        expect(after[1]).to.include({ method: entry.method, path: entry.path });
        expect(after[1]?.status).to.not.be.oneOf([401, 498]);
      }
    });

    test('a token with a short life is reused and refreshed ahead, so that none is ever refused', async () => {
      const { result, log } = await runCommitted('peddler', '.contract', run, { tokenLife: 4000, latency: 150 });
      expectGreen(result);
      expect(log.filter((entry) => entry.note?.startsWith('refused: t'))).to.deep.equal([]);
      const issued = log.filter((entry) => entry.note?.startsWith('issued')).length;
      const served = log.filter((entry) => entry.kind === 'request' && entry.token !== undefined).length;
      expect(issued).to.be.greaterThan(1);
      expect(served).to.be.greaterThan(3 * issued);
    });
  });
}
