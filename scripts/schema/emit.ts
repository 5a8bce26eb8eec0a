import { isObject, type Json } from '../source/json.ts';
import { KEYWORDS } from './dialect.ts';
import { nameDefinitions } from './names.ts';
import { type Place, subschemas } from './places.ts';
import type { References, Resource, Target } from './registry.ts';
import { formatTable } from './validator/formats/format-table.js';
import { keywordTable } from './validator/keyword-table.js';
import { isKept } from './walk.ts';

/** A JSON object or array under construction. */
type Draft = { [key: string]: unknown };

/** The schema as it is embedded, and what each of its definitions was made from. */
export type Emitted = {
  readonly schema: Json;
  readonly keywords: readonly string[];
  readonly formats: readonly string[];
  /** Name under `$defs` → the place of the definition. */
  readonly definitions: ReadonlyMap<string, Place>;
  /** Each schema object in `schema` → the place that it was made from. */
  readonly places: ReadonlyMap<object, Place>;
};

/**
 * Writes a self-contained schema. What a reference leads to becomes a definition under `$defs`, once, however often it is used; the rest stays where it is.
 * Nothing is expanded, so the result is as large as the schemas that are reached.
 */
export function emit(root: Place, references: References, { targets, isDynamic }: Reached): Emitted {
  const names = nameDefinitions(
    root,
    [...targets].filter((place) => place !== root),
  );
  const keywords = new Set<string>();
  const formats = new Set<string>();
  const places = new Map<object, Place>();
  const referenceTo = (place: Place): string => (place === root ? '#' : `#/$defs/${names.get(place)}`);

  const document: Draft = {};
  const left: { place: Place; into: Draft; key: string; isDefinition: boolean }[] = [];
  const writeObject = (place: Place, value: { readonly [keyword: string]: Json }, isEntrance: boolean): Draft => {
    const written: Draft = {};
    places.set(written, place);
    const anchors = isEntrance ? dynamicAnchorsOf(place.resource, isDynamic, referenceTo) : undefined;
    if (anchors !== undefined) written['$dynamicAnchors'] = anchors;
    const parts = new Map<string, Place[]>();
    for (const below of subschemas(place)) {
      const known = parts.get(below.keyword);
      if (known) known.push(below.place);
      else parts.set(below.keyword, [below.place]);
    }
    for (const keyword of Object.keys(value)) {
      if (!isKept(keyword, place)) continue;
      const argument = value[keyword] as Json;
      const shape = KEYWORDS.get(keyword)?.shape;
      if (shape === 'reference') {
        writeReference(written, keyword, references.get(place)?.get(keyword), isDynamic, referenceTo, '$ref' in value);
      } else if (shape === 'schema') {
        for (const part of parts.get(keyword) ?? []) {
          written[keyword] = undefined;
          left.push({ place: part, into: written, key: keyword, isDefinition: false });
        }
      } else if (shape === 'schemas' || shape === 'schema-map' || shape === 'pattern-map') {
        const below = (shape === 'schemas' ? [] : {}) as Draft;
        written[keyword] = below;
        for (const part of parts.get(keyword) ?? []) {
          put(below, part.token, undefined);
          left.push({ place: part, into: below, key: part.token, isDefinition: false });
        }
      } else if (shape !== 'format' || Object.hasOwn(formatTable, String(argument))) {
        // An unknown format is a remark, and remarks are left out.
        written[keyword] = argument;
        if (shape === 'format') formats.add(String(argument));
      }
    }
    for (const keyword of Object.keys(written)) if (Object.hasOwn(keywordTable, keyword)) keywords.add(keyword);
    return written;
  };

  left.push({ place: root, into: document, key: 'schema', isDefinition: true });
  const definitions: Draft = {};
  for (const [place, name] of names) {
    put(definitions, name, undefined);
    left.push({ place, into: definitions, key: name, isDefinition: true });
  }
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { place, into, key, isDefinition } = next;
    if (!isDefinition && targets.has(place)) {
      put(into, key, { $ref: referenceTo(place) });
      keywords.add('$ref');
    } else {
      const isEntrance = isDefinition || place.resource?.root === place;
      put(into, key, isObject(place.value) ? writeObject(place, place.value, isEntrance) : place.value);
    }
  }
  const schema = document['schema'];
  if (names.size > 0) (schema as Draft)['$defs'] = definitions;
  return {
    schema: schema as Json,
    keywords: [...keywords].sort(),
    formats: [...formats].sort(),
    definitions: new Map([...names].map(([place, name]) => [name, place])),
    places,
  };
}

/** The schemas that validation can get to. */
export interface Reached {
  readonly places: ReadonlySet<Place>;
  /** Which of them references lead to. */
  readonly targets: ReadonlySet<Place>;
  /** Whether a dynamic anchor needs a dynamic scope. */
  readonly isDynamic: (anchor: string) => boolean;
}

/** Follows a schema to all that validation can get to. */
export function reach(root: Place, references: References): Reached {
  const reached = new Set<Place>();
  const targets = new Set<Place>();
  const resources = new Set<Resource>();
  const dynamicAnchors = new Set<string>();
  const left = [root];
  const drain = (): void => {
    for (let place = left.pop(); place !== undefined; place = left.pop()) {
      if (reached.has(place)) continue;
      reached.add(place);
      if (place.resource !== undefined) resources.add(place.resource);
      for (const below of [...subschemas(place)].reverse()) if (isKept(below.keyword, place)) left.push(below.place);
      for (const target of references.get(place)?.values() ?? []) {
        targets.add(target.place);
        left.push(target.place);
        if (target.dynamicAnchor !== undefined) dynamicAnchors.add(target.dynamicAnchor);
      }
    }
  };
  const owners = (anchor: string): Place[] => [...resources].flatMap((resource) => resource.dynamicAnchors.get(anchor) ?? []);

  // A dynamic anchor in any resource that is reached may be where a dynamic reference ends, and may reach more.
  for (let before = -1; before !== reached.size; ) {
    drain();
    before = reached.size;
    for (const anchor of dynamicAnchors) {
      for (const place of owners(anchor)) {
        targets.add(place);
        left.push(place);
      }
    }
    drain();
  }
  const dynamic = new Set([...dynamicAnchors].filter((anchor) => owners(anchor).length > 1));
  return { places: reached, targets, isDynamic: (anchor) => dynamic.has(anchor) };
}

/** A dynamic reference that can only lead to one place is written as a plain one. */
function writeReference(
  written: Draft,
  keyword: string,
  target: Target | undefined,
  isDynamic: (anchor: string) => boolean,
  referenceTo: (place: Place) => string,
  hasPlain: boolean,
): void {
  if (target === undefined) return;
  const anchor = target.dynamicAnchor;
  const otherwise = referenceTo(target.place);
  const needsScope = anchor !== undefined && isDynamic(anchor);
  if (keyword === '$ref' || (!needsScope && !hasPlain)) written['$ref'] = otherwise;
  else written['$dynamicRef'] = { anchor: needsScope ? anchor : '', otherwise };
}

/** What a schema resource adds to the dynamic scope when validation enters it; undefined when nothing. */
function dynamicAnchorsOf(
  resource: Resource | undefined,
  isDynamic: (anchor: string) => boolean,
  referenceTo: (place: Place) => string,
): Draft | undefined {
  const anchors: Draft = {};
  for (const [anchor, place] of resource?.dynamicAnchors ?? []) if (isDynamic(anchor)) put(anchors, anchor, referenceTo(place));
  return Object.keys(anchors).length > 0 ? anchors : undefined;
}

/** Sets an own property, also one called `__proto__`. */
function put(object: Draft, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  else object[key] = value;
}
