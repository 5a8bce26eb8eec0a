import { isObject, type Json, type JsonObject } from '../../source/json.ts';
import type { Attempt } from './attempt.ts';

const wrong = 'not what it should be';
const unknown = 'NOT_IN_THE_DOCUMENTATION';

/** The ways in which any value breaks what one schema object asks for, whatever its type. */
export function* valueBreaks(value: Json, schema: JsonObject): Generator<Attempt> {
  const { type, not, anyOf, oneOf } = schema;
  if (type !== undefined) yield { keyword: 'type', words: 'of the wrong type', values: ofOtherTypes([type].flat() as string[]) };
  if (Array.isArray(schema['enum']))
    yield { keyword: 'enum', words: 'of an unknown value', values: others(value, schema['enum'] as readonly Json[]) };
  if (Object.hasOwn(schema, 'const'))
    yield { keyword: 'const', words: 'of another value', values: others(value, [schema['const'] as Json]) };
  if (not !== undefined) yield { keyword: 'not', words: 'of a kind that is ruled out', values: fitting(value, not) };
  const branches = (list: Json | undefined) => (Array.isArray(list) ? (list as readonly Json[]) : []);
  for (const [keyword, list] of [['anyOf', branches(anyOf)] as const, ['oneOf', branches(oneOf)] as const]) {
    if (list.length > 0) yield { keyword, words: 'of no kind that there is', values: unlike(value, list) };
  }
  if (branches(oneOf).length > 1)
    yield {
      keyword: 'oneOf',
      part: ['only one'],
      words: 'of two kinds at once',
      values: branches(oneOf).flatMap((branch) => fitting(value, branch)),
    };
}

/** Values that no server can take for one of the types: texts, numbers and booleans are turned into each other too easily. */
export function ofOtherTypes(types: readonly string[]): Json[] {
  const candidates: readonly (readonly [string, Json])[] = [
    ['object', { not: 'expected' }],
    ['array', ['not expected']],
    ['string', wrong],
    ['number', 0.5],
    ['boolean', true],
    ['null', null],
  ];
  const wanted = (type: string) => types.includes(type) || (type === 'number' && types.includes('integer'));
  const scalars = types.every((type) => type !== 'object' && type !== 'array');
  const numeric = types.every((type) => type === 'integer' || type === 'number' || type === 'boolean');
  const fitting = candidates.filter(([type]) => !wanted(type));
  const first = numeric ? wrong : (fitting.find(([type]) => scalars || type !== 'object') ?? ['null', null])[1];
  return [first, ...fitting.map(([, value]) => value).filter((value) => value !== first)];
}

/** Values beside the listed ones, of the type and about the length that they have. */
function others(value: Json, listed: readonly Json[]): Json[] {
  const like = listed.some((each) => each === value) ? value : (listed[0] ?? null);
  const texts = listed.filter((each) => typeof each === 'string');
  const numbers = listed.filter((each) => typeof each === 'number');
  if (texts.length > 0 || listed.length === 0) {
    const [first = ''] = typeof like === 'string' ? [like] : texts;
    const reversed = [...first].reverse().join('');
    return [
      unknown,
      'x'.repeat(first.length),
      'X'.repeat(first.length),
      '0'.repeat(first.length),
      reversed,
      `${first}x`,
      `x${first}`,
      first.slice(0, -1),
    ];
  }
  if (numbers.length > 0) {
    const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
    return [987_654_321, most + 1, least - 1, most * 10 + 1, least / 2, 0, 1, 2, 3];
  }
  return [987_654_321, unknown, value !== true, null, { not: 'expected' }, []];
}

/** A value changed so that it may fit a schema: what it must have is put in. */
function fitting(value: Json, schema: Json): Json[] {
  if (!isObject(schema)) return [];
  const { type, required, properties, minimum, maximum, minLength, enum: all, anyOf, allOf } = schema;
  const found: Json[] = [
    ...(Array.isArray(all) ? (all as readonly Json[]) : []),
    ...(Object.hasOwn(schema, 'const') ? [schema['const'] as Json] : []),
  ];
  const samples: Readonly<Record<string, Json>> = {
    string: 'x',
    integer: 1,
    number: 0.5,
    boolean: true,
    null: null,
    array: [],
    object: {},
  };
  for (const each of [type].flat()) if (typeof each === 'string' && samples[each] !== undefined) found.push(samples[each]);
  for (const bound of [minimum, maximum]) if (typeof bound === 'number') found.push(bound);
  if (typeof minLength === 'number') found.push('x'.repeat(Math.min(minLength, 5000)));
  for (const branch of [anyOf, allOf])
    if (Array.isArray(branch)) for (const each of branch as readonly Json[]) found.push(...fitting(value, each));
  if (isObject(value) && (Array.isArray(required) || isObject(properties))) {
    const named = isObject(properties) ? properties : {};
    const names = [...new Set([...(Array.isArray(required) ? (required as readonly string[]) : []), ...Object.keys(named)])];
    const member = (name: string) =>
      fitting(value[name] ?? null, named[name] ?? true)[0] ?? (Object.hasOwn(value, name) ? (value[name] as Json) : 'x');
    found.push({ ...value, ...Object.fromEntries(names.map((name) => [name, member(name)])) });
  }
  return found;
}

/** Values that fit none of some schemas: another type, or without what they need. */
function unlike(value: Json, branches: readonly Json[]): Json[] {
  const found: Json[] = [];
  if (isObject(value)) {
    const needed = branches.flatMap((each) =>
      isObject(each) && Array.isArray(each['required']) ? (each['required'] as readonly string[]) : [],
    );
    found.push(Object.fromEntries(Object.entries(value).filter(([name]) => !needed.includes(name))), {});
  }
  return [...found, wrong, 987_654_321.5, true, { not: 'expected' }, ['not expected'], null];
}
