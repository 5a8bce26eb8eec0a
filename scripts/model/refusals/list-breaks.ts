import { accepts, type SchemaPart } from '../../schema/parts.ts';
import { isObject, type Json, type JsonObject } from '../../source/json.ts';
import type { Attempt } from './attempt.ts';
import { otherThan, smallValue } from './small-value.ts';

/** Longer than this no list is made, to break a bound. */
const longest = 1000;

/** The ways in which a list breaks what one schema object asks for. */
export function* listBreaks(value: readonly Json[], { schema, compiled }: SchemaPart, around: readonly JsonObject[]): Generator<Attempt> {
  const { minItems, maxItems, uniqueItems, contains, items, unevaluatedItems, prefixItems } = schema;
  // Of what a list has to contain there may be too much: it is filled up with other things.
  const counted = around.flatMap((each) => (each['maxContains'] === undefined ? [] : [each['contains'] ?? true]));
  const uncounted =
    counted.length === 0
      ? undefined
      : (value.find((item) => !counted.some((each) => accepts(compiled, each, item))) ??
        smallValue(compiled, [items ?? true, ...counted.map((not) => ({ not }))]));
  const own = value[0] ?? smallValue(compiled, [items ?? true]) ?? 'x';
  const repeated = (length: number) => Array.from({ length }, (_, i) => value[i % value.length] ?? own);
  const listed = isObject(items) && Array.isArray(items['enum']) ? (items['enum'] as readonly Json[]) : [];
  const unused = listed.filter((each) => !value.includes(each));
  const further = (i: number) => unused[i - value.length] ?? otherThan(value[i % Math.max(1, value.length)] ?? own, i);
  const differing = (length: number) => Array.from({ length }, (_, i) => (i < value.length ? (value[i] as Json) : further(i)));
  if (typeof minItems === 'number' && minItems > 0) {
    const values = [value.slice(0, minItems - 1), value.slice(value.length - minItems + 1)];
    yield { keyword: 'minItems', words: 'too short', values };
  }
  if (typeof maxItems === 'number' && maxItems < longest) {
    const filled = [...value, ...Array<Json>(Math.max(0, maxItems + 1 - value.length)).fill(uncounted ?? own)];
    const filledDifferently = filled.map((each, i) => (i < value.length ? each : otherThan(each, i - value.length)));
    yield {
      keyword: 'maxItems',
      words: 'too long',
      values: [
        repeated(maxItems + 1),
        differing(maxItems + 1),
        [...value, ...differing(maxItems + 1)].slice(0, maxItems + 1),
        filled,
        filledDifferently,
      ],
    };
  }
  if (uniqueItems === true) {
    const values = [
      [...value, own],
      [...value.slice(0, -1), own],
      [own, own],
    ];
    yield { keyword: 'uniqueItems', words: 'with two equal items', values };
  }
  if (contains !== undefined) {
    const isIn = (item: Json) => accepts(compiled, contains, item);
    const inside = value.filter(isIn);
    const outside = value.filter((item) => !isIn(item));
    const stranger: readonly Json[] = [outside[0] ?? [], ['not expected', 987_654_321, { not: 'expected' }, null]]
      .flat()
      .filter((item) => !isIn(item));
    const but = (n: number) => [
      [...inside.slice(0, n), ...outside],
      ...stranger.map((item) => [...inside.slice(0, n), ...Array(value.length - n).fill(item)]),
    ];
    const least = typeof schema['minContains'] === 'number' ? schema['minContains'] : 1;
    const sample = inside[0] ?? smallValue(compiled, [contains]) ?? own;
    if (least > 0) yield { keyword: 'contains', words: 'without what it has to contain', values: but(0) };
    if (schema['minContains'] !== undefined && least > 1)
      yield { keyword: 'minContains', words: 'with too few of what it has to contain', values: but(least - 1) };
    if (typeof schema['maxContains'] === 'number' && schema['maxContains'] < longest) {
      const missing = schema['maxContains'] + 1 - inside.length;
      const more = (n: number) => Array.from({ length: Math.max(0, n) }, () => sample);
      const differently = Array.from({ length: Math.max(0, missing) }, (_, i) => otherThan(sample, i + 1));
      // Where the list is full, they come in place of others.
      const fewer = [...inside, ...outside.slice(0, Math.max(0, outside.length - missing))];
      const values = [value, fewer].flatMap((start) => [
        [...start, ...more(missing)],
        [...start, ...differently],
      ]);
      yield { keyword: 'maxContains', words: 'with too many of what it may contain', values };
    }
  }
  const room = Array.isArray(prefixItems) ? prefixItems.length : 0;
  const filled = [
    ...value,
    ...Array.from(
      { length: Math.max(0, room - value.length) },
      (_, i) => smallValue(compiled, [(prefixItems as readonly Json[])[value.length + i] ?? true]) ?? 'x',
    ),
  ];
  for (const [keyword, argument] of [['items', items] as const, ['unevaluatedItems', unevaluatedItems] as const])
    if (argument === false)
      yield {
        keyword,
        words: 'with an item too many',
        values: [
          [...filled, 'not expected'],
          [...filled, 1],
          [...filled, own],
        ],
      };
}
