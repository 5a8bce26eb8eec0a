/**
 * An RSA signature over the SHA-256 of a message (RFC 8017 section 8), as long as the modulus.
 * @param scheme `pkcs1`: RSASSA-PKCS1-v1_5, which is RS256; `pss`: RSASSA-PSS with a salt of 32 bytes, which is PS256
 * @param key modulus and private exponent
 */
export declare function signRsa(scheme: 'pkcs1' | 'pss', message: Uint8Array, key: { readonly n: bigint; readonly d: bigint }): Uint8Array;
