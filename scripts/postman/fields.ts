import { type CompiledSchema, identityOf } from '../schema/compile.ts';
import { isObject, type Json, type JsonObject, valueAt } from '../source/json.ts';
import { code } from './markdown.ts';

/** More rows than this help nobody, nor do fields that lie deeper. */
const mostRows = 100;
const deepest = 12;

/** One row of a table of fields. */
export interface FieldRow {
  readonly field: string;
  readonly type: string;
  readonly required: boolean;
  readonly text: string;
}

/** A row that is not in words yet: of those that are found, many are not shown. */
interface FoundField {
  readonly field: string;
  readonly words: () => Words;
  readonly required: boolean;
}

/** What is said of a value. */
interface Words {
  readonly type: string;
  readonly text: string;
}

const known = new WeakMap<object, readonly FieldRow[]>();

/** One row for each property that the schema names, however deep, bounded; a schema inside of itself is named once. */
export function fieldRows(compiled: CompiledSchema): readonly FieldRow[] {
  const before = known.get(identityOf(compiled));
  if (before) return before;
  const rows = readRows(compiled);
  known.set(identityOf(compiled), rows);
  return rows;
}

function readRows(compiled: CompiledSchema): FieldRow[] {
  /** The schemas that lie around the one that is looked at. */
  const around: JsonObject[] = [];
  /** Adds rows up to the most there may be: what comes after them is not looked for. */
  const addRows = (rows: FoundField[], part: Json, path: string): void => {
    const schema = follow(compiled, part);
    if (!schema || around.includes(schema) || around.length > deepest) return;
    around.push(schema);
    if (isObject(schema['items'])) addRows(rows, schema['items'], `${path}[]`);
    const properties = isObject(schema['properties']) ? schema['properties'] : {};
    const required = Array.isArray(schema['required']) ? (schema['required'] as readonly Json[]) : [];
    for (const name of Object.keys(properties)) {
      if (rows.length >= mostRows) break;
      const property = properties[name] as Json;
      const field = path === '' ? name : `${path}.${name}`;
      rows.push({ field, words: () => wordsOf(property, compiled), required: required.includes(name) });
      addRows(rows, property, field);
    }
    const branches = (keyword: string) => (Array.isArray(schema[keyword]) ? (schema[keyword] as readonly Json[]) : []);
    for (const branch of branches('allOf')) if (rows.length < mostRows) addRows(rows, branch, path);
    for (const keyword of ['anyOf', 'oneOf']) {
      if (rows.length >= mostRows) break;
      rows.push(...eitherOf(branches(keyword).map((branch) => rowsOf(branch, path))));
    }
    rows.splice(mostRows);
    around.pop();
  };
  const rowsOf = (part: Json, path: string): FoundField[] => {
    const rows: FoundField[] = [];
    addRows(rows, part, path);
    return rows;
  };
  // A name that comes again, from a part that holds as well, says no more.
  const seen = new Set<string>();
  const rows = rowsOf(compiled.schema, '').filter(({ field }) => !seen.has(field) && seen.add(field));
  return rows.map(({ field, words, required }) => ({ field, required, ...words() }));
}

/** Of a part that several schemas hold the words are found once. */
const knownWords = new WeakMap<object, Words>();

function wordsOf(part: Json, compiled: CompiledSchema): Words {
  const known = isObject(part) ? knownWords.get(part) : undefined;
  if (known) return known;
  const text = [writtenText(compiled, part), limits(compiled, part)].filter((words) => words !== '').join(' ');
  const words = { type: typeOf(part, compiled), text };
  if (isObject(part)) knownWords.set(part, words);
  return words;
}

/** The fields of alternatives: one is only sure to be there when every alternative requires it. */
function eitherOf(branches: readonly (readonly FoundField[])[]): FoundField[] {
  const all = new Map<string, FoundField[]>();
  for (const rows of branches) {
    // Of one alternative the first row of a name counts.
    const first = new Map([...rows].reverse().map((row) => [row.field, row]));
    for (const { field } of rows) {
      const row = first.get(field);
      if (!row || !first.delete(field)) continue;
      all.set(field, [...(all.get(field) ?? []), row]);
    }
  }
  return [...all].map(([field, found]) => {
    const distinct = (values: readonly string[]): string[] => [...new Set(values.filter((value) => value !== ''))];
    return {
      field,
      required: found.length === branches.length && found.every(({ required }) => required),
      words: () => {
        const all = found.map(({ words }) => words());
        return { type: distinct(all.map(({ type }) => type)).join(' or '), text: distinct(all.map(({ text }) => text)).join(' Or: ') };
      },
    };
  });
}

/** A part of a compiled schema, or what its `$ref` leads to. */
function follow({ schema }: CompiledSchema, part: Json): JsonObject | undefined {
  let at: Json | undefined = part;
  for (let steps = 0; steps < 20 && isObject(at); steps++) {
    const reference: Json | undefined = at['$ref'];
    if (typeof reference !== 'string') return at;
    at = valueAt(schema, reference.slice(1));
  }
  return undefined;
}

function writtenText(compiled: CompiledSchema, part: Json): string {
  const describedIn = (schema: Json | undefined) => (isObject(schema) ? compiled.written(schema)?.['description'] : undefined);
  const description = describedIn(part) ?? describedIn(follow(compiled, part));
  return typeof description === 'string' ? description.trim() : '';
}

const bounds = [
  ['minimum', 'At least'],
  ['maximum', 'At most'],
  ['minLength', 'Length at least'],
  ['maxLength', 'Length at most'],
  ['minItems', 'Items at least'],
  ['maxItems', 'Items at most'],
] as const;

/** What a value is held to besides its type, in a few words. */
export function limits(compiled: CompiledSchema, part: Json): string {
  const schema = follow(compiled, part);
  if (!schema) return '';
  const written = compiled.written(schema);
  const words: string[] = [];
  const show = (value: Json | undefined) => code(JSON.stringify(value));
  if (Array.isArray(schema['enum'])) words.push(`One of ${(schema['enum'] as readonly Json[]).map(show).join(', ')}.`);
  if (Object.hasOwn(schema, 'const')) words.push(`Always ${show(schema['const'])}.`);
  if (typeof schema['format'] === 'string') words.push(`Format: ${schema['format']}.`);
  if (typeof schema['pattern'] === 'string') words.push(`Pattern: ${code(schema['pattern'])}.`);
  for (const [keyword, text] of bounds) if (typeof schema[keyword] === 'number') words.push(`${text} ${schema[keyword]}.`);
  if (written && Object.hasOwn(written, 'default')) words.push(`Default: ${show(written['default'])}.`);
  return words.join(' ');
}

export function typeOf(schema: Json, compiled: CompiledSchema): string {
  if (!isObject(schema)) return 'any';
  if (typeof schema['$ref'] === 'string') {
    const target = follow(compiled, schema);
    return target ? typeOf(target, compiled) : 'any';
  }
  const { type } = schema;
  if (Array.isArray(type)) return type.join(' or ');
  if (type === 'array' && isObject(schema['items'])) return `array of ${typeOf(schema['items'], compiled)}`;
  if (typeof type === 'string') return type;
  if (Array.isArray(schema['oneOf']) || Array.isArray(schema['anyOf'])) {
    const branches = (schema['oneOf'] ?? schema['anyOf']) as readonly Json[];
    return [...new Set(branches.map((branch) => typeOf(branch, compiled)))].join(' or ');
  }
  const values = Object.hasOwn(schema, 'const')
    ? [schema['const'] as Json]
    : Array.isArray(schema['enum'])
      ? (schema['enum'] as readonly Json[])
      : [];
  if (values.length > 0) return [...new Set(values.map(typeOfValue))].join(' or ');
  return 'any';
}

function typeOfValue(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
