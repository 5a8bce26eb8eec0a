import { isObject, isSame, type Json, type JsonObject, pointerTokens } from '../source/json.ts';
import { VOCABULARIES } from './dialect.ts';
import { type Emitted, Emitter } from './emit.ts';
import { type Place, placeBelow, pointerOf } from './places.ts';
import { isHarmless, type SchemaProblem } from './problems.ts';
import { reach } from './reach.ts';
import { Registry } from './registry.ts';
import { walk } from './walk.ts';

export type { SchemaProblem, SchemaProblemCode } from './problems.ts';

/** A schema to compile. */
export type SchemaInput = {
  readonly schema: Json;
  /** The absolute URI of the file that it is in, without fragment; relative references start from here. */
  readonly uri: string;
  /** Where in the file it is: a JSON Pointer (RFC 6901). The whole file by default. `load(uri)` then gives what is around it. */
  readonly pointer?: string;
};

/** What schemas are compiled with. */
export type CompilerOptions = {
  /** The content of another file by its absolute URI, without fragment; undefined when there is none. */
  readonly load: (uri: string) => Json | undefined;
  /** The vocabularies of a schema without `$schema`, by URI; those of 2020-12 by default. */
  readonly vocabularies?: readonly string[];
  /** What an unknown keyword is: a mistake (the default), or a remark, which is what the standard says. */
  readonly unknownKeywords?: 'problem' | 'ignore';
};

/** What comes of compiling; `compiled` is undefined when a problem is not harmless (an unknown format is). */
export type Compilation = { readonly compiled: CompiledSchema | undefined; readonly problems: readonly SchemaProblem[] };

/** A schema that can be embedded and validated with. */
export type CompiledSchema = {
  /**
   * Self-contained: `$ref` is `#` or `#/$defs/<Name>`; no `$id`, anchors or annotations. `$dynamicRef` and `$dynamicAnchors`, where a dynamic
   * reference has more than one possible end, are in the form that the validator reads.
   */
  readonly schema: Json;
  /** The keys of the validator's `keywordTable` that it needs, sorted. */
  readonly keywords: readonly string[];
  /** The keys of the validator's `formatTable` that it needs, sorted. */
  readonly formats: readonly string[];
  /** The URIs of the files that it was made of. */
  readonly files: readonly string[];
  /**
   * Where the schema at a finding's `location` was written: the URI of a file and a JSON Pointer into it.
   * Undefined for a location that is not in this schema.
   */
  readonly origin: (location: string) => { readonly uri: string; readonly pointer: string } | undefined;
  /** The schema as it was written, annotations included, that an object inside of `schema` (the object itself, not an equal one) was made from. */
  readonly written: (part: object) => JsonObject | undefined;
  /** The same by a location in this schema. */
  readonly writtenAt: (location: string) => JsonObject | undefined;
};

/**
 * Compiles a JSON Schema 2020-12: resolves references, over files as well, and brings it into the form that the validator embedded in Postman scripts reads.
 * All mistakes are returned, in the order of the walk.
 * Draft: https://json-schema.org/draft/2020-12
 */
export function compileSchema(input: SchemaInput & CompilerOptions): Compilation {
  return new SchemaCompiler(input).compile(input);
}

/**
 * Compiles several schemas that have much in common, such as those of one document: what they share is read and checked once.
 * What one of them calls itself is not known to the next, which may well have the same name for something else.
 */
export class SchemaCompiler {
  #registry: Registry;
  #emitter = new Emitter();
  /** What has been compiled that comes to the same wherever in its file it is written, by its text. */
  #known = new Map<string, Known>();
  readonly #newRegistry: () => Registry;
  readonly #unknownKeywords: 'problem' | 'ignore';

  constructor({ load, vocabularies, unknownKeywords = 'problem' }: CompilerOptions) {
    const known = vocabularies === undefined ? VOCABULARIES : new Set(vocabularies);
    this.#newRegistry = () => new Registry(load, known);
    this.#registry = this.#newRegistry();
    this.#unknownKeywords = unknownKeywords;
  }

  /** As `compileSchema`; mistakes in what was compiled before need not be told again. */
  compile({ schema, uri, pointer = '' }: SchemaInput): Compilation {
    if (this.#registry.hasIdentifiers) {
      this.#registry = this.#newRegistry();
      this.#emitter = new Emitter();
      this.#known = new Map();
    }
    const text = textOf(schema);
    const known = this.#registry.hasDialects ? undefined : this.#known.get(`${uri} ${text}`);
    if (known !== undefined && isAlike(known, schema, pointer)) return { compiled: atPlace(pointer, known), problems: [] };
    const { references, broken, problems: all } = this.#registry;
    const told = all.length;
    const root = this.#registry.add(schema, uri, pointer);
    walk(root, this.#registry, this.#unknownKeywords);
    const problems = all.slice(told);
    if (!problems.every(isHarmless)) return { compiled: undefined, problems };
    const reached = reach(root, references);
    for (const place of broken) if (reached.places.has(place)) return { compiled: undefined, problems };
    const emitted = this.#emitter.emit(root, references, reached);
    const compiled = compiledOf(root, emitted);
    // What was told of a schema before is to be told of one that is written like it as well.
    if (text !== undefined && emitted.isPlain && all.length === 0) {
      const targets = [...emitted.definitions.values()].map(pointerOf);
      this.#known.set(`${uri} ${text}`, { compiled, schema, pointer, targets });
    }
    return { compiled, problems };
  }
}

/**
 * What stands for a compiled schema and for those that were found to say the same, annotations included: what is found out of one of them
 * holds for the others.
 */
export function identityOf(compiled: CompiledSchema): object {
  return isObject(compiled.schema) ? compiled.schema : compiled;
}

/** Undefined for a schema that is nested too deep to be written. */
function textOf(schema: Json): string | undefined {
  try {
    return JSON.stringify(schema);
  } catch {
    return undefined;
  }
}

/** A compiled schema, what it was and where in its file, and the pointers that its references lead to, in whatever file. */
type Known = {
  readonly compiled: CompiledSchema;
  readonly schema: Json;
  readonly pointer: string;
  readonly targets: readonly string[];
};

/** Whether a schema at `pointer` with the same text comes to the same: it may be a part of what it refers to, or the other way round. */
function isAlike(known: Known, schema: Json, pointer: string): boolean {
  const isApart = (target: string, place: string) => !`${target}/`.startsWith(`${place}/`) && !place.startsWith(`${target}/`);
  if (!known.targets.every((target) => isApart(target, pointer) && isApart(target, known.pointer))) return false;
  return isSame(schema, known.schema);
}

/** What a schema comes to that is the same in another place of the file. */
function atPlace(pointer: string, { compiled, pointer: from }: Known): CompiledSchema {
  const origin: CompiledSchema['origin'] = (location) => {
    const there = compiled.origin(location);
    return there && !/^#\/(?:\$|%24)defs\//.test(location) ? { ...there, pointer: pointer + there.pointer.slice(from.length) } : there;
  };
  return { ...compiled, origin };
}

function compiledOf(root: Place, { schema, keywords, formats, definitions, placeOf }: Emitted): CompiledSchema {
  const origin: CompiledSchema['origin'] = (location) => {
    const place = placeAt(location, root, definitions);
    return place && { uri: place.file, pointer: pointerOf(place) };
  };
  const writtenAt: CompiledSchema['writtenAt'] = (location) => {
    const value = placeAt(location, root, definitions)?.value;
    return isObject(value) ? value : undefined;
  };
  const written: CompiledSchema['written'] = (part) => {
    const value = placeOf(part)?.value;
    return isObject(value) ? value : undefined;
  };
  const files = [...new Set([root, ...definitions.values()].map(({ file }) => file))];
  return { schema, keywords, formats, files, origin, written, writtenAt };
}

/** What a location in a compiled schema was made from. */
function placeAt(location: string, root: Place, definitions: ReadonlyMap<string, Place>): Place | undefined {
  if (!location.startsWith('#')) return undefined;
  let tokens: string[];
  try {
    tokens = pointerTokens(location.includes('%') ? decodeURIComponent(location.slice(1)) : location.slice(1));
  } catch {
    return undefined;
  }
  let place = root;
  if (tokens[0] === '$defs') {
    const definition = definitions.get(tokens[1] ?? '');
    if (definition === undefined) return undefined;
    place = definition;
    tokens = tokens.slice(2);
  }
  for (const token of tokens) {
    const below = placeBelow(place, token) ?? (token === '$ref' ? placeBelow(place, '$dynamicRef') : undefined);
    // A part that a definition was made of is a `$ref` in the compiled schema only.
    if (below === undefined) return token === '$ref' && isObject(place.value) ? place : undefined;
    place = below;
  }
  return place;
}
