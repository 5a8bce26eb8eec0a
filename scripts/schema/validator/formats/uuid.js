/**
 * `uuid` of RFC 4122, section 3.
 * @param {string} text
 * @returns {string | undefined}
 */
export function checkUuid(text) {
  return /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text) ? undefined : 'a UUID (RFC 4122)';
}
