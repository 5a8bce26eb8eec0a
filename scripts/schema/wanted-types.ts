/** Which types a schema asks for, so that text can be read as them: everything in a URL, a header or a form is text. */
import { isObject, type Json, valueAt } from '../source/json.ts';

/** The names of the types (JSON Schema 2020-12 validation, section 6.1.1) that a schema names anywhere for the value itself. */
export function wantedTypes(schema: Json, root: Json): ReadonlySet<string> {
  const types = new Set<string>();
  for (const part of partsOf(schema, root)) {
    const type = part['type'];
    for (const name of Array.isArray(type) ? type : [type]) if (typeof name === 'string') types.add(name);
    const values = [...(Array.isArray(part['enum']) ? part['enum'] : []), ...(Object.hasOwn(part, 'const') ? [part['const']] : [])];
    for (const value of values) types.add(Array.isArray(value) ? 'array' : typeof value);
  }
  return types;
}

/** The schemas of the items of a list. */
export function itemSchemas(schema: Json, root: Json): Json[] {
  return partsOf(schema, root).flatMap((part) =>
    [part['items'], part['prefixItems']].flat().filter((each): each is Json => each !== undefined),
  );
}

/** The schemas that a property of an object has by its name. */
export function propertySchemas(schema: Json, root: Json, name: string): Json[] {
  return partsOf(schema, root).flatMap((part) => {
    const properties = part['properties'];
    if (isObject(properties) && Object.hasOwn(properties, name)) return [properties[name] as Json];
    return isObject(part['additionalProperties']) ? [part['additionalProperties']] : [];
  });
}

/** The properties of an object that a schema names. */
export function propertyNames(schema: Json, root: Json): string[] {
  return [...new Set(partsOf(schema, root).flatMap(({ properties }) => (isObject(properties) ? Object.keys(properties) : [])))];
}

/** A schema, and every schema that it applies to the same value. */
function partsOf(schema: Json, root: Json): { readonly [keyword: string]: Json }[] {
  const parts = new Set<{ readonly [keyword: string]: Json }>();
  const open: Json[] = [schema];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!isObject(next) || parts.has(next)) continue;
    parts.add(next);
    const reference = next['$ref'];
    // Compiled schemas refer to nothing but `#` and `#/$defs/<Name>`.
    if (typeof reference === 'string') open.push(valueAt(root, decodeURIComponent(reference.slice(1))) ?? true);
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) if (Array.isArray(next[keyword])) open.push(...(next[keyword] as readonly Json[]));
    for (const keyword of ['if', 'then', 'else']) if (next[keyword] !== undefined) open.push(next[keyword]);
  }
  return [...parts];
}
