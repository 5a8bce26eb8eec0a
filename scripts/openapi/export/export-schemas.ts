import type { SchemaSource } from '../../language/definition.ts';
import { joinPath, type Workspace } from '../../language/workspace.ts';
import { KEYWORDS } from '../../schema/dialect.ts';
import { isObject, type Json, type JsonObject, pointerTo, pointerTokens, valueAt } from '../../source/json.ts';
import { extensionKey, isSchemaFile, mapOf } from '../extension.ts';
import { UniqueNames } from '../names.ts';
import { decoded, encoded } from '../uri.ts';

/** A schema that something refers to. */
interface Target {
  readonly file: string;
  readonly pointer: string;
}

/**
 * The schemas of specs in an OpenAPI 3.1 document, whose schemas are JSON Schema 2020-12 as well: each stays as it was written,
 * and what references lead to has a name in `components/schemas`. Which parts of files get a name is only known when every
 * reference has been seen, so the document is made twice, with `settle` in between.
 */
export class ExportedSchemas {
  readonly #workspace: Workspace;
  readonly #targets = new Map<string, Target>();
  /** The names of the outermost targets, by their place; empty until it is settled. */
  readonly #names = new Map<string, string>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** A schema as it stands in the document. */
  write({ schema, file }: SchemaSource): Json {
    return this.#rewrite(schema, file, false);
  }

  /** Names what has been referred to so far: whole files by their names, parts of files by their own. */
  settle(): void {
    const names = new UniqueNames();
    for (const [key, target] of this.#targets) {
      if (this.#rootOf(target).pointer === target.pointer) this.#names.set(key, names.take(nameOf(target)));
    }
  }

  /** What stands under `components/schemas`, by name. */
  components(): JsonObject | undefined {
    const named = [...this.#names].sort(([, a], [, b]) => (a < b ? -1 : 1));
    if (named.length === 0) return undefined;
    return mapOf(
      named.map(([key, name]) => {
        const target = this.#targets.get(key) as Target;
        return [name, withFile(this.#rewrite(this.#valueOf(target), target.file, false), target, name)];
      }),
    );
  }

  /** @param isIdentified whether an `$id` around it says what its references are relative to */
  #rewrite(schema: Json, file: string, isIdentified: boolean): Json {
    if (!isObject(schema)) return schema;
    const identified = isIdentified || typeof schema['$id'] === 'string';
    const inside = (part: Json): Json => this.#rewrite(part, file, identified);
    return mapOf(
      Object.entries(schema).map(([keyword, value]): [string, Json] => {
        if (keyword === '$ref' && typeof value === 'string') return [keyword, identified ? value : this.#reference(value, file)];
        const shape = KEYWORDS.get(keyword)?.shape;
        if (shape === 'schema') return [keyword, inside(value)];
        if (shape === 'schemas' && Array.isArray(value)) return [keyword, value.map(inside)];
        if ((shape === 'schema-map' || shape === 'pattern-map') && isObject(value))
          return [keyword, mapOf(Object.entries(value).map(([key, part]) => [key, inside(part)]))];
        return [keyword, value];
      }),
    );
  }

  #reference(reference: string, from: string): string {
    const target = this.#resolve(reference, from);
    if (!target) return reference;
    const key = keyOf(target);
    if (!this.#targets.has(key)) {
      this.#targets.set(key, target);
      // What it refers to in turn has to be known before names are given.
      this.#rewrite(this.#valueOf(target), target.file, false);
    }
    const root = this.#rootOf(target);
    const name = this.#names.get(keyOf(root)) ?? '';
    return `#/components/schemas/${name}${encoded(target.pointer.slice(root.pointer.length))}`;
  }

  /** The outermost target that a target is a part of, so that nothing stands in the document twice. */
  #rootOf({ file, pointer }: Target): Target {
    let around = '';
    for (const token of ['', ...pointerTokens(pointer)].slice(0, -1)) {
      if (token !== '' || around !== '') around = pointerTo(around, token);
      if (this.#targets.has(keyOf({ file, pointer: around }))) return { file, pointer: around };
    }
    return { file, pointer };
  }

  /** The place in the specs that a reference leads to; undefined for one that stays right as it is. */
  #resolve(reference: string, from: string): Target | undefined {
    if (/^[a-z][a-z0-9+.-]*:/i.test(reference)) return undefined;
    const hash = reference.indexOf('#');
    const relative = hash < 0 ? reference : reference.slice(0, hash);
    const fragment = hash < 0 ? '' : decoded(reference.slice(hash + 1));
    const isAnchor = fragment !== '' && !fragment.startsWith('/');
    if (relative === '' && isAnchor) return undefined;
    const file = [relative, decoded(relative)]
      .map((path) => (path === '' ? from : joinPath(from, path)))
      .find((path) => path !== undefined && this.#workspace.has(path));
    const root = file === undefined ? undefined : this.#workspace.file(file)?.value;
    if (file === undefined || root === undefined) return undefined;
    const pointer = isAnchor ? pointerOfAnchor(root, fragment) : fragment;
    return pointer === undefined || valueAt(root, pointer) === undefined ? undefined : { file, pointer };
  }

  #valueOf({ file, pointer }: Target): Json {
    return valueAt(this.#workspace.file(file)?.value ?? null, pointer) ?? true;
  }
}

/** The file that a schema fills, where its name does not say it; the first folder of a path is the API's. */
function withFile(schema: Json, { file, pointer }: Target, name: string): Json {
  const path = file.replace(/^[^/]+\//, '').replace(/\.(?:ya?ml|json)$/i, '.yaml');
  if (!isObject(schema) || pointer !== '' || !isSchemaFile(path) || path === `schemas/${name}.yaml`) return schema;
  return { ...schema, [extensionKey]: { file: path } };
}

function keyOf({ file, pointer }: Target): string {
  return `${file}#${pointer}`;
}

/**
 * A name that can stand under `components`: OpenAPI allows letters, digits, "-", "_" and "." in it. It may be empty. Definitions
 * in collections get their names in the same way, so that they are the same after an import.
 */
export function componentName(name: string): string {
  return name.replace(/[^\w.-]+/g, '_');
}

function fileName(file: string): string {
  return (file.split('/').at(-1) ?? '').replace(/(?<=.)\.(?:ya?ml|json)$/i, '').replace(/(?<=.)\.schema$/, '');
}

/** The name of a file without its ending, or of a part of one. */
function nameOf({ file, pointer }: Target): string {
  const last = pointer === '' ? fileName(file) : (pointerTokens(pointer).at(-1) ?? '');
  return componentName(last) || 'schema';
}

function pointerOfAnchor(schema: Json, anchor: string, pointer = ''): string | undefined {
  if (typeof schema !== 'object' || schema === null) return undefined;
  if (isObject(schema) && (schema['$anchor'] === anchor || schema['$dynamicAnchor'] === anchor)) return pointer;
  for (const [key, part] of Object.entries(schema)) {
    const found = pointerOfAnchor(part as Json, anchor, pointerTo(pointer, key));
    if (found !== undefined) return found;
  }
  return undefined;
}
