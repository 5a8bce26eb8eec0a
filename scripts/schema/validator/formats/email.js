import { isIpv4, isIpv6 } from './ip-address.js';

/**
 * `email`: Mailbox of RFC 5321, section 4.1.2.
 * @param {string} text
 * @returns {string | undefined}
 */
export function checkEmail(text) {
  return isAscii(text) && isMailbox(text) ? undefined : 'an email address (RFC 5321)';
}

/**
 * `idn-email`: Mailbox of RFC 5321 as extended by RFC 6531, section 3.3.
 * @param {string} text
 * @returns {string | undefined}
 */
export function checkIdnEmail(text) {
  return isMailbox(text) ? undefined : 'an internationalized email address (RFC 6531)';
}

/**
 * @param {string} text
 * @returns {boolean}
 */
function isAscii(text) {
  return !/[^\0-\x7f]/.test(text);
}

/**
 * @param {string} text
 * @returns {boolean}
 */
function isMailbox(text) {
  const at = text.lastIndexOf('@');
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  if (at < 1 || lengthInUtf8(local) > 64 || domain.length > 253) return false;
  const dotted = /^(?:[\w!#$%&'*+/=?^`{|}~-]|[^\0-\x7f])+(?:\.(?:[\w!#$%&'*+/=?^`{|}~-]|[^\0-\x7f])+)*$/u;
  const quoted = /^"(?:[ !#-[\]-~]|[^\0-\x7f]|\\[ -~])*"$/u;
  if (!dotted.test(local) && !quoted.test(local)) return false;
  if (domain.startsWith('[IPv6:') && domain.endsWith(']')) return isIpv6(domain.slice('[IPv6:'.length, -1));
  if (domain.startsWith('[') && domain.endsWith(']')) return isIpv4(domain.slice(1, -1));
  const label = /^(?:[\da-z]|[^\0-\x7f])(?:(?:[\da-z-]|[^\0-\x7f]){0,61}(?:[\da-z]|[^\0-\x7f]))?$/iu;
  return domain.split('.').every((part) => label.test(part));
}

/**
 * The length of a text in bytes of UTF-8.
 * @param {string} text
 * @returns {number}
 */
function lengthInUtf8(text) {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
