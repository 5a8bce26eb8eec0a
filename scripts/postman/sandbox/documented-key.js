/**
 * What documents an answer with this status: the status itself, else its range (4XX), else what is said of all others (default).
 *
 * @param {object} answers by status
 * @param {number} code
 * @returns {string | undefined}
 */
export function documentedKey(answers, code) {
  return [String(code), `${Math.floor(code / 100)}XX`, 'default'].find((key) => Object.hasOwn(answers, key));
}
