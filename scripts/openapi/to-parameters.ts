import { isObject, type Json } from '../source/json.ts';
import { type Conversion, convertSchema } from './conversion.ts';
import type { Operation, Parameter } from './described.ts';
import type { Node } from './documents.ts';
import type { Entry } from './origins.ts';
import type { Credentials } from './security.ts';

/** Headers that a parameter cannot describe (OpenAPI, Parameter Object): other parts of the document do. */
const ignored = new Set(['accept', 'content-type', 'authorization']);

/** The parameters of an operation and what it shows of who is asking; undefined when there is nothing. */
export function toParameters(operation: Operation, credentials: Credentials, conversion: Conversion): Json | undefined {
  const { origins, notes } = conversion;
  const maps: Record<'path' | 'query' | 'header', Entry[]> = { path: [], query: [], header: [] };
  for (const parameter of [...operation.parameters, ...undescribed(operation, conversion)]) {
    const { in: place, name, node } = parameter;
    if (place === 'header' && ignored.has(name.toLowerCase())) continue;
    if (place === 'cookie') notes.add('parameter', node, `${name} in cookie`);
    else maps[place].push([name, toParameter(parameter, conversion), node]);
  }
  for (const { in: place, name, value, from } of credentials.values) {
    const entry: Entry = place === 'cookie' ? ['Cookie', `${name}=${value}`, from] : [name, value, from];
    const map = maps[place === 'cookie' ? 'header' : place];
    const same = map.findIndex(([key]) => key.toLowerCase() === entry[0].toLowerCase());
    if (same >= 0) map[same] = entry;
    else map.push(entry);
  }
  const { node } = operation;
  return origins.some(node, [
    ['path', origins.some(node, maps.path)],
    ['query', origins.some(node, maps.query)],
    ['header', origins.some(node, maps.header)],
  ]);
}

function toParameter(parameter: Parameter, conversion: Conversion): Json {
  const { origins, examples, notes, security } = conversion;
  const { node, in: place, name } = parameter;
  const schema = convertSchema(parameter.schema, 'request', conversion);
  const required = place === 'path' || parameter.required;
  if (parameter.contentType !== undefined) notes.add('style', node, `${name} is sent as ${parameter.contentType}`);
  else if (!isPlain(parameter, schema?.read.value))
    notes.add(
      'style',
      node,
      `${name}: ${parameter.style ?? 'form'}${parameter.explode === undefined ? '' : `, explode ${parameter.explode}`}`,
    );
  const example = examples.choose({
    schema: schema?.read,
    given: parameter.examples,
    for: 'request',
    name,
    needed: required,
    at: parameter.schema ?? node,
  });
  // What need not be sent is sent when the document shows a value for it here, not somewhere in its schema.
  const isShown = required || (example !== undefined && parameter.examples.some(({ pointer }) => pointer === example.from.pointer));
  const value = isShown ? examples.written(example) : undefined;
  const sent = example && value !== undefined ? origins.own(security.withoutSecrets(value, name), example.from, true) : undefined;
  return origins.map(node, [
    ['description', parameter.description],
    ['required', place !== 'path' && required ? true : undefined],
    ['deprecated', parameter.deprecated || undefined],
    ['schema', schema?.written, parameter.schema],
    ['example', sent, example?.from],
  ]);
}

/** Whether a parameter is written the way that the spec language writes it: a list repeats it, anything else is one text. */
function isPlain({ in: place, style, explode }: Parameter, schema: Json | undefined): boolean {
  const type = isObject(schema) ? [schema['type']].flat() : [];
  const isCompound = type.includes('array') || type.includes('object');
  if (!isCompound) return style === undefined || ['form', 'simple', 'deepObject', 'spaceDelimited', 'pipeDelimited'].includes(style);
  if (type.includes('object')) return false;
  return place === 'query' && (style ?? 'form') === 'form' && explode !== false;
}

/** Names in the path that no parameter describes. */
function undescribed({ path, parameters, node }: Operation, { notes }: Conversion): Parameter[] {
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '');
  return names
    .filter((name) => !parameters.some((each) => each.in === 'path' && each.name === name))
    .map((name): Parameter => {
      notes.add('parameter', node, `{${name}} in the path is not described`);
      return {
        node,
        in: 'path',
        name,
        description: undefined,
        required: true,
        deprecated: false,
        schema: textSchema(node),
        examples: [],
        style: undefined,
        explode: undefined,
        contentType: undefined,
      };
    });
}

function textSchema(node: Node): Node {
  return { file: node.file, pointer: `${node.pointer}/undescribed`, value: { type: 'string', minLength: 1 } };
}
