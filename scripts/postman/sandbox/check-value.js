import { isEqualJson } from '../../schema/validator/values.js';
import { previewJson } from '../../schema/validator/wording.js';
import { readAnswer, valueAtPointer } from './read-answer.js';

/**
 * A place in the body has a certain value. Variables in it have the values that the request was sent with.
 *
 * @param {import('./check-answer.js').Check} check
 */
export function checkEquals(check) {
  const pointer = String(check.pointer);
  const actual = valueAtPointer(readAnswer(check), pointer);
  const expected = JSON.parse(JSON.stringify(check.value), (_, part) => (typeof part === 'string' ? pm.variables.replaceIn(part) : part));
  if (isEqualJson(actual, expected)) return;
  throw new Error(`at ${pointer || 'the root'}: expected ${previewJson(expected)}, got ${previewJson(actual)}`);
}

/**
 * Keeps a value of the answer for the steps that follow, in a local variable: it lasts as long as the run.
 *
 * @param {import('./check-answer.js').Check} check
 */
export function captureValue(check) {
  const value =
    check.header === undefined ? valueAtPointer(readAnswer(check), String(check.pointer)) : pm.response.headers.get(check.header);
  if (value === undefined || value === null) throw new Error(`expected a value for {{${check.variable}}}, there is none`);
  pm.variables.set(String(check.variable), typeof value === 'string' ? value : JSON.stringify(value));
}
