import type { Api } from '../model/model.ts';
import type { CompiledSchema } from '../schema/compile.ts';
import { isObject, type Json, pointerTo, valueAt } from '../source/json.ts';
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

const known = new WeakMap<CompiledSchema, readonly FieldRow[]>();

/** One row for each property that the schema names, however deep, bounded; a schema inside of itself is named once. */
export function fieldRows(compiled: CompiledSchema, api: Api): readonly FieldRow[] {
  const before = known.get(compiled);
  if (before) return before;
  const rows = readRows(compiled, api);
  known.set(compiled, rows);
  return rows;
}

function readRows(compiled: CompiledSchema, api: Api): FieldRow[] {
  const rowsAt = (location: string, path: string, inside: readonly string[]): FieldRow[] => {
    const target = follow(compiled, location);
    if (!target || inside.includes(target.location) || inside.length > deepest) return [];
    const { schema } = target;
    const within = [...inside, target.location];
    const branchesOf = (keyword: string): FieldRow[][] =>
      Array.isArray(schema[keyword])
        ? (schema[keyword] as readonly Json[]).map((_, i) => rowsAt(`${target.location}/${keyword}/${i}`, path, within))
        : [];
    const items = isObject(schema['items']) ? rowsAt(`${target.location}/items`, `${path}[]`, within) : [];
    const properties = isObject(schema['properties']) ? schema['properties'] : {};
    const required = Array.isArray(schema['required']) ? (schema['required'] as readonly Json[]) : [];
    const own = Object.keys(properties)
      .slice(0, mostRows)
      .flatMap((name) => {
        const here = `${target.location}${pointerTo(pointerTo('', 'properties'), name)}`;
        const field = path === '' ? name : `${path}.${name}`;
        const text = [writtenText(compiled, here, api), limits(compiled, here, api)].filter(Boolean).join(' ');
        const row = { field, type: typeOf(properties[name] as Json, compiled), required: required.includes(name), text };
        return [row, ...rowsAt(here, field, within)];
      });
    const together = branchesOf('allOf').flat();
    return [...items, ...own, ...together, ...eitherOf(branchesOf('anyOf')), ...eitherOf(branchesOf('oneOf'))].slice(0, mostRows);
  };
  // A name that comes again, from a part that holds as well, says no more.
  const seen = new Set<string>();
  return rowsAt('#', '', []).filter(({ field }) => !seen.has(field) && seen.add(field));
}

/** The fields of alternatives: one is only sure to be there when every alternative requires it. */
function eitherOf(branches: readonly (readonly FieldRow[])[]): FieldRow[] {
  const fields = [...new Set(branches.flatMap((rows) => rows.map(({ field }) => field)))];
  return fields.map((field) => {
    const found = branches.flatMap((rows) => rows.find((row) => row.field === field) ?? []);
    const distinct = (values: readonly string[]): string[] => [...new Set(values.filter((value) => value !== ''))];
    return {
      field,
      type: distinct(found.map(({ type }) => type)).join(' or '),
      required: found.length === branches.length && found.every(({ required }) => required),
      text: distinct(found.map(({ text }) => text)).join(' Or: '),
    };
  });
}

/** The schema at a location, through `$ref`s, with the location where it really stands. */
function follow(
  compiled: CompiledSchema,
  location: string,
): { schema: { readonly [keyword: string]: Json }; location: string } | undefined {
  let at = location;
  for (let steps = 0; steps < 20; steps++) {
    const schema = valueAt(compiled.schema as Json, at.slice(1));
    if (!isObject(schema)) return undefined;
    const reference = schema['$ref'];
    if (typeof reference !== 'string') return { schema, location: at };
    at = reference;
  }
  return undefined;
}

function writtenText(compiled: CompiledSchema, location: string, api: Api): string {
  const own = api.written(compiled, location);
  const description =
    own?.['description'] ??
    (() => {
      const target = follow(compiled, location);
      return target ? api.written(compiled, target.location)?.['description'] : undefined;
    })();
  return typeof description === 'string' ? description.trim() : '';
}

/** What a value is held to besides its type, in a few words. */
export function limits(compiled: CompiledSchema | undefined, location: string, api: Api): string {
  const target = compiled && follow(compiled, location === '' ? '#' : location);
  if (!compiled || !target) return '';
  const { schema } = target;
  const written = api.written(compiled, target.location);
  const words: string[] = [];
  const show = (value: Json | undefined) => code(JSON.stringify(value));
  if (Array.isArray(schema['enum'])) words.push(`One of ${(schema['enum'] as readonly Json[]).map(show).join(', ')}.`);
  if (Object.hasOwn(schema, 'const')) words.push(`Always ${show(schema['const'])}.`);
  if (typeof schema['format'] === 'string') words.push(`Format: ${schema['format']}.`);
  if (typeof schema['pattern'] === 'string') words.push(`Pattern: ${code(schema['pattern'])}.`);
  for (const [keyword, text] of [
    ['minimum', 'At least'],
    ['maximum', 'At most'],
    ['minLength', 'Length at least'],
    ['maxLength', 'Length at most'],
    ['minItems', 'Items at least'],
    ['maxItems', 'Items at most'],
  ] as const) {
    if (typeof schema[keyword] === 'number') words.push(`${text} ${schema[keyword]}.`);
  }
  if (written && Object.hasOwn(written, 'default')) words.push(`Default: ${show(written['default'])}.`);
  return words.join(' ');
}

export function typeOf(schema: Json, compiled: CompiledSchema): string {
  if (!isObject(schema)) return 'any';
  if (typeof schema['$ref'] === 'string') {
    const target = follow(compiled, schema['$ref']);
    return target ? typeOf(target.schema, compiled) : 'any';
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
