import { isObject, type Json } from '../source/json.ts';
import { suggest } from '../source/suggest.ts';
import { type Shape, TYPES } from './dialect.ts';
import { isSchema } from './places.ts';

/** Something wrong in the value of a keyword. */
export type Mistake = {
  /** From the value of the keyword to the wrong part of it. */
  readonly tokens: readonly string[];
  readonly expected: string;
  readonly nearest?: string;
};

/** In what way the value of a keyword is not what the metaschema of 2020-12 asks for. Empty when it is. Patterns are not parsed here. */
export function mistakesIn(shape: Shape, value: Json): readonly Mistake[] {
  switch (shape) {
    case 'any':
      return [];
    case 'schema':
      return unless(isSchema(value), 'a schema');
    case 'schemas':
      return Array.isArray(value) && value.length === 0 ? wrong('at least one schema') : mistakesInList(value, 'a schema', isSchema);
    case 'schema-map':
    case 'pattern-map':
      return mistakesInMap(value, 'a schema', isSchema);
    case 'list':
      return unless(Array.isArray(value), 'a list');
    case 'boolean':
      return unless(typeof value === 'boolean', 'true or false');
    case 'number':
      return unless(typeof value === 'number', 'a number');
    case 'positive-number':
      return unless(typeof value === 'number' && value > 0, 'a number above 0');
    case 'count':
      return unless(Number.isInteger(value) && Number(value) >= 0, 'a whole number, 0 or more');
    case 'types':
      return mistakesInTypes(value);
    case 'names':
      return repeats(value) ? wrong('each property name only once') : mistakesInList(value, 'a property name', isString);
    case 'names-map':
      return mistakesInMap(value, 'a list of property names', isListOfNames);
    case 'vocabularies':
      return mistakesInMap(value, 'true or false', (member) => typeof member === 'boolean');
    case 'identifier':
      return isString(value) ? unless(!/#./.test(String(value)), 'a URI without a fragment') : wrong('a string');
    case 'anchor':
      return unless(isString(value) && /^[A-Za-z_][-A-Za-z0-9._]*$/.test(String(value)), 'a name of letters, digits, "-", "_" and "."');
    case 'string':
    case 'pattern':
    case 'format':
    case 'reference':
      return unless(isString(value), 'a string');
  }
}

function wrong(expected: string, tokens: readonly string[] = []): Mistake[] {
  return [{ tokens, expected }];
}

function unless(isRight: boolean, expected: string): Mistake[] {
  return isRight ? [] : wrong(expected);
}

function mistakesInList(value: Json, expected: string, isItem: (item: Json) => boolean): Mistake[] {
  if (!Array.isArray(value)) return wrong(`a list, each item ${expected}`);
  return value.flatMap((item: Json, index) => (isItem(item) ? [] : wrong(expected, [String(index)])));
}

function mistakesInMap(value: Json, expected: string, isMember: (member: Json) => boolean): Mistake[] {
  if (!isObject(value)) return wrong(`an object, each member ${expected}`);
  return Object.keys(value)
    .filter((name) => !isMember(value[name] as Json))
    .flatMap((name) => wrong(expected, [name]));
}

function mistakesInTypes(value: Json): Mistake[] {
  if (!Array.isArray(value)) return mistakesInType(value, []);
  if (value.length === 0) return wrong('at least one type');
  if (repeats(value)) return wrong('each type only once');
  return value.flatMap((type: Json, index) => mistakesInType(type, [String(index)]));
}

function mistakesInType(type: Json, tokens: readonly string[]): Mistake[] {
  if (typeof type === 'string' && TYPES.includes(type)) return [];
  const nearest = typeof type === 'string' ? suggest(type, TYPES) : undefined;
  return [{ tokens, expected: `one of ${TYPES.join(', ')}`, ...(nearest === undefined ? {} : { nearest }) }];
}

function isString(value: Json): boolean {
  return typeof value === 'string';
}

function isListOfNames(value: Json): boolean {
  return Array.isArray(value) && value.every(isString) && !repeats(value);
}

function repeats(value: Json): boolean {
  return Array.isArray(value) && new Set(value).size < value.length;
}
