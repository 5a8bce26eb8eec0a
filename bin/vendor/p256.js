// ECDSA on the curve P-256 with SHA-256, in the 64 bytes of JWS (RFC 7518 section 3.4). The nonce is that of RFC 6979: no randomness is needed.
import { p256 } from '@noble/curves/nist.js';

// The default window makes a table that pays off after many signatures only: each script signs one or two.
p256.Point.BASE.precompute(2);

export const signP256 = (message, key) => p256.sign(message, key, { lowS: false });
