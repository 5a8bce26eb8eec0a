import type { Json, JsonObject } from '../../source/json.ts';
import type { Maker, SamplePlace } from './maker.ts';
import { matchesOf } from './pattern.ts';
import { type Demand, objectAt, type Part, type Shape, withDependentNames } from './shape.ts';

/** How many optional properties an object shows when nothing else is said. */
const usual = 12;

/** How many optional properties one that is an object or a list stands for. */
const weight = 3;

/** How many properties are made up at most. */
const mostInvented = 100;

/** Objects for a shape: with what is required and some of the rest; then without the rest, and with each part of it alone. */
export function* objects(shape: Shape, place: SamplePlace, maker: Maker): Generator<Json> {
  const { parts, required } = shape;
  const counts = (keyword: string): number[] =>
    parts.flatMap(({ schema }) => (typeof schema[keyword] === 'number' ? [schema[keyword]] : []));
  const least = Math.max(0, ...counts('minProperties'));
  const most = Math.min(...counts('maxProperties'));
  if (required.size > most) return;

  const known = new Set(parts.flatMap(({ schema }) => Object.keys(objectAt(schema, 'properties'))));
  const made = new Map<string, Json>();
  const make = (name: string): boolean => {
    if (made.has(name)) return true;
    const [value] = maker.candidates(demandsOn(name, parts), { ...place, name, within: place.name ?? place.within });
    if (value !== undefined) made.set(name, value);
    return value !== undefined;
  };
  const build = (names: Iterable<string>): JsonObject => {
    // In the order of the schema; what it does not know comes last.
    const chosen = new Set(names);
    const ordered = [...[...known].filter((name) => chosen.has(name)), ...[...chosen].filter((name) => !known.has(name))];
    return Object.fromEntries(ordered.map((name) => [name, made.get(name) as Json]));
  };
  for (const name of required) if (!make(name)) return;

  const optional: string[] = [];
  for (const name of chooseOptional([...known], shape, place, maker)) {
    if (required.size + optional.length < most && make(name)) optional.push(name);
  }
  const whole = [...withDependentNames(new Set([...required, ...optional]), parts)];
  const invented: string[] = [];
  const invent = (upTo: number): void => {
    for (const name of inventedNames(parts, place, maker)) {
      if (invented.length >= upTo) return;
      if (!known.has(name) && !required.has(name) && !invented.includes(name) && make(name)) invented.push(name);
    }
  };
  if (known.size === 0 && required.size === 0 && hasEntries(parts, place, maker)) invent(Math.min(1, most));
  if (whole.every(make)) {
    if (whole.length + invented.length < least) invent(least - whole.length);
    yield build([...whole, ...invented]);
  }
  // Fewer, for what the others stand against.
  const bare = [...required];
  const rest = [...known].filter((name) => !required.has(name));
  if (bare.length < least) {
    const more = rest.filter((name) => make(name)).slice(0, least - bare.length);
    if (bare.length + more.length < least) invent(least - bare.length - more.length);
    yield build([...bare, ...more, ...invented]);
  } else yield build(bare);
  for (const name of rest.slice(0, 2 * usual)) if (make(name)) yield build(withDependentNames(new Set([...bare, name]), parts).keys());
  for (const name of optional) yield build(whole.filter((other) => other !== name));
}

/** The optional properties to show: plain values before objects and lists, nothing that leads back to where it is. */
function chooseOptional(known: readonly string[], { parts, required }: Shape, place: SamplePlace, maker: Maker): string[] {
  let room = Math.floor((maker.options.optional ?? usual) / 2 ** (place.depth - 1));
  const found = known.flatMap((name) => {
    const shape = required.has(name) || room === 0 ? undefined : maker.shapes(demandsOn(name, parts), place).next().value;
    if (!shape || shape.isRecursive || maker.isHidden(shape) || isConditional(name, parts)) return [];
    const isPlain = shape.types ? !shape.types.includes('object') && !shape.types.includes('array') : !hasMembers(shape);
    return [{ name, cost: isPlain ? 1 : weight }];
  });
  return [...found.filter(({ cost }) => cost === 1), ...found.filter(({ cost }) => cost > 1)]
    .filter(({ cost }) => {
      if (cost > room) return false;
      room -= cost;
      return true;
    })
    .map(({ name }) => name);
}

function hasMembers({ parts }: Shape): boolean {
  return parts.some(({ schema }) => schema['properties'] !== undefined || schema['items'] !== undefined);
}

/** Whether a property, when it is there, makes other rules hold. */
function isConditional(name: string, parts: readonly Part[]): boolean {
  return parts.some(({ schema }) => Object.hasOwn(objectAt(schema, 'dependentSchemas'), name));
}

/** What the value of a property has to match. */
export function demandsOn(name: string, parts: readonly Part[]): Demand[] {
  const demands: Demand[] = [];
  let isEvaluated = false;
  for (const { schema, scope } of parts) {
    const properties = objectAt(schema, 'properties');
    const own: Json[] = Object.hasOwn(properties, name) ? [properties[name] as Json] : [];
    for (const [pattern, each] of Object.entries(objectAt(schema, 'patternProperties')))
      if (new RegExp(pattern, 'u').test(name)) own.push(each);
    if (own.length === 0 && schema['additionalProperties'] !== undefined) own.push(schema['additionalProperties']);
    if (own.length > 0) isEvaluated = true;
    for (const each of own) demands.push({ schema: each, scope });
  }
  for (const { schema, scope } of parts) {
    if (!isEvaluated && schema['unevaluatedProperties'] !== undefined) demands.push({ schema: schema['unevaluatedProperties'], scope });
  }
  return demands;
}

/** Whether an object is a map: any names, with values that something is known of. */
function hasEntries(parts: readonly Part[], place: SamplePlace, maker: Maker): boolean {
  const rules = parts.filter(({ schema }) =>
    ['additionalProperties', 'patternProperties', 'unevaluatedProperties'].some((keyword) => typeof schema[keyword] === 'object'),
  );
  if (rules.length === 0 || place.depth > 3) return false;
  const first = maker.shapes(demandsOn('key', parts), place).next().value;
  return first === undefined || !first.isRecursive;
}

/** Names for properties that the schema does not name. */
function* inventedNames(parts: readonly Part[], place: SamplePlace, maker: Maker): Generator<string> {
  const rules = parts.flatMap(({ schema, scope }): Demand[] =>
    schema['propertyNames'] === undefined ? [] : [{ schema: schema['propertyNames'], scope }],
  );
  const isName = (name: string): boolean => rules.every((rule) => maker.accepts(rule, name));
  const patterns = parts.flatMap(({ schema }) => Object.keys(objectAt(schema, 'patternProperties')));
  for (const pattern of patterns) for (const name of matchesOf(pattern, 1, 100)) if (isName(name)) yield name;
  let left = mostInvented;
  const named = rules.length > 0 ? maker.candidates([...rules, { schema: { type: 'string' }, scope: {} }], { ...place, name: 'key' }) : [];
  for (const name of named) {
    if (typeof name === 'string') yield name;
    if (--left === 0) return;
  }
  if (isName('key')) yield 'key';
  for (let number = 2; number < mostInvented; number++) if (isName(`key${number}`)) yield `key${number}`;
}
