import { isObject, type Json } from '../source/json.ts';
import { type Conversion, convertSchema } from './conversion.ts';
import type { Body } from './described.ts';
import { bestOf, kindOf, type MediaKind, sentType } from './media.ts';

/** The body that an operation takes. */
export function toBody(body: Body | undefined, conversion: Conversion): Json | undefined {
  const { origins, examples, notes, security } = conversion;
  const media = body && bestOf(body.media);
  if (!body || !media) return undefined;
  for (const other of body.media) if (other !== media) notes.add('media-type', other.node, other.type);
  const kind = kindOf(media.type);
  const type = sentType(media.type);
  const isChecked = kind === 'json' || kind === 'form' || kind === 'text';
  if (!isChecked) notes.add('sent-body', media.node, media.type);
  const schema = isChecked ? convertSchema(media.schema, 'request', conversion) : undefined;
  for (const name of kind === 'form' ? filesIn(schema?.read.value) : []) notes.add('file', media.schema ?? media.node, name);
  const example = isChecked
    ? examples.choose({ schema: schema?.read, given: media.examples, for: 'request', needed: true, at: media.schema ?? media.node })
    : undefined;
  const value = examples.written(example);
  const sent = example && value !== undefined ? origins.own(security.withoutSecrets(value), example.from, true) : undefined;
  const isSendable = isChecked && (example !== undefined || schema === undefined);
  return origins.map(body.node, [
    ['contentType', type === 'application/json' ? undefined : type, media.node],
    ['description', body.description],
    ['required', body.required ? undefined : false],
    // Nothing that could be sent keeps a schema without an example: what is sent then is not held against it.
    ['schema', schema && isSendable && (kind !== 'text' || isText(schema.read.value)) ? schema.written : undefined, media.schema],
    ['example', example ? sent : origins.own(nothing(kind), body.node, true), example?.from],
  ]);
}

/** What is sent where nothing is known of a body. */
function nothing(kind: MediaKind): Json {
  return kind === 'json' || kind === 'form' ? {} : 'content';
}

/** The fields of a form that are bytes, or lists of them. */
function filesIn(schema: Json | undefined): string[] {
  const properties = isObject(schema) && isObject(schema['properties']) ? schema['properties'] : {};
  return Object.keys(properties).filter((name) => {
    const property = properties[name];
    return isFile(property) || (isObject(property) && isFile(property['items']));
  });
}

function isFile(schema: Json | undefined): boolean {
  return isObject(schema) && schema['contentMediaType'] === 'application/octet-stream';
}

function isText(schema: Json): boolean {
  return isObject(schema) && [schema['type']].flat().includes('string');
}
