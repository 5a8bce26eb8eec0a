/**
 * An ECDSA signature on P-256 over the SHA-256 of a message: r and s, 32 bytes each (RFC 7518 section 3.4, ES256).
 * @param key the private scalar, 32 bytes
 */
export declare function signP256(message: Uint8Array, key: Uint8Array): Uint8Array;
