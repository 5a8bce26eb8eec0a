import { reportFinding } from './finding.js';
import { isJsonObject, ownProperty } from './values.js';
import { countOf, previewJson, previewNames } from './wording.js';

/**
 * `maxProperties` (validation, section 6.5.1).
 * @param {number} limit
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkMaxProperties(limit, value, frame) {
  if (!isJsonObject(value) || Object.keys(value).length <= limit) return;
  reportFinding(frame, 'maxProperties', `at most ${countOf(limit, 'property', 'properties')}`, () => previewNames(value));
}

/**
 * `minProperties` (validation, section 6.5.2).
 * @param {number} limit
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkMinProperties(limit, value, frame) {
  if (!isJsonObject(value) || Object.keys(value).length >= limit) return;
  reportFinding(frame, 'minProperties', `at least ${countOf(limit, 'property', 'properties')}`, () => previewNames(value));
}

/**
 * `required` (validation, section 6.5.3).
 * @param {string[]} names
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkRequired(names, value, frame) {
  if (!isJsonObject(value)) return;
  for (const name of names) {
    if (!ownProperty(value, name))
      reportFinding(
        frame,
        'required',
        () => `the property ${previewJson(name)}`,
        () => previewNames(value),
      );
  }
}

/**
 * `dependentRequired` (validation, section 6.5.4).
 * @param {{ [name: string]: string[] }} needs
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkDependentRequired(needs, value, frame) {
  if (!isJsonObject(value)) return;
  for (const present of Object.keys(needs)) {
    if (!ownProperty(value, present)) continue;
    for (const name of needs[present] ?? []) {
      if (ownProperty(value, name)) continue;
      const expected = () => `the property ${previewJson(name)}, which ${previewJson(present)} needs`;
      reportFinding(frame, 'dependentRequired', expected, () => previewNames(value));
    }
  }
}
