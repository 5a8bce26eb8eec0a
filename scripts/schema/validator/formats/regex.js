/**
 * `regex`: a regular expression of ECMA-262, section 22.2, in Unicode mode.
 * @param {string} text
 * @returns {string | undefined}
 */
export function checkRegex(text) {
  try {
    new RegExp(text, 'u');
    return undefined;
  } catch {
    return 'a regular expression (ECMA-262)';
  }
}
