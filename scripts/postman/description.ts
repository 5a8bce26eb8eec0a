import type { Api, Endpoint, Parameter, Response } from '../model/model.ts';
import type { CompiledSchema } from '../schema/compile.ts';
import { isObject, type Json, pointerTo, valueAt } from '../source/json.ts';
import type { CollectionKind } from './collection-types.ts';

/** More rows than this help nobody. */
const mostRows = 100;

/** What a reader sees first: what the API is, and what to do with the collection. */
export function describeApi(api: Api, kind: CollectionKind): string {
  const parts = [api.version === undefined ? '' : `Version ${api.version}`, api.description?.trim() ?? ''];
  if (kind === 'contract')
    parts.push(
      'Every documented request and every case, each held to its contract. Made to be run, with Newman or the Postman CLI; the collection to work with is its sibling.',
    );
  else if (api.auth)
    parts.push(
      'Choose an environment, fill in its variables, and send any request: the collection gets an access token by itself, keeps it, and replaces it before it expires.',
    );
  return parts.filter((part) => part !== '').join('\n\n');
}

/** The description of a request: prose, then what goes in and what comes out as tables. */
export function describeEndpoint(endpoint: Endpoint, api: Api): string {
  const parts = [endpoint.deprecated ? '**Deprecated.**' : '', endpoint.description?.trim() ?? ''];
  const { parameters, body, responses } = endpoint;
  if (parameters.length > 0) {
    parts.push(
      section(
        'Parameters',
        table(
          ['Name', 'In', 'Type', 'Required', 'Description'],
          parameters.map((parameter) => parameterRow(parameter, api)),
        ),
      ),
    );
  }
  if (body) {
    const rows = body.schema ? fieldRows(body.schema, api) : [];
    const intro = [`\`${body.contentType}\`${body.required ? '' : ', optional'}`, body.description?.trim() ?? '']
      .filter((part) => part !== '')
      .join('\n\n');
    parts.push(section('Body', rows.length > 0 ? `${intro}\n\n${table(fieldColumns, rows)}` : intro));
  }
  if (responses.length > 0) parts.push(section('Answers', table(['Status', 'When', 'Content type'], responses.map(responseRow))));
  const success = endpoint.request.expected;
  const schema = success.schemas[0];
  const rows = schema ? fieldRows(schema, api) : [];
  if (rows.length > 0) parts.push(section(`Fields of the ${success.status}`, table(fieldColumns, rows)));
  return parts.filter((part) => part !== '').join('\n\n');
}

const fieldColumns = ['Field', 'Type', 'Required', 'Description'];

function parameterRow(parameter: Parameter, api: Api): string[] {
  const type = parameter.schema ? typeOf(parameter.schema.schema, parameter.schema) : 'string';
  return [
    code(parameter.name),
    parameter.in,
    type,
    parameter.required ? 'yes' : 'no',
    [parameter.description ?? '', limits(parameter.schema, '', api)].filter(Boolean).join(' '),
  ];
}

function responseRow(response: Response): string[] {
  return [String(response.status), response.description, response.contentType === undefined ? '' : code(response.contentType)];
}

/** One row for each property that the schema names, however deep, bounded; a schema inside of itself is named once. */
function fieldRows(compiled: CompiledSchema, api: Api): string[][] {
  const rows: string[][] = [];
  const walk = (location: string, path: string, inside: readonly string[]): void => {
    const target = follow(compiled, location);
    if (!target || inside.includes(target.location) || rows.length >= mostRows) return;
    const { schema } = target;
    const within = [...inside, target.location];
    if (isObject(schema['items'])) walk(`${target.location}/items`, `${path}[]`, within);
    const properties = schema['properties'];
    if (isObject(properties)) {
      const required = Array.isArray(schema['required']) ? (schema['required'] as readonly Json[]) : [];
      for (const name of Object.keys(properties)) {
        if (rows.length >= mostRows) break;
        const here = `${target.location}${pointerTo(pointerTo('', 'properties'), name)}`;
        const field = path === '' ? name : `${path}.${name}`;
        const text = [writtenText(compiled, here, api), limits(compiled, here, api)].filter(Boolean).join(' ');
        rows.push([code(field), typeOf(properties[name] as Json, compiled), required.includes(name) ? 'yes' : 'no', text]);
        walk(here, field, within);
      }
    }
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      const branches = schema[keyword];
      if (Array.isArray(branches)) for (let i = 0; i < branches.length; i++) walk(`${target.location}/${keyword}/${i}`, path, within);
    }
  };
  walk('#', '', []);
  // Branches of an alternative repeat fields: the first that is told of a name is enough.
  const seen = new Set<string>();
  return rows.filter(([field = '']) => !seen.has(field) && seen.add(field));
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
function limits(compiled: CompiledSchema | undefined, location: string, api: Api): string {
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

function typeOf(schema: Json, compiled: CompiledSchema): string {
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

function section(title: string, text: string): string {
  return `### ${title}\n\n${text}`;
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A cell may hold neither a line break nor the sign between cells. */
function cell(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(/\\?\|/g, '\\|');
}

function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return fence === '`' ? `\`${text}\`` : `\`\` ${text} \`\``;
}
