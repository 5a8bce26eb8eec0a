import type { CompiledSchema } from '../../schema/compile.ts';
import { sampleOfPart } from '../../schema/sample.ts';
import { isObject, type Json } from '../../source/json.ts';
import { variablesIn } from '../template.ts';

/**
 * Makes a value for a place that the example leaves out: with no more than it must have, and none that would be taken for a `{{variable}}`.
 * @param parts what it has to match: parts of the schema, or schemas made of them
 * @returns undefined when none is found
 */
export function smallValue(compiled: CompiledSchema, parts: readonly Json[], name?: string): Json | undefined {
  const value = sampleOfPart(compiled, parts, { for: 'request', optional: 0, shown: 'last', ...(name === undefined ? {} : { name }) });
  return value === undefined || variablesIn(JSON.stringify(value)).length > 0 ? undefined : value;
}

/** The like of a value that is not it: for lists whose items have to differ. 0 is the value itself. */
export function otherThan(value: Json, n: number): Json {
  if (n === 0) return value;
  if (typeof value === 'string') return `${value}${n}`;
  if (typeof value === 'number') return value + n;
  if (typeof value === 'boolean') return !value;
  if (!isObject(value)) return value;
  const [first] = Object.entries(value).filter(([, member]) => typeof member === 'string' || typeof member === 'number');
  return first ? { ...value, [first[0]]: otherThan(first[1], n) } : { ...value, [`other${n}`]: n };
}
