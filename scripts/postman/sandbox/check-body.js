import { describeFinding } from '../../schema/validator/finding.js';
import { validateSchema } from '../../schema/validator/validate.js';

/**
 * The body satisfies its schema (JSON Schema 2020-12, formats included). Each finding names the place in the body, what
 * was expected and what came.
 *
 * @param {import('./check-answer.js').Check} check
 */
export function checkBody(check) {
  const text = pm.response.text() || '';
  const value = check.readAs === 'json' ? readJson(text, Boolean(check.secret)) : text;
  const findings = validateSchema(check.schema, value, {});
  if (findings.length === 0) return;
  // What a token endpoint answers is never repeated.
  const shown = check.secret ? findings.map((finding) => Object.assign({}, finding, { actual: 'something else' })) : findings;
  throw new Error(shown.map(describeFinding).join('\n'));
}

/**
 * @param {string} text
 * @param {boolean} secret
 * @returns {unknown}
 */
function readJson(text, secret) {
  if (text === '') throw new Error('expected JSON, the body is empty');
  try {
    return JSON.parse(text);
  } catch (_) {
    throw new Error(`expected JSON, got ${secret ? 'something else' : JSON.stringify(text.slice(0, 80))}`);
  }
}
