// How a token request is encoded.

/**
 * Encodes one name or value as in application/x-www-form-urlencoded (RFC 6749 appendix B): UTF-8, a space as `+`.
 *
 * @param {string} text
 * @returns {string}
 */
export function formEncode(text) {
  return encodeURIComponent(text)
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20/g, '+');
}

/**
 * Encodes the fields of a form.
 *
 * @param {readonly (readonly [string, string])[]} fields
 * @returns {string}
 */
export function formBody(fields) {
  return fields.map(([name, value]) => `${formEncode(name)}=${formEncode(value)}`).join('&');
}

/**
 * The client's id and secret as user name and password for Basic authentication.
 * RFC 6749 section 2.3.1 wants them form-encoded first; many servers do not.
 *
 * @param {'form' | 'raw' | undefined} encoding the default is `form`
 * @param {string} clientId
 * @param {string} clientSecret
 * @returns {{ username: string, password: string }}
 */
export function basicCredentials(encoding, clientId, clientSecret) {
  if (encoding === 'raw') return { username: clientId, password: clientSecret };
  return { username: formEncode(clientId), password: formEncode(clientSecret) };
}

/**
 * The value of an Authorization header (RFC 7617, in UTF-8).
 *
 * @param {{ username: string, password: string }} credentials
 * @returns {string}
 */
export function basicHeader({ username, password }) {
  return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
}
