import { isObject, type Json, type JsonObject } from '../source/json.ts';
import type { NamedValue } from './model.ts';

/** A value as it stands in a URL, a header or a form field: text as it is, anything else as JSON writes it. */
export function scalarText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The values of a parameter that may be repeated: a list gives several, anything else one. */
export function valuesOf(value: Json): string[] {
  return Array.isArray(value) ? value.map(scalarText) : [scalarText(value)];
}

/** The fields that a form sends for an object. */
export function fieldsOf(value: JsonObject): NamedValue[] {
  return Object.entries(value).flatMap(([name, field]) =>
    isObject(field) ? [{ name, value: scalarText(field) }] : valuesOf(field).map((each) => ({ name, value: each })),
  );
}

/** The values by name, in order within a name. */
export function groupByName(values: readonly NamedValue[], fold: (name: string) => string = (name) => name): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { name, value } of values) {
    const group = groups.get(fold(name));
    if (group) group.push(value);
    else groups.set(fold(name), [value]);
  }
  return groups;
}
