import { isObject, type Json, type JsonObject, pointerTokens, setMember } from '../source/json.ts';
import type { Described, Version } from './described.ts';
import { child, type Documents, entries, type Node } from './documents.ts';
import { extensionOf } from './extension.ts';
import type { Notes } from './notes.ts';
import { readSchema, type View } from './read-schema.ts';

/** What a request sees of a file is another file, so that references in it stay in it. */
const requestMark = '?request';

/** The name by which `view` of a file is known. */
export function viewOf(file: string, view: View): string {
  return view === 'request' ? file + requestMark : file;
}

/** The file of a view. */
export function fileOfView(name: string): string {
  return name.endsWith(requestMark) ? name.slice(0, -requestMark.length) : name;
}

/** A file with the schemas in it that have been read. What is read takes the place of what was there; the rest is shared. */
interface Content {
  value: Json;
  /** The maps and lists that are ours to write into. */
  readonly owned: WeakSet<object>;
  readonly read: Map<string, Json>;
}

/**
 * The schemas of a document as JSON Schema 2020-12. Each is read where it stands when something first uses it, with all
 * that it refers to, and nothing is expanded.
 */
export class SchemaViews {
  readonly #documents: Documents;
  readonly #notes: Notes;
  readonly #version: Version;
  /** Whether anything is read-only or write-only, so that requests and answers differ. */
  readonly #twofold: boolean;
  /** Whether the schemas are those of a spec, so that each is read as it stands. */
  readonly #verbatim: boolean;
  readonly #contents = new Map<string, Content>();
  /** Told of each view of a file when something is first read in it. */
  onFile: (name: string) => void = () => undefined;

  constructor(documents: Documents, { version, root }: Described, twofold: boolean, notes: Notes) {
    this.#documents = documents;
    this.#version = version;
    this.#verbatim = extensionOf(root) !== undefined;
    this.#twofold = twofold && !this.#verbatim;
    this.#notes = notes;
  }

  /** A schema as `view` sees it; the file is the name of that view. */
  at(node: Node, view: View): Node {
    const seen = this.#twofold ? view : 'response';
    const left = [node];
    for (let next = left.pop(); next; next = left.pop()) this.#read(next, seen, left);
    const content = this.#contentOf(node.file, seen);
    return { file: viewOf(node.file, seen), pointer: node.pointer, value: content.read.get(node.pointer) as Json };
  }

  /** The schema that a lone reference leads to in the same file, else itself: so it is compiled once however many refer to it. */
  named(schema: Node): Node {
    const { value, file } = schema;
    const reference = isObject(value) && Object.keys(value).length === 1 ? value['$ref'] : undefined;
    if (typeof reference !== 'string' || !reference.startsWith('#/components/schemas/') || reference.includes('%')) return schema;
    const pointer = reference.slice(1);
    const target = this.#contents.get(file)?.read.get(pointer);
    return target === undefined ? schema : { file, pointer, value: target };
  }

  /** Reads every schema that the document names, so that files may refer to those that no operation uses. */
  readNamed(root: Node): void {
    const components = child(child(root, 'components'), 'schemas') ?? child(root, 'definitions');
    for (const [, schema] of entries(components)) this.at(schema, 'response');
  }

  /** The content of a view, with every schema that has been read in its place. */
  content(name: string): Json | undefined {
    return this.#contents.get(name)?.value;
  }

  #contentOf(file: string, view: View): Content {
    const name = viewOf(file, view);
    let content = this.#contents.get(name);
    if (!content) {
      content = { value: this.#documents.file(file)?.value ?? null, owned: new WeakSet(), read: new Map() };
      this.#contents.set(name, content);
      this.onFile(name);
    }
    return content;
  }

  #read(node: Node, view: View, left: Node[]): void {
    const content = this.#contentOf(node.file, view);
    if (content.read.has(node.pointer)) return;
    // Before it is read, since it may refer to itself.
    content.read.set(node.pointer, true);
    const at = (pointer: string) => ({ file: node.file, pointer });
    const schema = readSchema(node.value, node.pointer, {
      version: this.#version,
      verbatim: this.#verbatim,
      view,
      note: (kind, pointer, detail) => this.#notes.add(kind, at(pointer), detail),
      target: (reference, pointer) => (this.#isForeign(reference) ? undefined : this.#documents.resolve(reference, at(pointer))?.value),
      reference: (reference, pointer) => {
        // An anchor or an identifier inside of a schema: the schema compiler knows those.
        if (this.#version === '3.1' && /^#[^/]/.test(reference)) return reference;
        // In a spec, what is relative to an $id is nothing that is known here.
        if (this.#verbatim && !reference.startsWith('#/components/schemas/')) return reference;
        const target = this.#documents.resolve(reference, at(pointer));
        if (!target) return undefined;
        left.push(this.#rootOf(target));
        return target.file === node.file ? reference : withMark(reference, view);
      },
    });
    content.read.set(node.pointer, schema);
    put(content, pointerTokens(node.pointer), schema);
  }

  /** The named schema that a node is a part of, so that parts are not read a second time; else the node itself. */
  #rootOf(node: Node): Node {
    const pointer = /^\/(?:components\/schemas|definitions)\/[^/]+(?=\/)/.exec(node.pointer)?.[0];
    return pointer === undefined ? node : (this.#documents.resolve(`#${encodeURI(pointer)}`, { file: node.file, pointer: '' }) ?? node);
  }

  #isForeign(reference: string): boolean {
    return /^#[^/]/.test(reference);
  }
}

function withMark(reference: string, view: View): string {
  if (view === 'response') return reference;
  const [path = '', ...fragment] = reference.split('#');
  return [path + requestMark, ...fragment].join('#');
}

/** Puts a value into a content; what is on the way there is copied once. */
function put(content: Content, tokens: readonly string[], value: Json): void {
  const last = tokens.at(-1);
  if (last === undefined) {
    content.value = value;
    return;
  }
  content.value = own(content, content.value);
  let here = content.value;
  for (const token of tokens.slice(0, -1)) {
    const inside = own(content, memberOf(here, token));
    setMember(here as object, token, inside);
    here = inside;
  }
  setMember(here as object, last, value);
}

function own(content: Content, value: Json | undefined): Json {
  if (typeof value === 'object' && value !== null && content.owned.has(value)) return value;
  const copy: Json = Array.isArray(value) ? [...value] : isObject(value) ? { ...value } : {};
  content.owned.add(copy as object);
  return copy;
}

function memberOf(value: Json, token: string): Json | undefined {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, token) ? (value as JsonObject)[token] : undefined;
}
