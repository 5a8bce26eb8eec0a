// The token scripts in Newman, against a server on this machine.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'chai';
import newman from 'newman';
import { type TokenItem, tokenCollection, tokenEnvironment } from '../support/token-collection.ts';
import { holdScenario, type TokenRunResult, tokenScenarios } from '../support/token-scenarios.ts';
import { startTokenServer, type TokenServerOptions } from '../support/token-server.ts';
import { tokenSettings } from '../support/token-settings.ts';

type Run = TokenRunResult & { readonly logged: readonly string[]; readonly summary: newman.NewmanRunSummary };

/** Runs a collection; what its tests said is taken from the events, because the summary has some executions twice. */
function runInNewman(collection: object, environment: object, options: Partial<newman.NewmanRunOptions> = {}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const statuses: boolean[] = [];
    const tokenFailures: string[] = [];
    const logged: string[] = [];
    const settled = (error: Error | null, summary: newman.NewmanRunSummary): void =>
      error ? reject(error) : resolve({ statuses, tokenFailures, logged, summary });
    newman
      .run({ collection, environment, reporters: [], ...options } as newman.NewmanRunOptions, settled)
      .on('assertion', (error, { assertion }) => {
        if (assertion === 'status') statuses.push(!error);
        else if (error) tokenFailures.push(error.message);
      })
      .on('console', (_error, { messages }) => {
        logged.push(messages.join(' '));
      });
  });
}

/** Runs items against a server, and gives what happened to both. */
async function run(server: TokenServerOptions, items: readonly TokenItem[], options: Partial<newman.NewmanRunOptions> = {}) {
  const running = await startTokenServer(server);
  try {
    const environment = tokenEnvironment({ baseUrl: running.url, clientId: 'ali', clientSecret: 'open sesame' });
    const result = await runInNewman(tokenCollection(tokenSettings(), items), environment, options);
    const apiCalls = running.apiCalls.map(({ path: where, token, status }) => `${where} ${token ?? '-'} ${status}`);
    return { ...result, apiCalls, tokenCalls: running.tokenCalls };
  } finally {
    await running.close();
  }
}

const get = (where: string, more: object = {}): TokenItem => ({ name: where, path: where, ...more });

describe('in Newman', { concurrency: 4 }, () => {
  for (const scenario of tokenScenarios) {
    it(scenario.name, () => holdScenario(scenario, runInNewman));
  }

  it('a folder run by itself gets its token, and repeats its requests', async () => {
    const items = [get('/a'), { name: 'Folder', folder: [get('/b'), get('/c')] }, get('/d')];
    const { apiCalls, statuses } = await run({ accepts: 1 }, items, { folder: 'Folder' });
    expect(apiCalls).to.deep.equal(['/b token-1 200', '/c token-1 401', '/c token-2 200']);
    expect(statuses).to.deep.equal([true, true]);
  });

  it('the token is kept over iterations, and a failure is told once for all of them', async () => {
    const fine = await run({}, [get('/a')], { iterationCount: 3 });
    expect(fine.tokenCalls).to.have.length(1);
    expect(fine.statuses).to.deep.equal([true, true, true]);
    const dead = await run({ token: (answer) => answer.writeHead(500).end() }, [get('/a')], { iterationCount: 3 });
    expect(dead.tokenCalls).to.have.length(1);
    expect(dead.tokenFailures).to.have.length(1);
  });

  it('neither the token nor its state is in an exported collection, environment or globals, nor in the console', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'postern-export-'));
    try {
      const file = (name: string): string => path.join(folder, name);
      const exports = { exportCollection: file('collection'), exportEnvironment: file('environment'), exportGlobals: file('globals') };
      const { apiCalls, logged } = await run({ accepts: 1 }, [get('/a'), get('/b')], exports);
      expect(apiCalls).to.have.length(3);
      for (const name of ['collection', 'environment', 'globals']) {
        const written = readFileSync(file(name), 'utf8');
        expect(JSON.parse(written)).to.be.an('object');
        expect(written).not.to.match(/token-\d|"identity"|oauthTokenRun"/);
      }
      expect(logged).to.have.length(1);
      expect(logged[0]).not.to.match(/token-\d/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
