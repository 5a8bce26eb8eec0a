import { runInNewman } from '../../test/schema/run-in-newman.ts';
import type { Contender } from './contenders.ts';
import type { Sample } from './schemas.ts';

/** The test script that checks a response against a schema. */
export function scriptFor(contender: Contender, sample: Sample): string {
  const source = contender.source(sample.schema, new Map(), true);
  return `${source}\npm.test('the body matches its schema', () => { pm.expect(isValid(pm.response.json())).to.equal(true); });\n`;
}

/**
 * What a test script adds to a request in Newman, in ms of CPU time: the median over the rounds. In each round the same collection runs
 * without the script and with it, one right after the other. CPU time, because on a busy machine the wall clock measures the others.
 */
export async function millisecondsPerRequest(
  script: string,
  sample: Sample,
  options: { requests: number; rounds: number },
): Promise<number> {
  const { requests, rounds } = options;
  // The base reads the body too: what is measured is the validation, not that there is a script.
  const base = "pm.test('the body matches its schema', () => { pm.response.json(); });";
  const differences: number[] = [];
  for (let round = 0; round < rounds + 1; round++) {
    const without = await cpuTime(base, sample, requests);
    const withScript = await cpuTime(script, sample, requests);
    // The first round warms up.
    if (round > 0) differences.push((withScript - without) / requests);
  }
  return median(differences);
}

/** Milliseconds of CPU that this process, Newman's sandbox included, spends on a run in which each request has the script. */
async function cpuTime(script: string, sample: Sample, requests: number): Promise<number> {
  const scripts = Array.from({ length: requests }, () => script);
  const before = process.cpuUsage();
  const { assertions, failures } = await runInNewman(scripts, JSON.stringify(sample.body));
  const { user, system } = process.cpuUsage(before);
  const failed = assertions.filter(({ error }) => error !== undefined);
  if (failures.length + failed.length > 0 || assertions.length !== requests) throw new Error(JSON.stringify([failures, failed[0]]));
  return (user + system) / 1000;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
