import type { Planned } from '../postman/plan.ts';
import { isSafe } from './production.ts';
import type { Seen } from './reconcile.ts';
import type { Unit } from './units.ts';

/** Answers of a server, or of what stands before it, that has a bad moment (RFC 9110 section 15.6). */
const transient = [502, 503, 504];

/** A server that asks for a longer pause, in ms, is not waited for. */
const longestPause = 60_000;

/** What is sent once more: safe requests to which the network or the server failed, with the steps that they need. */
export function unitsToRetry(units: readonly Unit[], seen: ReadonlyMap<string, Seen>): Unit[] {
  return again(units, (planned) => isSafe(planned.request) && failedInPassing(planned, seen.get(planned.id)), isSafe);
}

/** What a server put off with 429 and a time (RFC 6585 section 4). It has not been done, so it may be sent whatever it is. */
export function unitsPutOff(units: readonly Unit[], seen: ReadonlyMap<string, Seen>): Unit[] {
  return again(units, (planned) => pauseAskedFor(planned, seen.get(planned.id)) !== undefined, isSafe);
}

/** The steps of a flow need each other: it is sent again as a whole, when nothing of it changes anything. */
function again(units: readonly Unit[], wanted: (planned: Planned) => boolean, safe: (request: Planned['request']) => boolean): Unit[] {
  return units.flatMap((unit): Unit[] => {
    const failed = unit.filter(wanted);
    if (failed.length === 0 || !unit.some(needsOthers)) return failed.length > 0 ? [failed] : [];
    return unit.every(({ request }) => safe(request)) ? [unit] : [];
  });
}

function needsOthers({ flow, request }: Planned): boolean {
  return flow !== undefined || request.checks.some(({ kind }) => kind === 'capture' || kind === 'own');
}

function failedInPassing({ request }: Planned, seen: Seen | undefined): boolean {
  if (!seen) return false;
  if (seen.error !== undefined) return true;
  return seen.status !== undefined && transient.includes(seen.status) && request.expected.status !== seen.status;
}

/**
 * How long the server asks to be left alone, in ms; undefined when it does not, or for longer than anyone waits.
 * Retry-After is seconds or a date (RFC 9110 section 10.2.3).
 */
export function pauseAskedFor({ request }: Planned, seen: Seen | undefined): number | undefined {
  if (seen?.status !== 429 || request.expected.status === 429 || seen.retryAfter === undefined) return undefined;
  const text = seen.retryAfter.trim();
  const pause = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return pause <= longestPause ? Math.max(pause, 0) : undefined;
}
