import { isObject, type Json } from '../source/json.ts';
import type { NamedValue, Parameter } from './model.ts';
import { scalarText, valuesOf } from './scalar.ts';

// How values that are no single text are written into a URL or a header (OpenAPI 3.1, Parameter Object, "style" and "explode").

/** What decides about how a parameter is written. */
export type Written = Pick<Parameter, 'in' | 'name' | 'style' | 'explode' | 'contentType'>;

/** What stands between the parts of a value that is written as one text. */
const separators: Readonly<Record<Parameter['style'], string>> = {
  form: ',',
  simple: ',',
  spaceDelimited: ' ',
  pipeDelimited: '|',
  deepObject: ',',
};

/** The style of a parameter that names none. */
export function defaultStyle(place: Parameter['in']): Parameter['style'] {
  return place === 'query' || place === 'cookie' ? 'form' : 'simple';
}

/** A value as it is sent: one pair, or several. */
export function writeParameter(parameter: Written, value: Json): NamedValue[] {
  const { name, style, explode, contentType } = parameter;
  const one = (text: string): NamedValue[] => [{ name, value: text }];
  if (contentType !== undefined) return one(JSON.stringify(value));
  if (isObject(value)) {
    const members = Object.entries(value) as [string, Json][];
    if (style === 'deepObject')
      return members.flatMap(([key, member]) => valuesOf(member).map((text) => ({ name: `${name}[${key}]`, value: text })));
    if (style === 'form' && explode)
      return members.flatMap(([key, member]) => valuesOf(member).map((text) => ({ name: key, value: text })));
    const pairs = members.map(([key, member]) => (explode ? `${key}=${scalarText(member)}` : `${key},${scalarText(member)}`));
    return one(pairs.join(','));
  }
  if (!Array.isArray(value)) return one(scalarText(value));
  return repeats(parameter) ? valuesOf(value).map((text) => ({ name, value: text })) : one(valuesOf(value).join(separators[style]));
}

/** Whether the items of a list are sent one by one. */
function repeats({ in: place, explode }: Written): boolean {
  return explode && (place === 'query' || place === 'cookie');
}

/** What was received of a parameter: texts, or the fields of an object. */
export type ReceivedValues = { readonly values: readonly string[] } | { readonly fields: ReadonlyMap<string, readonly string[]> };

/**
 * Reads back what `writeParameter` wrote.
 * @param sent everything of its kind that came, by name
 * @param isList whether its schema asks for a list
 * @param properties the properties of an object that its schema asks for; undefined when it asks for none
 */
export function readParameter(
  parameter: Written,
  sent: ReadonlyMap<string, readonly string[]>,
  isList: boolean,
  properties: readonly string[] | undefined,
): ReceivedValues {
  const { name, style, explode } = parameter;
  const values = sent.get(name) ?? [];
  if (style === 'deepObject') {
    const mine = [...sent].flatMap(([key, texts]) => {
      const property = key.startsWith(`${name}[`) && key.endsWith(']') ? key.slice(name.length + 1, -1) : undefined;
      return property === undefined ? [] : [[property, texts] as const];
    });
    return mine.length > 0 ? { fields: new Map(mine) } : { values };
  }
  if (properties && style === 'form' && explode) {
    const mine = properties.flatMap((property) => (sent.has(property) ? [[property, sent.get(property) ?? []] as const] : []));
    return mine.length > 0 ? { fields: new Map(mine) } : { values };
  }
  const [only] = values;
  if (only === undefined || values.length > 1) return { values };
  if (properties) {
    const parts = only.split(',');
    const pairs = explode
      ? parts.map((part) => [part.slice(0, part.indexOf('=')), [part.slice(part.indexOf('=') + 1)]] as const)
      : parts.flatMap((key, i) => (i % 2 === 0 ? [[key, [parts[i + 1] ?? '']] as const] : []));
    return { fields: new Map(pairs) };
  }
  return { values: isList && !repeats(parameter) ? only.split(separators[style]) : values };
}

/** Cookies as one header (RFC 6265 section 4.2.1). */
export function cookieHeader(cookies: readonly NamedValue[]): NamedValue[] {
  return cookies.length === 0 ? [] : [{ name: 'Cookie', value: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }];
}

/** The cookies of a header. */
export function cookiesOf(header: string | undefined): NamedValue[] {
  return (header ?? '').split(/;\s*/).flatMap((pair) => {
    const equals = pair.indexOf('=');
    return equals < 0 ? [] : [{ name: pair.slice(0, equals), value: pair.slice(equals + 1) }];
  });
}
