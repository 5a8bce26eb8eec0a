import { describeFinding } from '../../schema/validator/finding.js';
import { schemaAt } from '../../schema/validator/references.js';
import { validateSchema } from '../../schema/validator/validate.js';

/**
 * A documented header is there, and its value satisfies its schema.
 *
 * @param {import('./check-answer.js').Check} check
 */
export function checkHeader(check) {
  const name = String(check.header);
  const values = pm.response.headers.filter((header) => header.key.toLowerCase() === name.toLowerCase()).map((header) => header.value);
  if (values.length === 0) {
    if (check.required) throw new Error(`expected the header ${name}, the answer has none`);
    return;
  }
  if (check.schema === undefined) return;
  // Several lines of one header mean the same as one line with commas (RFC 9110 section 5.3).
  const findings = validateSchema(check.schema, readHeaderValue(values.join(', '), check.schema, check.schema), {});
  if (findings.length > 0) throw new Error(`the header ${name}, ${findings.map(describeFinding).join('\n')}`);
}

/**
 * The value of a header as the type that its schema asks for: a header is text, but may stand for a number, a boolean
 * or a list (OpenAPI calls it style: simple).
 *
 * @param {string} text
 * @param {unknown} schema
 * @param {unknown} root
 * @returns {unknown}
 */
function readHeaderValue(text, schema, root) {
  const at = /** @type {{ type?: string | string[], items?: unknown, $ref?: string }} */ (schema);
  if (typeof at !== 'object' || at === null) return text;
  if (at.type === undefined && at.$ref) return readHeaderValue(text, schemaAt(root, at.$ref), root);
  const wants = (/** @type {string} */ type) => at.type === type || (Array.isArray(at.type) && at.type.indexOf(type) >= 0);
  if ((wants('integer') || wants('number')) && /^[-+]?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text)) return Number(text);
  if (wants('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (wants('array')) return text === '' ? [] : text.split(/\s*,\s*/).map((item) => readHeaderValue(item, at.items, root));
  return text;
}
