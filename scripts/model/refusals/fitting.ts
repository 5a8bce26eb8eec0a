import { accepts, type SchemaPart } from '../../schema/parts.ts';
import { isValid } from '../../schema/validate.ts';
import { isObject, type Json, type JsonObject } from '../../source/json.ts';
import { readings, sampleOf } from './sample.ts';

/** A value changed so that it may fit a schema: what it must have is put in. */
export function fitting(value: Json, schema: Json): Json[] {
  if (!isObject(schema)) return [];
  const { type, required, properties, minimum, maximum, minLength, enum: all, anyOf, allOf } = schema;
  const found: Json[] = [
    ...(Array.isArray(all) ? (all as readonly Json[]) : []),
    ...(Object.hasOwn(schema, 'const') ? [schema['const'] as Json] : []),
  ];
  const samples: Readonly<Record<string, Json>> = {
    string: 'x',
    integer: 1,
    number: 0.5,
    boolean: true,
    null: null,
    array: [],
    object: {},
  };
  for (const each of [type].flat()) if (typeof each === 'string' && samples[each] !== undefined) found.push(samples[each]);
  for (const bound of [minimum, maximum]) if (typeof bound === 'number') found.push(bound);
  if (typeof minLength === 'number') found.push('x'.repeat(Math.min(minLength, 5000)));
  for (const branch of [anyOf, allOf])
    if (Array.isArray(branch)) for (const each of branch as readonly Json[]) found.push(...fitting(value, each));
  if (isObject(value) && (Array.isArray(required) || isObject(properties))) {
    const named = isObject(properties) ? properties : {};
    const names = [...new Set([...(Array.isArray(required) ? (required as readonly string[]) : []), ...Object.keys(named)])];
    const member = (name: string) =>
      fitting(value[name] ?? null, named[name] ?? true)[0] ?? (Object.hasOwn(value, name) ? (value[name] as Json) : 'x');
    found.push({ ...value, ...Object.fromEntries(names.map((name) => [name, member(name)])) });
  }
  return found;
}

/**
 * Values that may fit a schema as well as what is asked for around it: the value with the members that it lacks, and without one
 * that is in the way. Whoever asks has to hold them against the whole.
 */
export function fittingAll(value: Json, schema: Json, { compiled }: SchemaPart, around: readonly JsonObject[]): Json[] {
  return readings(schema, compiled).flatMap((reading): Json[] => {
    if (!isObject(value)) return [sampleOf(compiled, reading) ?? []].flat();
    const properties = isObject(reading['properties']) ? reading['properties'] : {};
    const required = Array.isArray(reading['required']) ? (reading['required'] as readonly string[]) : [];
    const made = [...new Set([...required, ...Object.keys(properties)])].flatMap((name): [string, Json | undefined][] => {
      const own = properties[name] ?? true;
      const isRight = Object.hasOwn(value, name) ? accepts(compiled, own, value[name] as Json) : !required.includes(name);
      if (isRight) return [];
      const others = around.flatMap((each) => (isObject(each['properties']) ? (each['properties'][name] ?? []) : []));
      return [[name, sampleOf(compiled, { allOf: [...others, own] }) ?? sampleOf(compiled, own)]];
    });
    if (made.some(([, member]) => member === undefined)) return [];
    const whole = { ...value, ...(Object.fromEntries(made) as JsonObject) };
    const spare = Object.keys(value).filter((name) => !required.includes(name));
    return [whole, ...spare.map((name) => Object.fromEntries(Object.entries(whole).filter(([other]) => other !== name)))];
  });
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
