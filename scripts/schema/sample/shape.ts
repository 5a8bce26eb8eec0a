import { isObject, type Json, type JsonObject } from '../../source/json.ts';
import type { Scope } from '../types.ts';
import { schemaAt } from '../validator/references.js';

/** A schema that a value has to match, and the dynamic anchors that it is reached with. */
export type Demand = { readonly schema: Json; readonly scope: Scope };

/** A schema object that holds for the very value, with its references followed and its alternatives chosen. */
export type Part = { readonly schema: JsonObject; readonly scope: Scope };

/** One way in which a value can match: all parts have to hold. */
export type Shape = {
  readonly parts: readonly Part[];
  /** The types that all parts allow; undefined when none says anything. `integer` stands for itself. */
  readonly types: readonly string[] | undefined;
  /** The names that an object must have. */
  readonly required: ReadonlySet<string>;
  /** What references led to. */
  readonly followed: readonly unknown[];
  /** Whether one of them leads back to a schema that the value is inside of. */
  readonly isRecursive: boolean;
};

type Draft = { pending: readonly Demand[]; parts: readonly Part[]; followed: readonly unknown[]; isRecursive: boolean };

/** What a schema can say about the very value in other schemas. Without any of it there is only one way to match. */
const inPlace = ['$ref', '$dynamicRef', '$dynamicAnchors', 'allOf', 'anyOf', 'oneOf', 'if', 'dependentSchemas'];

/**
 * The ways in which a value can match all of `demands`, the likeliest first: one for each choice among `anyOf`, `oneOf` and `if`.
 * Ways that no type fits are left out; what else stands against a way shows when its value is checked.
 * @param above the schemas that the value is inside of
 */
export function* shapesOf(root: Json, demands: readonly Demand[], above: ReadonlySet<unknown>): Generator<Shape> {
  const simple = demands.length === 1 && demands[0] ? simpleShape(root, demands[0], above) : undefined;
  if (simple) yield simple;
  else yield* complete(root, { pending: demands, parts: [], followed: [], isRecursive: false }, above);
}

/** The one way to match a schema that leaves no choice, after the references that it consists of; most schemas are like that. */
function simpleShape(root: Json, { schema, scope }: Demand, above: ReadonlySet<unknown>): Shape | undefined {
  const followed: Json[] = [];
  let here = schema;
  while (isObject(here) && typeof here['$ref'] === 'string' && Object.keys(here).length === 1 && followed.length < 10) {
    here = schemaAt(root, here['$ref']) as Json;
    followed.push(here);
  }
  if (!isObject(here) || inPlace.some((keyword) => Object.hasOwn(here as JsonObject, keyword))) return undefined;
  const parts = [{ schema: here, scope }];
  const isRecursive = followed.some((target) => above.has(target));
  return { parts, types: typesOf(parts), required: requiredOf(parts), followed, isRecursive };
}

function* complete(root: Json, draft: Draft, above: ReadonlySet<unknown>): Generator<Shape> {
  const [next, ...rest] = draft.pending;
  if (next === undefined) {
    yield* withDependents(root, draft, above);
    return;
  }
  const { schema } = next;
  if (schema === false) return;
  if (!isObject(schema) || draft.parts.some((part) => part.schema === schema && part.scope === next.scope)) {
    yield* complete(root, { ...draft, pending: rest }, above);
    return;
  }
  const anchors = schema['$dynamicAnchors'];
  const scope: Scope = isObject(anchors) ? { ...(anchors as Scope), ...next.scope } : next.scope;
  const parts = [...draft.parts, { schema, scope }];
  if (typesOf(parts)?.length === 0) return;
  const targets = targetsOf(root, schema, scope);
  const followed = [...draft.followed, ...targets];
  const isRecursive = draft.isRecursive || targets.some((target) => above.has(target));
  const all = Array.isArray(schema['allOf']) ? (schema['allOf'] as readonly Json[]) : [];
  const demand = (each: Json): Demand => ({ schema: each, scope });
  const certain = [...targets, ...all].map(demand);
  for (const chosen of choices(schema, (branch) => rank(root, branch, above))) {
    yield* complete(root, { pending: [...certain, ...chosen.map(demand), ...rest], parts, followed, isRecursive }, above);
  }
}

/** Ends a way, or goes on with the `dependentSchemas` of names that are required. */
function* withDependents(root: Json, draft: Draft, above: ReadonlySet<unknown>): Generator<Shape> {
  const { parts, followed, isRecursive } = draft;
  const required = requiredOf(parts);
  const known = new Set<unknown>(parts.map((part) => part.schema));
  const pending = parts.flatMap(({ schema, scope }) =>
    Object.entries(objectAt(schema, 'dependentSchemas'))
      .filter(([name, dependent]) => required.has(name) && dependent !== true && !known.has(dependent))
      .map(([, dependent]) => ({ schema: dependent, scope })),
  );
  if (pending.length > 0) yield* complete(root, { ...draft, pending }, above);
  else yield { parts, types: typesOf(parts), required, followed, isRecursive };
}

function targetsOf(root: Json, schema: JsonObject, scope: Scope): Json[] {
  const references: string[] = [];
  if (typeof schema['$ref'] === 'string') references.push(schema['$ref']);
  const dynamic = schema['$dynamicRef'];
  if (isObject(dynamic)) references.push(scope[String(dynamic['anchor'])] ?? String(dynamic['otherwise']));
  return references.map((reference) => schemaAt(root, reference) as Json);
}

/** Every choice that a schema leaves, as the schemas that then have to hold besides. */
function choices(schema: JsonObject, rankOf: (branch: Json) => number): Json[][] {
  let ways: Json[][] = [[]];
  const multiply = (branches: readonly (readonly Json[])[]): void => {
    ways = ways.flatMap((way) => branches.map((branch) => [...way, ...branch]));
  };
  for (const keyword of ['anyOf', 'oneOf']) {
    const branches = schema[keyword];
    if (Array.isArray(branches)) multiply([...(branches as readonly Json[])].sort((a, b) => rankOf(a) - rankOf(b)).map((each) => [each]));
  }
  // The condition holds and what follows from it, or what follows when it does not: that it does not is seen when the value is checked.
  if (schema['if'] !== undefined) {
    const follows = (keyword: string): Json[] => (schema[keyword] === undefined ? [] : [schema[keyword]]);
    multiply([[schema['if'], ...follows('then')], follows('else')]);
  }
  return ways;
}

/** Where an alternative comes in the order of trying: what leads back to where the value is comes late, "or nothing" after a real value. */
function rank(root: Json, branch: Json, above: ReadonlySet<unknown>): number {
  if (!isObject(branch)) return branch === true ? 3 : 4;
  if (targetsOf(root, branch, {}).some((target) => above.has(target))) return 2;
  return branch['type'] === 'null' || branch['const'] === null ? 1 : 0;
}

function requiredOf(parts: readonly Part[]): Set<string> {
  const names = new Set(parts.flatMap(({ schema }) => (schema['required'] ?? []) as readonly string[]));
  return withDependentNames(names, parts);
}

/** The names with those that `dependentRequired` asks for when they are there. */
export function withDependentNames(names: ReadonlySet<string>, parts: readonly Part[]): Set<string> {
  const all = new Set(names);
  if (!parts.some(({ schema }) => schema['dependentRequired'] !== undefined)) return all;
  // A set that grows while it is walked: names that come in are looked at too.
  for (const name of all) {
    for (const { schema } of parts) {
      const dependent = objectAt(schema, 'dependentRequired');
      if (Object.hasOwn(dependent, name)) for (const other of dependent[name] as readonly string[]) all.add(other);
    }
  }
  return all;
}

function typesOf(parts: readonly Part[]): string[] | undefined {
  let allowed: string[] | undefined;
  for (const { schema } of parts) {
    if (schema['type'] === undefined) continue;
    const own = [schema['type']].flat() as string[];
    if (allowed === undefined) {
      allowed = [...new Set(own)];
      continue;
    }
    const before = allowed;
    const fits = (type: string, types: readonly string[]) => types.includes(type) || (type === 'integer' && types.includes('number'));
    allowed = [...new Set([...before, ...own])].filter((type) => fits(type, before) && fits(type, own));
  }
  return allowed;
}

/** The object under a keyword; an empty one when there is none. */
export function objectAt(schema: JsonObject, keyword: string): JsonObject {
  const value = schema[keyword];
  return isObject(value) ? value : {};
}
