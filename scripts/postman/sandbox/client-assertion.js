import { readPrivateKey } from './private-key.js';
import { checkVariables } from './token-failure.js';
import { credentialValue } from './token-variables.js';
import { signP256 } from './vendor/sign-p256.js';
import { signRsa } from './vendor/sign-rsa.js';

/** @import { PrivateKey, Signature, TokenRequest, TokenSettings } from './token-settings.d.ts' */

/** How long an assertion is good for, in seconds: it is used at once, and clocks differ. */
const assertionLife = 60;

/** The algorithms of RFC 7518 section 3. A collection has the one that it uses. */
const assertionSigners = {
  HS256: signWithSecret,
  RS256: signWithPkcs1,
  PS256: signWithPss,
  ES256: signWithP256,
};

/** What can be wrong with an assertion that a server has to refuse, by the end of the name of the variable that asks for it. */
const flaws = {
  'with a wrong signature': 'signature',
  'of another client': 'client',
  'that has expired': 'expired',
};

/**
 * The flaw of the assertion that a request asks for: its body names `{{clientAssertion <flaw>}}`. To be refused is what it is sent for.
 *
 * @returns {{ variable: string, flaw: string } | undefined}
 */
export function wantedFlaw() {
  const [, after] = JSON.stringify(pm.request.body ?? '').split('{{clientAssertion ');
  const words = /** @type {keyof typeof flaws | undefined} */ (after === undefined ? undefined : after.split('}}')[0]);
  const flaw = words === undefined ? undefined : flaws[words];
  return flaw === undefined ? undefined : { variable: `clientAssertion ${words}`, flaw };
}

/**
 * A new assertion, which says who the client is and is signed with its key (RFC 7523 section 3). A server takes each only once.
 *
 * @param {TokenSettings} settings
 * @param {TokenRequest} request
 * @param {string} [flaw] what is to be wrong with it
 * @returns {{ assertion: string, problem?: undefined } | { problem: string }}
 */
export function clientAssertion(settings, request, flaw) {
  const { algorithm = 'RS256', audience = settings.tokenUrl, keyId, key = '' } = settings.assertion ?? {};
  const clientId = flaw === 'client' ? 'no-such-client' : request.clientId;
  const now = Math.floor(Date.now() / 1000) - (flaw === 'expired' ? 3600 : 0);
  const header = { alg: algorithm, typ: 'JWT', ...(keyId !== undefined && { kid: pm.variables.replaceIn(keyId) }) };
  const claims = {
    iss: clientId,
    sub: clientId,
    aud: pm.variables.replaceIn(audience),
    jti: pm.variables.replaceIn('{{$guid}}'),
    iat: now,
    exp: now + assertionLife,
  };
  const message = [header, claims].map((part) => base64Url(Buffer.from(JSON.stringify(part), 'utf8'))).join('.');
  const signed = signMessage(algorithm, message, algorithm === 'HS256' ? request.clientSecret : credentialValue(key));
  if (signed.problem === undefined) {
    // One bit in the middle makes it the signature of nobody.
    const signature = signed.signature.map((byte, i) => (flaw === 'signature' && i === 16 ? byte ^ 1 : byte));
    return { assertion: `${message}.${base64Url(Buffer.from(signature))}` };
  }
  return { problem: `The client assertion cannot be signed: the private key ${signed.problem}. ${checkVariables(key, 'the key')}.` };
}

/**
 * @param {keyof typeof assertionSigners} algorithm
 * @param {string} message
 * @param {string} key
 * @returns {Signature}
 */
function signMessage(algorithm, message, key) {
  try {
    return assertionSigners[algorithm](Uint8Array.from(Buffer.from(message, 'utf8')), key);
  } catch {
    // What the exception says may hold a part of the key.
    return { problem: `cannot be used for ${algorithm}: it is damaged, or too short` };
  }
}

/**
 * @param {Uint8Array} message
 * @param {string} secret
 * @returns {Signature}
 */
function signWithSecret(message, secret) {
  const { HmacSHA256, enc } = require('crypto-js');
  return { signature: Buffer.from(HmacSHA256(Buffer.from(message).toString('utf8'), secret).toString(enc.Base64), 'base64') };
}

/**
 * @param {Uint8Array} message
 * @param {string} text
 * @returns {Signature}
 */
function signWithPkcs1(message, text) {
  const key = readPrivateKey(text);
  return key.type === 'RSA' ? { signature: signRsa('pkcs1', message, key) } : unfitKey(key, 'RS256 needs an RSA key');
}

/**
 * @param {Uint8Array} message
 * @param {string} text
 * @returns {Signature}
 */
function signWithPss(message, text) {
  const key = readPrivateKey(text);
  return key.type === 'RSA' ? { signature: signRsa('pss', message, key) } : unfitKey(key, 'PS256 needs an RSA key');
}

/**
 * @param {Uint8Array} message
 * @param {string} text
 * @returns {Signature}
 */
function signWithP256(message, text) {
  const key = readPrivateKey(text);
  return key.type === 'P-256' ? { signature: signP256(message, key.d) } : unfitKey(key, 'ES256 needs an EC key on the curve P-256');
}

/**
 * @param {PrivateKey} key
 * @param {string} needed
 * @returns {Signature}
 */
function unfitKey(key, needed) {
  return { problem: key.type === undefined ? key.problem : `is ${key.type === 'RSA' ? 'an RSA key' : 'an EC key'}, and ${needed}` };
}

/**
 * @param {Buffer} bytes
 * @returns {string}
 */
function base64Url(bytes) {
  return bytes.toString('base64').replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
