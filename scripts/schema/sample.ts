import { isObject, type Json } from '../source/json.ts';
import type { CompiledSchema } from './compile.ts';
import { Maker, type SamplePlace } from './sample/maker.ts';
import { PartValidator } from './validate.ts';

/** What an example is for, and how much of it there may be. */
export type SampleOptions = {
  /** A request leaves out what is `readOnly`, an answer what is `writeOnly`, where the schema allows it. Both are there by default. */
  readonly for?: 'request' | 'answer';
  /** The name of what the value is for, such as that of a parameter: it decides what a text looks like. */
  readonly name?: string;
  /** How many optional properties an object may show; objects inside of it show half as many each. 12 by default; 0 shows what is required only. */
  readonly optional?: number;
  /** Whether what the schema itself shows comes first, which is usual, or where nothing else is found. */
  readonly shown?: 'first' | 'last';
};

/** How many values are looked at for a whole example before the search is given up, and how many for a part. */
const mostTried = { whole: 20_000, part: 500 };

/**
 * Makes an example of a schema: the same one each time, valid (our own validator has the last word), and like one that a person would write.
 * What the schema itself has under `examples`, or as `default`, comes first. Undefined when none is found; the search is bounded.
 */
export function sample(compiled: CompiledSchema, options: SampleOptions = {}): Json | undefined {
  const { schema } = compiled;
  // With nothing to go by, a whole value is an object.
  if (schema === true || (isObject(schema) && Object.keys(schema).length === 0)) return options.name === undefined ? {} : 'text';
  return search(compiled, [schema], options, mostTried.whole);
}

/**
 * Makes a value for a place inside of what a schema is about, as `sample` does, but after fewer tries.
 * @param parts what the value has to match: parts of the compiled schema, or schemas made of them, whose references are to the whole
 */
export function sampleOfPart(compiled: CompiledSchema, parts: readonly Json[], options: SampleOptions = {}): Json | undefined {
  return search(compiled, parts, options, mostTried.part);
}

function search(compiled: CompiledSchema, parts: readonly Json[], options: SampleOptions, most: number): Json | undefined {
  const validator = PartValidator.of(compiled);
  const isRight = (value: Json): boolean => parts.every((part) => validator.accepts(part, value));
  const demands = parts.map((schema) => ({ schema, scope: {} }));
  const place: SamplePlace = { name: options.name, within: undefined, depth: 0, references: new Set<unknown>(parts) };
  // Mostly the first one fits, and need not be checked piece by piece. Where there is not even that, there is none.
  const [first] = new Maker(compiled, options, { validator, isCareful: false, most }).candidates(demands, place);
  if (first === undefined || isRight(first)) return first;
  for (const value of new Maker(compiled, options, { validator, isCareful: true, most }).candidates(demands, place))
    if (isRight(value)) return value;
  return undefined;
}
