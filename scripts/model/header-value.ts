import type { Json } from '../source/json.ts';
import { problem } from '../source/problem.ts';
import { looksLikeSecret, namesSecret } from '../source/secrets.ts';
import type { Context } from './context.ts';
import { valuesOf } from './scalar.ts';

/** Whether `value` may be the value of a header: no control characters but tabs (RFC 9110 section 5.5). */
export function isHeaderValue(value: string): boolean {
  return !/[\u0000-\u0008\u000a-\u001f\u007f]/.test(value);
}

/**
 * Reports a value that no header can have: the request could not be sent, or the answer never come.
 * @param name the header
 * @param value one value, or a list of them
 * @param holder what the value stands in, under `key`
 */
export function checkHeaderValue(name: string, value: Json, holder: object, key: string, { places, report }: Context): void {
  if (valuesOf(value).every(isHeaderValue)) return;
  const hidden = namesSecret(name) || valuesOf(value).some(looksLikeSecret);
  report(problem('header-value', { name }, places.value(holder, key), hidden ? { hidden } : {}));
}
