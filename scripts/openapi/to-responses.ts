import { isObject, type Json } from '../source/json.ts';
import { type Conversion, convertSchema } from './conversion.ts';
import type { Header, Media, Operation, Response } from './described.ts';
import type { Example } from './examples.ts';
import { bestOf, kindOf, sentType } from './media.ts';
import type { Entry } from './origins.ts';

/** Headers that are no part of an answer's description (OpenAPI, Response Object). */
const ignored = new Set(['content-type']);

/** Every answer of an operation. */
export function toResponses(operation: Operation, conversion: Conversion): Json {
  const { origins, target, notes } = conversion;
  const entries = operation.responses.flatMap((response): Entry[] => {
    const status = response.status.replace(/xx$/i, 'XX');
    if (!/^([1-5](\d\d|XX)|default)$/.test(status)) {
      notes.add('response', response.place, status);
      return [];
    }
    if (isBodiless(status, operation.method)) {
      if (operation.method !== 'HEAD') for (const { node, type } of response.media) notes.add('bodiless', node, `${status} ${type}`);
      return [[status, toResponse(response, false, conversion), response.place]];
    }
    return [[status, target.response(response, () => toResponse(response, true, conversion)), response.place]];
  });
  if (!entries.some(([status]) => /^[23]/.test(status))) {
    notes.add('no-success', operation.node, operation.operationId ?? `${operation.method} ${operation.path}`);
    entries.unshift([
      '2XX',
      origins.map(operation.node, [
        ['description', 'Success, which the document does not describe'],
        ['readAs', 'none'],
      ]),
    ]);
  }
  return origins.map(operation.node, entries);
}

function isBodiless(status: string, method: string): boolean {
  return method === 'HEAD' || /^(1|204|304)/.test(status);
}

function toResponse(response: Response, hasBody: boolean, conversion: Conversion): Json {
  const { origins } = conversion;
  const headers = response.headers.filter(({ name }) => !ignored.has(name.toLowerCase()));
  return origins.map(response.node, [
    ['description', response.description ?? `The answer is ${response.status}`],
    ...(hasBody ? bodyOf(response.media, conversion) : []),
    [
      'headers',
      origins.some(
        response.node,
        headers.map((header): Entry => {
          const write = () => toHeader(header, conversion);
          return [header.name, isShared(header, response) ? conversion.target.header(header.node, write) : write(), header.node];
        }),
      ),
    ],
  ]);
}

function bodyOf(all: readonly Media[], conversion: Conversion): Entry[] {
  const { examples, notes } = conversion;
  const media = bestOf(all);
  if (!media) return [['readAs', 'none']];
  for (const other of all) if (other !== media) notes.add('media-type', other.node, other.type);
  const kind = kindOf(media.type);
  // A file of Swagger 2.0 may be of any type.
  const type = sentType(media.type) || undefined;
  const contentType: Entry = ['contentType', type === 'application/json' ? undefined : type, media.node];
  const schema = kind === 'json' || kind === 'text' ? convertSchema(media.schema, 'response', conversion) : undefined;
  const checked = schema && (kind === 'json' || isText(schema.read.value)) ? schema : undefined;
  const given =
    kind === 'json' || kind === 'text' ? media.examples.filter(({ value }) => kind === 'json' || typeof value === 'string') : [];
  const example = examples.choose({ schema: checked?.read, given, for: 'answer', needed: true, at: media.schema ?? media.node });
  // Nothing stands for a schema that no value satisfies: the answer has a body, of which no more is known.
  if (checked && !example)
    return [
      ['contentType', type, media.node],
      ['readAs', 'none'],
    ];
  if (!checked) {
    if (kind !== 'json' || media.schema) notes.add('unchecked-body', media.node, media.type || 'a file');
    // JSON without a schema is still JSON.
    if (kind !== 'json' || !example)
      return [
        ['contentType', type, media.node],
        ['readAs', 'none'],
      ];
  }
  return [contentType, ['schema', checked ? checked.written : true, media.schema], ['example', ownOf(example, conversion), example?.from]];
}

/** Whether a header stands by itself, for answers to refer to, and not in one of them. */
function isShared({ node }: Header, response: Response): boolean {
  return node.file !== response.node.file || !node.pointer.startsWith(`${response.node.pointer}/`);
}

function toHeader(header: Header, conversion: Conversion): Json {
  const { origins, examples, notes } = conversion;
  const described = convertSchema(header.schema, 'response', conversion);
  const isMap = isObject(described?.read.value) && [described.read.value['type']].flat().includes('object');
  if (isMap) notes.add('style', header.node, `${header.name}: an object in a header`);
  const schema = isMap ? undefined : described;
  const example = examples.choose({
    schema: schema?.read,
    given: header.examples,
    for: 'answer',
    name: header.name,
    needed: header.required,
    at: header.node,
  });
  const isScalar = example !== undefined && typeof example.value !== 'object' && !/[\r\n]/.test(String(example.value));
  // Without a value to show, a header that always comes could not be sent by the mock.
  const required = header.required && isScalar;
  return origins.map(header.node, [
    ['description', header.description],
    ['required', required ? undefined : false],
    ['schema', schema?.written, header.schema],
    ['example', isScalar ? examples.written(example) : undefined, example?.from],
  ]);
}

function ownOf(example: Example | undefined, { examples, origins }: Conversion): Json | undefined {
  const value = examples.written(example);
  return example && value !== undefined ? origins.own(value, example.from) : undefined;
}

function isText(schema: Json): boolean {
  return isObject(schema) && [schema['type']].flat().includes('string');
}
