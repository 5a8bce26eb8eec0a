import type { CompiledSchema } from '../../schema/compile.ts';
import { accepts } from '../../schema/parts.ts';
import { isObject, type Json, type JsonObject, valueAt } from '../../source/json.ts';
import { textOfFormat } from './format-texts.ts';
import { multiplesFrom } from './number-breaks.ts';
import { textOfPattern } from './pattern-text.ts';

/** How deep a value is made, and how many ways to read a schema are followed. */
const deepest = 4;
const mostReadings = 6;

/**
 * Makes a small value that a schema accepts, for a place that the example leaves out.
 * @returns undefined when none of those that were thought of is accepted
 */
export function sampleOf(compiled: CompiledSchema, schema: Json, depth = 0): Json | undefined {
  if (schema === true) return 'x';
  if (!isObject(schema) || depth > deepest) return undefined;
  for (const reading of readings(schema, compiled)) {
    for (const value of valuesFor(reading, compiled, depth)) if (accepts(compiled, schema, value)) return value;
  }
  return undefined;
}

/** A schema with what it refers to put into one: of alternatives one each. */
export function readings(schema: Json, compiled: CompiledSchema, followed: readonly string[] = []): JsonObject[] {
  if (!isObject(schema)) return schema === true ? [{}] : [];
  const { $ref, allOf, anyOf, oneOf, ...own } = schema;
  const of = (part: Json): JsonObject[] => (isObject(part) ? readings(part, compiled, followed) : [{}]);
  let all: JsonObject[] = [own];
  const add = (others: readonly JsonObject[]) => {
    all = all.flatMap((each) => others.map((other) => merged(each, other))).slice(0, mostReadings);
  };
  if (typeof $ref === 'string' && !followed.includes($ref)) {
    const target = valueAt(compiled.schema, decodeURIComponent($ref.slice(1)));
    if (isObject(target)) add(readings(target, compiled, [...followed, $ref]));
  }
  for (const part of Array.isArray(allOf) ? (allOf as readonly Json[]) : []) add(of(part));
  for (const choice of [anyOf, oneOf]) if (Array.isArray(choice)) add((choice as readonly Json[]).flatMap(of));
  return all;
}

function merged(a: JsonObject, b: JsonObject): JsonObject {
  const both = { ...a, ...b };
  const maps = (name: string) => (isObject(a[name]) && isObject(b[name]) ? { [name]: { ...a[name], ...b[name] } } : {});
  const required = [a['required'], b['required']].flatMap((names) => (Array.isArray(names) ? (names as readonly Json[]) : []));
  return { ...both, ...maps('properties'), ...(required.length > 0 ? { required } : {}) };
}

function* valuesFor(schema: JsonObject, compiled: CompiledSchema, depth: number): Generator<Json> {
  if (Object.hasOwn(schema, 'const')) yield schema['const'] as Json;
  if (Array.isArray(schema['enum'])) yield* schema['enum'] as readonly Json[];
  const types = schema['type'] === undefined ? impliedTypes(schema) : [schema['type']].flat();
  for (const type of types) {
    if (type === 'string') yield* textsFor(schema);
    if (type === 'integer' || type === 'number') yield* numbersFor(schema);
    if (type === 'boolean') yield* [true, false];
    if (type === 'object') yield* objectsFor(schema, compiled, depth);
    if (type === 'array') yield* listsFor(schema, compiled, depth);
    if (type === 'null') yield null;
  }
}

function impliedTypes(schema: JsonObject): string[] {
  const has = (...keywords: string[]) => keywords.some((keyword) => Object.hasOwn(schema, keyword));
  return [
    ...(has('properties', 'required', 'minProperties') ? ['object'] : []),
    ...(has('items', 'minItems', 'contains', 'prefixItems') ? ['array'] : []),
    ...(has('minimum', 'maximum', 'multipleOf') ? ['number'] : []),
    ...['string', 'number', 'boolean', 'object', 'array'],
  ];
}

function* textsFor({ pattern, format, minLength, maxLength }: JsonObject): Generator<string> {
  const least = typeof minLength === 'number' ? minLength : 0;
  const most = typeof maxLength === 'number' ? maxLength : Math.max(least, 5);
  if (least > 10_000) return;
  if (typeof format === 'string') {
    const text = textOfFormat(format);
    // Longer or shorter than usual: what is repeated is the beginning of a name.
    if (text !== undefined) yield* [text, (text[0] ?? '').repeat(Math.max(0, least - text.length)) + text];
  }
  for (const more of typeof pattern === 'string' ? [0, 1, 2, 3, 5, 8, least] : []) {
    const text = textOfPattern(String(pattern), more);
    if (text !== undefined) yield text;
  }
  yield 'sample'.slice(0, most).padEnd(least, 'x');
  yield '0'.repeat(Math.max(1, least));
}

function* numbersFor({ minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf }: JsonObject): Generator<number> {
  const step = typeof multipleOf === 'number' ? multipleOf : 1;
  const low = [minimum, exclusiveMinimum].filter((each) => typeof each === 'number');
  const high = [maximum, exclusiveMaximum].filter((each) => typeof each === 'number');
  if (low.length + high.length === 0) yield step;
  for (const each of low) yield* [...multiplesFrom(each, step, 'up'), each + 0.5];
  for (const each of high) yield* [...multiplesFrom(each, step, 'down'), each - 0.5];
  if (low.length > 0 && high.length > 0) yield (Math.max(...low) + Math.min(...high)) / 2;
}

function* objectsFor(schema: JsonObject, compiled: CompiledSchema, depth: number): Generator<JsonObject> {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? (schema['required'] as readonly string[]) : [];
  const made = required.map((name) => [name, sampleOf(compiled, properties[name] ?? true, depth + 1)] as const);
  if (made.some(([, value]) => value === undefined)) return;
  const least = Object.fromEntries(made) as JsonObject;
  yield least;
  const further = Object.entries(properties).flatMap(([name, part]): [string, Json][] => {
    const value = Object.hasOwn(least, name) ? undefined : sampleOf(compiled, part, depth + 1);
    return value === undefined ? [] : [[name, value]];
  });
  const one = further[0];
  if (one) yield { ...least, [one[0]]: one[1] };
  yield { ...least, ...Object.fromEntries(further) };
  yield { ...least, ...Object.fromEntries(Array.from({ length: Number(schema['minProperties'] ?? 0) }, (_, i) => [`more${i}`, 'x'])) };
}

function* listsFor(schema: JsonObject, compiled: CompiledSchema, depth: number): Generator<Json[]> {
  const prefix = (Array.isArray(schema['prefixItems']) ? (schema['prefixItems'] as readonly Json[]) : []).map((part) =>
    sampleOf(compiled, part, depth + 1),
  );
  const item = sampleOf(compiled, schema['items'] ?? schema['contains'] ?? true, depth + 1);
  const least = Number(schema['minItems'] ?? (schema['contains'] === undefined ? 0 : (schema['minContains'] ?? 1)));
  if (least > 100 || prefix.includes(undefined)) return;
  const all = Array.from({ length: Math.max(least, 1) }, (_, i) => (i < prefix.length ? prefix[i] : item));
  if (!all.includes(undefined)) {
    yield all as Json[];
    yield all.map((each, i) => otherThan(each as Json, i));
  }
  yield prefix as Json[];
  yield [];
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
