import type { CompiledSchema } from './compile.ts';
import type { Finding } from './types.ts';
import { validateSchema } from './validator/validate.js';

export type { Finding } from './types.ts';
export { describeFinding } from './validator/finding.js';

/** In what order the keywords of a schema are looked at: found out once for each schema object. */
const plans = new WeakMap<object, readonly string[]>();

/**
 * Validates a value here, in Node, with the same validator that is embedded in scripts.
 * `formats: false` does not assert `format`. The findings are empty for a valid value; otherwise at most 20, the most telling one first.
 */
export function validate(
  compiled: Pick<CompiledSchema, 'schema'>,
  value: unknown,
  options: { readonly formats?: boolean } = {},
): Finding[] {
  return validateSchema(compiled.schema, value, { ...options, plans });
}
