import { fragmentOfPath, pointerOfPath } from './pointer.js';
import { previewJson } from './wording.js';

/**
 * Adds a finding about the value of a frame.
 * @param {SchemaFrame} frame
 * @param {string} keyword the keyword of the frame's schema that is not satisfied
 * @param {string | (() => string)} expected
 * @param {string | (() => string)} [actual]
 * @param {SchemaPath} [pointer] when the finding is about a part of the value
 */
export function reportFinding(frame, keyword, expected, actual = () => previewJson(frame.value), pointer = frame.pointer) {
  if (isFull(frame)) return;
  frame.findings.push({ pointer, keyword, location: { up: frame.location, token: keyword }, expected, actual });
}

/**
 * Whether enough is found.
 * @param {SchemaFrame} frame
 * @returns {boolean}
 */
export function isFull({ findings, run }) {
  return findings.length >= run.most;
}

/**
 * Adds what a subschema found to the findings of the frame.
 * @param {SchemaFrame} frame
 * @param {readonly SchemaMismatch[]} findings
 */
export function adoptFindings(frame, findings) {
  if (findings.length === 0) return;
  for (const finding of findings) {
    if (!isFull(frame)) frame.findings.push(finding);
  }
}

/**
 * A finding in words.
 * @param {SchemaMismatch} mismatch
 * @returns {SchemaFinding}
 */
export function tellFinding({ pointer, keyword, location, expected, actual, alternatives }) {
  const told = {
    pointer: pointerOfPath(pointer),
    keyword,
    location: fragmentOfPath(location),
    expected: textOf(expected),
    actual: textOf(actual),
  };
  return alternatives ? { ...told, alternatives: [...alternatives] } : told;
}

/**
 * @param {string | (() => string)} words
 * @returns {string}
 */
export function textOf(words) {
  return typeof words === 'string' ? words : words();
}

/**
 * One line such as `at /deliveryAddress/city: expected a string, got 12 (#/properties/city/type)`.
 * @param {SchemaFinding} finding
 * @returns {string}
 */
export function describeFinding(finding) {
  const place = finding.pointer === '' ? 'the root' : finding.pointer;
  const which = finding.alternatives ?? [];
  const within = which.slice(1).map((inner) => `, and in it ${inner}`);
  const nearest = which.length === 0 ? '' : `; ${which[0]} alternatives is nearest${within.join('')}`;
  return `at ${place}: expected ${finding.expected}, got ${finding.actual}${nearest} (${finding.location})`;
}
