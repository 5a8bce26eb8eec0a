import { isRightToLeft, isUnicodeLabel, obeysBidiRule } from './idna.js';
import { decodePunycode, encodePunycode } from './punycode.js';

/**
 * `hostname` of RFC 1123, section 2.1; a label `xn--…` must be a valid A-label of RFC 5891.
 * @param {string} text
 * @returns {string | undefined}
 */
export function checkHostname(text) {
  return !/[^\0-\x7f]/.test(text) && areLabels(text.split('.')) ? undefined : 'a host name (RFC 1123)';
}

/**
 * `idn-hostname` of RFC 5890, section 2.3.2.3. Besides the full stop, the other separators of RFC 3490, section 3.1, count.
 * @param {string} text
 * @returns {string | undefined}
 */
export function checkIdnHostname(text) {
  return areLabels(text.split(/[.\u3002\uff0e\uff61]/)) ? undefined : 'an internationalized host name (RFC 5890)';
}

/**
 * @param {string[]} labels
 * @returns {boolean}
 */
function areLabels(labels) {
  /** @type {string[]} */
  const shown = [];
  let length = labels.length - 1;
  for (const label of labels) {
    if (label.length > 63) return false;
    const isAscii = !/[^\0-\x7f]/.test(label);
    const isEncoded = /^xn--/i.test(label);
    const unicode = isEncoded ? decodePunycode(label.slice(4).toLowerCase()) : label;
    if (unicode === undefined) return false;
    const encoded = isAscii ? label : `xn--${encodePunycode(label)}`;
    if (!/^[\da-z](?:[\da-z-]{0,61}[\da-z])?$/i.test(encoded)) return false;
    if ((isEncoded || !isAscii) && !isUnicodeLabel(unicode)) return false;
    if (isEncoded && `xn--${encodePunycode(unicode)}` !== label.toLowerCase()) return false;
    shown.push(unicode);
    length += encoded.length;
  }
  return length <= 253 && (!shown.some(isRightToLeft) || shown.every(obeysBidiRule));
}
