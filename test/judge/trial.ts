// One trial: the server, broken or varied in one way, and the contract run against it.

import path from 'node:path';
import type { NewmanRunSummary } from 'newman';
import { type Api, failuresOf, read, tokenFailuresOf } from '../../scripts/index.ts';
import type { Request } from '../../scripts/model/model.ts';
import { collectionOf } from '../../scripts/postman/collection.ts';
import { environmentFile } from '../../scripts/postman/environment.ts';
import { runContract } from '../../scripts/runner/run.ts';
import { type Lyre, startLyre } from './server/server.ts';
import { client } from './server/token.ts';
import type { Faults } from './server/types.ts';

/** The contract that a diligent author would write for the server. */
export function lyreContract(): Api {
  const { apis, problems } = read({ specs: path.resolve(__dirname, 'specs') });
  const [api] = apis;
  if (!api || problems.length > 0) throw new Error(`the specs of the judge have ${problems.length} problems`);
  return api;
}

/** The values of the variables, for a server that was started. */
export function valuesFor(lyre: Lyre): Record<string, string> {
  return { baseUrl: lyre.url, clientId: client.id, clientSecret: client.secret, expiredToken: 'expired-token-of-the-judge' };
}

export interface Trial {
  /** What was wrong, a line each; empty when the contract holds. */
  readonly found: readonly string[];
  readonly requests: number;
}

/** Runs the contract, or the part of it that `sends` says, against a fresh server. */
export async function tryContract(api: Api, faults: Faults, sends?: (request: Request) => boolean): Promise<Trial> {
  const lyre = await startLyre(faults);
  try {
    const values = valuesFor(lyre);
    const options = { environment: 'the judge', values, secrets: ['clientId', 'clientSecret', 'expiredToken'], timeout: 10_000 };
    const result = await runContract(api, { ...options, ...(sends ? { sends } : {}) });
    const found = [
      ...(result.tokenFailure === undefined ? [] : [`no token: ${result.tokenFailure}`]),
      ...failuresOf(result).map(({ result: { title }, check, message }) => `${title} | ${check?.name ?? ''} | ${message}`),
      ...tokenFailuresOf(result).map(({ name, message }) => `token | ${name} | ${message}`),
    ];
    return { found, requests: result.requests.length };
  } finally {
    await lyre.close();
  }
}

/** The same with plain Newman on the collection as it is emitted: whatever it calls a failure counts. */
export async function tryNewman(api: Api, faults: Faults, sends?: (request: Request) => boolean): Promise<Trial> {
  const { run } = (await import('newman')).default;
  const lyre = await startLyre(faults);
  try {
    const given = valuesFor(lyre);
    const [environment] = api.environments.map((each) => environmentFile(each, api));
    const values = environment?.values.map((each) => ({ ...each, value: given[each.key] ?? each.value })) ?? [];
    const collection = JSON.parse(JSON.stringify(collectionOf(api, 'contract', sends)));
    const summary = await new Promise<NewmanRunSummary>((resolve, reject) => {
      run({ collection, environment: { name: 'the judge', values }, reporters: [], timeoutRequest: 10_000 }, (error, done) =>
        error ? reject(error) : resolve(done),
      );
    });
    const found = summary.run.failures.map(({ source, error }) => `${source?.name ?? ''} | ${error.test ?? ''} | ${error.message}`);
    return { found, requests: summary.run.stats.requests.total ?? 0 };
  } finally {
    await lyre.close();
  }
}
