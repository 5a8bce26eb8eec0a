import type { Json } from '../source/json.ts';
import type { CompiledSchema } from './compile.ts';
import type { Finding, Run, Scope } from './types.ts';
import { applySchema } from './validator/apply.js';
import { tellFinding } from './validator/finding.js';
import { mismatchesOf } from './validator/validate.js';

export type { Finding } from './types.ts';
export { describeFinding } from './validator/finding.js';

/** In what order the keywords of a schema are looked at, and the regular expressions: found out once for each schema object, and each pattern. */
const known = { plans: new WeakMap<object, readonly string[]>(), patterns: new Map<string, RegExp>() };

/**
 * Validates a value here, in Node, with the same validator that is embedded in scripts.
 * `formats: false` does not assert `format`. The findings are empty for a valid value; otherwise at most 20, the most telling one first.
 */
export function validate(
  compiled: Pick<CompiledSchema, 'schema'>,
  value: unknown,
  options: { readonly formats?: boolean } = {},
): Finding[] {
  return mismatchesOf(compiled.schema, value, { ...known, formats: options.formats !== false, most: 20, marks: true }).map(tellFinding);
}

/** Whether a value is valid, without a word on what is wrong: many times faster where much is. */
export function isValid(compiled: Compiled, value: unknown): boolean {
  return mismatchesOf(compiled.schema, value, verdictOf(compiled)).length === 0;
}

type Compiled = Pick<CompiledSchema, 'schema'> & Partial<Pick<CompiledSchema, 'keywords'>>;

/** Whether a value is valid by schemas that are parts of another one, or made of its parts: their references are to that one. */
export class PartValidator {
  static readonly #known = new WeakMap<object, PartValidator>();
  readonly #run: Run;

  private constructor(whole: Compiled) {
    this.#run = { ...verdictOf(whole), root: whole.schema, tooDeep: undefined };
  }

  /** The one for a schema: it is asked of many parts and values. */
  static of(whole: Compiled): PartValidator {
    const validator = PartValidator.#known.get(whole) ?? new PartValidator(whole);
    PartValidator.#known.set(whole, validator);
    return validator;
  }

  /** @param scope the dynamic anchors that the part is reached with */
  accepts(part: Json, value: Json, scope: Scope = {}): boolean {
    const run = this.#run;
    run.tooDeep = undefined;
    const place = { run, pointer: undefined, location: undefined, scope, depth: 0, followed: undefined, keyword: '' };
    return applySchema(part, value, place).findings.length === 0 && run.tooDeep === undefined;
  }
}

/** What a validation goes by that is only to say whether a value is valid. */
function verdictOf({ keywords }: Compiled): Omit<Run, 'root' | 'tooDeep'> {
  const marks = keywords?.some((keyword) => keyword.startsWith('unevaluated')) ?? true;
  return { formats: true, most: 1, marks, plans: known.plans, patterns: known.patterns };
}
