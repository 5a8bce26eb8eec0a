import type { CompiledSchema } from '../../schema/compile.ts';
import { itemParts, nameParts, propertyParts, rootParts, type SchemaPart } from '../../schema/parts.ts';
import type { Finding } from '../../schema/validate.ts';
import { isObject, type Json, type JsonObject } from '../../source/json.ts';
import type { Attempt } from './attempt.ts';
import { type Constraint, keyOf, withoutConstraint } from './constraint.ts';
import { listBreaks } from './list-breaks.ts';
import { numberBreaks } from './number-breaks.ts';
import { objectBreaks } from './object-breaks.ts';
import { textOfPattern } from './pattern-text.ts';
import { sampleOf } from './sample.ts';
import { textBreaks } from './text-breaks.ts';
import { valueBreaks } from './value-breaks.ts';
import { json, type Wire } from './wire.ts';

/** One way to break a value, in words that follow "refuses …": `without deliveryAddress.city`. */
export interface Break {
  readonly words: string;
  readonly value: Json;
  readonly constraint: Constraint;
  /** Whether the value breaks the constraint and nothing else: a server that forgets this one accepts it. */
  readonly alone: boolean;
}

/** How deep breaks go, how many members that the example leaves out one inside the other, and how many items of a list. */
const deepest = 8;
const deepestAbsent = 2;
const mostItems = 3;

/** The name of a property that no schema names, where others have a schema. */
const further = 'aFurtherProperty';

/** Where in a path the names of properties are. */
const propertyName = Symbol('a property name');

type Path = readonly (string | number | typeof propertyName)[];

/** A place in a valid value. */
interface Place {
  readonly path: Path;
  readonly value: Json;
  readonly parts: readonly SchemaPart[];
  /** The whole value with another one at this place. */
  readonly put: (value: Json) => Json;
  /** The schemas of the members that the example leaves out and that lead here: a schema that contains itself ends. */
  readonly absent: readonly string[];
}

/**
 * Breaks a valid value in every single way that its schema names. For each constraint values are tried until one breaks it
 * and nothing else; where there is none, one that breaks more is better than nothing. Each is held against the schema as
 * it arrives at the server, so that what comes back really is invalid.
 */
export function breaksOf(compiled: CompiledSchema, example: Json, wire: Wire = json): Break[] {
  const search = new Search(compiled, example, wire);
  search.visit({ path: [], value: example, parts: rootParts(compiled, example), put: (value) => value, absent: [] });
  return search.found;
}

class Search {
  readonly found: Break[] = [];
  readonly #compiled: CompiledSchema;
  readonly #wire: Wire;
  readonly #weaker = new Map<string, CompiledSchema>();
  /** What is said against the example already: it may hold variables, which are known when it is sent. */
  readonly #known: ReadonlySet<string>;
  readonly #tried = new Set<string>();
  readonly #words = new Set<string>();
  readonly #values = new Set<string>();

  constructor(compiled: CompiledSchema, example: Json, wire: Wire) {
    this.#compiled = compiled;
    this.#wire = wire;
    this.#known = new Set((wire.findings(example, compiled) ?? []).map(describe));
  }

  visit(place: Place): void {
    const { path, value, parts } = place;
    if (path.length > deepest) return;
    const around = parts.map((part) => part.schema);
    for (const part of parts) for (const attempt of attemptsAt(part, place, around)) this.#choose(attempt, part, place);
    if (isObject(value)) this.#visitMembers(place, value);
    if (Array.isArray(value)) this.#visitItems(place, value);
  }

  #visitMembers(place: Place, value: JsonObject): void {
    const { path, parts, put, absent } = place;
    const here = (name: string, member: Json, base: JsonObject): Place => ({
      path: [...path, name],
      value: member,
      parts: propertyParts(parts, name, member),
      put: (other) => put({ ...base, [name]: other }),
      absent,
    });
    for (const [name, member] of Object.entries(value)) this.visit(here(name, member, value));
    for (const name of absent.length < deepestAbsent ? absentNames(parts, value) : []) {
      const any = propertyParts(parts, name, null);
      const location = any[0]?.location ?? '';
      if (any.length === 0 || any.every((part) => part.isTrue) || absent.includes(location)) continue;
      const member = sampleOf(this.#compiled, any.length === 1 ? (any[0]?.schema ?? true) : { allOf: any.map((part) => part.schema) });
      // Without a right value to start from, what is wrong with every value still is.
      this.visit({ ...here(name, member ?? null, value), absent: [...absent, location] });
    }
    const [first] = Object.keys(value);
    const named = first === undefined ? [] : nameParts(parts, first);
    if (first === undefined || named.length === 0) return;
    const renamed = (name: Json) => put(typeof name === 'string' ? { ...value, [name]: value[first] as Json } : value);
    this.visit({ path: [...path, propertyName], value: first, parts: named, put: renamed, absent });
  }

  #visitItems({ path, value, parts, put, absent }: Place, list: readonly Json[]): void {
    const start = Math.max(0, ...parts.map(({ schema }) => (Array.isArray(schema['prefixItems']) ? schema['prefixItems'].length : 0)));
    const items = list.slice(0, start + mostItems);
    if (list.length === start) {
      const schemas = itemParts(parts, start, null).map((part) => part.schema);
      const made =
        schemas.length === 0 ? undefined : sampleOf(this.#compiled, schemas.length === 1 ? (schemas[0] as Json) : { allOf: schemas });
      if (made !== undefined && this.#findings(put([...list, made]), this.#compiled)?.length === 0) items.push(made);
    }
    items.forEach((item, i) => {
      const all = i < list.length ? (value as readonly Json[]) : items;
      const replace = (other: Json) => put(all.map((each, n) => (n === i ? other : each)));
      // Items after those of `prefixItems` are all alike: what was broken in one of them is not broken in the next.
      this.visit({ path: [...path, Math.min(i, start)], value: item, parts: itemParts(parts, i, item), put: replace, absent });
    });
  }

  /** Takes the first value that breaks the constraint and nothing else; failing that, the first that is invalid. */
  #choose(attempt: Attempt, { location }: SchemaPart, { path, put }: Place): void {
    const { keyword, part } = attempt;
    const constraint: Constraint = { location, keyword, ...(part ? { part } : {}) };
    const key = [...path.map(String), keyOf(constraint), attempt.variant ?? ''].join('\n');
    if (this.#tried.has(key)) return;
    let fallback: Json | undefined;
    for (const candidate of attempt.values) {
      const value = put(candidate);
      const findings = this.#findings(value, this.#compiled);
      if (!findings || findings.length === 0) continue;
      const alone = this.#findings(value, this.#without(constraint))?.length === 0;
      fallback ??= value;
      if (!alone) continue;
      this.#tried.add(key);
      this.#add(attempt, constraint, path, value, true);
      return;
    }
    if (fallback !== undefined) this.#add(attempt, constraint, path, fallback, false);
  }

  #add(attempt: Attempt, constraint: Constraint, path: Path, value: Json, alone: boolean): void {
    const text = JSON.stringify(value);
    if (this.#values.has(text)) return;
    this.#values.add(text);
    const plain = attempt.whole ?? wordsAt(path, attempt.words);
    let words = plain;
    for (let n = 2; this.#words.has(words); n++) words = `${plain} (${n})`;
    if (!alone && words !== plain) return;
    this.#words.add(words);
    this.found.push({ words, value, constraint, alone });
  }

  #findings(value: Json, compiled: CompiledSchema): readonly Finding[] | undefined {
    return this.#wire.findings(value, compiled)?.filter((finding) => !this.#known.has(describe(finding)));
  }

  #without(constraint: Constraint): CompiledSchema {
    const key = keyOf(constraint);
    const known = this.#weaker.get(key) ?? withoutConstraint(this.#compiled, constraint);
    this.#weaker.set(key, known);
    return known;
  }
}

function* attemptsAt(part: SchemaPart, { path, value }: Place, around: readonly JsonObject[]): Generator<Attempt> {
  yield* valueBreaks(value, part.schema);
  if (typeof value === 'number') yield* numberBreaks(value, part.schema, around);
  if (typeof value === 'string') yield* textBreaks(value, part.schema, around);
  if (Array.isArray(value)) yield* listBreaks(value, part);
  if (isObject(value)) yield* objectBreaks(value, part, around, (name) => nameOf([...path, name]));
}

/** The names of properties that a value could have and has not: those that schemas name, and one for those that they do not. */
function absentNames(parts: readonly SchemaPart[], value: JsonObject): string[] {
  const names = new Set<string>();
  for (const { schema } of parts) {
    for (const name of isObject(schema['properties']) ? Object.keys(schema['properties']) : []) names.add(name);
    for (const pattern of isObject(schema['patternProperties']) ? Object.keys(schema['patternProperties']) : [])
      if (!Object.keys(value).some((name) => new RegExp(pattern, 'u').test(name))) names.add(textOfPattern(pattern) || further);
    if (isObject(schema['additionalProperties']) || isObject(schema['unevaluatedProperties'])) names.add(further);
  }
  return [...names].filter((name) => !Object.hasOwn(value, name));
}

function describe({ pointer, keyword, location }: Finding): string {
  return [pointer, keyword, location].join('\n');
}

/** `with size below 1`; of the value itself, `below 1`. */
function wordsAt(path: Path, words: string): string {
  const name = nameOf(path);
  const last = path.at(-1);
  if (last === propertyName) return `with a property name${name === '' ? '' : ` in ${name}`} ${words}`;
  if (typeof last === 'number') return `with an item${name === '' ? '' : ` of ${name}`} ${words}`;
  return name === '' ? words : `with ${name} ${words}`;
}

/** `deliveryAddress.city`; the position in a list is left out where it is the first. */
function nameOf(path: Path): string {
  return path
    .filter((part) => part !== 0 && part !== propertyName)
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}
