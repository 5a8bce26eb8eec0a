import { hash as digestOf } from 'node:crypto';

/**
 * The id of a thing in a collection: a UUID (version 8, RFC 9562) that is a hash of what makes the thing itself. The
 * same identity gives the same id on every machine and in every version, so that importing again replaces.
 */
export function stableId(...identity: readonly string[]): string {
  // JSON, because joining ["a", "b"] and ["a b"] with anything else could meet.
  const hash = digestOf('sha256', JSON.stringify(identity));
  const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 3) | 8).toString(16);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
