import { constants, createHmac, createPublicKey, generateKeyPairSync, timingSafeEqual, verify } from 'node:crypto';
import type { Assertion, Auth } from '../model/model.ts';
import { assertionType } from '../model/resolve-auth.ts';
import { isObject, type JsonObject } from '../source/json.ts';
import { fill, type Variables } from './template.ts';

/** By how many seconds the clock of the client may be ahead. */
const clockSkew = 60;

/** The latest end of an assertion that is taken, in seconds from now: until then its `jti` has to be remembered. */
const longestLife = 3600;

/** The assertions that were used: each counts once (RFC 7523 section 3, number 7). */
export class UsedAssertions {
  readonly #ends = new Map<string, number>();

  /**
   * Notes that an assertion is used.
   * @param end when it expires, in seconds since 1970; from then on it is refused for that
   * @returns whether it was used before
   */
  use(id: string, end: number, now: number): boolean {
    for (const [old, oldEnd] of this.#ends) if (oldEnd <= now) this.#ends.delete(old);
    if (this.#ends.has(id)) return true;
    this.#ends.set(id, end);
    return false;
  }
}

/**
 * A private key for a client that signs with one, new each time: PKCS #8 as PEM.
 * @returns undefined when the client signs with no key
 */
export function newClientKey(assertion: Assertion | undefined): string | undefined {
  if (assertion?.key === undefined) return undefined;
  const { privateKey } =
    assertion.algorithm === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
}

/**
 * Checks the assertion of a token request (RFC 7521 section 4.2, RFC 7523 section 3).
 * @param fields the form fields of the request
 * @param now seconds since 1970
 * @returns what is wrong, for the developer of the client; undefined for the right client
 */
export function assertionFault(
  auth: Auth,
  assertion: Assertion,
  fields: ReadonlyMap<string, string>,
  variables: Variables,
  used: UsedAssertions,
  now: number,
): string | undefined {
  const clientId = fill(auth.clientId, variables);
  if (fields.has('client_secret')) return `the client authenticates by ${auth.clientAuthentication}, not by client_secret`;
  if ((fields.get('client_id') ?? clientId) !== clientId) return 'client_id is not the client of the assertion';
  if (fields.get('client_assertion_type') !== assertionType) return `client_assertion_type has to be ${assertionType}`;
  const [head = '', body = '', signature = '', ...more] = (fields.get('client_assertion') ?? '').split('.');
  const [header, claims] = [partOf(head), partOf(body)];
  if (!header || !claims || more.length > 0) return 'client_assertion is missing, or no JWT';
  if (header['alg'] !== assertion.algorithm) return `the assertion has to be signed with ${assertion.algorithm}`;
  if (assertion.keyId !== undefined && header['kid'] !== fill(assertion.keyId, variables)) return 'the assertion names another key (kid)';
  const key = fill(assertion.key ?? auth.clientSecret, variables);
  if (!isSigned(assertion.algorithm, `${head}.${body}`, Buffer.from(signature, 'base64url'), key))
    return 'the signature is not that of the client';
  return claimsFault(claims, clientId, fill(assertion.audience, variables), now) ?? replayFault(claims, used, now);
}

function claimsFault(claims: JsonObject, clientId: string, audience: string, now: number): string | undefined {
  const { iss, sub, aud, exp, iat } = claims;
  if (iss !== clientId || sub !== clientId) return 'iss and sub have to be the client id';
  if (!(Array.isArray(aud) ? aud : [aud]).includes(audience)) return 'aud is not this server';
  if (typeof exp !== 'number' || exp <= now) return 'exp is missing, or past';
  if (exp > now + longestLife) return `exp is more than ${longestLife} s ahead`;
  return iat !== undefined && (typeof iat !== 'number' || iat > now + clockSkew) ? 'iat is no time, or in the future' : undefined;
}

function replayFault({ jti, exp }: JsonObject, used: UsedAssertions, now: number): string | undefined {
  if (typeof jti !== 'string' || jti === '') return 'jti is missing';
  return used.use(jti, Number(exp), now) ? 'the assertion was used before: each needs a jti of its own' : undefined;
}

/** RFC 7518 section 3. */
function isSigned(algorithm: Assertion['algorithm'], message: string, signature: Buffer, key: string): boolean {
  const data = Buffer.from(message, 'ascii');
  if (algorithm === 'HS256') {
    const expected = createHmac('sha256', key).update(data).digest();
    return signature.length === expected.length && timingSafeEqual(signature, expected);
  }
  const publicKey = createPublicKey(key);
  if (algorithm === 'ES256') return verify('sha256', data, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature);
  const pss = { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
  return verify('sha256', data, algorithm === 'PS256' ? pss : publicKey, signature);
}

function partOf(text: string): JsonObject | undefined {
  try {
    const part = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return isObject(part) ? part : undefined;
  } catch {
    return undefined;
  }
}
