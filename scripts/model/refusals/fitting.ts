import type { CompiledSchema } from '../../schema/compile.ts';
import { accepts, type SchemaPart } from '../../schema/parts.ts';
import { demandsOn } from '../../schema/sample/objects.ts';
import { objectAt, type Shape, shapesOf } from '../../schema/sample/shape.ts';
import { isValid } from '../../schema/validate.ts';
import { isObject, type Json, type JsonObject } from '../../source/json.ts';
import { smallValue } from './small-value.ts';

/** How many ways to match a schema are followed. */
const mostWays = 6;

/**
 * Values that may fit a schema as well as what is asked for around it: the value with the members that it lacks, and without one
 * that is in the way. Whoever asks has to hold them against the whole.
 */
export function* fitting(value: Json, schema: Json, { compiled }: SchemaPart, around: readonly JsonObject[]): Generator<Json> {
  let left = mostWays;
  for (const way of shapesOf(compiled.schema, [{ schema, scope: {} }], new Set())) {
    yield* isObject(value) ? completed(value, way, compiled, around) : madeFor(way, compiled);
    if (--left === 0) return;
  }
}

/** What a bound just lets in comes first: a server that is off by one takes it for something else. */
function* madeFor({ parts }: Shape, compiled: CompiledSchema): Generator<Json> {
  const schemas = parts.map((part) => part.schema);
  for (const { minimum, maximum } of schemas) yield* [minimum, maximum].filter((bound) => bound !== undefined);
  const made = smallValue(compiled, schemas);
  if (made !== undefined) yield made;
}

/** An object with the members that it lacks to match; then each time without one that it need not have. */
function* completed(
  value: JsonObject,
  { parts, required }: Shape,
  compiled: CompiledSchema,
  around: readonly JsonObject[],
): Generator<Json> {
  const named = parts.flatMap((part) => Object.keys(objectAt(part.schema, 'properties')));
  const made: [string, Json][] = [];
  for (const name of new Set([...required, ...named])) {
    const own = demandsOn(name, parts).map((demand) => demand.schema);
    const member = Object.hasOwn(value, name) ? (value[name] as Json) : undefined;
    if (member === undefined ? !required.has(name) : own.every((each) => accepts(compiled, each, member))) continue;
    const others = around
      .map((each) => objectAt(each, 'properties'))
      .flatMap((properties) => (Object.hasOwn(properties, name) ? [properties[name] as Json] : []));
    const other = smallValue(compiled, [...others, ...own], name) ?? smallValue(compiled, own, name);
    if (other === undefined) return;
    made.push([name, other]);
  }
  const whole = { ...value, ...(Object.fromEntries(made) as JsonObject) };
  yield whole;
  for (const spare of Object.keys(value))
    if (!required.has(spare)) yield Object.fromEntries(Object.entries(whole).filter(([name]) => name !== spare));
}

/** The keywords with branches that a value may take. */
export const branching: readonly string[] = ['anyOf', 'oneOf', 'if'];

/** The branches of alternatives and conditions that one schema object has, each as what a value that takes it has to fit. */
export function branchesOf(schema: JsonObject): Json[] {
  const listed = ['anyOf', 'oneOf'].flatMap((keyword) => (Array.isArray(schema[keyword]) ? (schema[keyword] as readonly Json[]) : []));
  const { if: condition, then: met = true, else: unmet = true } = schema;
  return condition === undefined ? listed : [...listed, { allOf: [condition, met] }, { allOf: [{ not: condition }, unmet] }];
}

/** The types that a place takes besides that of a value, each as a schema; of null whatever else there may be. */
export function otherKinds(value: Json, parts: readonly SchemaPart[]): JsonObject[] {
  const types = parts.flatMap(({ schema }) => (Array.isArray(schema['type']) ? (schema['type'] as readonly string[]) : []));
  if (types.length === 0) return value === null ? [{ not: { type: 'null' } }] : [];
  return [...new Set(types)].filter((type) => type !== 'null' && !isValid({ schema: { type } }, value)).map((type) => ({ type }));
}
