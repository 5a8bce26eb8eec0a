// RSA signatures with SHA-256 (RFC 8017 section 8): RSASSA-PKCS1-v1_5 is RS256, RSASSA-PSS with a salt of 32 bytes is PS256 (RFC 7518).
import { sha256 } from '@noble/hashes/sha2.js';
import { mgf1, PKCS1_SHA256, PSS } from 'micro-rsa-dsa-dh/rsa.js';

const pss = PSS(sha256, mgf1(sha256), 32);

export const signRsa = (scheme, message, key) => (scheme === 'pss' ? pss : PKCS1_SHA256).sign(key, message);
