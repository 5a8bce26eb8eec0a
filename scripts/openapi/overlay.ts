import type { RawFile, RawSpec } from '../language/read-spec.ts';
import type { Workspace } from '../language/workspace.ts';
import { isObject, type Json, type JsonObject } from '../source/json.ts';
import { problem } from '../source/problem.ts';
import type { Span } from '../source/source-file.ts';
import { suggest } from '../source/suggest.ts';
import type { Documents } from './documents.ts';
import type { ConvertedFolder, ConvertedSpec } from './to-spec.ts';

/** The keys of an endpoint that are merged, and how deep: the rest of what a file says takes the place of what the document says. */
const depths: Readonly<Record<string, number>> = { parameters: 3, responses: 2, body: 1 };

/** An endpoint of the document while files add to it. */
interface Slot {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly folder: string;
  value: Json;
  /** Whether a file has taken it into another folder. */
  isMoved: boolean;
}

/**
 * Puts what the files of an API say over what its document says: an endpoint with the id, or the method and path, of an
 * operation adds to it; one with neither is a further endpoint.
 */
export function overlay(
  raw: RawSpec,
  api: RawFile & { readonly value: JsonObject },
  spec: ConvertedSpec,
  file: string,
  documents: Documents,
  workspace: Workspace,
): RawSpec {
  const merge = (base: Json | undefined, over: Json, depth: number): Json => mergeMaps(base, over, depth, workspace);
  const slots = spec.folders.flatMap(({ name, endpoints }) =>
    endpoints.map(({ id, method, path, value }): Slot => ({ id, method, path, folder: name, value, isMoved: false })),
  );
  const files = raw.endpoints.map((each) => addFile(each, slots, merge, workspace));
  const at = documents.locate({ file, pointer: '' }) as Span;
  const folders = spec.folders.flatMap((folder) => folderFile(folder, slots, file, at, workspace));
  return {
    ...raw,
    api: { ...api, value: workspace.memory.once('merged', [api.value, spec], () => mergeApi(spec.api, api.value, merge)) },
    environments:
      raw.environments.length === 0
        ? spec.environments.map(({ id, value }) => ({ id, file, value, span: at }))
        : raw.environments.map((each) => withNeeded(each, spec, merge, workspace)),
    endpoints: [...files, ...folders],
    flows: [...raw.flows, ...(spec.flows === undefined ? [] : [{ id: 'flows', file, value: spec.flows, span: at }])],
  };
}

type Merge = (base: Json | undefined, over: Json, depth: number) => Json;

function mergeApi(base: Json, own: JsonObject, merge: Merge): Json {
  const merged = merge(base, own, 1) as Record<string, Json>;
  for (const [key, depth] of [
    ['auth', 1],
    ['defaults', 2],
  ] as const) {
    const member = own[key];
    if (member !== undefined) merged[key] = merge((base as JsonObject)[key], member, depth);
  }
  return merged;
}

/** What an environment does not say itself: the variables and secrets that the document asks for. */
function withNeeded(file: RawFile, { environments }: ConvertedSpec, merge: Merge, workspace: Workspace): RawFile {
  const same = environments.find(({ id }) => id === file.id);
  const base = (same ?? environments[0])?.value;
  if (!isObject(base) || !isObject(file.value)) return file;
  const merged = merge(same ? base : undefined, file.value, 1) as Record<string, Json>;
  for (const key of ['variables', 'secrets']) {
    const wanted = base[key];
    if (!isObject(wanted)) continue;
    const own = file.value[key];
    // The address of another server is no address of this one.
    const usable = same ? wanted : without(wanted, 'baseUrl', workspace);
    merged[key] = own === undefined ? usable : merge(usable, own, 1);
  }
  return { ...file, value: merged };
}

function without(map: JsonObject, key: string, { places }: Workspace): JsonObject {
  const { [key]: _, ...rest } = map;
  places.copy(map, rest);
  return rest;
}

/** Lets the entries of a file add to the operations that they name; the others stay in it. */
function addFile(file: RawFile, slots: readonly Slot[], merge: Merge, workspace: Workspace): RawFile {
  const { value } = file;
  const list = isObject(value) ? value['endpoints'] : undefined;
  if (!isObject(value) || !Array.isArray(list)) return file;
  const folder = value['folder'];
  const kept: Json[] = [];
  const indexes: number[] = [];
  list.forEach((entry: Json, i) => {
    const slot = isObject(entry) ? slotOf(entry, slots) : undefined;
    if (!slot && isObject(entry) && typeof entry['id'] === 'string' && entry['method'] === undefined && entry['path'] === undefined) {
      const near = suggest(
        entry['id'],
        slots.map(({ id }) => id),
      );
      workspace.report(
        problem('unknown-operation', { id: entry['id'], ...(near ? { suggestion: near } : {}) }, workspace.places.value(entry, 'id')),
      );
      return;
    }
    if (slot) {
      const base = slot.value;
      slot.value = workspace.memory.once('merged', [entry as JsonObject, base], () => mergeEndpoint(base, entry as JsonObject, merge));
    }
    if (slot && (folder === undefined || folder === slot.folder)) return;
    if (slot) slot.isMoved = true;
    kept.push(slot ? slot.value : entry);
    indexes.push(i);
  });
  workspace.places.copyItems(list, kept, indexes);
  // A file that only adds to the document needs no folder of its own.
  const named = folder === undefined && kept.length === 0 ? { folder: slots[0]?.folder ?? 'Endpoints' } : {};
  const rest = { ...named, ...value, endpoints: kept };
  workspace.places.copy(value, rest);
  return { ...file, value: rest };
}

function slotOf(entry: JsonObject, slots: readonly Slot[]): Slot | undefined {
  return (
    slots.find(({ id }) => id === entry['id']) ?? slots.find(({ method, path }) => method === entry['method'] && path === entry['path'])
  );
}

function mergeEndpoint(base: Json, entry: JsonObject, merge: Merge): Json {
  const merged = merge(base, entry, 1) as Record<string, Json>;
  for (const [key, depth] of Object.entries(depths)) {
    const own = entry[key];
    if (own !== undefined) merged[key] = merge((base as JsonObject)[key], own, depth);
  }
  return merged;
}

/** The endpoints of a folder that no file has taken elsewhere. */
function folderFile(folder: ConvertedFolder, slots: readonly Slot[], file: string, at: Span, { places }: Workspace): RawFile[] {
  const endpoints = slots.filter((slot) => slot.folder === folder.name && !slot.isMoved).map(({ value }) => value);
  const value = { folder: folder.name, ...(folder.description === undefined ? {} : { description: folder.description }), endpoints };
  const place = { self: at, member: () => ({ key: at, value: at }), file, pointer: '' };
  places.put(value, place);
  places.put(endpoints, place);
  return endpoints.length === 0 ? [] : [{ id: folder.id, file, value, span: at }];
}

/** `over` on top of `base`, to a depth; a reference and anything that is no map takes the place of what was there. */
function mergeMaps(base: Json | undefined, over: Json, depth: number, workspace: Workspace): Json {
  if (depth === 0 || !isObject(base) || !isObject(over) || Object.hasOwn(over, '$ref') || Object.hasOwn(base, '$ref')) return over;
  const merged: Record<string, Json> = { ...base };
  for (const [key, value] of Object.entries(over)) merged[key] = mergeMaps(base[key], value, depth - 1, workspace);
  workspace.places.merge(merged, base, over);
  return merged;
}
