import { applySchema } from './apply.js';
import { tellFinding } from './finding.js';

/**
 * Checks a value against a schema compiled by Postern (JSON Schema 2020-12).
 * @param {unknown} schema the compiled schema: `$ref` is `#` or `#/$defs/<Name>`, and nothing in it is unknown
 * @param {unknown} value a JSON value
 * @param {{ formats?: boolean }} [options] `formats: false` takes `format` for a remark, as the default dialect of 2020-12 does
 * @returns {SchemaFinding[]} nothing when the value is valid; otherwise at most 20 findings, the most telling one first
 */
export function validateSchema(schema, value, options = {}) {
  return mismatchesOf(schema, value, {
    formats: options.formats !== false,
    most: 20,
    marks: true,
    patterns: new Map(),
    plans: new Map(),
  }).map(tellFinding);
}

/**
 * What is wrong with a value, not yet in words.
 * @param {unknown} schema
 * @param {unknown} value
 * @param {Omit<SchemaRun, 'root' | 'tooDeep'>} run `patterns` and `plans` may be kept from one validation to the next
 * @returns {readonly SchemaMismatch[]}
 */
export function mismatchesOf(schema, value, { formats, most, marks, patterns, plans }) {
  /** @type {SchemaRun} */
  const run = { root: schema, formats, most, marks, patterns, plans, tooDeep: undefined };
  const place = { run, pointer: undefined, location: undefined, scope: {}, depth: 0, followed: undefined, keyword: '' };
  const { findings } = applySchema(schema, value, place);
  return findings.length === 0 && run.tooDeep ? [run.tooDeep] : findings;
}
