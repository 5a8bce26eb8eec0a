import { reportFinding } from './finding.js';
import { isEqualJson, isJsonObject } from './values.js';
import { describeAllowed, describeTypes } from './wording.js';

/**
 * `type` (validation, section 6.1.1).
 * @param {string | string[]} types
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkType(types, value, frame) {
  const isAllowed = typeof types === 'string' ? hasType(types, value) : types.some((type) => hasType(type, value));
  if (!isAllowed) reportFinding(frame, 'type', () => describeTypes(types));
}

/**
 * @param {string} type
 * @param {unknown} value
 * @returns {boolean}
 */
function hasType(type, value) {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isJsonObject(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}

/**
 * `const` (validation, section 6.1.3).
 * @param {unknown} only
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkConst(only, value, frame) {
  if (!isEqualJson(only, value)) reportFinding(frame, 'const', () => describeAllowed([only]));
}

/**
 * `enum` (validation, section 6.1.2).
 * @param {unknown[]} allowed
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkEnum(allowed, value, frame) {
  if (!allowed.some((one) => isEqualJson(one, value))) reportFinding(frame, 'enum', () => describeAllowed(allowed));
}
