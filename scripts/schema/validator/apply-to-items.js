import { applyToPart, noteEvaluated, requirePart } from './apply.js';
import { reportFinding } from './finding.js';
import { countOf } from './wording.js';

/**
 * `prefixItems` (core, section 10.3.1.1).
 * @param {unknown[]} schemas one for each of the first items
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkPrefixItems(schemas, value, frame) {
  if (!Array.isArray(value)) return;
  const end = Math.min(schemas.length, value.length);
  for (let index = 0; index < end; index++) requirePart(frame, schemas[index], index, 'prefixItems', index);
}

/**
 * `items` (core, section 10.3.1.2): the items after those of `prefixItems`.
 * @param {unknown} schema
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkItems(schema, value, frame) {
  if (!Array.isArray(value)) return;
  const start = Array.isArray(frame.schema.prefixItems) ? frame.schema.prefixItems.length : 0;
  for (let index = start; index < value.length; index++) requirePart(frame, schema, index, 'items');
}

/**
 * `contains` (core, section 10.3.1.3) with `minContains` and `maxContains` (validation, sections 6.4.5 and 6.4.4).
 * @param {unknown} schema
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkContains(schema, value, frame) {
  if (!Array.isArray(value)) return;
  const { minContains, maxContains } = frame.schema;
  let matching = 0;
  for (let index = 0; index < value.length; index++) {
    if (applyToPart(frame, schema, index, 'contains').findings.length > 0) continue;
    noteEvaluated(frame, index);
    matching++;
  }
  const least = typeof minContains === 'number' ? minContains : 1;
  const actual = `${matching} of ${countOf(value.length, 'item')}`;
  if (matching < least) {
    const keyword = typeof minContains === 'number' ? 'minContains' : 'contains';
    reportFinding(frame, keyword, `at least ${countOf(least, 'item')} that ${least === 1 ? 'matches' : 'match'} "contains"`, actual);
  }
  if (typeof maxContains === 'number' && matching > maxContains) {
    const verb = maxContains === 1 ? 'matches' : 'match';
    reportFinding(frame, 'maxContains', `at most ${countOf(maxContains, 'item')} that ${verb} "contains"`, actual);
  }
}

/**
 * `unevaluatedItems` (core, section 11.2).
 * @param {unknown} schema
 * @param {unknown} value
 * @param {SchemaFrame} frame
 */
export function checkUnevaluatedItems(schema, value, frame) {
  if (!Array.isArray(value)) return;
  for (let index = 0; index < value.length; index++) {
    if (!frame.evaluated?.has(index)) requirePart(frame, schema, index, 'unevaluatedItems');
  }
}
