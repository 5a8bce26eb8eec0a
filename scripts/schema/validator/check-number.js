import { isDecimalMultiple } from './decimal.js';
import { reportFinding } from './finding.js';

/**
 * `multipleOf` (validation, section 6.2.1).
 * @param {number} step
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkMultipleOf(step, value, frame) {
  if (typeof value === 'number' && !isDecimalMultiple(value, step)) reportFinding(frame, 'multipleOf', `a multiple of ${step}`);
}

/**
 * `maximum` (validation, section 6.2.2).
 * @param {number} limit
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkMaximum(limit, value, frame) {
  if (typeof value === 'number' && value > limit) reportFinding(frame, 'maximum', `at most ${limit}`);
}

/**
 * `exclusiveMaximum` (validation, section 6.2.3).
 * @param {number} limit
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkExclusiveMaximum(limit, value, frame) {
  if (typeof value === 'number' && value >= limit) reportFinding(frame, 'exclusiveMaximum', `less than ${limit}`);
}

/**
 * `minimum` (validation, section 6.2.4).
 * @param {number} limit
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkMinimum(limit, value, frame) {
  if (typeof value === 'number' && value < limit) reportFinding(frame, 'minimum', `at least ${limit}`);
}

/**
 * `exclusiveMinimum` (validation, section 6.2.5).
 * @param {number} limit
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkExclusiveMinimum(limit, value, frame) {
  if (typeof value === 'number' && value <= limit) reportFinding(frame, 'exclusiveMinimum', `more than ${limit}`);
}
