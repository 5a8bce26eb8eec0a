import { applySchema, requirePart } from './apply.js';
import { patternOf } from './check-string.js';
import { adoptFindings, textOf } from './finding.js';
import { isJsonObject, ownProperty } from './values.js';

/**
 * `properties` (core, section 10.3.2.1).
 * @param {SchemaObject} schemas name → schema
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkProperties(schemas, value, frame) {
  if (!isJsonObject(value)) return;
  for (const name of Object.keys(schemas)) {
    if (ownProperty(value, name)) requirePart(frame, schemas[name], name, 'properties', name);
  }
}

/**
 * `patternProperties` (core, section 10.3.2.2).
 * @param {SchemaObject} schemas pattern → schema
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkPatternProperties(schemas, value, frame) {
  if (!isJsonObject(value)) return;
  for (const pattern of Object.keys(schemas)) {
    for (const name of Object.keys(value)) {
      if (patternOf(frame.run, pattern).test(name)) requirePart(frame, schemas[pattern], name, 'patternProperties', pattern);
    }
  }
}

/**
 * `additionalProperties` (core, section 10.3.2.3).
 * @param {unknown} schema
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkAdditionalProperties(schema, value, frame) {
  if (!isJsonObject(value)) return;
  const named = isJsonObject(frame.schema.properties) ? frame.schema.properties : {};
  const patterns = isJsonObject(frame.schema.patternProperties) ? Object.keys(frame.schema.patternProperties) : [];
  for (const name of Object.keys(value)) {
    if (ownProperty(named, name) || patterns.some((pattern) => patternOf(frame.run, pattern).test(name))) continue;
    requirePart(frame, schema, name, 'additionalProperties');
  }
}

/**
 * `unevaluatedProperties` (core, section 11.3).
 * @param {unknown} schema
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkUnevaluatedProperties(schema, value, frame) {
  if (!isJsonObject(value)) return;
  for (const name of Object.keys(value)) {
    if (!frame.evaluated?.has(name)) requirePart(frame, schema, name, 'unevaluatedProperties');
  }
}

/**
 * `propertyNames` (core, section 10.3.2.4).
 * @param {unknown} schema
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkPropertyNames(schema, value, frame) {
  if (!isJsonObject(value)) return;
  const { run, scope, depth } = frame;
  const location = { up: frame.location, token: 'propertyNames' };
  for (const name of Object.keys(value)) {
    const pointer = { up: frame.pointer, token: name };
    const result = applySchema(schema, name, {
      run,
      pointer,
      location,
      scope,
      depth: depth + 1,
      followed: undefined,
      keyword: 'propertyNames',
    });
    const about = (/** @type {SchemaMismatch} */ finding) => ({
      ...finding,
      expected: () => `as a property name: ${textOf(finding.expected)}`,
    });
    adoptFindings(frame, result.findings.map(about));
  }
}
