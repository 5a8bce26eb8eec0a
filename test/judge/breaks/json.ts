import { isObject, type Json } from '../server/types.ts';

/** A place in a value; `*` stands for the last item of a list. */
export type Place = readonly string[];

/** Every place in a value, the root first; of a list one item. */
export function placesOf(value: Json, place: Place = []): Place[] {
  if (Array.isArray(value)) return [place, ...value.flatMap((item: Json) => placesOf(item, [...place, '*']))];
  if (isObject(value)) return [place, ...Object.entries(value).flatMap(([name, member]) => placesOf(member, [...place, name]))];
  return [place];
}

/** The value at a place. */
export function valueAt(value: Json, place: Place): Json | undefined {
  return place.reduce<Json | undefined>((here, part) => {
    if (part === '*') return Array.isArray(here) ? (here as readonly Json[]).at(-1) : undefined;
    return isObject(here) && Object.hasOwn(here, part) ? here[part] : undefined;
  }, value);
}

/** A copy with another value at a place; `undefined` leaves it out. */
export function withValue(value: Json, place: Place, next: Json | undefined): Json {
  const [part, ...rest] = place;
  if (part === undefined) return next ?? null;
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    const last = list.at(-1);
    if (last === undefined) return value;
    const kept = list.slice(0, -1);
    return rest.length === 0 && next === undefined ? kept : [...kept, withValue(last, rest, next)];
  }
  if (!isObject(value) || !Object.hasOwn(value, part)) return value;
  if (rest.length === 0 && next === undefined) return Object.fromEntries(Object.entries(value).filter(([name]) => name !== part));
  return { ...value, [part]: withValue(value[part] as Json, rest, next) };
}

/** Values that may be wrong in the place of another, with what is wrong with them. */
export function wrongFor(value: Json): [string, Json | undefined][] {
  const all: [string, Json | undefined][] = [
    ['missing', undefined],
    ['null', null],
  ];
  if (typeof value === 'string') {
    all.push(
      ['a number', 12345],
      ['empty', ''],
      ['a list', [value]],
      ['too long', value + 'x'.repeat(300)],
      ['another text', 'UNKNOWN value'],
    );
    all.push(['with more at its end', `${value}!`], ['in capitals', value.toUpperCase()], ['in small letters', value.toLowerCase()]);
    if (/^\d{4}-\d\d-\d\d$/.test(value)) all.push(['an impossible date', '2026-02-30'], ['a time', `${value}T00:00:00Z`]);
    if (/^\d{4}-.*T/.test(value))
      all.push(['without a zone', value.slice(0, 19)], ['a date', value.slice(0, 10)], ['an impossible time', '2026-01-01T25:00:00Z']);
    if (/^[0-9a-f-]{36}$/.test(value))
      all.push(['cut off', value.slice(1)], ['without hyphens', value.replaceAll('-', '')], ['no hex', `z${value.slice(1)}`]);
    if (/^https?:/.test(value)) all.push(['relative', '/there'], ['with a space', `${value}/a b`]);
    if (value.includes('@')) all.push(['two signs', value.replace('@', '@@')], ['no domain', value.replace(/@.*/, '@')]);
  }
  if (typeof value === 'number') {
    all.push(['a string', String(value)], ['negative', -1], ['zero', 0], ['huge', 1e9], ['a fraction', value + 0.3], ['true', true]);
  }
  if (typeof value === 'boolean') all.push(['a string', String(value)], ['a number', value ? 1 : 0]);
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    const [first] = list;
    all.push(['an object', {}], ['a text', 'x'], ['empty', []], ['with null', [...list, null]]);
    if (first !== undefined) {
      all.push(['with an item twice', [...list, first]], ['too long', Array.from({ length: 30 }, (_, i) => list[i % list.length] ?? null)]);
      if (list.length > 1) all.push(['in another order', [...list].reverse()]);
    }
  }
  if (isObject(value)) all.push(['a list', []], ['a text', 'x'], ['empty', {}], ['with one more', { ...value, unexpected: 1 }]);
  return all;
}
