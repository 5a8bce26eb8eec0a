import { isObject, type Json, type JsonObject, pointerTo } from '../source/json.ts';
import type { CompiledSchema } from './compile.ts';
import { PartValidator } from './validate.ts';

/** A schema that a place in a body is held to, one of several: what `$ref`, `allOf` and the branches that apply add up to. */
export interface SchemaPart {
  readonly compiled: CompiledSchema;
  /** In the compiled schema, such as `#/properties/size`. */
  readonly location: string;
  /** `true` as a schema counts as an object without keywords. */
  readonly schema: JsonObject;
  /** Whether it was written as `true`: anything goes, and the author says so. */
  readonly isTrue: boolean;
}

/** Every part of a whole schema that applies to `value`. */
export function rootParts(compiled: CompiledSchema, value: Json): SchemaPart[] {
  return inPlace(compiled, '#', compiled.schema, value);
}

/** The parts that apply to a property of an object. */
export function propertyParts(parts: readonly SchemaPart[], name: string, value: Json): SchemaPart[] {
  const named = parts.flatMap(({ compiled, location, schema }) => {
    const { properties, patternProperties, additionalProperties } = schema;
    const found: SchemaPart[] = [];
    const add = (at: string, part: Json | undefined) => {
      if (part !== undefined) found.push(...inPlace(compiled, at, part, value));
    };
    if (isObject(properties) && Object.hasOwn(properties, name)) add(below(location, 'properties', name), properties[name]);
    for (const pattern of isObject(patternProperties) ? Object.keys(patternProperties) : [])
      if (new RegExp(pattern, 'u').test(name))
        add(below(location, 'patternProperties', pattern), (patternProperties as JsonObject)[pattern]);
    if (found.length === 0) add(below(location, 'additionalProperties'), additionalProperties);
    return found;
  });
  return named.length > 0 ? named : unevaluatedParts(parts, 'unevaluatedProperties', value);
}

/** The parts that apply to an item of a list. */
export function itemParts(parts: readonly SchemaPart[], index: number, value: Json): SchemaPart[] {
  const named = parts.flatMap(({ compiled, location, schema }) => {
    const { prefixItems, items } = schema;
    const prefix = Array.isArray(prefixItems) ? (prefixItems as readonly Json[]) : [];
    const own = prefix[index];
    if (own !== undefined) return inPlace(compiled, below(location, 'prefixItems', index), own, value);
    return items === undefined ? [] : inPlace(compiled, below(location, 'items'), items, value);
  });
  return named.length > 0 ? named : unevaluatedParts(parts, 'unevaluatedItems', value);
}

/** What holds for a member that nothing else looks at. */
function unevaluatedParts(parts: readonly SchemaPart[], keyword: string, value: Json): SchemaPart[] {
  return parts.flatMap(({ compiled, location, schema }) => {
    const rest = schema[keyword];
    return rest === undefined ? [] : inPlace(compiled, below(location, keyword), rest, value);
  });
}

/** The parts that apply to the name of a property (`propertyNames`). */
export function nameParts(parts: readonly SchemaPart[], name: string): SchemaPart[] {
  return parts.flatMap(({ compiled, location, schema }) => {
    const names = schema['propertyNames'];
    return names === undefined ? [] : inPlace(compiled, below(location, 'propertyNames'), names, name);
  });
}

/** A schema, and every schema that it applies to the same value: of alternatives those that the value satisfies. */
function inPlace(
  compiled: CompiledSchema,
  location: string,
  schema: Json,
  value: Json,
  seen: ReadonlySet<string> = new Set(),
): SchemaPart[] {
  if (schema === true) return [{ compiled, location, schema: {}, isTrue: true }];
  if (!isObject(schema) || seen.has(location)) return [];
  const visited = new Set([...seen, location]);
  const apply = (at: string, part: Json | undefined) => (part === undefined ? [] : inPlace(compiled, at, part, value, visited));
  const found: SchemaPart[] = [{ compiled, location, schema, isTrue: false }];
  const { $ref } = schema;
  if (typeof $ref === 'string') found.push(...apply($ref, definition(compiled, $ref)));
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    const branches = Array.isArray(schema[keyword]) ? (schema[keyword] as readonly Json[]) : [];
    branches.forEach((branch, i) => {
      if (keyword === 'allOf' || accepts(compiled, branch, value)) found.push(...apply(below(location, keyword, i), branch));
    });
  }
  if (schema['if'] !== undefined) {
    const branch = accepts(compiled, schema['if'], value) ? 'then' : 'else';
    found.push(...apply(below(location, branch), schema[branch]));
  }
  if (isObject(schema['dependentSchemas']) && isObject(value)) {
    for (const [name, part] of Object.entries(schema['dependentSchemas']))
      if (Object.hasOwn(value, name)) found.push(...apply(below(location, 'dependentSchemas', name), part));
  }
  return found;
}

/** What a reference in a compiled schema leads to: `#`, or `#/$defs/<Name>`. */
function definition({ schema }: CompiledSchema, reference: string): Json | undefined {
  if (reference === '#') return schema;
  const definitions = isObject(schema) ? schema['$defs'] : undefined;
  return isObject(definitions) ? definitions[reference.slice('#/$defs/'.length)] : undefined;
}

/** Whether a part of a schema, or a schema that is made of its parts, accepts a value. */
export function accepts(compiled: CompiledSchema, part: Json, value: Json): boolean {
  return PartValidator.of(compiled).accepts(part, value);
}

/** A location further inside of a schema. */
export function below(location: string, ...tokens: (string | number)[]): string {
  const pointer = tokens.reduce<string>(pointerTo, '');
  return location + pointer.split('/').map(encodeURIComponent).join('/');
}
