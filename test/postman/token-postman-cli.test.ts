// The token scripts in the Postman CLI, which has the sandbox of the Postman app.

import { describe, it } from 'node:test';
import { runInPostmanCli, withoutPostmanCli } from '../support/postman-cli.ts';
import { holdScenario, type TokenRunResult, tokenScenarios } from '../support/token-scenarios.ts';

async function run(collection: object, environment: object): Promise<TokenRunResult> {
  const { report } = await runInPostmanCli(collection, environment);
  const assertions = report.run.executions.flatMap((execution) => execution.assertions ?? []);
  return {
    statuses: assertions.filter(({ assertion }) => assertion === 'status').map(({ error }) => !error),
    tokenFailures: assertions.flatMap(({ assertion, error }) => (assertion === 'Access token' && error ? [error.message] : [])),
  };
}

describe('in the Postman CLI', { concurrency: 3, skip: withoutPostmanCli }, () => {
  for (const scenario of tokenScenarios) {
    it(scenario.name, () => holdScenario(scenario, run));
  }
});
