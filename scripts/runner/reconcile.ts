import type { Planned } from '../postman/plan.ts';
import type { Exchange } from './exchange.ts';
import { whyGivenUp } from './put-off.ts';
import type { CheckResult, RequestResult } from './results.ts';

/** What was seen of one item while the collection ran; of a repeated request only the last time counts. */
export interface Seen {
  /** Each test that reported, by name. */
  readonly tests: ReadonlyMap<string, { readonly outcome: 'passed' | 'failed' | 'skipped'; readonly message: string }>;
  readonly status: number | undefined;
  readonly duration: number;
  readonly error: string | undefined;
  readonly repeats: number;
  /** The header Retry-After of the answer. */
  readonly retryAfter?: string | undefined;
  readonly scriptErrors: readonly string[];
  /** There when something was wrong. */
  readonly exchange?: Exchange | undefined;
}

/**
 * Holds what was planned against what was seen: every check of the model has to have reported exactly once, and every
 * failed test and script error has to be accounted for. Nothing is green by not being there.
 * @param heldBecause why it would be right that the request was not sent
 */
export function reconcile(planned: Planned, seen: Seen | undefined, heldBecause: string | undefined): RequestResult {
  const { request, endpoint, folder, title } = planned;
  const base = { request, endpoint, folder, title, repeats: seen?.repeats ?? 0, exchange: seen?.exchange };
  const state = stateOf(seen, heldBecause !== undefined);
  if (!seen || state !== 'sent') {
    const checks = request.checks.map((check): CheckResult => ({ check, outcome: 'skipped', message: '' }));
    return {
      ...base,
      state,
      error: state === 'held' ? heldBecause : seen?.error,
      status: undefined,
      duration: 0,
      checks,
      surprises: seen?.scriptErrors ?? [],
    };
  }
  const checks = request.checks.map((check): CheckResult => {
    const test = seen.tests.get(check.name);
    if (!test) return { check, outcome: 'missing', message: 'the check did not report' };
    const more = check.kind === 'status' && test.outcome === 'failed' ? whyGivenUp(planned, seen, Date.now()) : undefined;
    return { check, ...test, ...(more === undefined ? {} : { message: `${test.message}\n${more}` }) };
  });
  const known = new Set(request.checks.map((check) => check.name));
  const others = [...seen.tests]
    .filter(([name, test]) => !known.has(name) && test.outcome === 'failed')
    .map(([name, test]) => `${name}: ${test.message}`);
  return {
    ...base,
    state,
    error: undefined,
    status: seen.status,
    duration: seen.duration,
    checks,
    surprises: [...seen.scriptErrors, ...others],
  };
}

function stateOf(seen: Seen | undefined, held: boolean): RequestResult['state'] {
  if (seen?.error !== undefined) return 'unanswered';
  if (seen?.status !== undefined) return 'sent';
  return held ? 'held' : 'lost';
}
