import type { Json, JsonObject } from '../../source/json.ts';
import { isEqualJson } from '../validator/values.js';
import type { Maker, SamplePlace } from './maker.ts';
import type { Demand, Part, Shape } from './shape.ts';

/** No longer list is made. */
const longest = 1_000;

/** How many values are looked at for one item that has to differ from the others. */
const mostLooks = 300;

/** Lists for a shape: the first as a reader wants it, one item or a whole tuple, then shorter ones and those with more of what they have to contain. */
export function* lists({ parts }: Shape, place: SamplePlace, maker: Maker): Generator<Json> {
  const counts = (keyword: string): number[] =>
    parts.flatMap(({ schema }) => (typeof schema[keyword] === 'number' ? [schema[keyword]] : []));
  const contained = parts.filter(({ schema }) => schema['contains'] !== undefined).map(containedOf);
  const total = contained.reduce((sum, { count }) => sum + count, 0);
  const tuple = Math.max(0, ...parts.map(({ schema }) => prefixOf(schema).length));
  const least = Math.max(0, ...counts('minItems'));
  const most = Math.min(longest, ...counts('maxItems'));
  const itemsAtAll = parts.some(({ schema }) => schema['items'] !== undefined || schema['unevaluatedItems'] !== undefined);
  const isUnique = parts.some(({ schema }) => schema['uniqueItems'] === true);
  const wanted = Math.max(least, total, tuple, itemsAtAll || least > 0 ? 1 : 0);
  const lengths = new Set(
    [wanted, Math.max(least, total), Math.max(least, tuple), tuple + total, least, least + total].filter(
      (length) => length >= least && length <= most,
    ),
  );
  const [first] = lengths;
  // An item that would be what the list itself is inside of is left out where it can be.
  if (first !== undefined && least === 0 && total === 0 && leadsBack(demandsOn(0, parts), place, maker)) yield [];
  for (const length of lengths) {
    for (const start of new Set([0, tuple, Math.max(length - total, 0)])) {
      const made = make(length, placesOf(contained, start), isUnique, parts, place, maker);
      if (made) yield made;
      if (maker.isSpent()) return;
      if (total === 0) break;
    }
  }
}

type Contained = { readonly demand: Demand; readonly count: number };

function containedOf({ schema, scope }: Part): Contained {
  const { contains, minContains } = schema;
  return { demand: { schema: contains as Json, scope }, count: typeof minContains === 'number' ? minContains : 1 };
}

/** What each item has to be besides, so that the list contains what it has to: one after the other, from `start` on. */
function placesOf(contained: readonly Contained[], start: number): ReadonlyMap<number, Demand> {
  const demands = new Map<number, Demand>();
  for (const { demand, count } of contained) {
    for (let number = 0; number < Math.min(count, longest); number++) demands.set(start + demands.size, demand);
  }
  return demands;
}

function make(
  length: number,
  besides: ReadonlyMap<number, Demand>,
  isUnique: boolean,
  parts: readonly Part[],
  place: SamplePlace,
  maker: Maker,
): Json[] | undefined {
  const items: Json[] = [];
  for (let index = 0; index < length; index++) {
    const beside = besides.get(index);
    const demands = [...demandsOn(index, parts), ...(beside ? [beside] : [])];
    const item = pick(demands, isUnique ? items : [], place, maker);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

/** The first value that is none of `others`. */
function pick(demands: readonly Demand[], others: readonly Json[], place: SamplePlace, maker: Maker): Json | undefined {
  let looks = mostLooks;
  for (const value of maker.candidates(demands, place)) {
    if (!others.some((other) => isEqualJson(other, value))) return value;
    if (--looks === 0) return undefined;
  }
  return undefined;
}

function demandsOn(index: number, parts: readonly Part[]): Demand[] {
  const demands: Demand[] = [];
  let isEvaluated = false;
  for (const { schema, scope } of parts) {
    const own = prefixOf(schema)[index] ?? schema['items'];
    if (own !== undefined) {
      isEvaluated = true;
      demands.push({ schema: own, scope });
    }
  }
  for (const { schema, scope } of parts) {
    if (!isEvaluated && schema['unevaluatedItems'] !== undefined) demands.push({ schema: schema['unevaluatedItems'], scope });
  }
  return demands;
}

function prefixOf(schema: JsonObject): readonly Json[] {
  return Array.isArray(schema['prefixItems']) ? (schema['prefixItems'] as readonly Json[]) : [];
}

function leadsBack(demands: readonly Demand[], place: SamplePlace, maker: Maker): boolean {
  const [first] = maker.shapes(demands, place);
  return first === undefined || first.isRecursive;
}
