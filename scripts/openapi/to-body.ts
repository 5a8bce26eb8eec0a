import { isObject, type Json } from '../source/json.ts';
import { type Conversion, convertSchema } from './conversion.ts';
import type { Body } from './described.ts';
import { bestOf, kindOf, sentType } from './media.ts';

/** The body that an operation takes. */
export function toBody(body: Body | undefined, conversion: Conversion): Json | undefined {
  const { origins, examples, notes, security } = conversion;
  const media = body && bestOf(body.media);
  if (!body || !media) return undefined;
  for (const other of body.media) if (other !== media) notes.add('media-type', other.node, other.type);
  const kind = kindOf(media.type);
  const type = sentType(media.type);
  const isChecked = kind === 'json' || kind === 'form' || kind === 'text';
  if (!isChecked) notes.add('unchecked-body', media.node, media.type);
  const schema = isChecked ? convertSchema(media.schema, 'request', conversion) : undefined;
  const example = isChecked
    ? examples.choose({ schema: schema?.read, given: media.examples, for: 'request', needed: true, at: media.schema ?? media.node })
    : undefined;
  return origins.map(body.node, [
    ['contentType', type === 'application/json' ? undefined : type, media.node],
    ['description', body.description],
    ['required', body.required ? undefined : false],
    ['schema', schema && (kind !== 'text' || isText(schema.read.value)) ? schema.written : undefined, media.schema],
    [
      'example',
      example ? origins.own(security.withoutSecrets(example.value), example.from, true) : isChecked ? undefined : 'content',
      example?.from,
    ],
  ]);
}

function isText(schema: Json): boolean {
  return isObject(schema) && [schema['type']].flat().includes('string');
}
