import { problem } from '../source/problem.ts';
import type { Context } from './context.ts';

/** Whether `name` may be the name of a header: a token of RFC 9110 section 5.6.2. */
export function isHeaderName(name: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name);
}

/**
 * Reports names in a map of headers that are the same header: they differ in letter case only (RFC 9110 section 5.1).
 * @param headers what the spec has under `headers` or `header`, by name
 */
export function checkHeaderNames(headers: object, { places, report }: Context): void {
  const seen = new Map<string, string>();
  for (const name of Object.keys(headers)) {
    const earlier = seen.get(name.toLowerCase());
    if (earlier === undefined) seen.set(name.toLowerCase(), name);
    else report(problem('duplicate-header', { name, earlier }, places.key(headers, name), { related: [places.key(headers, earlier)] }));
  }
}
