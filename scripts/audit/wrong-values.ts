/** Values that a schema might refuse, or might accept, by the kind of value that an example has at the place. */
import { nearlyOfFormat } from '../schema/sample/formats.ts';
import { isObject, type Json, type JsonObject } from '../source/json.ts';
import type { BreakClass } from './result.ts';

/** Another value for one place. */
export interface OtherValue {
  readonly class: BreakClass;
  /** What follows the pointer: `is null`. */
  readonly what: string;
  readonly value: Json;
}

/** The longest text and the longest list that are made to break a bound, in characters and items. */
export const mostCharacters = 10_000;
export const mostItems = 200;

/** A value of another type than the example's, one that is mistaken for it easily first. */
function otherTypes(value: Json): Json[] {
  if (typeof value === 'string') return [12345, { value }];
  if (typeof value === 'number') return [String(value), Number.isInteger(value) ? value + 0.5 : [value]];
  if (typeof value === 'boolean') return [String(value), value ? 1 : 0];
  if (Array.isArray(value)) return [{}, 'a text'];
  if (value === null) return [false];
  return [[], 'a text'];
}

/** Values to break a place with: of another type, null, and what the keywords that apply to it forbid. */
export function wrongValues(value: Json, keywords: readonly JsonObject[]): OtherValue[] {
  const values: OtherValue[] = otherTypes(value).map((other) => ({ class: 'wrong type', what: `is ${show(other)}`, value: other }));
  if (value !== null) values.unshift({ class: 'null', what: 'is null', value: null });
  const add = (kind: BreakClass, other: Json | undefined) => {
    if (other !== undefined) values.push({ class: kind, what: `is ${show(other)}`, value: other });
  };
  for (const schema of keywords) {
    if (schema['enum'] !== undefined || Object.hasOwn(schema, 'const')) add('enum or const', changed(value));
    if (typeof value === 'string') values.push(...wrongTexts(value, schema));
    if (typeof value === 'number') for (const other of wrongNumbers(value, schema)) add('range or length', other);
    if (Array.isArray(value)) for (const other of wrongLists(value as readonly Json[], schema)) add('list', other);
  }
  return values;
}

/** Values that may well be right: the other ones of an enum, and what bounds leave room for. */
export function rightValues(value: Json, keywords: readonly JsonObject[]): OtherValue[] {
  const others: Json[] = keywords.flatMap(({ enum: all }) => (Array.isArray(all) ? (all as readonly Json[]).slice(0, 5) : []));
  if (typeof value === 'string') others.push(`${value}x`, value.slice(0, -1), value.toUpperCase());
  if (typeof value === 'number') {
    const bounds = keywords.flatMap(({ minimum, maximum }) => [minimum, maximum].filter((each) => typeof each === 'number'));
    others.push(value + 1, value - 1, value + 0.5, ...bounds);
  }
  if (typeof value === 'boolean') others.push(!value);
  if (Array.isArray(value)) others.push([], value.slice(0, -1), [...value, ...value.slice(-1)]);
  return others
    .filter((other) => JSON.stringify(other) !== JSON.stringify(value))
    .map((other) => ({ class: 'wrong type', what: `is ${show(other)}`, value: other }));
}

/** Values far outside of what anybody means, by which one sees that nothing limits a place. */
export function limitless(value: Json): Json[] {
  if (typeof value === 'number') return [-1e15, 1e15];
  if (typeof value === 'string') return [' \u0001?'];
  return Array.isArray(value) && value.length > 0
    ? [[], Array.from({ length: mostItems }, (_, i) => (value as readonly Json[])[i % value.length] as Json)]
    : [];
}

function wrongTexts(value: string, schema: JsonObject): OtherValue[] {
  const texts: OtherValue[] = [];
  const { format, pattern, minLength, maxLength } = schema;
  const add = (kind: BreakClass, other: string) => texts.push({ class: kind, what: `is ${show(other)}`, value: other });
  if (typeof format === 'string') for (const text of ['not of this form: <>', ...nearlyOfFormat(format)]) add('format or pattern', text);
  if (typeof pattern === 'string') {
    const expression = new RegExp(pattern, 'u');
    const candidates = [
      `${value}!`,
      `!${value}`,
      value.toUpperCase(),
      value.toLowerCase(),
      value.slice(1),
      value.slice(0, -1),
      '',
      ' ',
      '§',
    ];
    for (const text of candidates.filter((each) => !expression.test(each)).slice(0, 3)) add('format or pattern', text);
  }
  const characters = [...value];
  if (typeof minLength === 'number' && minLength > 0) add('range or length', characters.slice(0, minLength - 1).join(''));
  if (typeof maxLength === 'number' && maxLength < mostCharacters)
    add('range or length', value + (characters.at(-1) ?? 'x').repeat(Math.max(1, maxLength + 1 - characters.length)));
  return texts;
}

function wrongNumbers(value: number, schema: JsonObject): number[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, type } = schema;
  const step = typeof multipleOf === 'number' ? multipleOf : type === 'integer' ? 1 : 0.001;
  const numbers: number[] = [];
  if (typeof minimum === 'number') numbers.push(minimum - step);
  if (typeof maximum === 'number') numbers.push(maximum + step);
  for (const bound of [exclusiveMinimum, exclusiveMaximum]) if (typeof bound === 'number') numbers.push(bound);
  if (typeof multipleOf === 'number') numbers.push(value + multipleOf / 2);
  return numbers;
}

function wrongLists(value: readonly Json[], schema: JsonObject): Json[] {
  const { minItems, maxItems, uniqueItems, contains } = schema;
  const lists: Json[] = [];
  if (value.length > 0) lists.push([]);
  if (typeof minItems === 'number' && minItems > 0) lists.push(value.slice(0, minItems - 1));
  if (typeof maxItems === 'number' && maxItems < mostItems && value.length > 0)
    lists.push(Array.from({ length: maxItems + 1 }, (_, i) => value[i % value.length] as Json));
  if (uniqueItems === true && value.length > 0) lists.push([...value, value[0] as Json]);
  // Without each of its items in turn, a list lacks what it has to contain.
  if (contains !== undefined)
    for (let i = 0; i < Math.min(value.length, 3); i++) lists.push(value.map((item, at) => (at === i ? {} : item)));
  return lists;
}

function changed(value: Json): Json {
  if (typeof value === 'string') return `${value}-unknown`;
  if (typeof value === 'number') return value + 1_000_003;
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return [...(value as readonly Json[]), 'unknown'];
  return isObject(value) ? { ...value, unknown: true } : 'unknown';
}

/** A value in a few characters. */
export function show(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
