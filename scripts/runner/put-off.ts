import type { Planned } from '../postman/plan.ts';
import type { Seen } from './reconcile.ts';

/** A server that asks for a longer pause, in ms, is not waited for. */
const longestPause = 60_000;

/** How long a server is left alone that does not say for how long, in ms: each time it puts the same request off, longer. */
const pauses = [1000, 2000, 4000];

/** Whether a server put a request off that was not to be (RFC 6585 section 4). It has not done it. */
function isPutOff({ request }: Planned, seen: Seen | undefined): seen is Seen {
  return seen?.status === 429 && request.expected.status !== 429;
}

/** What Retry-After says in ms: seconds or a date (RFC 9110 section 10.2.3). Undefined when it is not there, or is neither. */
function askedFor({ retryAfter }: Seen, now: number): number | undefined {
  const text = retryAfter?.trim() ?? '';
  // All forms of a date in HTTP begin with the day of the week.
  const pause = /^\d+$/.test(text) ? Number(text) * 1000 : /^[a-z]{3}/i.test(text) ? Date.parse(text) - now : Number.NaN;
  return Number.isNaN(pause) ? undefined : Math.max(pause, 0);
}

/**
 * How long to leave a server alone that put a request off, in ms, before it is sent again; undefined when it is not: it was
 * not put off, it has been put off too often, or for longer than anyone waits.
 * @param times how often it has been sent again for that
 * @param now the clock in ms
 */
export function pauseFor(planned: Planned, seen: Seen | undefined, times: number, now: number): number | undefined {
  const most = pauses[times];
  if (!isPutOff(planned, seen) || most === undefined) return undefined;
  const pause = askedFor(seen, now) ?? most;
  return pause <= longestPause ? pause : undefined;
}

/** Why a request that was put off is not sent again, for its failure; undefined for any other. */
export function whyGivenUp(planned: Planned, seen: Seen | undefined, now: number): string | undefined {
  if (!isPutOff(planned, seen)) return undefined;
  const pause = askedFor(seen, now);
  if (pause !== undefined && pause > longestPause)
    return `it asks to be left alone for ${Math.ceil(pause / 1000)} s (Retry-After); a run waits ${longestPause / 1000} s at most`;
  return 'it puts requests off; state its limit in the environment, such as limits: { rate: 60/min }';
}
