import { isObject, type Json } from '../source/json.ts';
import type { CompiledSchema } from './compile.ts';
import { Maker } from './sample/maker.ts';
import { isValid } from './validate.ts';

/** What an example is for, and how much of it there may be. */
export type SampleOptions = {
  /** A request leaves out what is `readOnly`, an answer what is `writeOnly`, where the schema allows it. Both are there by default. */
  readonly for?: 'request' | 'answer';
  /** The name of what the value is for, such as that of a parameter: it decides what a text looks like. */
  readonly name?: string;
  /** How many optional properties an object may show; objects inside of it show half as many each. 12 by default; 0 shows what is required only. */
  readonly optional?: number;
};

/**
 * Makes an example of a schema: the same one each time, valid (our own validator has the last word), and like one that a person would write.
 * What the schema itself has under `examples`, or as `default`, comes first. Undefined when none is found; the search is bounded.
 */
export function sample(compiled: CompiledSchema, options: SampleOptions = {}): Json | undefined {
  const root = { schema: compiled.schema, scope: {} };
  const place = { name: options.name, within: undefined, depth: 0, references: new Set<unknown>([compiled.schema]) };
  // With nothing to go by, a whole value is an object.
  if (compiled.schema === true || (isObject(compiled.schema) && Object.keys(compiled.schema).length === 0))
    return options.name === undefined ? {} : 'text';
  // Mostly the first one fits, and need not be checked piece by piece.
  const [first] = new Maker(compiled, options, false).candidates([root], place);
  if (first !== undefined && isValid(compiled, first)) return first;
  for (const value of new Maker(compiled, options, true).candidates([root], place)) {
    if (isValid(compiled, value)) return value;
  }
  return undefined;
}
