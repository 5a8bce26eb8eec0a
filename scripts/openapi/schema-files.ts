import { KEYWORDS } from '../schema/dialect.ts';
import { isObject, type Json, type JsonObject, setMember } from '../source/json.ts';
import { child, type Documents, type Node } from './documents.ts';
import { extensionOf, isSchemaFile } from './extension.ts';
import { kebab, UniqueNames } from './names.ts';
import type { View } from './read-schema.ts';
import { fileOfView, type SchemaViews } from './schema-views.ts';

/**
 * Gives each schema that something refers to a file of its own below `schemas/`. References are written from the top of the
 * API's folder (`/schemas/pet.yaml`); whoever writes a file makes them relative.
 */
export class SchemaFiles {
  readonly #documents: Documents;
  readonly #verbatim: boolean;
  readonly #views: SchemaViews;
  readonly #names = new UniqueNames();
  /** By the place and view of the schema. */
  readonly #paths = new Map<string, string>();
  readonly #files = new Map<string, Json>();
  readonly #twofold = new Map<string, boolean>();

  /** @param verbatim whether the schemas have the names of files already */
  constructor(documents: Documents, views: SchemaViews, verbatim: boolean) {
    this.#verbatim = verbatim;
    this.#documents = documents;
    this.#views = views;
  }

  /** What has been written so far, by path. */
  get files(): ReadonlyMap<string, Json> {
    return this.#files;
  }

  /** A schema that has been read as it stands in a spec: references lead to files. */
  write(schema: Node, view: View): Json {
    return this.#rewrite(schema.value, { file: fileOfView(schema.file), pointer: schema.pointer }, view);
  }

  #rewrite(schema: Json, home: Pick<Node, 'file' | 'pointer'>, view: View): Json {
    if (!isObject(schema)) return schema;
    const written: Record<string, Json> = {};
    for (const [keyword, value] of Object.entries(schema)) {
      const inside = (part: Json) => this.#rewrite(part, home, view);
      const shape = KEYWORDS.get(keyword)?.shape;
      if (keyword === '$ref') setMember(written, keyword, this.#reference(String(value), home, view));
      else if (shape === 'schema') setMember(written, keyword, inside(value));
      else if (shape === 'schemas') setMember(written, keyword, (value as Json[]).map(inside));
      else if (shape === 'schema-map' || shape === 'pattern-map') {
        const map: Record<string, Json> = {};
        for (const [key, part] of Object.entries(value as JsonObject)) setMember(map, key, inside(part));
        setMember(written, keyword, map);
      } else setMember(written, keyword, value);
    }
    return written;
  }

  #reference(reference: string, home: Pick<Node, 'file' | 'pointer'>, view: View): string {
    if (this.#verbatim && !reference.startsWith('#/components/schemas/')) return reference;
    const target = this.#documents.resolve(reference.replace('?request', ''), home);
    if (!target) return reference;
    const named = /^\/(?:components\/schemas|definitions)\/[^/]+/.exec(target.pointer)?.[0];
    const root =
      named === undefined || named === target.pointer
        ? target
        : (this.#documents.resolve(`#${encodeURI(named)}`, { file: target.file, pointer: '' }) ?? target);
    const path = this.#pathOf(root, view);
    const rest = target.pointer.slice(root.pointer.length);
    return rest === '' ? path : `${path}#${rest}`;
  }

  #pathOf(root: Node, view: View): string {
    const seen = view === 'request' && this.#differs(root) ? 'request' : 'response';
    const key = `${seen} ${root.file}#${root.pointer}`;
    const known = this.#paths.get(key);
    if (known !== undefined) return known;
    const name = (this.#verbatim ? nameOf(root) : kebab(nameOf(root))) || 'schema';
    const path = fileOf(root) ?? `/schemas/${this.#names.take(seen === 'request' ? `${name}-request` : name)}.yaml`;
    this.#paths.set(key, path);
    this.#files.set(path.slice(1), null);
    this.#files.set(path.slice(1), this.write(this.#views.at(root, seen), seen));
    return path;
  }

  /** Whether a schema, or one that it refers to, is not the same to requests as to answers. */
  #differs(root: Node): boolean {
    const key = `${root.file}#${root.pointer}`;
    const known = this.#twofold.get(key);
    if (known !== undefined) return known;
    const seen = new Set<string>();
    const left = [root];
    let differs = false;
    for (let next = left.pop(); next && !differs; next = left.pop()) {
      const here = `${next.file}#${next.pointer}`;
      if (seen.has(here)) continue;
      seen.add(here);
      const answer = this.#views.at(next, 'response');
      differs = JSON.stringify(this.#views.at(next, 'request').value).replaceAll('?request', '') !== JSON.stringify(answer.value);
      for (const reference of referencesIn(answer.value)) {
        const target = this.#documents.resolve(reference, next);
        if (target) left.push(target);
      }
    }
    this.#twofold.set(key, differs);
    return differs;
  }
}

/** The file that an exported schema filled, where its name does not say it. */
function fileOf(root: Node): string | undefined {
  const file = child(extensionOf(root), 'file')?.value;
  return typeof file === 'string' && isSchemaFile(file) ? `/${file}` : undefined;
}

/** What a part of a document is called: by its place, or by its file when it is all of that. */
export function nameOf({ file, pointer }: Pick<Node, 'file' | 'pointer'>): string {
  const last = pointer.split('/').at(-1) ?? '';
  return last === '' ? ((file.split('/').at(-1) ?? file).split('.')[0] ?? '') : last.replace(/~1/g, '/').replace(/~0/g, '~');
}

function referencesIn(schema: Json, found: string[] = []): string[] {
  if (Array.isArray(schema)) for (const item of schema) referencesIn(item as Json, found);
  else if (isObject(schema))
    for (const [key, value] of Object.entries(schema)) {
      if (key === '$ref' && typeof value === 'string' && !/^#[^/]/.test(value)) found.push(value);
      else if (typeof value === 'object' && !['examples', 'enum', 'const', 'default'].includes(key)) referencesIn(value, found);
    }
  return found;
}
