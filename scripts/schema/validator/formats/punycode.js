/**
 * The number of deltas' worth of digits changes with the position: adaptation of the bias (RFC 3492, section 6.1).
 * @param {number} delta
 * @param {number} points how many characters there are so far
 * @param {boolean} first
 * @returns {number}
 */
function adaptedBias(delta, points, first) {
  let rest = first ? Math.floor(delta / 700) : delta >> 1;
  rest += Math.floor(rest / points);
  let bias = 0;
  for (; rest > 455; bias += 36) rest = Math.floor(rest / 35);
  return bias + Math.floor((36 * rest) / (rest + 38));
}

/**
 * How much a digit at a position may be worth before another one follows.
 * @param {number} position 36 for the first digit, 72 for the second, and so on
 * @param {number} bias
 * @returns {number}
 */
function thresholdAt(position, bias) {
  return Math.min(Math.max(position - bias, 1), 26);
}

/**
 * Decodes Punycode (RFC 3492, section 6.2).
 * @param {string} text in lower case, without `xn--`
 * @returns {string | undefined} undefined when it is no Punycode
 */
export function decodePunycode(text) {
  const hyphen = text.lastIndexOf('-');
  const characters = hyphen > 0 ? text.slice(0, hyphen).split('') : [];
  let code = 128;
  let index = 0;
  let bias = 72;
  for (let at = hyphen > 0 ? hyphen + 1 : 0; at < text.length; ) {
    const start = index;
    for (let weight = 1, position = 36; ; position += 36) {
      const digit = 'abcdefghijklmnopqrstuvwxyz0123456789'.indexOf(text[at] ?? ' ');
      at++;
      index += digit * weight;
      if (digit < 0 || index > 0x7fffffff) return undefined;
      const threshold = thresholdAt(position, bias);
      if (digit < threshold) break;
      weight *= 36 - threshold;
    }
    const length = characters.length + 1;
    bias = adaptedBias(index - start, length, start === 0);
    code += Math.floor(index / length);
    index %= length;
    if (code > 0x10ffff) return undefined;
    characters.splice(index, 0, String.fromCodePoint(code));
    index++;
  }
  return characters.join('');
}

/**
 * Encodes a text in Punycode (RFC 3492, section 6.3), without `xn--`.
 * @param {string} text
 * @returns {string}
 */
export function encodePunycode(text) {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const basic = codes.filter((code) => code < 128);
  let encoded = String.fromCharCode(...basic) + (basic.length > 0 ? '-' : '');
  let code = 128;
  let delta = 0;
  let bias = 72;
  for (let done = basic.length; done < codes.length; ) {
    const next = Math.min(...codes.filter((one) => one >= code));
    delta += (next - code) * (done + 1);
    code = next;
    for (const one of codes) {
      if (one < code) delta++;
      if (one !== code) continue;
      let rest = delta;
      for (let position = 36; ; position += 36) {
        const threshold = thresholdAt(position, bias);
        if (rest < threshold) break;
        encoded += 'abcdefghijklmnopqrstuvwxyz0123456789'[threshold + ((rest - threshold) % (36 - threshold))];
        rest = Math.floor((rest - threshold) / (36 - threshold));
      }
      encoded += 'abcdefghijklmnopqrstuvwxyz0123456789'[rest];
      bias = adaptedBias(delta, done + 1, done === basic.length);
      delta = 0;
      done++;
    }
    delta++;
    code++;
  }
  return encoded;
}
