import { reportNearest } from './alternatives.js';
import { adoptEvaluated, applyHere } from './apply.js';
import { adoptFindings, reportFinding } from './finding.js';
import { fragmentOfPath } from './pointer.js';
import { isJsonObject, ownProperty } from './values.js';
import { describeExcluded, ordinalOf } from './wording.js';

/**
 * Asserts that the value matches a subschema. What that evaluated counts even when it does not match: the value is invalid then anyway,
 * and `unevaluated…` should not add that every property is unknown.
 * @param {SchemaFrame} frame
 * @param {SchemaFrame} result
 */
function requireResult(frame, result) {
  adoptFindings(frame, result.findings);
  adoptEvaluated(frame, result);
}

/**
 * `allOf` (core, section 10.2.1.1).
 * @param {unknown[]} schemas
 * @param {unknown} _value
 * @param {SchemaFrame} frame
 */
export function checkAllOf(schemas, _value, frame) {
  schemas.forEach((schema, index) => {
    requireResult(frame, applyHere(frame, schema, 'allOf', index));
  });
}

/**
 * `anyOf` (core, section 10.2.1.2). All are tried, also after a match: each may evaluate properties of its own.
 * @param {unknown[]} schemas
 * @param {unknown} _value
 * @param {SchemaFrame} frame
 */
export function checkAnyOf(schemas, _value, frame) {
  const results = schemas.map((schema, index) => applyHere(frame, schema, 'anyOf', index));
  const matching = results.filter((result) => result.findings.length === 0);
  for (const result of matching) adoptEvaluated(frame, result);
  if (matching.length === 0) reportNearest(frame, 'anyOf', results);
}

/**
 * `oneOf` (core, section 10.2.1.3).
 * @param {unknown[]} schemas
 * @param {unknown} _value
 * @param {SchemaFrame} frame
 */
export function checkOneOf(schemas, _value, frame) {
  const results = schemas.map((schema, index) => applyHere(frame, schema, 'oneOf', index));
  const matching = results.filter((result) => result.findings.length === 0);
  for (const result of matching) adoptEvaluated(frame, result);
  if (matching.length === 0) reportNearest(frame, 'oneOf', results);
  if (matching.length > 1) {
    const which = matching.map((result) => ordinalOf(results.indexOf(result)));
    const last = which.pop();
    reportFinding(
      frame,
      'oneOf',
      `exactly one of ${schemas.length} alternatives to match (the ${which.join(', the ')} and the ${last} do)`,
    );
  }
}

/**
 * `not` (core, section 10.2.1.4).
 * @param {unknown} schema
 * @param {unknown} _value
 * @param {SchemaFrame} frame
 */
export function checkNot(schema, _value, frame) {
  if (applyHere(frame, schema, 'not').findings.length > 0) return;
  const location = { up: frame.location, token: 'not' };
  reportFinding(frame, 'not', () => describeExcluded(schema) ?? `a value that does not match ${fragmentOfPath(location)}`);
}

/**
 * `if`, `then` and `else` (core, section 10.2.2).
 * @param {unknown} schema
 * @param {unknown} _value
 * @param {SchemaFrame} frame
 */
export function checkIf(schema, _value, frame) {
  const condition = applyHere(frame, schema, 'if');
  const holds = condition.findings.length === 0;
  if (holds) adoptEvaluated(frame, condition);
  const branch = holds ? 'then' : 'else';
  if (ownProperty(frame.schema, branch)) requireResult(frame, applyHere(frame, frame.schema[branch], branch));
}

/**
 * `dependentSchemas` (core, section 10.2.2.4).
 * @param {SchemaObject} schemas name of a property → schema for the whole value when the property is there
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkDependentSchemas(schemas, value, frame) {
  if (!isJsonObject(value)) return;
  for (const name of Object.keys(schemas)) {
    if (ownProperty(value, name)) requireResult(frame, applyHere(frame, schemas[name], 'dependentSchemas', name));
  }
}
