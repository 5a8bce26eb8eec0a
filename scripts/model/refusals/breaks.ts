import { type CompiledSchema, identityOf } from '../../schema/compile.ts';
import { accepts, itemParts, nameParts, propertyParts, rootParts, type SchemaPart } from '../../schema/parts.ts';
import { isObject, isSame, type Json, type JsonObject, pointerTo } from '../../source/json.ts';
import { variablesIn } from '../template.ts';
import { absentNames, withRoom } from './absent-members.ts';
import type { Attempt } from './attempt.ts';
import { nameOf, type Path, propertyName } from './break-words.ts';
import { branchesOf, branching, fitting, otherKinds } from './fitting.ts';
import { type Break, FoundBreaks } from './found-breaks.ts';
import { listBreaks } from './list-breaks.ts';
import { numberBreaks } from './number-breaks.ts';
import { objectBreaks } from './object-breaks.ts';
import type { Place } from './place.ts';
import { smallValue } from './small-value.ts';
import { textBreaks } from './text-breaks.ts';
import { valueBreaks } from './value-breaks.ts';
import { json, type Wire } from './wire.ts';

/** How deep breaks go, how many members that the example leaves out one inside the other, and how many items of a list. */
const deepest = 8;
const deepestAbsent = 2;
const mostItems = 3;

/**
 * Breaks a valid value in every single way that its schema names. For each constraint values are tried until one breaks it
 * and nothing else; where there is none, one that breaks more is better than nothing. Each is held against the schema as
 * it arrives at the server, so that what comes back really is invalid.
 * @param examples the value, and others that are as good: of them is broken what the ones before have not; without one, what the
 *   schema accepts is made
 * @param name what such a value is called
 */
export function breaksOf(compiled: CompiledSchema, examples: readonly Json[], wire: Wire = json, name?: string): readonly Break[] {
  const known = found.get(identityOf(compiled)) ?? new Map<string, Found>();
  found.set(identityOf(compiled), known);
  const key = `${wire.key} ${JSON.stringify(examples)}`;
  const before = known.get(key);
  if (before && isSame(before.examples, examples)) return before.breaks;
  const started = examples.length > 0 ? examples : [smallValue(compiled, [compiled.schema], name) ?? null];
  const breaks = searchedBreaks(compiled, started, wire);
  known.set(key, { examples, breaks });
  return breaks;
}

type Found = { readonly examples: readonly Json[]; readonly breaks: readonly Break[] };

/** Many endpoints have the same parameters, and some the same body: their breaks by schema, and by what else they depend on. */
const found = new WeakMap<object, Map<string, Found>>();

function searchedBreaks(compiled: CompiledSchema, examples: readonly Json[], wire: Wire): readonly Break[] {
  const search = new Search(compiled, wire);
  for (const example of examples) search.start(example);
  search.startBranches(examples[0] ?? null);
  return search.breaks.found;
}

/** Goes through a value and its schema together, to every place where something can be broken. */
class Search {
  readonly breaks: FoundBreaks;
  readonly #compiled: CompiledSchema;
  /** Whether only what stands in branches that no example takes is looked for. */
  #isInBranches = false;

  constructor(compiled: CompiledSchema, wire: Wire) {
    this.#compiled = compiled;
    this.breaks = new FoundBreaks(compiled, wire);
  }

  start(example: Json): void {
    if (!this.breaks.start(example)) return;
    const partsOf = (value: Json) => rootParts(this.#compiled, value);
    this.#visit({ path: [], pointer: '', value: example, partsOf, put: (value) => value, absent: [], within: new Set() });
  }

  /** Looks into the branches of alternatives and conditions, with values made for those that no example takes. */
  startBranches(example: Json): void {
    if (!branching.some((keyword) => this.#compiled.keywords.includes(keyword))) return;
    this.#isInBranches = true;
    this.start(example);
  }

  #visit(found: Place): void {
    const place = this.#withoutVariable(found);
    const { path, value, within } = place;
    if (path.length > deepest) return;
    const parts = place.partsOf(value);
    const around = parts.map((part) => part.schema);
    for (const part of this.#isInBranches && !place.isBranch ? [] : parts)
      for (const attempt of attemptsAt(part, place, around)) this.breaks.choose(attempt, part, place);
    const inside = { ...place, within: new Set([...within, ...parts.map(({ location }) => location)]), isOther: false, isVariable: false };
    if (isObject(value)) this.#visitMembers(inside, value, parts);
    if (Array.isArray(value)) this.#visitItems(inside, value, parts);
    if (place.isOther || place.absent.length >= deepestAbsent) return;
    this.#visitOthers(place, parts);
    if (this.#isInBranches) this.#visitBranches(place, parts, around);
  }

  #visitBranches(place: Place, parts: readonly SchemaPart[], around: readonly JsonObject[]): void {
    const { value, put, absent } = place;
    for (const part of parts)
      for (const branch of branchesOf(part.schema)) {
        if (accepts(this.#compiled, branch, value)) continue;
        for (const made of fitting(value, branch, part, around)) {
          if (!this.breaks.isRight(put(made), place)) continue;
          this.#visit({ ...place, value: made, absent: [...absent, part.location], isOther: true, isBranch: true });
          break;
        }
      }
  }

  /** What a variable stands for is known when it is sent: what can be wrong in its place is seen of a right value. */
  #withoutVariable(place: Place): Place {
    const { path, value, partsOf, pointer } = place;
    if (typeof value !== 'string' || variablesIn(value).length === 0 || pointer === undefined) return place;
    const made = this.#sample(
      partsOf(value).map((part) => part.schema),
      path,
    );
    return { ...place, value: made ?? value, isVariable: true, isOther: made === undefined };
  }

  /** The same place with a value of each other kind that may stand there: null says nothing of the texts in its place. */
  #visitOthers(place: Place, parts: readonly SchemaPart[]): void {
    const { path, value, absent } = place;
    for (const kind of otherKinds(value, parts)) {
      const made = this.#sample([...parts.map((part) => part.schema), kind], path);
      if (made !== undefined) this.#visit({ ...place, value: made, absent: [...absent, parts[0]?.location ?? ''], isOther: true });
    }
  }

  #visitMembers(place: Place, value: JsonObject, parts: readonly SchemaPart[]): void {
    const { path, pointer, put, absent } = place;
    const here = (name: string, member: Json, base: JsonObject): Place => ({
      ...place,
      path: [...path, name],
      pointer: pointer === undefined ? undefined : pointerTo(pointer, name),
      value: member,
      partsOf: (other) => propertyParts(parts, name, other),
      put: (other) => put({ ...base, [name]: other }),
    });
    for (const [name, member] of Object.entries(value)) this.#visit(here(name, member, value));
    const roomy = withRoom(value, parts);
    for (const name of absent.length < deepestAbsent ? absentNames(parts, value) : []) {
      const any = propertyParts(parts, name, null);
      const location = any[0]?.location ?? '';
      if (any.length === 0 || any.every((part) => part.isTrue) || absent.includes(location)) continue;
      const member = this.#sample(
        any.map((part) => part.schema),
        [name],
      );
      // Without a right value to start from, what is wrong with every value still is.
      this.#visit({ ...here(name, member ?? null, roomy), absent: [...absent, location], isOther: member === undefined });
    }
    const [first] = Object.keys(value);
    if (first === undefined || nameParts(parts, first).length === 0) return;
    const rest = roomy === value ? value : Object.fromEntries(Object.entries(value).slice(1));
    const renamed = (name: Json) => put(typeof name === 'string' ? { ...rest, [name]: value[first] as Json } : value);
    const partsOf = (name: Json) => nameParts(parts, String(name));
    this.#visit({ ...place, path: [...path, propertyName], pointer: undefined, value: first, partsOf, put: renamed, isOther: true });
  }

  #visitItems(place: Place, list: readonly Json[], parts: readonly SchemaPart[]): void {
    const { path, pointer, put } = place;
    const start = Math.max(0, ...parts.map(({ schema }) => (Array.isArray(schema['prefixItems']) ? schema['prefixItems'].length : 0)));
    const items = list.slice(0, start + mostItems);
    if (list.length === start) {
      const schemas = itemParts(parts, start, null).map((part) => part.schema);
      const made = schemas.length === 0 ? undefined : this.#sample(schemas, path);
      if (made !== undefined && this.breaks.isRight(put([...list, made]), place)) items.push(made);
    }
    items.forEach((item, i) => {
      const all = i < list.length ? list : items;
      const replace = (other: Json) => put(all.map((each, n) => (n === i ? other : each)));
      // Items after those of `prefixItems` are all alike: what was broken in one of them is not broken in the next.
      this.#visit({
        ...place,
        path: [...path, Math.min(i, start)],
        pointer: pointer === undefined ? undefined : pointerTo(pointer, i),
        value: item,
        partsOf: (other) => itemParts(parts, i, other),
        put: replace,
      });
    });
  }

  #sample(schemas: readonly JsonObject[], path: Path): Json | undefined {
    const name = path.findLast((step) => typeof step === 'string');
    return smallValue(this.#compiled, schemas, name);
  }
}

function* attemptsAt(part: SchemaPart, { path, value }: Place, around: readonly JsonObject[]): Generator<Attempt> {
  yield* valueBreaks(value, part, around);
  if (typeof value === 'number') yield* numberBreaks(value, part.schema, around);
  if (typeof value === 'string') yield* textBreaks(value, part.schema, around);
  if (Array.isArray(value)) yield* listBreaks(value, part, around);
  if (isObject(value)) yield* objectBreaks(value, part, around, (name) => nameOf([...path, name]));
}
