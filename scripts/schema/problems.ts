/**
 * What can be wrong with a schema, and the arguments of each code:
 * - `unresolved-reference` {reference, uri}: nothing is at the absolute `uri`
 * - `endless-reference` {reference}: following it leads back to itself without ever getting to a part of the value
 * - `unknown-keyword` {keyword, nearest?}: not in JSON Schema 2020-12
 * - `foreign-keyword` {keyword, instead}: from an older draft or from OpenAPI; `instead` is what 2020-12 has for it
 * - `invalid-keyword` {keyword, expected, nearest?}: the value of the keyword is not what the metaschema asks for
 * - `invalid-pattern` {pattern, reason}: no regular expression of ECMA-262 in Unicode mode
 * - `unknown-format` {format}: allowed, but nothing will be checked; it does not stop compiling
 * - `misspelt-format` {format, nearest}: unknown, and near to one that is known: what was meant is not checked
 * - `unknown-dialect` {dialect}: the `$schema` is not 2020-12 and cannot be loaded
 * - `unknown-vocabulary` {vocabulary}: required by the dialect, and unknown here
 * - `not-a-schema` {}: neither an object nor a boolean
 * - `duplicate-identifier` {identifier}: two schemas have the same `$id`, or the same anchor
 */
export type SchemaProblemCode =
  | 'unresolved-reference'
  | 'endless-reference'
  | 'unknown-keyword'
  | 'foreign-keyword'
  | 'invalid-keyword'
  | 'invalid-pattern'
  | 'unknown-format'
  | 'misspelt-format'
  | 'unknown-dialect'
  | 'unknown-vocabulary'
  | 'not-a-schema'
  | 'duplicate-identifier';

/** A mistake in a schema, as data. */
export type SchemaProblem = {
  readonly code: SchemaProblemCode;
  /** The file, as the URI that it was loaded by. */
  readonly uri: string;
  /** JSON Pointer (RFC 6901) into the file. */
  readonly pointer: string;
  readonly args: Readonly<Record<string, string>>;
};

/** Whether a schema with this problem can still be compiled. */
export function isHarmless({ code }: Pick<SchemaProblem, 'code'>): boolean {
  return code === 'unknown-format';
}
