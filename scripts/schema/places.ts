import { isObject, type Json, pointerTo } from '../source/json.ts';
import { KEYWORDS } from './dialect.ts';
import type { Resource } from './registry.ts';

/**
 * A place in a file. There is one object for each place, so that a place can be compared and marked; two places may well hold the same
 * JavaScript object (a YAML alias) or equal ones.
 */
export type Place = {
  /** The URI that the file was loaded by. */
  readonly file: string;
  readonly up: Place | undefined;
  readonly token: string;
  /** What stands there now: of a document that is read piece by piece, more than before. */
  value: Json | undefined;
  /** The places one token below that something has asked for; undefined when nothing has. */
  parts: Map<string, Place> | undefined;
  /** Those of them that are schemas, once something has asked. */
  subschemas: readonly Subschema[] | undefined;
  /** The schema resource that it belongs to, once it is known to be a schema. */
  resource: Resource | undefined;
  /** The vocabularies that its keywords are from. */
  vocabularies: ReadonlySet<string>;
};

/** A part of a schema that is a schema, with the keyword that it is under. */
export type Subschema = { readonly keyword: string; readonly place: Place };

const none: ReadonlySet<string> = new Set();

/** The place of a whole file. */
export function rootPlace(file: string, value: Json | undefined): Place {
  return { file, up: undefined, token: '', value, parts: undefined, subschemas: undefined, resource: undefined, vocabularies: none };
}

/** The place one token below; undefined when nothing is there. `value` puts something where the file itself is not known. */
export function placeBelow(place: Place, token: string, value: Json | undefined = partOf(place.value, token)): Place | undefined {
  const known = place.parts?.get(token);
  if (value === undefined) return known;
  if (known !== undefined) {
    known.value = value;
    return known;
  }
  const { file } = place;
  const below: Place = { file, up: place, token, value, parts: undefined, subschemas: undefined, resource: undefined, vocabularies: none };
  place.parts ??= new Map();
  place.parts.set(token, below);
  return below;
}

function partOf(value: Json | undefined, token: string): Json | undefined {
  if (Array.isArray(value)) return /^(?:0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
  return isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
}

/** The JSON Pointer (RFC 6901) of a place in its file. */
export function pointerOf(place: Place): string {
  const tokens: string[] = [];
  for (let here: Place | undefined = place; here?.up !== undefined; here = here.up) tokens.push(here.token);
  return tokens.reverse().reduce((pointer, token) => pointerTo(pointer, token), '');
}

/** The subschemas of a schema, with the keyword each is under. What is no schema, because the keyword's value is wrong, is left out. */
export function subschemas(place: Place): readonly Subschema[] {
  place.subschemas ??= findSubschemas(place);
  return place.subschemas;
}

function findSubschemas(place: Place): Subschema[] {
  const found: Subschema[] = [];
  if (!isObject(place.value)) return found;
  for (const [keyword, argument] of Object.entries(place.value)) {
    const shape = KEYWORDS.get(keyword)?.shape;
    const below = shape === undefined ? undefined : placeBelow(place, keyword);
    if (below === undefined) continue;
    if (shape === 'schema') {
      if (isSchema(argument)) found.push({ keyword, place: below });
    } else if (
      (shape === 'schemas' && Array.isArray(argument)) ||
      ((shape === 'schema-map' || shape === 'pattern-map') && isObject(argument))
    ) {
      for (const token of Object.keys(argument)) {
        const part = placeBelow(below, token);
        if (part !== undefined && isSchema(part.value)) found.push({ keyword, place: part });
      }
    }
  }
  return found;
}

/** Whether a value can be a schema at all: an object or a boolean (core, section 4.3). */
export function isSchema(value: Json | undefined): boolean {
  return typeof value === 'boolean' || isObject(value);
}
