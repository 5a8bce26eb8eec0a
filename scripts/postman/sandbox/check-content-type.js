/**
 * The media type has to be the documented one. Letter case, spaces and quotes count for nothing, and parameters only
 * when the documentation names them (RFC 9110 section 8.3.1): `application/json; charset="UTF-8"` is application/json.
 *
 * @param {import('./check-answer.js').Check} check
 */
export function checkContentType(check) {
  const header = pm.response.headers.get('Content-Type');
  if (!header) throw new Error(`expected content type ${check.contentType}, the answer has none`);
  const expected = readMediaType(String(check.contentType));
  const actual = readMediaType(header);
  const same =
    expected.type === actual.type &&
    Object.keys(expected.parameters).every((name) => expected.parameters[name] === actual.parameters[name]);
  if (!same) throw new Error(`expected content type ${check.contentType}, got ${header}`);
}

/**
 * @param {string} text
 * @returns {{ type: string, parameters: Record<string, string> }}
 */
function readMediaType(text) {
  /** @type {Record<string, string>} */
  const parameters = {};
  const parameter = /;\s*([^=;\s]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/g;
  for (let found = parameter.exec(text); found; found = parameter.exec(text)) {
    const value = found[2] === undefined ? found[3] : found[2].replace(/\\(.)/g, '$1');
    parameters[String(found[1]).toLowerCase()] = String(value).toLowerCase();
  }
  return {
    type: text.replace(/;.*$/s, '').trim().toLowerCase(),
    parameters,
  };
}
