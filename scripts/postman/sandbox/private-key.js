// Private keys for client assertions. Of the whole of ASN.1 they need three kinds of value, which are read here: a library for it
// would be longer than everything else in the script.

import { parseObject } from './token-state.js';

/** @import { PrivateKey } from './token-settings.d.ts' */

/**
 * Reads a private key: a PEM text (PKCS #8, RFC 5958; PKCS #1, RFC 8017 appendix A.1.2; SEC 1, RFC 5915) or a JWK (RFC 7517).
 * Line breaks may be gone, or written as `\n`: neither an environment in Postman nor a CI system keeps them reliably.
 *
 * @param {string} text
 * @returns {PrivateKey} or what is wrong with it, as the end of a sentence, which repeats nothing of the text
 */
export function readPrivateKey(text) {
  if (text.trim().startsWith('{')) return readJwk(parseObject(text));
  const [, label, body] = /-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \1-----/s.exec(text) ?? [];
  if (label === undefined || body === undefined) {
    return { problem: 'is not a whole PEM text, from "-----BEGIN PRIVATE KEY-----" to its END line, nor a JWK' };
  }
  if (label.includes('ENCRYPTED') || body.includes('ENCRYPTED')) {
    return { problem: 'has a passphrase: write it without one (openssl pkcs8 -topk8 -nocrypt)' };
  }
  if (label.includes('OPENSSH')) return { problem: 'is in the form of OpenSSH: write it as PEM (ssh-keygen -p -m PKCS8)' };
  if (!label.endsWith('PRIVATE KEY')) return { problem: 'is a public key or a certificate: the private key that belongs to it is needed' };
  try {
    return keyIn(elementsOf(Buffer.from(body.replace(/\\[rn]/g, ' ').replace(/\s+/g, ''), 'base64'))[0]?.content);
  } catch {
    return damagedKey();
  }
}

/**
 * @param {any} jwk
 * @returns {PrivateKey}
 */
function readJwk({ kty, crv, n, d }) {
  if (typeof d !== 'string') return { problem: 'is a JWK without "d": the private key is needed, not the public one' };
  if (kty === 'RSA' && typeof n === 'string') return rsaKey(base64Bytes(n), base64Bytes(d));
  if (kty === 'EC' && crv === 'P-256') return p256Key(base64Bytes(d));
  return otherKey();
}

/**
 * The key in the sequence that every form of PEM holds: what comes second tells which it is.
 *
 * @param {Buffer | undefined} sequence
 * @returns {PrivateKey}
 */
function keyIn(sequence) {
  const [, second, third, fourth] = elementsOf(sequence);
  if (second?.tag === 0x30) {
    const [algorithm, curve] = elementsOf(second.content).map(({ content }) => content.toString('hex'));
    const inner = elementsOf(third?.content)[0]?.content;
    // rsaEncryption and id-RSASSA-PSS; id-ecPublicKey with prime256v1
    if (algorithm === '2a864886f70d010101' || algorithm === '2a864886f70d01010a') return keyIn(inner);
    return algorithm === '2a8648ce3d0201' && curve === '2a8648ce3d030107' ? p256Key(elementsOf(inner)[1]?.content) : otherKey();
  }
  if (second?.tag === 0x02) return rsaKey(second.content, fourth?.content);
  if (second?.tag !== 0x04) return otherKey();
  return elementsOf(third?.content)[0]?.content.toString('hex') === '2a8648ce3d030107' ? p256Key(second.content) : otherKey();
}

/**
 * The elements of a piece of DER (X.690 section 8.1), one after another.
 *
 * @param {Buffer | undefined} bytes
 * @returns {{ tag: number, content: Buffer }[]}
 */
function elementsOf(bytes) {
  const elements = [];
  for (let at = 0; bytes !== undefined && at < bytes.length; ) {
    const tag = bytes.readUInt8(at);
    let length = bytes.readUInt8(at + 1);
    at += 2;
    if (length > 0x80) {
      const size = length - 0x80;
      length = bytes.readUIntBE(at, size);
      at += size;
    }
    if (at + length > bytes.length) throw new Error('cut off');
    elements.push({ tag, content: bytes.slice(at, at + length) });
    at += length;
  }
  return elements;
}

/**
 * @param {Buffer | undefined} modulus
 * @param {Buffer | undefined} exponent
 * @returns {PrivateKey}
 */
function rsaKey(modulus, exponent) {
  if (!modulus?.length || !exponent?.length) return damagedKey();
  return { type: 'RSA', n: BigInt(`0x${modulus.toString('hex')}`), d: BigInt(`0x${exponent.toString('hex')}`) };
}

/**
 * @param {Buffer | undefined} scalar
 * @returns {PrivateKey}
 */
function p256Key(scalar) {
  if (scalar?.length !== 32) return damagedKey();
  return { type: 'P-256', d: Uint8Array.from(scalar) };
}

/**
 * @returns {PrivateKey}
 */
function damagedKey() {
  return { problem: 'is damaged: copy it once more, from its first line to its last' };
}

/**
 * @returns {PrivateKey}
 */
function otherKey() {
  return { problem: 'is neither an RSA key nor an EC key on the curve P-256' };
}

/**
 * @param {string} text in base64url
 * @returns {Buffer}
 */
function base64Bytes(text) {
  return Buffer.from(text.replace(/-/g, '+').replace(/_/g, '/'), 'base64');
}
