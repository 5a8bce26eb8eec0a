import { defaultStyle, stylesOf } from '../language/parameter-styles.ts';
import { isObject, type Json } from '../source/json.ts';
import { type Conversion, convertSchema } from './conversion.ts';
import type { Operation, Parameter } from './described.ts';
import type { Node } from './documents.ts';
import { bestOf, kindOf, sentType } from './media.ts';
import type { Entry } from './origins.ts';
import type { Credentials } from './security.ts';

/** Headers that a parameter cannot describe (OpenAPI, Parameter Object): other parts of the document do. */
const ignored = new Set(['accept', 'content-type', 'authorization']);

/** The parameters of an operation and what it shows of who is asking; undefined when there is nothing. */
export function toParameters(operation: Operation, credentials: Credentials, conversion: Conversion): Json | undefined {
  const { origins } = conversion;
  const maps: Record<Parameter['in'], Entry[]> = { path: [], query: [], header: [], cookie: [] };
  for (const parameter of [...operation.parameters, ...undescribed(operation, conversion)]) {
    const { in: place, name, node } = parameter;
    if (place === 'header' && ignored.has(name.toLowerCase())) {
      conversion.notes.add('parameter', node, `${name}: to OpenAPI this header is no parameter`);
      continue;
    }
    const write = () => toParameter(parameter, conversion);
    maps[place].push([name, isShared(parameter, operation) ? conversion.target.parameter(node, write) : write(), node]);
  }
  maps.header.push(...acceptOf(operation));
  for (const { in: place, name, value, from } of credentials.values) {
    const entry: Entry = [name, value, from];
    const map = maps[place];
    const same = map.findIndex(([key]) => key.toLowerCase() === entry[0].toLowerCase());
    if (same >= 0) map[same] = entry;
    else map.push(entry);
  }
  const { node } = operation;
  return origins.some(node, [
    ['path', origins.some(node, maps.path)],
    ['query', origins.some(node, maps.query)],
    ['header', origins.some(node, maps.header)],
    ['cookie', origins.some(node, maps.cookie)],
  ]);
}

/** Whether a parameter stands by itself, for operations to refer to, and not in the list of one. */
function isShared({ node }: Parameter, operation: Operation): boolean {
  return node !== operation.node && !/\/parameters\/\d+$/.test(node.pointer);
}

/** Where an answer comes in one of several media types, the request asks for the one that is checked (RFC 9110 section 12.5.1). */
function acceptOf({ responses }: Operation): Entry[] {
  const several = responses.filter(({ status, media }) => media.length > 1 && /^[2d]/i.test(status)).map(({ media }) => bestOf(media));
  const types = new Set(several.flatMap((media) => (media ? [sentType(media.type)] : [])));
  const [first] = several;
  return first ? [['Accept', [...types].join(', '), first.node]] : [];
}

function toParameter(parameter: Parameter, conversion: Conversion): Json {
  const { origins, examples, security } = conversion;
  const { node, in: place, name } = parameter;
  const schema = convertSchema(parameter.schema, 'request', conversion);
  const required = place === 'path' || parameter.required;
  const form = formOf(parameter, schema?.read.value, conversion);
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
    ['style', form.style],
    ['explode', form.explode],
    ['contentType', form.contentType],
    ['schema', schema?.written, parameter.schema],
    ['example', sent, example?.from],
  ]);
}

/** How a parameter is written, as far as it is not what it is without a word about it. */
function formOf(
  { node, in: place, name, style, explode, contentType }: Parameter,
  schema: Json | undefined,
  { notes }: Conversion,
): { style?: string; explode?: boolean; contentType?: string } {
  if (contentType !== undefined) {
    if (kindOf(contentType) !== 'json') notes.add('style', node, `${name} is sent as ${contentType}`);
    return kindOf(contentType) === 'json' ? { contentType: 'application/json' } : {};
  }
  const usual = defaultStyle(place);
  const own = stylesOf(place).find((known) => known === (style ?? usual));
  if (own === undefined)
    notes.add('style', node, `${name}: ${style} in ${place === 'path' || place === 'query' ? `the ${place}` : `a ${place}`}`);
  const type = isObject(schema) ? [schema['type']].flat() : [];
  // One plain value is written the same in every style but these two.
  const isPlain = !type.includes('array') && !type.includes('object') && own !== 'label' && own !== 'matrix';
  if (isPlain || own === undefined) return {};
  const exploded = own === 'form' || own === 'deepObject';
  return {
    ...(own === usual ? {} : { style: own }),
    ...(explode === undefined || explode === exploded ? {} : { explode }),
  };
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
