import { exitCodeOf, failuresOf, type RunResult, tokenFailuresOf } from '../runner/results.ts';
import { count } from './style.ts';

/** The numbers that every report tells of a run. */
export interface Totals {
  readonly requests: number;
  readonly held: number;
  readonly leftOut: number;
  readonly repeats: number;
  /** Checks of requests that were answered, and how many of them passed. */
  readonly checks: number;
  readonly passed: number;
  readonly failures: number;
}

export function totalsOf(result: RunResult): Totals {
  const { requests, leftOut } = result;
  const checks = requests.filter((each) => each.state === 'sent').flatMap((each) => each.checks);
  return {
    requests: requests.length,
    held: requests.filter((each) => each.state === 'held').length,
    leftOut: leftOut.length,
    repeats: requests.reduce((sum, each) => sum + each.repeats, 0),
    checks: checks.length,
    passed: checks.filter((each) => each.outcome === 'passed').length,
    failures: failuresOf(result).length + tokenFailuresOf(result).length,
  };
}

/** `the contract holds`, or what else became of it. */
export function verdictOf(result: RunResult): string {
  if (result.connectionFailure !== undefined) return 'could not be run: no connection';
  if (result.tokenFailure !== undefined) return 'could not be run: no access token';
  if (exitCodeOf(result) === 3) return 'could not be run: no request was answered';
  const { failures } = totalsOf(result);
  return failures > 0 ? `the contract is broken: ${count(failures, 'failure')}` : 'the contract holds';
}

/** Whether anything is wrong. */
export function isBroken(result: RunResult): boolean {
  return exitCodeOf(result) !== 0;
}
