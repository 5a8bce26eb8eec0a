import type { Planned } from '../postman/plan.ts';
import { isSafe } from './production.ts';
import type { Seen } from './reconcile.ts';
import type { Unit } from './units.ts';

/** Answers of a server, or of what stands before it, that has a bad moment (RFC 9110 section 15.6). */
const transient = [502, 503, 504];

/** What is sent once more: safe requests to which the network or the server failed, with the steps that they need. */
export function unitsToRetry(units: readonly Unit[], seen: ReadonlyMap<string, Seen>): Unit[] {
  return again(units, (planned) => isSafe(planned.request) && failedInPassing(planned, seen.get(planned.id)), isSafe);
}

/**
 * What a server put off (put-off.ts): it has not been done, so it may be sent whatever it is. What is behind it in its unit may
 * have failed for that, and goes with it where it is safe.
 */
export function unitsPutOff(units: readonly Unit[], seen: ReadonlyMap<string, Seen>, isPutOff: (planned: Planned) => boolean): Unit[] {
  return units.flatMap((unit) => {
    const from = unit.findIndex(isPutOff);
    const isTouched = (planned: Planned): boolean =>
      unit.indexOf(planned) > from && isSafe(planned.request) && hasFailed(seen.get(planned.id));
    return from < 0 ? [] : again([unit], (planned) => isPutOff(planned) || isTouched(planned), isSafe);
  });
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

function hasFailed(seen: Seen | undefined): boolean {
  return seen !== undefined && (seen.error !== undefined || [...seen.tests.values()].some(({ outcome }) => outcome === 'failed'));
}

function failedInPassing({ request }: Planned, seen: Seen | undefined): boolean {
  if (!seen) return false;
  if (seen.error !== undefined) return true;
  return seen.status !== undefined && transient.includes(seen.status) && request.expected.status !== seen.status;
}
