import { isDeepStrictEqual } from 'node:util';

/** A JSON value as it is read: nothing in it is changed after reading. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** Whether `value` is a JSON object (not null, not a list). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Whether two values are the same; unlike in JSON, -0 is not 0, and infinity is not null. False as well where they are nested too deep
 * to be compared.
 */
export function isSame(one: Json, other: Json): boolean {
  try {
    return isDeepStrictEqual(one, other);
  } catch {
    return false;
  }
}

/** Sets an own member of an object or list that is being made, whatever its name: `__proto__` is a name like any other. */
export function setMember(target: object, name: string | number, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
  else (target as Record<string | number, unknown>)[name] = value;
}

/** Appends one token to a JSON Pointer (RFC 6901), escaping `~` and `/`. */
export function pointerTo(pointer: string, token: string | number): string {
  const text = String(token);
  return `${pointer}/${/[~/]/.test(text) ? text.replace(/~/g, '~0').replace(/\//g, '~1') : text}`;
}

/** The tokens of a JSON Pointer (RFC 6901); `''` gives none. */
export function pointerTokens(pointer: string): string[] {
  if (pointer === '') return [];
  const tokens = pointer.split('/').slice(1);
  return pointer.includes('~') ? tokens.map((token) => token.replace(/~1/g, '/').replace(/~0/g, '~')) : tokens;
}

/** What `pointer` names inside `value`; undefined when there is no such place. Looks at own members only. */
export function valueAt(value: Json, pointer: string): Json | undefined {
  let here: Json | undefined = value;
  for (const token of pointerTokens(pointer)) {
    if (Array.isArray(here)) here = /^(0|[1-9]\d*)$/.test(token) ? (here[Number(token)] as Json | undefined) : undefined;
    else if (isObject(here)) here = Object.hasOwn(here, token) ? here[token] : undefined;
    else return undefined;
    if (here === undefined) return undefined;
  }
  return here;
}
