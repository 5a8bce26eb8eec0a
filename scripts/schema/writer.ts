import { isObject, type Json, type JsonObject, setMember } from '../source/json.ts';
import { KEYWORDS } from './dialect.ts';
import { type Place, type Subschema, subschemas } from './places.ts';
import type { References, Resource, Target } from './registry.ts';
import { formatTable } from './validator/formats/format-table.js';
import { keywordTable } from './validator/keyword-table.js';
import { isKept } from './walk.ts';

/** A JSON object or array under construction. */
type Draft = { [key: string]: unknown };

/** A schema as it is embedded, with what it needs of the validator. */
type Written = { readonly schema: Json; readonly keywords: ReadonlySet<string>; readonly formats: ReadonlySet<string> };

/** What writing a schema depends on besides the schema. */
type Naming = {
  /** The name under `$defs`; undefined for the root. */
  readonly nameOf: (place: Place) => string | undefined;
  /** The schemas inside of others that are definitions. */
  readonly targets: ReadonlySet<Place>;
  readonly dynamicAnchors: ReadonlySet<string>;
};

/** Writes schemas one by one, each of them once. */
export class Writer {
  /** Each schema object that was written → the place that it was made from. */
  readonly places = new Map<object, Place>();
  readonly #naming: Naming;
  readonly #written = new Map<Place, Written>();

  constructor(naming: Naming) {
    this.#naming = naming;
  }

  /** The root, or a definition. */
  written(place: Place, references: References): Written {
    const known = this.#written.get(place);
    if (known !== undefined) return known;
    const written = this.#write(place, references);
    this.#written.set(place, written);
    return written;
  }

  #write(start: Place, references: References): Written {
    const { targets } = this.#naming;
    const document: Draft = {};
    const left: Unwritten[] = [];
    const writing = { references, left, keywords: new Set<string>(), formats: new Set<string>() };
    left.push({ place: start, into: document, key: 'schema' });
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const { place, into, key } = next;
      if (place !== start && targets.has(place)) {
        setMember(into, key, { $ref: this.#referenceTo(place) });
        writing.keywords.add('$ref');
      } else {
        const isEntrance = place === start || place.resource?.root === place;
        setMember(into, key, isObject(place.value) ? this.#object(place, place.value, isEntrance, writing) : place.value);
      }
    }
    return { schema: document['schema'] as Json, keywords: writing.keywords, formats: writing.formats };
  }

  #object(place: Place, value: JsonObject, isEntrance: boolean, { references, left, formats, keywords }: Writing): Draft {
    const written: Draft = {};
    this.places.set(written, place);
    const anchors = isEntrance ? this.#dynamicAnchorsOf(place.resource) : undefined;
    if (anchors !== undefined) written['$dynamicAnchors'] = anchors;
    const parts = subschemas(place);
    // They come in the order of the keywords.
    let next = 0;
    for (const keyword of Object.keys(value)) {
      const first = next;
      while (parts[next]?.keyword === keyword) next++;
      if (!isKept(keyword, place)) continue;
      const argument = value[keyword] as Json;
      const shape = KEYWORDS.get(keyword)?.shape;
      if (shape === 'reference') {
        this.#reference(written, keyword, references.get(place)?.get(keyword), '$ref' in value);
      } else if (shape === 'schema' || shape === 'schemas' || shape === 'schema-map' || shape === 'pattern-map') {
        const into = shape === 'schema' ? written : ((shape === 'schemas' ? [] : {}) as Draft);
        if (into !== written) written[keyword] = into;
        for (let i = first; i < next; i++) {
          const part = (parts[i] as Subschema).place;
          // Put there now, so that the order stays; what it is comes later.
          setMember(into, part.token, undefined);
          left.push({ place: part, into, key: part.token });
        }
      } else if (shape !== 'format' || Object.hasOwn(formatTable, String(argument))) {
        // An unknown format is a remark, and remarks are left out.
        written[keyword] = argument;
        if (shape === 'format') formats.add(String(argument));
      }
    }
    for (const keyword in written) if (Object.hasOwn(keywordTable, keyword)) keywords.add(keyword);
    return written;
  }

  /** A dynamic reference that can only lead to one place is written as a plain one. */
  #reference(written: Draft, keyword: string, target: Target | undefined, hasPlain: boolean): void {
    if (target === undefined) return;
    const anchor = target.dynamicAnchor;
    const otherwise = this.#referenceTo(target.place);
    const needsScope = anchor !== undefined && this.#naming.dynamicAnchors.has(anchor);
    if (keyword === '$ref' || (!needsScope && !hasPlain)) written['$ref'] = otherwise;
    else written['$dynamicRef'] = { anchor: needsScope ? anchor : '', otherwise };
  }

  #referenceTo(place: Place): string {
    const name = this.#naming.nameOf(place);
    return name === undefined ? '#' : `#/$defs/${name}`;
  }

  /** What a schema resource adds to the dynamic scope when validation enters it; undefined when nothing. */
  #dynamicAnchorsOf(resource: Resource | undefined): Draft | undefined {
    if (this.#naming.dynamicAnchors.size === 0) return undefined;
    const anchors: Draft = {};
    for (const [anchor, place] of resource?.dynamicAnchors ?? [])
      if (this.#naming.dynamicAnchors.has(anchor)) setMember(anchors, anchor, this.#referenceTo(place));
    return Object.keys(anchors).length > 0 ? anchors : undefined;
  }
}

/** A place whose schema is still to be written, and where to. */
type Unwritten = { readonly place: Place; readonly into: Draft; readonly key: string };

/** What comes together while a schema is written. */
type Writing = {
  readonly references: References;
  readonly left: Unwritten[];
  readonly keywords: Set<string>;
  readonly formats: Set<string>;
};
