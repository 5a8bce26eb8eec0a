import type { SchemaSource } from '../language/definition.ts';
import type { MemberPlace, Place, Places } from '../language/places.ts';
import { unlessTooDeep } from '../language/read-document.ts';
import type { RawFile, RawSpec } from '../language/read-spec.ts';
import { joinPath, type Workspace } from '../language/workspace.ts';
import type { CompiledSchema } from '../schema/compile.ts';
import type { SampleOptions } from '../schema/sample.ts';
import type { Finding } from '../schema/validate.ts';
import { isObject, type Json, pointerTo } from '../source/json.ts';
import { problem } from '../source/problem.ts';
import type { Span } from '../source/source-file.ts';
import type { Conversion } from './conversion.ts';
import type { Documents, Node } from './documents.ts';
import { Examples } from './examples.ts';
import { openDocument } from './open.ts';
import { type Entry, type OriginListener, Origins } from './origins.ts';
import { overlay } from './overlay.ts';
import { fileOfView, SchemaViews } from './schema-views.ts';
import { Security } from './security.ts';
import { type ConvertedSpec, toSpec } from './to-spec.ts';

/** What compiles the schemas of specs and makes examples of them, each once. */
export interface SchemaStore {
  readonly compile: (schema: SchemaSource) => CompiledSchema | undefined;
  readonly example: (schema: CompiledSchema, options: SampleOptions) => Json | undefined;
  readonly findings: (schema: CompiledSchema, value: Json) => readonly Finding[];
}

/**
 * Completes the files of an API with what the OpenAPI document describes that its api.yaml names under `source`. Every part
 * of what comes from the document knows its place there.
 */
export function completeFromSource(raw: RawSpec, workspace: Workspace, schemas: SchemaStore): RawSpec {
  const { api } = raw;
  if (!api || !isObject(api.value) || typeof api.value['source'] !== 'string') return raw;
  // What the document would have said is not missing from the files.
  const unread = { ...raw, api: undefined };
  const at = workspace.places.value(api.value, 'source');
  const file = /^[a-z][a-z0-9+.-]*:/i.test(api.value['source']) ? undefined : joinPath(api.file, api.value['source']);
  if (file === undefined) {
    workspace.report(problem('ref-outside', { ref: api.value['source'] }, at));
    return unread;
  }
  const converted = workspace.memory.once('converted', [api.value, raw.id], () => {
    const made = unlessTooDeep(() => convert(raw.id, file, at, workspace, schemas), at);
    if (made && 'code' in made) workspace.report(made);
    return made && 'spec' in made ? made : undefined;
  });
  if (!converted) return unread;
  const { spec, documents } = converted;
  return overlay(raw, api as RawFile & { value: { readonly [key: string]: Json } }, spec, file, documents, workspace);
}

/** The document as the parts of a spec; undefined when it cannot be read, which has been reported then. */
function convert(
  id: string,
  file: string,
  at: Span,
  workspace: Workspace,
  schemas: SchemaStore,
): { readonly spec: ConvertedSpec; readonly documents: Documents } | undefined {
  const main = workspace.document(file, at);
  const opened = main && openDocument(file, main, (name) => (workspace.has(name) ? workspace.document(name, at) : undefined));
  if (!opened) return undefined;
  if (!('described' in opened)) {
    workspace.report(opened);
    return undefined;
  }
  const { described, documents, notes } = opened;
  const views = new SchemaViews(documents, described, /readOnly|writeOnly/.test(workspace.source(file).text), notes);
  const put = (name: string) => {
    const own = fileOfView(name);
    workspace.put(name, {
      value: () => views.content(name) ?? documents.file(own)?.value ?? null,
      locate: (pointer, part) => documents.locate({ file: own, pointer }, part) as Span,
    });
  };
  views.onFile = put;
  put(file);
  const shared = new Map<string, Json>();
  const once = (node: Node, write: () => Json): Json => {
    const key = `${node.file}#${node.pointer}`;
    const known = shared.get(key) ?? write();
    shared.set(key, known);
    return known;
  };
  const conversion: Conversion = {
    described,
    documents,
    notes,
    views,
    origins: new Origins(listenerFor(workspace.places, documents)),
    security: new Security(described, notes),
    examples: new Examples(
      {
        compile: (schema) => {
          const { value, file, pointer } = views.named(schema);
          return schemas.compile({ schema: value, file, pointer });
        },
        make: (schema, options) => schemas.example(schema, options),
        findings: (schema, value) => schemas.findings(schema, value),
        writes: false,
      },
      notes,
    ),
    target: {
      schema: (schema) => standIn(views.named(schema), workspace.places, documents),
      response: ({ node }, write) => once(node, write),
      parameter: once,
      header: once,
    },
  };
  views.readNamed(described.root);
  const spec = toSpec(id, conversion);
  const count = notes.all.filter(({ kind }) => kind !== 'extension' && kind !== 'about').length;
  if (count > 0) workspace.report(problem('source-notes', { count, file: workspace.source(file).path }, at));
  return { spec, documents };
}

/** A schema of the document in the place of a schema of the spec: it knows its home, so that references in it are found. */
function standIn(schema: Node, places: Places, documents: Documents): Json {
  const { value } = schema;
  if (typeof value === 'object' && value !== null && !places.home(value)) places.put(value, new DocumentPlace(schema, documents));
  return value;
}

/** The place of a map or list of the spec that stands for a part of the document. There are many, and hardly one is asked for. */
class DocumentPlace implements Place {
  readonly file: string;
  readonly pointer: string;
  readonly #node: Node;
  readonly #documents: Documents;
  readonly #entries: readonly Entry[] | undefined;

  /** @param entries the members, where they come from elsewhere than the members of the node */
  constructor(node: Node, documents: Documents, entries?: readonly Entry[]) {
    this.file = node.file;
    this.pointer = node.pointer;
    this.#node = node;
    this.#documents = documents;
    this.#entries = entries;
  }

  get self(): Span {
    return this.#locate(this.#node);
  }

  member(key: string): MemberPlace {
    const { file, pointer } = this.#originOf(key);
    const locate = (part?: 'key') => this.#locate({ file, pointer }, part);
    return {
      get key() {
        return locate('key');
      },
      get value() {
        return locate();
      },
    };
  }

  #originOf(key: string): Pick<Node, 'file' | 'pointer'> {
    if (!this.#entries) return { file: this.file, pointer: pointerTo(this.pointer, key) };
    // Of two for one name the last counts.
    for (let i = this.#entries.length - 1; i >= 0; i--) {
      const [name, value, from] = this.#entries[i] as Entry;
      if (name === key && value !== undefined) return from ?? this.#node;
    }
    return this.#node;
  }

  #locate({ file, pointer }: Pick<Node, 'file' | 'pointer'>, part?: 'key'): Span {
    return this.#documents.locate({ file: fileOfView(file), pointer }, part) as Span;
  }
}

/** Lets the values of the spec stand where they come from. */
function listenerFor(places: Places, documents: Documents): OriginListener {
  const own = (value: object, node: Node, isSent: boolean): void => {
    if (places.home(value)) return;
    places.put(value, new DocumentPlace(node, documents));
    places.finish(value);
    if (!isSent) return;
    for (const [key, member] of Object.entries(value) as [string, Json][])
      if (typeof member === 'object' && member !== null)
        own(member, { file: node.file, pointer: pointerTo(node.pointer, key), value: member }, true);
  };
  return {
    made: (value, node, entries) => places.put(value, new DocumentPlace(node, documents, entries)),
    own,
  };
}
