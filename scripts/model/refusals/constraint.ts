import type { CompiledSchema } from '../../schema/compile.ts';
import { below } from '../../schema/parts.ts';
import { isObject, type Json, type JsonObject, pointerTokens } from '../../source/json.ts';

/** One thing that a schema asks for: a keyword at a place, or a part of what the keyword says. */
export interface Constraint {
  /** Of the schema object, such as `#/properties/size`. */
  readonly location: string;
  readonly keyword: string;
  /**
   * Which part: of `required` the name, of `dependentRequired` the name that brings others along and the other, of `type`
   * that a number is `whole`, of `oneOf` that `only one` applies, of `properties` the name of one that must not be there.
   */
  readonly part?: readonly string[];
}

/** Keywords that ask for one thing. */
const single = [
  ...['type', 'enum', 'const', 'multipleOf', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  ...['minLength', 'maxLength', 'pattern', 'format', 'minItems', 'maxItems', 'contains', 'minContains', 'maxContains'],
  ...['minProperties', 'maxProperties', 'not', 'anyOf', 'oneOf'],
];

/** Keywords that forbid whatever they are about when they are `false`. */
export const closing: readonly string[] = ['additionalProperties', 'unevaluatedProperties', 'items', 'unevaluatedItems'];

/** Keywords whose subschemas hold by themselves: those of `not`, `if` and `contains` are part of what that one asks for. */
const inner = {
  one: ['items', 'additionalProperties', 'unevaluatedProperties', 'unevaluatedItems', 'propertyNames', 'then', 'else'],
  list: ['allOf', 'anyOf', 'oneOf', 'prefixItems'],
  map: ['properties', 'patternProperties', 'dependentSchemas', '$defs'],
};

/** Every constraint of a compiled schema, in the order in which it is written. */
export function constraintsOf({ schema }: Pick<CompiledSchema, 'schema'>): Constraint[] {
  const found: Constraint[] = [];
  const visit = (part: Json, location: string): void => {
    if (!isObject(part)) return;
    found.push(...constraintsAt(part, location));
    for (const [keyword, argument] of Object.entries(part)) {
      if (inner.one.includes(keyword)) visit(argument, below(location, keyword));
      if (inner.list.includes(keyword) && Array.isArray(argument))
        argument.forEach((each: Json, i) => void visit(each, below(location, keyword, i)));
      if (inner.map.includes(keyword) && isObject(argument))
        for (const [name, each] of Object.entries(argument)) visit(each, below(location, keyword, name));
    }
  };
  visit(schema, '#');
  return found;
}

function constraintsAt(schema: JsonObject, location: string): Constraint[] {
  return Object.entries(schema).flatMap(([keyword, argument]): Constraint[] => {
    const part = (...names: string[]): Constraint => ({ location, keyword, part: names });
    if (keyword === 'required') return (argument as readonly string[]).map((name) => part(name));
    if (keyword === 'dependentRequired')
      return Object.entries(argument as JsonObject).flatMap(([name, needs]) =>
        (needs as readonly string[]).map((need) => part(name, need)),
      );
    if (keyword === 'properties')
      return Object.entries(argument as JsonObject).flatMap(([name, each]) => (each === false ? [part(name)] : []));
    if (keyword === 'uniqueItems') return argument === true ? [{ location, keyword }] : [];
    if (closing.includes(keyword)) return argument === false ? [{ location, keyword }] : [];
    // Listed values have the type that they have: to forget it changes nothing.
    const isListed = keyword === 'type' && (Array.isArray(schema['enum']) || Object.hasOwn(schema, 'const'));
    if (!single.includes(keyword) || isListed) return [];
    const whole: Constraint = { location, keyword };
    if (keyword === 'type' && [argument].flat().includes('integer')) return [whole, part('whole')];
    return keyword === 'oneOf' ? [whole, part('only one')] : [whole];
  });
}

/** The schema of a server that forgets one constraint. */
export function withoutConstraint(compiled: CompiledSchema, { location, keyword, part }: Constraint): CompiledSchema {
  const tokens = pointerTokens(decodeURIComponent(location.slice(1)));
  return { ...compiled, schema: changedAt(compiled.schema, tokens, (schema) => weaker(schema, keyword, part)) };
}

function weaker(schema: JsonObject, keyword: string, part: readonly string[] | undefined): JsonObject {
  const { [keyword]: argument, ...rest } = schema;
  if (part === undefined) return rest;
  const [name = '', need = ''] = part;
  const others = (names: Json | undefined, out: string) => (names as readonly string[]).filter((each) => each !== out);
  switch (keyword) {
    case 'required':
      return { ...rest, required: others(argument, name) };
    case 'dependentRequired': {
      const needs = argument as JsonObject;
      return { ...rest, dependentRequired: { ...needs, [name]: others(needs[name], need) } };
    }
    case 'properties':
      return { ...rest, properties: { ...(argument as JsonObject), [name]: true } };
    case 'type':
      return { ...rest, type: [argument as Json].flat().map((type) => (type === 'integer' ? 'number' : type)) };
    default: {
      const all = Array.isArray(schema['allOf']) ? (schema['allOf'] as readonly Json[]) : [];
      return { ...rest, allOf: [...all, { anyOf: argument as Json }] };
    }
  }
}

function changedAt(schema: Json, tokens: readonly string[], change: (schema: JsonObject) => JsonObject): Json {
  const [first, ...rest] = tokens;
  if (first === undefined) return isObject(schema) ? change(schema) : schema;
  if (Array.isArray(schema)) return schema.map((each: Json, i) => (i === Number(first) ? changedAt(each, rest, change) : each));
  return isObject(schema) ? { ...schema, [first]: changedAt(schema[first] as Json, rest, change) } : schema;
}

/** A text that is the same for the same constraint. */
export function keyOf({ location, keyword, part }: Constraint): string {
  return [location, keyword, ...(part ?? [])].join('\n');
}
