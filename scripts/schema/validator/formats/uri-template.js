import { charactersOfIris } from './uri.js';

/**
 * `uri-template` of RFC 6570, section 2 (with erratum 6937: an apostrophe is a literal too).
 * @param {string} text
 * @returns {string | undefined}
 */
export function checkUriTemplate(text) {
  const literal = `[!#$&-;=?-\\[\\]_a-zA-Z~]|${charactersOfIris}|\\p{Co}`;
  const name = '(?:\\w|%[\\da-fA-F]{2})(?:\\.?(?:\\w|%[\\da-fA-F]{2}))*(?::[1-9]\\d{0,3}|\\*)?';
  const isTemplate = new RegExp(`^(?:${literal}|%[\\da-fA-F]{2}|\\{[+#./;?&=,!@|]?${name}(?:,${name})*\\})*$`, 'u').test(text);
  return isTemplate ? undefined : 'a URI template (RFC 6570)';
}
