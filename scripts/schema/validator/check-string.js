import { reportFinding } from './finding.js';
import { formatTable } from './formats/format-table.js';
import { ownProperty } from './values.js';
import { countOf } from './wording.js';

/**
 * The length of a string in characters (code points, RFC 8259), not in JavaScript's UTF-16 units.
 * @param {string} text
 * @returns {number}
 */
function lengthInCharacters(text) {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g) ?? []).length;
}

/**
 * `maxLength` (validation, section 6.3.1).
 * @param {number} limit
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkMaxLength(limit, value, frame) {
  if (typeof value === 'string' && lengthInCharacters(value) > limit) {
    reportFinding(frame, 'maxLength', `at most ${countOf(limit, 'character')}`);
  }
}

/**
 * `minLength` (validation, section 6.3.2).
 * @param {number} limit
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkMinLength(limit, value, frame) {
  if (typeof value === 'string' && lengthInCharacters(value) < limit) {
    reportFinding(frame, 'minLength', `at least ${countOf(limit, 'character')}`);
  }
}

/**
 * `pattern` (validation, section 6.3.3).
 * @param {string} pattern
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkPattern(pattern, value, frame) {
  if (typeof value !== 'string' || patternOf(frame.run, pattern).test(value)) return;
  reportFinding(frame, 'pattern', () => `to match ${patternOf(frame.run, pattern)}`.replace(/u$/, ''));
}

/**
 * The regular expression (ECMA-262, Unicode mode) of a pattern, made once per validation.
 * @param {SchemaRun} run
 * @param {string} pattern
 * @returns {RegExp}
 */
export function patternOf(run, pattern) {
  let made = run.patterns.get(pattern);
  if (!made) {
    made = new RegExp(pattern, 'u');
    run.patterns.set(pattern, made);
  }
  return made;
}

/**
 * `format` (validation, section 7), asserted.
 * @param {string} format
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkFormat(format, value, frame) {
  if (!frame.run.formats || typeof value !== 'string' || !ownProperty(formatTable, format)) return;
  const expected = formatTable[format]?.(value);
  if (expected) reportFinding(frame, 'format', expected);
}
