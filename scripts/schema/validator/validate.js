import { applySchema } from './apply.js';

/**
 * Checks a value against a schema compiled by Postern (JSON Schema 2020-12).
 * @param {unknown} schema the compiled schema: `$ref` is `#` or `#/$defs/<Name>`, and nothing in it is unknown
 * @param {unknown} value a JSON value
 * @param {{ formats?: boolean, plans?: SchemaRun['plans'] }} [options] `formats: false` takes `format` for a remark, as the default dialect of
 * 2020-12 does; `plans` are kept from one validation to the next
 * @returns {SchemaFinding[]} nothing when the value is valid; otherwise at most 20 findings, the most telling one first
 */
export function validateSchema(schema, value, options = {}) {
  /** @type {SchemaRun} */
  const run = {
    root: schema,
    formats: options.formats !== false,
    patterns: new Map(),
    plans: options.plans ?? new Map(),
    tooDeep: undefined,
  };
  const place = { run, pointer: undefined, location: undefined, scope: {}, depth: 0, followed: undefined, keyword: '' };
  const { findings } = applySchema(schema, value, place);
  return findings.length === 0 && run.tooDeep ? [run.tooDeep] : findings;
}
