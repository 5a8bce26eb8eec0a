import { isObject, type Json } from '../../source/json.ts';
import type { Conversion } from '../conversion.ts';
import type { Operation, Response } from '../described.ts';
import { child, type Node } from '../documents.ts';
import { extensionOf, isEmpty, templateNames } from '../extension.ts';
import type { Entry } from '../origins.ts';
import { exampleOf, keysOf, restoreMap, schemaOf, wordsOf } from './restore-part.ts';

const parameterKeys = ['description', 'required', 'deprecated', 'style', 'explode', 'contentType', 'schema', 'example'];
const bodyKeys = ['contentType', 'description', 'required', 'schema', 'example', 'files'];
const responseKeys = ['description', 'contentType', 'readAs', 'schema', 'example', 'headers'];
const places = ['path', 'query', 'header', 'cookie'] as const;

/** The parameters of an operation, but for those that all operations have, and variables in its path. */
export function restoreParameters(operation: Operation, path: string, conversion: Conversion): Json | undefined {
  const { origins } = conversion;
  const names = templateNames(path);
  const own = operation.parameters.filter(
    ({ in: place, node }) =>
      child(extensionOf(node), 'from') === undefined && (place !== 'path' || names.includes(String(child(node, 'name')?.value))),
  );
  return origins.some(
    operation.node,
    places.map((place): Entry => {
      const here = own
        .filter((parameter) => parameter.in === place)
        .map(({ node }): Entry => {
          const write = () => restoreParameter(node, place, conversion);
          const isShared = node.pointer.startsWith('/components/parameters/');
          return [String(child(node, 'name')?.value), isShared ? conversion.target.parameter(node, write) : write(), node];
        });
      return [place, origins.some(operation.node, here)];
    }),
  );
}

function restoreParameter(node: Node, place: string, conversion: Conversion): Json {
  const required = place !== 'path' && child(node, 'required')?.value === true;
  const { type, media } = mediaOf(node);
  const described = media ?? node;
  const schema = !media && isEmpty(child(node, 'schema')?.value) ? undefined : schemaOf(described, conversion);
  const explode = child(node, 'explode')?.value;
  const entries: Entry[] = [
    ['description', wordsOf(node, 'description'), child(node, 'description')],
    ['required', required ? true : undefined, child(node, 'required')],
    ['deprecated', child(node, 'deprecated')?.value === true ? true : undefined, child(node, 'deprecated')],
    ['style', wordsOf(node, 'style'), child(node, 'style')],
    ['explode', typeof explode === 'boolean' ? explode : undefined, child(node, 'explode')],
    ['contentType', type, media],
    ['schema', schema, child(described, 'schema')],
    ['example', exampleOf(described, true, conversion), child(described, 'example')],
  ];
  const [first, ...others] = entries.filter(([, value]) => value !== undefined);
  // Of what has nothing but a value, the value is all that is said.
  const isValue = first?.[0] === 'example' && others.length === 0 && !extensionOf(node) && !isObject(first[1]);
  return isValue ? (first[1] as Json) : restoreMap('parameter', node, entries, parameterKeys, conversion);
}

export function restoreBody(node: Node, conversion: Conversion): Json {
  const { type, media } = mediaOf(node);
  return restoreMap(
    'body',
    node,
    [
      ['contentType', type === 'application/json' ? undefined : type, media],
      ['description', wordsOf(node, 'description'), child(node, 'description')],
      ['required', child(node, 'required')?.value === true ? undefined : false, child(node, 'required')],
      ['schema', schemaOf(media, conversion), child(media, 'schema')],
      ['example', exampleOf(media, true, conversion), child(media, 'example')],
    ],
    bodyKeys,
    conversion,
  );
}

/** Every answer of an operation, by status. */
export function restoreResponses(operation: Operation, conversion: Conversion): Json {
  const { origins, target } = conversion;
  const write = (response: Response) => target.response(response, () => restoreResponse(response, conversion));
  return origins.map(
    operation.node,
    operation.responses.map((response): Entry => [response.status, write(response), response.place]),
  );
}

function restoreResponse({ node, status }: Response, conversion: Conversion): Json {
  const { origins } = conversion;
  const { type, media } = mediaOf(node);
  const schema = schemaOf(media, conversion);
  const example = exampleOf(media, false, conversion);
  const isPlain = type === 'application/json' && (schema !== undefined || example !== undefined);
  const headers = child(node, 'headers');
  return restoreMap(
    'response',
    node,
    [
      ['description', wordsOf(node, 'description') ?? `The answer is ${status}`, child(node, 'description')],
      ['contentType', isPlain ? undefined : type, media],
      ['schema', schema, child(media, 'schema')],
      ['example', example, child(media, 'example')],
      [
        'headers',
        headers &&
          origins.some(
            headers,
            keysOf(headers).map((name): Entry => [name, restoreHeader(child(headers, name) as Node, conversion), child(headers, name)]),
          ),
        headers,
      ],
    ],
    responseKeys,
    conversion,
  );
}

function restoreHeader(place: Node, conversion: Conversion): Json {
  const node = conversion.documents.follow(place) ?? place;
  const write = () => restoreHeaderOf(node, conversion);
  return node.pointer === place.pointer ? write() : conversion.target.header(node, write);
}

function restoreHeaderOf(node: Node, conversion: Conversion): Json {
  const schema = child(node, 'schema');
  const exact = child(schema, 'const')?.value;
  const isExact = typeof exact === 'string' && keysOf(schema).length === 1 && child(node, 'example')?.value === exact;
  if (isExact && keysOf(node).sort().join() === 'example,required,schema' && child(node, 'required')?.value === true) return exact;
  return restoreMap(
    'responseHeader',
    node,
    [
      ['description', wordsOf(node, 'description'), child(node, 'description')],
      ['required', child(node, 'required')?.value === true ? undefined : false, child(node, 'required')],
      ['schema', isEmpty(schema?.value) ? undefined : schemaOf(node, conversion), schema],
      ['example', exampleOf(node, false, conversion), child(node, 'example')],
    ],
    parameterKeys,
    conversion,
  );
}

/** The first media type of a body: there is one. */
function mediaOf(node: Node): { type: string | undefined; media: Node | undefined } {
  const content = child(node, 'content');
  const [type] = keysOf(content);
  return { type, media: type === undefined ? undefined : child(content, type) };
}
