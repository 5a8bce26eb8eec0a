import { KEYWORDS } from '../schema/dialect.ts';
import { mistakesIn } from '../schema/keyword-values.ts';
import { DIALECT } from '../schema/metaschemas.ts';
import { formatTable } from '../schema/validator/formats/format-table.js';
import { isObject, type Json, type JsonObject, pointerTo, setMember } from '../source/json.ts';
import { looksLikeSecret, withoutSecretForms } from '../source/secrets.ts';
import type { Version } from './described.ts';
import { withDiscriminator } from './discriminator.ts';
import { extensionKey } from './extension.ts';
import type { NoteKind } from './notes.ts';
import { ecmaPattern } from './pattern.ts';

/** Who reads a schema: what is read-only is no part of a request, what is write-only no part of an answer. */
export type View = 'request' | 'response';

/** What reading a schema needs to know of the document around it. */
export interface SchemaSite {
  readonly version: Version;
  /** Whether the schema is one of a spec: it stays as it is, but for what its references lead to. */
  readonly verbatim: boolean;
  readonly view: View;
  readonly note: (kind: NoteKind, pointer: string, detail: string) => void;
  /** What to write for a reference; undefined when it leads nowhere. */
  readonly reference: (reference: string, pointer: string) => string | undefined;
  /** The schema that a reference leads to, as the document has it. */
  readonly target: (reference: string, pointer: string) => Json | undefined;
}

/** What says something of a schema to people alone. */
const annotations = new Set(['externalDocs', 'title', 'description', 'deprecated', '$comment', 'summary', 'example']);

/** Formats that say how wide a number is, or how to show a text: they were never a constraint on JSON. */
const describing = new Set(['int32', 'int64', 'float', 'double', 'password', 'decimal', 'int8', 'int16', 'uint8', 'uint32', 'uint64']);

/** Whether schemas of this dialect can be read: 2020-12, and what OpenAPI makes of it. */
export function isKnownDialect(uri: string): boolean {
  return uri === DIALECT || uri.startsWith('https://spec.openapis.org/oas/3.');
}

/**
 * A schema of OpenAPI (2.0, 3.0 or 3.1) as JSON Schema 2020-12, with each part where it stood, so that a pointer into the one is
 * a pointer into the other. What 2020-12 does not know is noted and left out.
 */
export function readSchema(schema: Json, pointer: string, site: SchemaSite): Json {
  if (typeof schema === 'boolean') return schema;
  if (!isObject(schema)) {
    site.note('schema-not-a-schema', pointer, 'a schema is a map');
    return true;
  }
  if (site.verbatim) return withReferences(schema, pointer, site);
  if (typeof schema['$ref'] === 'string' && site.version !== '3.1') return bareReference(schema, pointer, site);
  const read: Record<string, Json> = {};
  for (const [keyword, value] of Object.entries(schema)) readKeyword(keyword, value, schema, pointer, site, read);
  return withNull(withDiscriminator(withFile(read), schema, pointer, site), schema, site);
}

/** A schema of a spec with its references followed. */
function withReferences(schema: JsonObject, pointer: string, site: SchemaSite): Json {
  const read: Record<string, Json> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === extensionKey) continue;
    const at = pointerTo(pointer, keyword);
    const shape = KEYWORDS.get(keyword)?.shape;
    if (keyword === '$ref' && typeof value === 'string') setMember(read, keyword, site.reference(value, pointer) ?? value);
    else if (shape === 'schema') setMember(read, keyword, readSchema(value, at, site));
    else if (shape === 'schemas' && Array.isArray(value))
      setMember(
        read,
        keyword,
        value.map((item: Json, i) => readSchema(item, pointerTo(at, i), site)),
      );
    else if ((shape === 'schema-map' || shape === 'pattern-map') && isObject(value)) {
      const map: Record<string, Json> = {};
      for (const [key, part] of Object.entries(value)) setMember(map, key, readSchema(part, pointerTo(at, key), site));
      setMember(read, keyword, map);
    } else setMember(read, keyword, value);
  }
  return read;
}

/** In 2.0 and 3.0, nothing beside a `$ref` counts; what only people read is kept. */
function bareReference(schema: JsonObject, pointer: string, site: SchemaSite): Json {
  const ignored = Object.keys(schema).filter((key) => key !== '$ref' && !annotations.has(key) && !key.startsWith('x-'));
  if (ignored.length > 0) site.note('schema-sibling', pointer, ignored.join(', '));
  const reference = site.reference(schema['$ref'] as string, pointer);
  if (reference === undefined) return true;
  const { description } = schema;
  if (typeof description !== 'string' || description.trim() === '') return { $ref: reference };
  return { $ref: reference, description: looksLikeSecret(description) ? withoutSecretForms(description) : description };
}

function readKeyword(name: string, value: Json, schema: JsonObject, pointer: string, site: SchemaSite, read: Record<string, Json>): void {
  const at = pointerTo(pointer, name);
  const { note } = site;
  switch (name) {
    case 'nullable':
      if (site.version === '3.1' && value === true) note('schema-keyword', at, name);
      return;
    case 'x-nullable':
      if (site.version === '3.1') break;
      return;
    case 'discriminator':
      return;
    case 'externalDocs':
      return;
    case 'xml':
      note('xml', at, 'xml');
      return;
    case 'example':
      if (schema['examples'] === undefined && !looksLikeSecret(JSON.stringify(value))) read['examples'] = [value];
      return;
    case 'examples':
    case 'default':
      if (looksLikeSecret(JSON.stringify(value))) {
        note('example-secret', at, name);
        return;
      }
      break;
    case '$ref': {
      const reference = typeof value === 'string' ? site.reference(value, pointer) : undefined;
      if (reference !== undefined) read['$ref'] = reference;
      return;
    }
    case '$schema':
      if (!isKnownDialect(String(value))) note('schema-keyword', at, `$schema ${String(value)}`);
      return;
    case 'format':
      readFormat(value, schema, at, site, read);
      return;
    case 'exclusiveMinimum':
    case 'exclusiveMaximum': {
      const plain = name === 'exclusiveMinimum' ? 'minimum' : 'maximum';
      if (value === false) return;
      if (value === true) {
        if (typeof schema[plain] === 'number') read[name] = schema[plain];
        return;
      }
      break;
    }
    case 'minimum':
    case 'maximum':
      if (schema[name === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum'] === true) return;
      break;
    case 'items':
      if (Array.isArray(value)) {
        read['prefixItems'] = value.map((item: Json, i) => readSchema(item, pointerTo(at, i), site));
        return;
      }
      break;
    case 'required':
      readRequired(value, schema, at, site, read);
      return;
    case 'type':
      if (value === 'file') {
        read['type'] = 'file';
        return;
      }
      break;
    default:
  }
  const keyword = KEYWORDS.get(name);
  if (keyword === undefined) {
    if (name.startsWith('x-')) note('extension', at, name);
    else note('schema-keyword', at, name);
    return;
  }
  const [mistake] = mistakesIn(keyword.shape, value);
  if (mistake !== undefined) {
    if (keyword.validates) note('schema-value', at, `${name} has to be ${mistake.expected}`);
    return;
  }
  switch (keyword.shape) {
    case 'schema':
      read[name] = readSchema(value, at, site);
      return;
    case 'schemas':
      read[name] = (value as Json[]).map((item, i) => readSchema(item, pointerTo(at, i), site));
      return;
    case 'schema-map':
    case 'pattern-map': {
      const map: Record<string, Json> = {};
      for (const [key, member] of Object.entries(value as JsonObject)) {
        const pattern = keyword.shape === 'pattern-map' ? ecmaPattern(key) : key;
        if (pattern === undefined) note('pattern', pointerTo(at, key), key);
        else setMember(map, pattern, readSchema(member, pointerTo(at, key), site));
      }
      read[name] = map;
      return;
    }
    case 'pattern': {
      const pattern = ecmaPattern(String(value));
      if (pattern === undefined) note('pattern', at, String(value));
      else read[name] = pattern;
      return;
    }
    default:
      // Prose and examples of schemas are read by everyone.
      read[name] = typeof value === 'string' && looksLikeSecret(value) ? withoutSecretForms(value) : value;
  }
}

function readFormat(value: Json, schema: JsonObject, at: string, { note }: SchemaSite, read: Record<string, Json>): void {
  const format = String(value);
  if (format === 'binary') read['contentMediaType'] = 'application/octet-stream';
  else if (format === 'byte') read['contentEncoding'] = 'base64';
  else if (Object.hasOwn(formatTable, format)) read['format'] = format;
  else if (format === 'datetime' && schema['type'] === 'string') read['format'] = 'date-time';
  else if (!describing.has(format)) note('format', at, format);
}

/** Without what the other side sends: a property that is read-only need not be in a request. */
function readRequired(value: Json, schema: JsonObject, at: string, site: SchemaSite, read: Record<string, Json>): void {
  if (!Array.isArray(value) || !value.every((name) => typeof name === 'string')) {
    if (typeof value !== 'boolean') site.note('schema-value', at, 'required has to be a list of names');
    return;
  }
  const hidden = site.view === 'request' ? 'readOnly' : 'writeOnly';
  const names = [...new Set(value as string[])];
  read['required'] = names.filter((name) => !isHidden(name, hidden, schema, at, site, 0));
}

function isHidden(name: string, hidden: string, schema: Json | undefined, at: string, site: SchemaSite, depth: number): boolean {
  if (!isObject(schema) || depth > 5) return false;
  const properties = schema['properties'];
  const property = isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (isObject(property)) {
    if (property[hidden] === true) return true;
    if (typeof property['$ref'] === 'string') {
      const target = site.target(property['$ref'], at);
      if (isObject(target) && target[hidden] === true) return true;
    }
  }
  const parts = Array.isArray(schema['allOf']) ? (schema['allOf'] as Json[]) : [];
  return parts.some((part) => {
    const reference = isObject(part) && typeof part['$ref'] === 'string' ? part['$ref'] : undefined;
    return isHidden(name, hidden, reference === undefined ? part : site.target(reference, at), at, site, depth + 1);
  });
}

/** A file is bytes, whatever they are. */
function withFile(read: Record<string, Json>): Record<string, Json> {
  return read['type'] === 'file' ? { ...read, type: 'string', contentMediaType: 'application/octet-stream' } : read;
}

/** OpenAPI 3.0's `nullable`, and `x-nullable` of those who missed it in 2.0. */
function withNull(read: Record<string, Json>, schema: JsonObject, { version }: SchemaSite): Json {
  if (version === '3.1' || (schema['nullable'] !== true && schema['x-nullable'] !== true)) return read;
  const { type } = read;
  const values =
    Array.isArray(read['enum']) && !(read['enum'] as Json[]).includes(null) ? { enum: [...(read['enum'] as Json[]), null] } : {};
  const inPlace = ['allOf', 'anyOf', 'oneOf', 'not', '$ref', 'const'].filter((keyword) => Object.hasOwn(read, keyword));
  if (inPlace.length === 0) {
    if (typeof type === 'string' && type !== 'null') return { ...read, type: [type, 'null'], ...values };
    return Array.isArray(type) && !type.includes('null') ? { ...read, type: [...type, 'null'], ...values } : { ...read, ...values };
  }
  const { title, description, ...rest } = read;
  const words = { ...(title === undefined ? {} : { title }), ...(description === undefined ? {} : { description }) };
  return { ...words, anyOf: [rest, { type: 'null' }] };
}
