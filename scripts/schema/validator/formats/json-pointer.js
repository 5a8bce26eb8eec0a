/**
 * `json-pointer` of RFC 6901, section 5.
 * @param {string} text
 * @returns {string | undefined}
 */
export function checkJsonPointer(text) {
  return /^(?:\/(?:[^~/]|~[01])*)*$/.test(text) ? undefined : 'a JSON Pointer (RFC 6901)';
}

/**
 * `relative-json-pointer` of draft-bhutton-relative-json-pointer-00, section 3.
 * @param {string} text
 * @returns {string | undefined}
 */
export function checkRelativeJsonPointer(text) {
  return /^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~[01])*)*)$/.test(text) ? undefined : 'a relative JSON Pointer';
}
