import type { SchemaPart } from '../../schema/parts.ts';
import { isObject, type JsonObject } from '../../source/json.ts';
import { textOfPattern } from './pattern-text.ts';

/** The name of a property that no schema names, where others have a schema. */
const further = 'aFurtherProperty';

/** The names of properties that a value could have and has not: those that schemas name, and one for those that they do not. */
export function absentNames(parts: readonly SchemaPart[], value: JsonObject): string[] {
  const names = new Set<string>();
  for (const { schema } of parts) {
    for (const name of isObject(schema['properties']) ? Object.keys(schema['properties']) : []) names.add(name);
    for (const pattern of isObject(schema['patternProperties']) ? Object.keys(schema['patternProperties']) : [])
      if (!Object.keys(value).some((name) => new RegExp(pattern, 'u').test(name))) names.add(textOfPattern(pattern) || further);
    if (isObject(schema['additionalProperties']) || isObject(schema['unevaluatedProperties'])) names.add(further);
  }
  return [...names].filter((name) => !Object.hasOwn(value, name));
}

/** An object to which a member can be added: where it is full, without one that it need not have. */
export function withRoom(value: JsonObject, parts: readonly SchemaPart[]): JsonObject {
  const names = Object.keys(value);
  const isFull = parts.some(({ schema }) => typeof schema['maxProperties'] === 'number' && names.length >= schema['maxProperties']);
  const needed = parts.flatMap(({ schema }) => (Array.isArray(schema['required']) ? (schema['required'] as readonly string[]) : []));
  const spare = isFull ? names.find((name) => !needed.includes(name)) : undefined;
  return spare === undefined ? value : Object.fromEntries(Object.entries(value).filter(([name]) => name !== spare));
}
