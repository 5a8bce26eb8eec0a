import { type CompiledSchema, compileSchema } from '../schema/compile.ts';
import { sample } from '../schema/sample.ts';
import { validate } from '../schema/validate.ts';
import { isObject, type Json, type JsonObject, pointerTo, setMember } from '../source/json.ts';
import type { Conversion } from './conversion.ts';
import type { Node } from './documents.ts';
import { Examples } from './examples.ts';
import { extensionOf } from './extension.ts';
import { camel, UniqueNames } from './names.ts';
import type { Opened } from './open.ts';
import { Origins } from './origins.ts';
import { nameOf, SchemaFiles } from './schema-files.ts';
import { SchemaViews } from './schema-views.ts';
import { Security } from './security.ts';
import { toSpec } from './to-spec.ts';
import { noteUnused } from './unused.ts';
import { encoded } from './uri.ts';

/** A file of a spec, by its path below the folder of the API. */
export interface SpecFileValue {
  readonly path: string;
  readonly value: Json;
}

/** Schemas are named to their compiler by this scheme. */
const scheme = 'openapi:///';

/**
 * An opened document as the files of a spec, for people to go on with.
 * @param api the name of the API's folder
 * @param twofold whether the document says of anything that it is read-only or write-only
 */
export function toFiles({ described, documents, notes }: Opened, api: string, twofold: boolean): SpecFileValue[] {
  const isOwn = extensionOf(described.root) !== undefined;
  const views = new SchemaViews(documents, described, twofold, notes);
  const schemas = new SchemaFiles(documents, views, isOwn);
  const responses = new SharedFile('responses.yaml', isOwn);
  const parameters = new SharedFile('parameters.yaml', isOwn);
  const headers = new SharedFile('headers.yaml', isOwn);
  const origins = new Origins();
  const load = (uri: string) => (uri.startsWith(scheme) ? views.content(decodeURI(uri.slice(scheme.length))) : undefined);
  const compiled = new Map<string, CompiledSchema | undefined>();
  const compile = (schema: Node) => {
    const { value, file, pointer } = views.named(schema);
    const uri = scheme + encodeURI(file);
    const key = `${uri}#${pointer}`;
    if (!compiled.has(key)) compiled.set(key, compileSchema({ schema: value, uri, pointer, load, unknownKeywords: 'ignore' }).compiled);
    return compiled.get(key);
  };
  const conversion: Conversion = {
    described,
    documents,
    notes,
    views,
    origins,
    security: new Security(described, notes),
    examples: new Examples({ compile, make: sample, findings: validate, writes: true }, notes),
    target: {
      schema: (schema, _node, view) => schemas.write(schema, view),
      response: ({ place, node }, write) =>
        place.pointer === node.pointer && place.file === node.file ? write() : responses.refer(node, write),
      parameter: (node, write) => parameters.refer(node, write),
      header: (node, write) => headers.refer(node, write),
    },
  };
  const spec = toSpec(api, conversion);
  if (!isOwn) noteUnused(described, documents, notes);
  const files: SpecFileValue[] = [
    { path: 'api.yaml', value: spec.api },
    ...spec.environments.map(({ id, value }) => ({ path: `environments/${id}.yaml`, value })),
    ...spec.folders.map(({ id, name, description, endpoints }) => ({
      path: `endpoints/${id}.yaml`,
      value: { folder: name, ...(description === undefined ? {} : { description }), endpoints: endpoints.map((each) => each.value) },
    })),
    ...(spec.flows === undefined ? [] : [{ path: 'flows/flows.yaml', value: spec.flows }]),
    ...[responses, parameters, headers].flatMap((shared) => shared.files()),
    ...[...schemas.files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, value]) => ({ path, value })),
  ];
  return files.map(({ path, value }) => ({ path, value: relative(value, path) }));
}

/** A file of parts that several endpoints refer to, by name. */
class SharedFile {
  readonly #path: string;
  readonly #isOwn: boolean;
  readonly #names = new UniqueNames();
  readonly #known = new Map<string, string>();
  readonly #parts = new Map<string, Json>();

  /** @param isOwn whether the parts have the names of a spec already */
  constructor(path: string, isOwn: boolean) {
    this.#path = path;
    this.#isOwn = isOwn;
  }

  /** What stands for the part that a node describes; `write` gives the part itself. */
  refer(node: Node, write: () => Json): Json {
    const key = `${node.file}#${node.pointer}`;
    let name = this.#known.get(key);
    if (name === undefined) {
      name = this.#names.take(this.#isOwn ? nameOf(node) : camel(nameOf(node)));
      this.#known.set(key, name);
      this.#parts.set(name, write());
    }
    return { $ref: `/${this.#path}#${pointerTo('', name)}` };
  }

  files(): SpecFileValue[] {
    return this.#parts.size === 0 ? [] : [{ path: this.#path, value: Object.fromEntries(this.#parts) }];
  }
}

/** References are written from the top of the API's folder until it is known which file they are in. */
function relative(value: Json, path: string): Json {
  if (Array.isArray(value)) return value.map((item: Json) => relative(item, path));
  if (!isObject(value)) return value;
  const copy: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value as JsonObject)) {
    const isPath = key === '$ref' && typeof member === 'string' && member.startsWith('/');
    setMember(copy, key, isPath ? relativePath(member, path) : relative(member, path));
  }
  return copy;
}

/** `/schemas/pet.yaml` seen from `endpoints/pets.yaml`; a reference into the file itself is its fragment. */
function relativePath(target: string, path: string): string {
  const hash = target.indexOf('#');
  const file = target.slice(1, hash < 0 ? undefined : hash);
  const pointer = hash < 0 ? '' : `#${encoded(target.slice(hash + 1))}`;
  if (file === path) return pointer === '' ? '#' : pointer;
  const from = path.split('/').slice(0, -1);
  const to = file.split('/');
  while (from.length > 0 && to.length > 1 && from[0] === to[0]) {
    from.shift();
    to.shift();
  }
  return '../'.repeat(from.length) + to.join('/') + pointer;
}
