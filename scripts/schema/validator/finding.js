import { fragmentOfPath, pointerOfPath } from './pointer.js';
import { previewJson } from './wording.js';

/** More findings than these help nobody. */
export const mostFindings = 20;

/**
 * Adds a finding about the value of a frame.
 * @param {SchemaFrame} frame
 * @param {string} keyword the keyword of the frame's schema that is not satisfied
 * @param {string} expected
 * @param {string} [actual]
 * @param {SchemaPath} [pointer] when the finding is about a part of the value
 */
export function reportFinding(frame, keyword, expected, actual = previewJson(frame.value), pointer = frame.pointer) {
  if (frame.findings.length >= mostFindings) return;
  const location = fragmentOfPath({ up: frame.location, token: keyword });
  frame.findings.push({ pointer: pointerOfPath(pointer), keyword, location, expected, actual });
}

/**
 * Adds what a subschema found to the findings of the frame.
 * @param {SchemaFrame} frame
 * @param {readonly SchemaFinding[]} findings
 */
export function adoptFindings(frame, findings) {
  for (const finding of findings) {
    if (frame.findings.length < mostFindings) frame.findings.push(finding);
  }
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
