import { findingsOfFields, findingsOfValues } from '../schema/read-values.ts';
import type { Finding } from '../schema/types.ts';
import { validate } from '../schema/validate.ts';
import { propertyNames, wantedTypes } from '../schema/wanted-types.ts';
import type { Json } from '../source/json.ts';
import type { Parameter } from './model.ts';
import { readParameter } from './parameter-style.ts';

/**
 * What a server finds wrong with a parameter that it was sent, however the text is read.
 * @param sent everything that came in its place (the query string, the headers, the cookies), by name
 * @returns undefined when the parameter is not there
 */
export function findingsOfParameter(parameter: Parameter, sent: ReadonlyMap<string, readonly string[]>): readonly Finding[] | undefined {
  const { schema: compiled, contentType, in: place } = parameter;
  const schema = compiled?.schema ?? true;
  const types = wantedTypes(schema, schema);
  // A header is read with and without its commas, below.
  const isList = types.has('array') && place !== 'header';
  const read = readParameter(parameter, sent, isList, types.has('object') ? propertyNames(schema, schema) : undefined);
  if ('values' in read && read.values.length === 0) return undefined;
  if (!compiled) return [];
  if (contentType !== undefined) {
    const value = 'values' in read ? readJson(read.values[0] ?? '') : undefined;
    return value === undefined ? [noJson] : validate(compiled, value);
  }
  return 'fields' in read ? findingsOfFields(read.fields, compiled) : findingsOfValues(read.values, compiled, place === 'header');
}

const noJson: Finding = { pointer: '', keyword: '', location: '#', expected: 'JSON', actual: 'something else' };

function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined; // Not JSON: then it is not the documented value either.
  }
}
