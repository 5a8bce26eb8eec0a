import type { Coverage, NeverExercised, Share } from '../runner/coverage.ts';
import { placeOf } from './frame.ts';
import { count, printable, type Style } from './style.ts';

/** More names of endpoints than these are counted. */
const mostNames = 3;

/** `coverage: 11 of 11 endpoints, 19 of 58 documented statuses, 8 of 8 cases`. */
export function sentenceOfCoverage({ endpoints, statuses, cases, refusals }: Coverage): string {
  const parts = [
    share(endpoints, 'endpoint'),
    share(statuses, 'documented status'),
    ...(cases.documented > 0 ? [share(cases, 'case')] : []),
    // All of them is what is usual: `refusals.most` leaves some out.
    ...(refusals.exercised < refusals.documented ? [share(refusals, 'refusal')] : []),
  ];
  return `coverage: ${parts.join(', ')}`;
}

/** `2 endpoints document no answer to a bad request, so none is tried: A, B (specs/…)`; none when all do. */
export function sentenceOfUnsaid({ refusesUnsaid }: Coverage): string[] {
  const [first] = refusesUnsaid;
  if (!first) return [];
  const names = refusesUnsaid.slice(0, mostNames).map(({ name }) => printable(name));
  const more = refusesUnsaid.length > mostNames ? ', …' : '';
  const verb = refusesUnsaid.length === 1 ? 'documents' : 'document';
  const who = count(refusesUnsaid.length, 'endpoint');
  return [`${who} ${verb} no answer to a bad request, so none is tried: ${names.join(', ')}${more} (${placeOf(first.origin)})`];
}

/** `11 of 12`, for attributes and properties. */
export function shareText({ exercised, documented }: Share): string {
  return `${exercised} of ${documented}`;
}

/** What nothing exercised, a line for each place: one paragraph, or none when all was. */
export function formatNeverExercised({ never }: Coverage, style: Style): string[] {
  if (never.length === 0) return [];
  return [['never exercised:', ...never.map((each) => `  ${style.bold(placeOf(each.origin))}  ${describeNever(each)}`)].join('\n')];
}

/** `404 of Get a parcel`, `401 of 11 endpoints`, `401 of 10 of 11 endpoints`, `the endpoint Get a parcel`, `the case …`. */
export function describeNever({ kind, status, names, of }: NeverExercised): string {
  const shown = names.slice(0, mostNames).map(printable).join(', ');
  if (kind !== 'status') return `the ${kind} ${shown}`;
  if (of <= mostNames) return `${status} of ${shown}`;
  return names.length === of ? `${status} of ${count(of, 'endpoint')}` : `${status} of ${names.length} of ${count(of, 'endpoint')}`;
}

function share({ exercised, documented }: Share, word: string): string {
  const plural = word.endsWith('s') ? `${word}es` : `${word}s`;
  return `${exercised} of ${documented} ${documented === 1 ? word : plural}`;
}
