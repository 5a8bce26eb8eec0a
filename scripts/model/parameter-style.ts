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
  label: ',',
  matrix: ',',
  spaceDelimited: ' ',
  pipeDelimited: '|',
  deepObject: ',',
};

/** A value as it is sent: one pair, or several. */
export function writeParameter(parameter: Written, value: Json): NamedValue[] {
  const { name, style, explode, contentType } = parameter;
  const one = (text: string): NamedValue[] => [{ name, value: text }];
  if (contentType !== undefined) return one(JSON.stringify(value));
  if (style === 'label' || style === 'matrix') return one(writePrefixed(parameter, value));
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

/** A value as RFC 6570 (sections 3.2.5 and 3.2.7) expands it in a path: `.a.b` for a label, `;name=a` for a matrix. */
function writePrefixed({ name, style, explode }: Written, value: Json): string {
  const members = isObject(value) ? Object.entries(value).map(([key, member]) => [key, scalarText(member as Json)] as const) : undefined;
  const parts = members?.map(([key, member]) => (explode ? `${key}=${member}` : `${key},${member}`)) ?? valuesOf(value);
  if (style === 'label') return `.${parts.join(explode ? '.' : ',')}`;
  if (!explode) return `;${name}=${parts.join(',')}`;
  return parts.map((part) => (members ? `;${part}` : `;${name}=${part}`)).join('');
}

/** The parts of what `writePrefixed` wrote, without what stands before each; undefined for what it never writes. */
function readPrefixed({ name, style, explode }: Written, text: string, isMap: boolean): string[] | undefined {
  if (style === 'label') return text.startsWith('.') ? text.slice(1).split(explode ? '.' : ',') : undefined;
  const own = `${name}=`;
  if (!text.startsWith(';')) return undefined;
  const parts = text.slice(1).split(';');
  if (explode && isMap) return parts;
  if (!parts.every((part) => part.startsWith(own)) || (parts.length > 1 && !explode)) return undefined;
  const values = parts.map((part) => part.slice(own.length));
  return explode ? values : (values[0] ?? '').split(',');
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
  if (style === 'label' || style === 'matrix') {
    const parts = readPrefixed(parameter, only, properties !== undefined);
    if (parts && properties) return { fields: fieldsOf(parts, explode) };
    // One value may hold what parts a list.
    return { values: parts === undefined ? [] : isList ? parts : [parts.join(explode && style === 'label' ? '.' : ',')] };
  }
  if (properties) return { fields: fieldsOf(only.split(','), explode) };
  return { values: isList && !repeats(parameter) ? only.split(separators[style]) : values };
}

/** The fields of an object that was written as one text: `a=1` each, or names and values in turn. */
function fieldsOf(parts: readonly string[], explode: boolean): Map<string, string[]> {
  return new Map(
    explode
      ? parts.map((part) => [part.slice(0, part.indexOf('=')), [part.slice(part.indexOf('=') + 1)]])
      : parts.flatMap((key, i): [string, string[]][] => (i % 2 === 0 ? [[key, [parts[i + 1] ?? '']]] : [])),
  );
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
