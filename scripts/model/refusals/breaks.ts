import type { CompiledSchema } from '../../schema/compile.ts';
import { validate } from '../../schema/validate.ts';
import { isObject, type Json, type JsonObject } from '../../source/json.ts';

/** One way to break a value, in words that follow "refuses …": `without deliveryAddress.city`. */
export interface Break {
  readonly words: string;
  readonly value: Json;
}

/** Longer than this no text is made, to break a maxLength. */
const longest = 5000;

/** How deep breaks go: what lies deeper is said by the schema of what holds it. */
const deepest = 8;

/**
 * Breaks a valid value in every single way that its schema names: a required property left out, a wrong type, a bound, a
 * pattern, a format, an unknown value, a property where none is allowed. Each break is held against the schema, so that
 * what comes back really is invalid.
 */
export function breaksOf(compiled: CompiledSchema, example: Json): Break[] {
  const found: Break[] = [];
  const seen = new Set<string>();
  const walk = (schema: Json, path: readonly (string | number)[]): void => {
    const value = at(example, path);
    if (path.length > deepest) return;
    for (const each of inPlace(schema, compiled)) {
      for (const { words, value: broken } of breaksAt(each, value, path, compiled)) {
        const whole = replaced(example, path, broken);
        if (seen.has(words) || whole === undefined || validate(compiled, whole).length === 0) continue;
        seen.add(words);
        found.push({ words, value: whole });
      }
      if (isObject(value)) {
        const properties = isObject(each['properties']) ? each['properties'] : {};
        for (const name of Object.keys(properties)) if (Object.hasOwn(value, name)) walk(properties[name] as Json, [...path, name]);
      }
      // One item stands for all.
      if (Array.isArray(value) && value.length > 0 && each['items'] !== undefined) walk(each['items'], [...path, 0]);
    }
  };
  walk(compiled.schema as Json, []);
  return found;
}

/** The schema objects that hold for one and the same value: through `$ref` and `allOf`, not through alternatives. */
function inPlace(schema: Json, compiled: CompiledSchema, followed: readonly string[] = []): JsonObject[] {
  if (!isObject(schema)) return [];
  const reference = schema['$ref'];
  const target = typeof reference === 'string' && !followed.includes(reference) ? definition(compiled, reference) : undefined;
  const parts = Array.isArray(schema['allOf']) ? (schema['allOf'] as readonly Json[]) : [];
  return [
    schema,
    ...(target === undefined ? [] : inPlace(target, compiled, [...followed, String(reference)])),
    ...parts.flatMap((part) => inPlace(part, compiled, followed)),
  ];
}

function definition(compiled: CompiledSchema, reference: string): Json | undefined {
  if (reference === '#') return compiled.schema as Json;
  const definitions = isObject(compiled.schema) && isObject(compiled.schema['$defs']) ? compiled.schema['$defs'] : {};
  const name = reference.slice('#/$defs/'.length);
  return Object.hasOwn(definitions, name) ? definitions[name] : undefined;
}

/** The breaks that one schema object names for the value at `path`; a removed property is a value without it. */
function* breaksAt(schema: JsonObject, value: Json, path: readonly (string | number)[], compiled: CompiledSchema): Generator<Break> {
  const name = nameOf(path);
  const it = name === '' ? 'of the wrong type' : `with ${name} of the wrong type`;
  const has = (words: string): string => (name === '' ? words : `with ${name} ${words}`);
  const types = typeof schema['type'] === 'string' ? [schema['type']] : Array.isArray(schema['type']) ? (schema['type'] as string[]) : [];
  if (types.length > 0) yield { words: it, value: ofOtherType(types) };
  if (Array.isArray(schema['enum'])) yield { words: has('of an unknown value'), value: other(schema['enum'] as readonly Json[]) };
  if (Object.hasOwn(schema, 'const')) yield { words: has('of another value'), value: other([schema['const'] as Json]) };
  if (typeof value === 'number') yield* numberBreaks(schema, has);
  if (typeof value === 'string') yield* textBreaks(schema, has);
  if (Array.isArray(value)) yield* listBreaks(schema, value, has);
  if (isObject(value)) yield* objectBreaks(schema, value, path, compiled);
}

function* numberBreaks(schema: JsonObject, has: (words: string) => string): Generator<Break> {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (typeof minimum === 'number') yield { words: has(`below ${minimum}`), value: minimum - 1 };
  if (typeof exclusiveMinimum === 'number') yield { words: has(`of ${exclusiveMinimum}`), value: exclusiveMinimum };
  if (typeof maximum === 'number') yield { words: has(`above ${maximum}`), value: maximum + 1 };
  if (typeof exclusiveMaximum === 'number') yield { words: has(`of ${exclusiveMaximum}`), value: exclusiveMaximum };
  if (typeof multipleOf === 'number') yield { words: has(`that is no multiple of ${multipleOf}`), value: multipleOf * 1.5 };
}

function* textBreaks(schema: JsonObject, has: (words: string) => string): Generator<Break> {
  const { minLength, maxLength, pattern, format } = schema;
  if (typeof minLength === 'number' && minLength > 0) yield { words: has('too short'), value: 'x'.repeat(minLength - 1) };
  if (typeof maxLength === 'number' && maxLength < longest) yield { words: has('too long'), value: 'x'.repeat(maxLength + 1) };
  if (typeof pattern === 'string') {
    for (const value of ['!', 'x', '0', 'not what it should be', '']) yield { words: has('that breaks its pattern'), value };
  }
  if (typeof format === 'string') yield { words: has(`that is no ${format}`), value: `not a ${format}!` };
}

function* listBreaks(schema: JsonObject, value: readonly Json[], has: (words: string) => string): Generator<Break> {
  const { minItems, maxItems, uniqueItems } = schema;
  if (typeof minItems === 'number' && minItems > 0) yield { words: has('too short'), value: value.slice(0, minItems - 1) };
  if (typeof maxItems === 'number' && maxItems < 1000 && value.length > 0) {
    yield { words: has('too long'), value: Array.from({ length: maxItems + 1 }, (_, i) => value[i % value.length] as Json) };
  }
  if (uniqueItems === true && value.length > 0) yield { words: has('with two equal items'), value: [...value, value[0] as Json] };
}

function* objectBreaks(
  schema: JsonObject,
  value: JsonObject,
  path: readonly (string | number)[],
  compiled: CompiledSchema,
): Generator<Break> {
  const required = Array.isArray(schema['required']) ? (schema['required'] as readonly string[]) : [];
  for (const name of required) {
    if (Object.hasOwn(value, name)) yield { words: `without ${nameOf([...path, name])}`, value: without(value, name) };
  }
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  // What the example leaves out can still be of the wrong type.
  for (const name of Object.keys(properties)) {
    if (Object.hasOwn(value, name)) continue;
    const types = inPlace(properties[name] as Json, compiled).flatMap((each) => each['type'] ?? []) as string[];
    const values = inPlace(properties[name] as Json, compiled).flatMap((each) => (each['enum'] as readonly Json[] | undefined) ?? []);
    const called = nameOf([...path, name]);
    if (types.length > 0) yield { words: `with ${called} of the wrong type`, value: { ...value, [name]: ofOtherType(types) } };
    if (values.length > 0) yield { words: `with ${called} of an unknown value`, value: { ...value, [name]: other(values) } };
  }
  if (schema['additionalProperties'] === false || schema['unevaluatedProperties'] === false) {
    yield {
      words: `with the unknown property ${nameOf([...path, 'notInTheDocumentation'])}`,
      value: { ...value, notInTheDocumentation: true },
    };
  }
}

/** A value that no server can take for one of the types: texts, numbers and booleans are turned into each other too easily. */
function ofOtherType(types: readonly string[]): Json {
  const candidates: readonly (readonly [string, Json])[] = [
    ['object', { not: 'expected' }],
    ['array', ['not expected']],
    ['string', 'not what it should be'],
    ['number', 0.5],
    ['boolean', true],
    ['null', null],
  ];
  const wanted = (type: string) => types.includes(type) || (type === 'number' && types.includes('integer'));
  const scalars = types.every((type) => type !== 'object' && type !== 'array');
  const numeric = types.every((type) => type === 'integer' || type === 'number' || type === 'boolean');
  if (numeric) return 'not what it should be';
  return (candidates.find(([type]) => !wanted(type) && (scalars || type !== 'object')) ?? ['null', null])[1];
}

function other(values: readonly Json[]): Json {
  const texts = values.filter((value) => typeof value === 'string');
  return texts.length > 0 || values.length === 0 ? 'NOT_IN_THE_DOCUMENTATION' : 987_654_321;
}

/** `deliveryAddress.city`; the positions in lists are left out. */
function nameOf(path: readonly (string | number)[]): string {
  return path.filter((part) => typeof part === 'string').join('.');
}

function without(value: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
}

function at(value: Json, path: readonly (string | number)[]): Json {
  return path.reduce<Json>((here, part) => (here as { readonly [key: string | number]: Json })[part] as Json, value);
}

function replaced(value: Json, path: readonly (string | number)[], by: Json): Json | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return by;
  if (Array.isArray(value)) return value.map((item: Json, i) => (i === first ? (replaced(item, rest, by) as Json) : item));
  return isObject(value) ? { ...value, [first]: replaced(value[first] as Json, rest, by) as Json } : undefined;
}
