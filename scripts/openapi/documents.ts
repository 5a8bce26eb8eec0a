import type { ForeignDocument } from '../language/read-document.ts';
import { joinPath } from '../language/workspace.ts';
import { isObject, type Json, pointerTo, pointerTokens } from '../source/json.ts';
import { looksLikeSecret, withoutSecretForms } from '../source/secrets.ts';
import type { Span } from '../source/source-file.ts';
import type { Notes } from './notes.ts';

/** A value in a document, which knows where it stands. */
export interface Node {
  readonly file: string;
  readonly pointer: string;
  readonly value: Json;
}

/** More references than this after one another lead nowhere. */
const MOST_REFERENCES = 50;

/** The files of an OpenAPI document, each read when something first refers to it. */
export class Documents {
  readonly #load: (file: string) => ForeignDocument | undefined;
  readonly #files = new Map<string, ForeignDocument | undefined>();
  readonly #notes: Notes;
  readonly #reached = new Set<string>();
  /** What references lead to, by the file that they are in and how they are written. */
  readonly #resolved = new Map<string, Node>();

  constructor(load: (file: string) => ForeignDocument | undefined, notes: Notes) {
    this.#load = load;
    this.#notes = notes;
  }

  file(file: string): ForeignDocument | undefined {
    if (!this.#files.has(file)) this.#files.set(file, this.#load(file));
    return this.#files.get(file);
  }

  /** Where a node stands, or its key. */
  locate({ file, pointer }: Pick<Node, 'file' | 'pointer'>, part?: 'key' | 'value'): Span | undefined {
    return this.file(file)?.locate(pointer, part);
  }

  /** What a reference names; undefined when it leads nowhere, which has been noted then. */
  resolve(reference: string, from: Pick<Node, 'file' | 'pointer'>): Node | undefined {
    const key = `${from.file}\0${reference}`;
    const known = this.#resolved.get(key);
    if (known) return known;
    const node = this.#find(reference, from);
    if (node) this.#resolved.set(key, node);
    return node;
  }

  #find(reference: string, from: Pick<Node, 'file' | 'pointer'>): Node | undefined {
    const hash = reference.indexOf('#');
    const path = hash < 0 ? reference : reference.slice(0, hash);
    if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(path)) {
      this.#notes.add('reference-remote', from, reference);
      return undefined;
    }
    const file = path === '' ? from.file : joinPath(from.file, decoded(path));
    const document = file === undefined ? undefined : this.file(file);
    let node: Node | undefined = file !== undefined && document ? { file, pointer: '', value: document.value } : undefined;
    const fragment = hash < 0 ? '' : decoded(reference.slice(hash + 1));
    if (fragment !== '' && !fragment.startsWith('/')) node = undefined;
    for (const token of pointerTokens(fragment)) node = node && child(node, token);
    if (node) this.#reached.add(`${node.file}#${componentIn(node.pointer)}`);
    else this.#notes.add('reference-missing', from, reference);
    return node;
  }

  /** Whether something referred to a component, or to a part of it. */
  isReached({ file, pointer }: Node): boolean {
    return this.#reached.has(`${file}#${pointer}`);
  }

  /** The node itself, or what its `$ref` leads to, however many references there are on the way. */
  follow(node: Node | undefined): Node | undefined {
    let here = node;
    for (let i = 0; here; i++) {
      const reference = isObject(here.value) ? here.value['$ref'] : undefined;
      if (typeof reference !== 'string') return here;
      if (i >= MOST_REFERENCES) {
        this.#notes.add('reference-cycle', here, reference);
        return undefined;
      }
      here = this.resolve(reference, here);
    }
    return undefined;
  }

  /** The entries of a map of names, references followed. */
  entriesOf(node: Node | undefined): [name: string, member: Node][] {
    return entries(node).flatMap(([name, member]): [string, Node][] => {
      const target = this.follow(member);
      return target ? [[name, target]] : [];
    });
  }

  /** The items of a list, references followed. */
  itemsOf(node: Node | undefined): Node[] {
    return items(node).flatMap((item) => this.follow(item) ?? []);
  }
}

/** The component that a pointer leads into; the pointer itself where there is none. */
function componentIn(pointer: string): string {
  return /^\/(?:components\/[^/]+|definitions)\/[^/]+/.exec(pointer)?.[0] ?? pointer;
}

/** The member or item called `key`; undefined when there is none. */
export function child(node: Node | undefined, key: string | number): Node | undefined {
  const value = node?.value;
  if (!node || typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  // A list has its length as well.
  if (Array.isArray(value) && !/^\d+$/.test(String(key))) return undefined;
  return { file: node.file, pointer: pointerTo(node.pointer, key), value: (value as { readonly [key: string]: Json })[key] as Json };
}

/** The members of an object of OpenAPI, but for extensions. */
export function members(node: Node | undefined): [name: string, member: Node][] {
  return entries(node).filter(([name]) => !name.startsWith('x-'));
}

/** The entries of a map whose keys are names, such as those of headers: what begins with "x-" is a name like any other. */
export function entries(node: Node | undefined): [name: string, member: Node][] {
  if (!node || !isObject(node.value)) return [];
  return Object.keys(node.value).map((name) => [name, child(node, name) as Node]);
}

/** The names of the extensions of a map. */
export function extensions(node: Node | undefined): [name: string, member: Node][] {
  if (!node || !isObject(node.value)) return [];
  return Object.keys(node.value)
    .filter((name) => name.startsWith('x-'))
    .map((name) => [name, child(node, name) as Node]);
}

/** The items of a list. */
export function items(node: Node | undefined): Node[] {
  return node && Array.isArray(node.value) ? node.value.map((_, i) => child(node, i) as Node) : [];
}

/** A text of a map, without what looks like a key or token in it; undefined when it is none or empty. */
export function text(node: Node | undefined, key: string): string | undefined {
  const value = isObject(node?.value) ? node.value[key] : undefined;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  return looksLikeSecret(value) ? withoutSecretForms(value) : value;
}

export function flag(node: Node | undefined, key: string): boolean {
  return isObject(node?.value) && node.value[key] === true;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
