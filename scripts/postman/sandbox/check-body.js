import { describeFinding } from '../../schema/validator/finding.js';
import { validateSchema } from '../../schema/validator/validate.js';
import { readAnswer } from './read-answer.js';

/**
 * The body satisfies its schema (JSON Schema 2020-12, formats included). Each finding names the place in the body, what
 * was expected and what came.
 *
 * @param {import('./check-answer.js').Check} check
 */
export function checkBody(check) {
  const findings = validateSchema(check.schema, readAnswer(check), {});
  if (findings.length === 0) return;
  // What a token endpoint answers is never repeated.
  const shown = check.secret ? findings.map((finding) => ({ ...finding, actual: 'something else' })) : findings;
  throw new Error(shown.map(describeFinding).join('\n'));
}
