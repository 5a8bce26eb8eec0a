import { createHash } from 'node:crypto';
import { isObject, type Json, type JsonObject, setMember } from '../source/json.ts';
import type { SpecFileValue } from './to-files.ts';

/** What the last import wrote, as hashes: maps down to some depth, so that a change can be told for each part. */
export type Tree = string | { readonly [key: string]: Tree };

/** The file beside a spec that remembers what came from its document. */
export interface ImportRecord {
  readonly files: { readonly [path: string]: Tree };
}

/** A part that was changed both here and in the document; what stands here is kept. */
export interface Conflict {
  readonly path: string;
  /** Keys from the top of the file. */
  readonly keys: readonly string[];
  readonly reason: 'changed in both' | 'changed here, gone from the document' | 'taken out here, changed in the document';
}

/** What an import onto specs that are there comes to. */
export interface Reimport {
  /** The value of each file that has to be written, and undefined for one that goes. */
  readonly files: ReadonlyMap<string, Json | undefined>;
  readonly record: ImportRecord;
  readonly conflicts: readonly Conflict[];
  readonly endpoints: { readonly added: readonly string[]; readonly removed: readonly string[]; readonly changed: readonly string[] };
}

/** Maps are told apart this deep: an endpoint's parameter, an answer's example, a schema's property. */
const DEPTH = 6;

/**
 * Merges what a document says now into specs that an earlier import wrote and people have gone on with: what they have not
 * touched follows the document, what they added or changed stays. Where both have changed, what stands here is kept and told.
 * @param written the files of the folder as they are now
 */
export function reimport(record: ImportRecord | undefined, written: ReadonlyMap<string, Json>, files: readonly SpecFileValue[]): Reimport {
  const merger = new Merger();
  const changes = new Map<string, Json | undefined>();
  const theirs = new Map(files.map(({ path, value }) => [path, keyed(value)]));
  for (const path of new Set([...theirs.keys(), ...Object.keys(record?.files ?? {})])) {
    const mine = written.get(path);
    const before = mine === undefined ? undefined : keyed(mine);
    const merged = merger.merge(record?.files[path], before, theirs.get(path), path, []);
    if (!same(merged, before)) changes.set(path, merged === undefined ? undefined : listed(merged));
  }
  const now = Object.fromEntries([...theirs].map(([path, value]) => [path, treeOf(value, DEPTH)]));
  return { files: changes, record: { files: now }, conflicts: merger.conflicts, endpoints: compareEndpoints(record?.files ?? {}, now) };
}

/** The endpoints of a file by their ids, so that order is no change and each is merged by itself. */
function keyed(value: Json): Json {
  if (!isObject(value) || !Array.isArray(value['endpoints'])) return value;
  const entries = (value['endpoints'] as Json[]).map((each, i): [string, Json] => [
    isObject(each) && typeof each['id'] === 'string' ? each['id'] : `#${i}`,
    each,
  ]);
  return { ...value, endpoints: Object.fromEntries(entries) };
}

function listed(value: Json): Json {
  if (!isObject(value) || !isObject(value['endpoints'])) return value;
  return { ...value, endpoints: Object.values(value['endpoints']) };
}

class Merger {
  readonly conflicts: Conflict[] = [];

  merge(base: Tree | undefined, mine: Json | undefined, theirs: Json | undefined, path: string, keys: readonly string[]): Json | undefined {
    const conflict = (reason: Conflict['reason']): void => void this.conflicts.push({ path, keys, reason });
    if (same(mine, theirs)) return mine;
    if (theirs === undefined) {
      // What people added was never the document's.
      if (base === undefined || mine === undefined) return mine;
      if (holds(base, mine)) return undefined;
      conflict('changed here, gone from the document');
      return mine;
    }
    if (mine === undefined) {
      if (base === undefined) return theirs;
      if (!holds(base, theirs)) conflict('taken out here, changed in the document');
      return undefined;
    }
    if (base !== undefined && holds(base, mine)) return theirs;
    if (base !== undefined && holds(base, theirs)) return mine;
    if (isObject(mine) && isObject(theirs) && typeof base !== 'string' && keys.length < DEPTH)
      return this.#mergeMaps(base ?? {}, mine, theirs, path, keys);
    conflict('changed in both');
    return mine;
  }

  #mergeMaps(base: { readonly [key: string]: Tree }, mine: JsonObject, theirs: JsonObject, path: string, keys: readonly string[]): Json {
    const merged: Record<string, Json> = {};
    // What is there keeps its order; what is new follows.
    for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
      const value = this.merge(own(base, key), own(mine, key), own(theirs, key), path, [...keys, key]);
      if (value !== undefined) setMember(merged, key, value);
    }
    return merged;
  }
}

function own<T>(map: { readonly [key: string]: T }, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function treeOf(value: Json, depth: number): Tree {
  if (!isObject(value) || depth === 0) return hashOf(value);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, treeOf(member, depth - 1)]));
}

/** Whether a value is what a tree was made of. */
function holds(tree: Tree, value: Json): boolean {
  if (typeof tree === 'string') return hashOf(value) === tree;
  if (!isObject(value)) return false;
  const keys = Object.keys(tree);
  return (
    keys.length === Object.keys(value).length &&
    keys.every((key) => Object.hasOwn(value, key) && holds(tree[key] as Tree, value[key] as Json))
  );
}

function hashOf(value: Json): string {
  return createHash('sha256').update(sorted(value)).digest('base64url').slice(0, 12);
}

/** JSON in which the order of members makes no difference. */
function sorted(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => sorted(item)).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${sorted(value[key] as Json)}`).join(',')}}`;
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && sorted(a) === sorted(b));
}

function compareEndpoints(before: ImportRecord['files'], now: ImportRecord['files']): Reimport['endpoints'] {
  const [old, fresh] = [endpointsIn(before), endpointsIn(now)];
  const added = [...fresh.keys()].filter((id) => !old.has(id));
  const removed = [...old.keys()].filter((id) => !fresh.has(id));
  const changed = [...fresh].filter(([id, tree]) => old.has(id) && old.get(id) !== tree).map(([id]) => id);
  return { added, removed, changed };
}

function endpointsIn(files: ImportRecord['files']): Map<string, string> {
  return new Map(
    Object.values(files).flatMap((tree) => {
      const endpoints = typeof tree === 'string' ? undefined : tree['endpoints'];
      return endpoints === undefined || typeof endpoints === 'string'
        ? []
        : Object.entries(endpoints).map(([id, each]): [string, string] => [id, sorted(each as Json)]);
    }),
  );
}
