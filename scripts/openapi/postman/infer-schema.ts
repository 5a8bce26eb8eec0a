import { checkDateTime } from '../../schema/validator/formats/date-time.js';
import { checkUri } from '../../schema/validator/formats/uri.js';
import { checkUuid } from '../../schema/validator/formats/uuid.js';
import { isObject, type Json, type JsonObject } from '../../source/json.ts';

/** The formats that a text can only have on purpose. */
const certain: readonly (readonly [format: string, is: (text: string) => boolean])[] = [
  ['uuid', (text) => checkUuid(text) === undefined],
  ['date-time', (text) => checkDateTime(text) === undefined],
  ['uri', (text) => /^https?:\/\//.test(text) && checkUri(text) === undefined],
];

/** A schema that says of values what they have in common, and no more: every one of them is valid. */
export function inferSchema(values: readonly Json[]): JsonObject {
  const comment = `inferred from ${values.length} ${values.length === 1 ? 'example' : 'examples'}`;
  return { $comment: comment, ...schemaOf(values) };
}

function schemaOf(values: readonly Json[]): JsonObject {
  if (values.length === 0) return {};
  const types = typesOf(values);
  const texts = values.filter((value) => typeof value === 'string');
  const format = texts.length > 0 ? certain.find(([, is]) => texts.every(is)) : undefined;
  const objects = values.filter((value) => isObject(value));
  const lists = values.filter((value) => Array.isArray(value)) as (readonly Json[])[];
  const items = lists.flat();
  return {
    type: types.length === 1 ? (types[0] as string) : types,
    ...(format ? { format: format[0] } : {}),
    ...(objects.length > 0 ? membersOf(objects) : {}),
    ...(items.length > 0 ? { items: schemaOf(items) } : {}),
  };
}

function membersOf(objects: readonly JsonObject[]): JsonObject {
  const names = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  if (names.length === 0) return {};
  const having = (name: string) => objects.filter((object) => Object.hasOwn(object, name));
  const required = names.filter((name) => having(name).length === objects.length);
  return {
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(names.map((name) => [name, schemaOf(having(name).map((object) => object[name] as Json))])),
  };
}

function typesOf(values: readonly Json[]): string[] {
  const types = new Set(values.map(typeOf));
  // A whole number is a number like the others.
  if (types.has('number')) types.delete('integer');
  return [...types].sort((a, b) => Number(a === 'null') - Number(b === 'null'));
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' ? (Number.isInteger(value) ? 'integer' : 'number') : typeof value;
}
