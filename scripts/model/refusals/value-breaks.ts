import type { SchemaPart } from '../../schema/parts.ts';
import { isObject, type Json, type JsonObject } from '../../source/json.ts';
import type { Attempt } from './attempt.ts';
import { fitting } from './fitting.ts';

const wrong = 'not what it should be';
const unknown = 'NOT_IN_THE_DOCUMENTATION';

/** The ways in which any value breaks what one schema object asks for, whatever its type. */
export function* valueBreaks(value: Json, part: SchemaPart, around: readonly JsonObject[]): Generator<Attempt> {
  const { schema } = part;
  const { type, not, anyOf, oneOf } = schema;
  if (type !== undefined) yield { keyword: 'type', words: 'of the wrong type', values: ofOtherTypes([type].flat() as string[]) };
  if (Array.isArray(schema['enum']))
    yield { keyword: 'enum', words: 'of an unknown value', values: others(value, schema['enum'] as readonly Json[]) };
  if (Object.hasOwn(schema, 'const'))
    yield { keyword: 'const', words: 'of another value', values: others(value, [schema['const'] as Json]) };
  // Only made when they are tried: mostly the constraint is broken by then.
  function* fitted(...others: readonly Json[]): Generator<Json> {
    for (const other of others) {
      yield* fitting(value, other, part, around);
    }
  }
  if (not !== undefined) yield { keyword: 'not', words: 'of a kind that is ruled out', values: fitted(not) };
  const branches = (list: Json | undefined) => (Array.isArray(list) ? (list as readonly Json[]) : []);
  for (const [keyword, list] of [['anyOf', branches(anyOf)] as const, ['oneOf', branches(oneOf)] as const]) {
    if (list.length > 0) yield { keyword, words: 'of no kind that there is', values: unlike(value, list) };
  }
  if (branches(oneOf).length > 1)
    yield {
      keyword: 'oneOf',
      part: ['only one'],
      words: 'of two kinds at once',
      values: (function* () {
        yield* fitted(...branches(oneOf));
        yield 'x';
      })(),
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
