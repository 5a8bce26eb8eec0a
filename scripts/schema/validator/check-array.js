import { reportFinding } from './finding.js';
import { findEqualItems } from './values.js';
import { countOf, previewJson } from './wording.js';

/**
 * `maxItems` (validation, section 6.4.1).
 * @param {number} limit
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkMaxItems(limit, value, frame) {
  if (Array.isArray(value) && value.length > limit) reportFinding(frame, 'maxItems', `at most ${countOf(limit, 'item')}`);
}

/**
 * `minItems` (validation, section 6.4.2).
 * @param {number} limit
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkMinItems(limit, value, frame) {
  if (Array.isArray(value) && value.length < limit) reportFinding(frame, 'minItems', `at least ${countOf(limit, 'item')}`);
}

/**
 * `uniqueItems` (validation, section 6.4.3).
 * @param {boolean} unique
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkUniqueItems(unique, value, frame) {
  const equal = unique && Array.isArray(value) ? findEqualItems(value) : undefined;
  if (!equal) return;
  const [first, second] = equal;
  const repeated = /** @type {unknown[]} */ (value)[second];
  reportFinding(frame, 'uniqueItems', `an item unlike that at index ${first}`, () => previewJson(repeated), {
    up: frame.pointer,
    token: second,
  });
}
