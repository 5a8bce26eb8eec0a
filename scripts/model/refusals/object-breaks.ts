import type { SchemaPart } from '../../schema/parts.ts';
import { isObject, type Json, type JsonObject } from '../../source/json.ts';
import { namesOfPattern } from './absent-members.ts';
import type { Attempt } from './attempt.ts';
import { smallValue } from './small-value.ts';

const stranger = 'notInTheDocumentation';

/** More properties than these are not made, to break a bound. */
const most = 200;

/** The ways in which an object breaks what one schema object asks for; `of` writes the name of a property with its place. */
export function* objectBreaks(
  value: JsonObject,
  { schema, compiled }: SchemaPart,
  around: readonly JsonObject[],
  of: (name: string) => string,
): Generator<Attempt> {
  const { required, dependentRequired, minProperties, maxProperties, properties } = schema;
  const named = (key: 'properties' | 'patternProperties') => Object.assign({}, ...around.map((each) => each[key] ?? {})) as JsonObject;
  const own = isObject(properties) ? properties : {};
  for (const name of Array.isArray(required) ? (required as readonly string[]) : [])
    if (Object.hasOwn(value, name))
      yield { keyword: 'required', part: [name], words: '', whole: `without ${of(name)}`, values: [without(value, [name])] };

  for (const [name, needs] of isObject(dependentRequired) ? Object.entries(dependentRequired) : []) {
    const complete: JsonObject = {
      ...value,
      [name]: value[name] ?? smallValue(compiled, [named('properties')[name] ?? true], name) ?? 'x',
    };
    for (const need of needs as readonly string[]) {
      const others = (needs as readonly string[]).filter((each) => each !== need && !Object.hasOwn(value, each));
      const filled = {
        ...complete,
        ...Object.fromEntries(others.map((each) => [each, smallValue(compiled, [named('properties')[each] ?? true], each) ?? 'x'])),
      };
      yield {
        keyword: 'dependentRequired',
        part: [name, need],
        words: '',
        whole: `with ${of(name)} but without ${of(need)}`,
        values: [without(filled, [need])],
      };
    }
  }
  for (const [name, part] of Object.entries(own))
    if (part === false)
      yield {
        keyword: 'properties',
        part: [name],
        words: '',
        whole: `with ${of(name)}, which it must not have`,
        values: [
          { ...value, [name]: 'x' },
          { ...value, [name]: true },
        ],
      };

  const names = Object.keys(value);
  const needed = around.flatMap((each) => (Array.isArray(each['required']) ? (each['required'] as readonly string[]) : []));
  const optional = names.filter((name) => !needed.includes(name));
  for (const keyword of ['additionalProperties', 'unevaluatedProperties']) {
    if (schema[keyword] !== false) continue;
    // Where there is no room for one more, it comes in place of another.
    const values = [value, without(value, optional.slice(0, 1))].flatMap((each) =>
      [true, 'x', 1].map((by) => ({ ...each, [stranger]: by })),
    );
    yield { keyword, words: '', whole: `with the unknown property ${of(stranger)}`, values };
  }
  if (typeof minProperties === 'number' && minProperties > 0) {
    const surplus = Math.max(0, names.length - minProperties + 1);
    const values = [
      without(value, optional.slice(0, surplus)),
      without(value, optional.slice(-surplus)),
      without(value, [...optional, ...names].slice(0, surplus)),
    ];
    yield { keyword: 'minProperties', words: 'with too few properties', values };
  }
  if (typeof maxProperties === 'number' && maxProperties < most) {
    const missing = Math.max(0, maxProperties + 1 - names.length);
    const documented = Object.entries(named('properties')).flatMap(([name, part]): [string, Json][] => {
      const made = Object.hasOwn(value, name) ? undefined : smallValue(compiled, [part], name);
      return made === undefined ? [] : [[name, made]];
    });
    const patterned = Object.entries(named('patternProperties')).flatMap(([pattern, part]): [string, Json][] => {
      const made = smallValue(compiled, [part]) ?? 'x';
      return namesOfPattern(pattern, missing).map((name): [string, Json] => [name, made]);
    });
    const rest = around.flatMap((each) => [each['additionalProperties'], each['unevaluatedProperties']]).find(isObject);
    const further = [rest === undefined ? undefined : smallValue(compiled, [rest]), 'x', 1, true].filter((each) => each !== undefined);
    const extra = (by: Json) => Array.from({ length: missing }, (_, i): [string, Json] => [`further${i + 1}`, by]);
    const values = [...[...further].map((by) => [...documented, ...extra(by)]), patterned, extra('x')];
    yield {
      keyword: 'maxProperties',
      words: 'with too many properties',
      values: values.map((more) => ({ ...value, ...Object.fromEntries(more.slice(0, missing)) })),
    };
  }
}

function without(value: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !names.includes(key)));
}
