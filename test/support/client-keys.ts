// Key pairs for clients that sign assertions, made anew in each run: no key stands in the repository.

import { generateKeyPairSync, type KeyObject } from 'node:crypto';

/** How a private key signs. */
export type KeyAlgorithm = 'RS256' | 'PS256' | 'ES256';

const made = new Map<string, KeyObject>();

/** The private key for an algorithm: the same in one process, unless `which` tells two apart. */
export function clientKey(algorithm: KeyAlgorithm, which = 'the key'): KeyObject {
  const type = algorithm === 'ES256' ? 'ec' : 'rsa';
  const known = made.get(`${type} ${which}`);
  if (known) return known;
  const { privateKey } =
    type === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 });
  made.set(`${type} ${which}`, privateKey);
  return privateKey;
}

/** A key as most tools write it: PKCS #8, PEM. */
export function pemOf(key: KeyObject): string {
  return String(key.export({ type: 'pkcs8', format: 'pem' }));
}
