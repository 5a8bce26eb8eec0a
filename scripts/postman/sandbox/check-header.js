import { describeFinding } from '../../schema/validator/finding.js';
import { schemaAt } from '../../schema/validator/references.js';
import { validateSchema } from '../../schema/validator/validate.js';

/**
 * What matters in a schema for reading text as it asks.
 *
 * @typedef {object} HeaderSchema
 * @property {string | string[]} [type]
 * @property {unknown} [const]
 * @property {unknown[]} [enum]
 * @property {unknown} [items]
 * @property {string} [$ref]
 * @property {unknown[]} [allOf]
 * @property {unknown[]} [anyOf]
 * @property {unknown[]} [oneOf]
 */

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
 * The value of a header as a type that its schema asks for: a header is text, but may stand for a number, a boolean or a
 * list (OpenAPI calls it style: simple).
 *
 * @param {string} text
 * @param {unknown} schema
 * @param {unknown} root
 * @returns {unknown}
 */
function readHeaderValue(text, schema, root) {
  const parts = partsOf(schema, root);
  const types = parts.flatMap(typesOf);
  if ((types.includes('integer') || types.includes('number')) && /^[-+]?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text)) return Number(text);
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (types.includes('array')) {
    const items = parts.map((part) => part.items).find((each) => each !== undefined);
    return text === '' ? [] : text.split(/\s*,\s*/).map((item) => readHeaderValue(item, items, root));
  }
  return text;
}

/**
 * A schema, and every schema that it applies to the same value.
 *
 * @param {unknown} schema
 * @param {unknown} root
 * @param {HeaderSchema[]} [found]
 * @returns {HeaderSchema[]}
 */
function partsOf(schema, root, found = []) {
  const part = /** @type {HeaderSchema} */ (schema);
  if (typeof part !== 'object' || part === null || found.includes(part)) return found;
  found.push(part);
  if (part.$ref) partsOf(schemaAt(root, part.$ref), root, found);
  for (const each of [...(part.allOf || []), ...(part.anyOf || []), ...(part.oneOf || [])]) partsOf(each, root, found);
  return found;
}

/**
 * The types that a schema names, or that the values have which it names.
 *
 * @param {HeaderSchema} part
 * @returns {string[]}
 */
function typesOf(part) {
  const values = [...(part.enum || []), ...(Object.hasOwn(part, 'const') ? [part.const] : [])];
  return [part.type || [], ...values.map((value) => (Array.isArray(value) ? 'array' : typeof value))].flat();
}
