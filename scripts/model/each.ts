import type { CaseSpec, EndpointSpec } from '../language/definition.ts';
import { isObject, type Json } from '../source/json.ts';
import type { Context } from './context.ts';

type Row = Readonly<Record<string, Json>>;

/** The cases of an endpoint, those with a table once for each of its rows. */
export function casesOf(endpoint: EndpointSpec, context: Context): CaseSpec[] {
  return (endpoint.cases ?? []).flatMap((spec) =>
    (spec.each ?? []).map((row) => withRow(spec, row, context)).concat(spec.each ? [] : [spec]),
  );
}

/** A case with `{name}` filled in from one row; places stay those of the case. */
function withRow(spec: CaseSpec, row: Row, context: Context): CaseSpec {
  const { each: _, ...rest } = spec;
  const filled = fill(rest as unknown as Json, row, context) as unknown as CaseSpec;
  // Rows that the name does not tell apart are told apart by what they hold.
  const name = filled.name === spec.name ? `${spec.name} (${Object.values(row).join(', ')})` : filled.name;
  const named = { ...filled, name };
  context.places.copy(spec, named);
  return named;
}

function fill(value: Json, row: Row, context: Context): Json {
  if (typeof value === 'string') return fillText(value, row);
  if (Array.isArray(value)) {
    const list = value.map((item: Json) => fill(item, row, context));
    context.places.copy(value, list);
    return list;
  }
  // A schema is the same for every row.
  if (!isObject(value) || ('schema' in value && 'pointer' in value && 'file' in value)) return value;
  const map = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fill(member, row, context)]));
  context.places.copy(value, map);
  return map;
}

/** A text that is nothing but `{name}` becomes the value with its type. */
function fillText(text: string, row: Row): Json {
  const whole = /^\{([^{}]+)\}$/.exec(text)?.[1];
  if (whole !== undefined && Object.hasOwn(row, whole)) return row[whole] as Json;
  return text.replace(/(?<!\{)\{([^{}]+)\}(?!\})/g, (written, name: string) => (Object.hasOwn(row, name) ? String(row[name]) : written));
}
