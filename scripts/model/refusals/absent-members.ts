import type { SchemaPart } from '../../schema/parts.ts';
import { matchesOf } from '../../schema/sample/pattern.ts';
import { isObject, type JsonObject } from '../../source/json.ts';

/** The name of a property that no schema names, where others have a schema. */
const further = 'aFurtherProperty';

/** Longer than this no name is made. */
const longestName = 100;

/** The names of properties that a value could have and has not: those that schemas name, and one for those that they do not. */
export function absentNames(parts: readonly SchemaPart[], value: JsonObject): string[] {
  const names = new Set<string>();
  for (const { schema } of parts) {
    for (const name of isObject(schema['properties']) ? Object.keys(schema['properties']) : []) names.add(name);
    for (const pattern of isObject(schema['patternProperties']) ? Object.keys(schema['patternProperties']) : [])
      if (!Object.keys(value).some((name) => new RegExp(pattern, 'u').test(name))) names.add(namesOfPattern(pattern, 1)[0] ?? further);
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

/** Different names that a pattern of `patternProperties` matches: `count` of them, or as many as are found. */
export function namesOfPattern(pattern: string, count: number): string[] {
  const names = new Set<string>();
  for (let least = 1; least <= count; least++)
    for (const name of matchesOf(pattern, least, longestName)) {
      if (names.size === count) return [...names];
      names.add(name);
    }
  return [...names];
}
