// Newman's sandbox has neither globalThis nor crypto, only CryptoJS: bin/vendor.mjs puts `randomWords` around this, 32 bits each. Random bytes are asked for by PSS alone, for its salt, which
// has to be no secret (RFC 8017 section 9.1).
export const sandboxGlobal = {
  crypto: {
    getRandomValues(bytes) {
      const words = randomWords(bytes.length);
      for (let i = 0; i < bytes.length; i++) bytes[i] = words[i >>> 2] >>> (24 - (i % 4) * 8);
      return bytes;
    },
  },
};
