import { isObject, type Json, pointerTokens } from '../source/json.ts';
import { VOCABULARIES } from './dialect.ts';
import { DIALECT, METASCHEMAS } from './metaschemas.ts';
import { isSchema, type Place, placeBelow, pointerOf, rootPlace, subschemas } from './places.ts';
import { isHarmless, type SchemaProblem, type SchemaProblemCode } from './problems.ts';
import { resolveUri, splitFragment } from './uri.ts';

/** A schema resource (core, section 4.3.5): what has a URI of its own, and the anchors in it. */
export type Resource = {
  uri: string;
  readonly root: Place;
  readonly anchors: Map<string, Place>;
  readonly dynamicAnchors: Map<string, Place>;
};

/** What a reference leads to. */
export type Target = {
  readonly place: Place;
  /** The dynamic anchor that the reference named, if it did. */
  readonly dynamicAnchor: string | undefined;
};

/** Where the references of each schema lead: schema → keyword (`$ref`, `$dynamicRef`) → target. */
export type References = ReadonlyMap<Place, ReadonlyMap<string, Target>>;

/** The files loaded so far, the resources and anchors found in them, and what was found out of each schema. */
export class Registry {
  readonly problems: SchemaProblem[] = [];
  /** The schemas with problems that keep them from being compiled. */
  readonly broken = new Set<Place>();
  /** Of the schemas that have been walked. */
  readonly references = new Map<Place, Map<string, Target>>();
  /** Of the same ones, those that no references lead round in a circle. */
  readonly ending = new Set<Place>();
  /** Whether one of them says itself which vocabularies hold in it. */
  hasDialects = false;
  /** Whether something in them has a name of its own: `$id`, `$anchor` or `$dynamicAnchor`. */
  hasIdentifiers = false;
  /** The schemas that have a dynamic anchor of a name. */
  readonly dynamicAnchors = new Map<string, Set<Place>>();
  readonly #load: (uri: string) => Json | undefined;
  readonly #vocabularies: ReadonlySet<string>;
  readonly #resources = new Map<string, Resource>();
  /** Of them those that schemas were taken in from, by the URIs of their files. */
  readonly #files = new Map<string, Resource>();

  /**
   * `load` gives the content of a file by its absolute URI (no fragment), or undefined; `vocabularies` are those of a schema
   * without `$schema`.
   */
  constructor(load: (uri: string) => Json | undefined, vocabularies: ReadonlySet<string>) {
    this.#load = load;
    this.#vocabularies = vocabularies;
  }

  /** Takes in a schema at a pointer of the file `uri`, and gives its place. */
  add(schema: Json, uri: string, pointer: string): Place {
    const { uri: file } = splitFragment(uri);
    const tokens = pointerTokens(pointer);
    // In a file around it, `#` means the file: references in it may lead to what is beside the schema.
    const content = tokens.length === 0 ? schema : this.#load(file);
    const known = this.#files.get(file);
    if (known && content !== undefined) known.root.value = content;
    const resource = known ?? this.#open(file, rootPlace(file, content));
    this.#files.set(file, resource);
    let place = resource.root;
    for (const [index, token] of tokens.entries()) {
      const given = index === tokens.length - 1 ? schema : null;
      place = placeBelow(place, token) ?? placeBelow(place, token, given) ?? place;
    }
    this.index(place, resource);
    return place;
  }

  /** What a `$ref` or `$dynamicRef` in a schema leads to, and its absolute URI; loads files as needed. */
  resolve(from: Place, reference: string): { readonly uri: string; readonly target: Target | undefined } {
    const absolute = resolveUri(from.resource?.uri ?? from.file, reference);
    const { uri, fragment } = splitFragment(absolute);
    const resource = this.#find(uri);
    if (resource === undefined || fragment === undefined) return { uri: absolute, target: undefined };
    if (fragment === '' || fragment.startsWith('/')) {
      const place = this.#atPointer(resource, fragment);
      return { uri: absolute, target: place && { place, dynamicAnchor: undefined } };
    }
    const place = resource.anchors.get(fragment);
    const dynamicAnchor = resource.dynamicAnchors.has(fragment) ? fragment : undefined;
    return { uri: absolute, target: place && { place, dynamicAnchor } };
  }

  /** Notes a problem at a place, or at one token below it. */
  report(code: SchemaProblemCode, place: Place, tokens: readonly string[], args: Readonly<Record<string, string>>): void {
    const escaped = tokens.map((token) => `/${token.replace(/~/g, '~0').replace(/\//g, '~1')}`);
    this.problems.push({ code, uri: place.file, pointer: pointerOf(place) + escaped.join(''), args });
    if (!isHarmless({ code })) this.broken.add(place);
  }

  /**
   * Finds the identifiers in a schema and its subschemas. Only where subschemas are: an `$id` in an `enum` is data.
   * A list of what is left to do instead of recursion: schemas may be nested deeper than the stack is.
   */
  index(start: Place, resource: Resource): void {
    let around = start.up;
    while (around !== undefined && around.resource === undefined) around = around.up;
    const left = [{ place: start, resource, vocabularies: around?.vocabularies ?? this.#vocabularies }];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const { place } = next;
      if (place.resource !== undefined) continue;
      place.resource = this.#identify(place, next.resource);
      place.vocabularies = this.#dialectOf(place) ?? next.vocabularies;
      for (const { place: below } of subschemas(place).toReversed())
        left.push({ place: below, resource: place.resource, vocabularies: place.vocabularies });
    }
  }

  #find(uri: string): Resource | undefined {
    const known = this.#resources.get(uri);
    if (known !== undefined) return known;
    const content = METASCHEMAS.get(uri) ?? this.#load(uri);
    if (content === undefined) return undefined;
    const root = rootPlace(uri, content);
    const resource = this.#open(uri, root);
    if (isSchema(content)) this.index(root, resource);
    return root.resource ?? resource;
  }

  #open(uri: string, root: Place): Resource {
    const resource: Resource = { uri, root, anchors: new Map(), dynamicAnchors: new Map() };
    this.#resources.set(uri, resource);
    return resource;
  }

  /** The resource that a schema belongs to: a new one when it has an `$id`. Notes its anchors there. */
  #identify(place: Place, around: Resource): Resource {
    let resource = around;
    if (!isObject(place.value)) return resource;
    const { $id: id, $anchor: anchor, $dynamicAnchor: dynamicAnchor } = place.value;
    if (id === undefined && anchor === undefined && dynamicAnchor === undefined) return resource;
    if (typeof id === 'string') {
      this.hasIdentifiers = true;
      const { uri } = splitFragment(resolveUri(around.uri, id));
      if (place === around.root) {
        // The file's own resource: it is known by the URI it was loaded by and by this one.
        around.uri = uri;
        if (!this.#resources.has(uri)) this.#resources.set(uri, around);
      } else {
        if (this.#resources.has(uri)) this.report('duplicate-identifier', place, ['$id'], { identifier: uri });
        resource = this.#open(uri, place);
      }
    }
    for (const [keyword, name] of Object.entries({ $anchor: anchor, $dynamicAnchor: dynamicAnchor })) {
      if (typeof name !== 'string') continue;
      this.hasIdentifiers = true;
      if (resource.anchors.has(name) && resource.anchors.get(name) !== place) {
        this.report('duplicate-identifier', place, [keyword], { identifier: `#${name}` });
      }
      resource.anchors.set(name, place);
      if (keyword === '$dynamicAnchor') {
        resource.dynamicAnchors.set(name, place);
        this.dynamicAnchors.set(name, (this.dynamicAnchors.get(name) ?? new Set()).add(place));
      }
    }
    return resource;
  }

  /** The vocabularies that a schema's `$schema` asks for (core, section 8.1.2); undefined without one. */
  #dialectOf(place: Place): ReadonlySet<string> | undefined {
    const dialect = isObject(place.value) ? place.value['$schema'] : undefined;
    if (typeof dialect !== 'string') return undefined;
    this.hasDialects = true;
    if (dialect === DIALECT || dialect === `${DIALECT}#`) return VOCABULARIES;
    const { uri } = splitFragment(dialect);
    const metaschema = METASCHEMAS.get(uri) ?? this.#load(uri);
    if (!isObject(metaschema)) {
      this.report('unknown-dialect', place, ['$schema'], { dialect });
      return undefined;
    }
    const vocabularies = metaschema['$vocabulary'];
    if (!isObject(vocabularies)) return VOCABULARIES;
    for (const [vocabulary, isRequired] of Object.entries(vocabularies)) {
      if (isRequired === true && !VOCABULARIES.has(vocabulary)) this.report('unknown-vocabulary', place, ['$schema'], { vocabulary });
    }
    return new Set(Object.keys(vocabularies));
  }

  #atPointer(resource: Resource, pointer: string): Place | undefined {
    let place: Place | undefined = resource.root;
    let around = resource;
    for (const token of pointerTokens(pointer)) {
      place = place && placeBelow(place, token);
      around = place?.resource ?? around;
    }
    if (place !== undefined && isSchema(place.value)) this.index(place, around);
    return place;
  }
}
