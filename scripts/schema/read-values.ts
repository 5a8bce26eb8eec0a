/**
 * Reads text as what a schema asks for: integers, booleans and lists. Where a schema leaves several readings open, one
 * that it accepts is enough.
 */

import { type Json, pointerTokens } from '../source/json.ts';
import type { CompiledSchema } from './compile.ts';
import type { Finding } from './types.ts';
import { validate } from './validate.ts';
import { itemSchemas, propertySchemas, wantedTypes } from './wanted-types.ts';

/**
 * What is wrong with a parameter that was sent with these values (never none). Several values are a list, and one is a
 * list of one where the schema asks for a list.
 * @param commas whether one value may also be a list with commas, as it may in a header (RFC 9110 section 5.6.1)
 */
export function findingsOfValues(values: readonly string[], compiled: CompiledSchema, commas = false): readonly Finding[] {
  const { schema } = compiled;
  const all = readings(values, [schema], schema);
  const [only] = values;
  if (commas && values.length === 1 && only?.includes(',')) {
    const items = only.split(',').map((item) => item.trim());
    all.push(...readings(items, [schema], schema));
  }
  return leastWrong(all.map((reading) => validate(compiled, reading)));
}

/**
 * What is wrong with the fields of a form, seen as an object.
 * @param fields the values of each field by its name
 */
export function findingsOfFields(fields: ReadonlyMap<string, readonly string[]>, compiled: CompiledSchema): readonly Finding[] {
  const { schema } = compiled;
  const choices = new Map(
    [...fields].map(([name, values]) => [name, { all: readings(values, propertySchemas(schema, schema, name), schema), chosen: 0 }]),
  );
  const check = () => validate(compiled, Object.fromEntries([...choices].map(([name, { all, chosen }]) => [name, all[chosen] ?? null])));
  const attempts: (readonly Finding[])[] = [];
  // A finding below a field is about that field: its next reading may fit. Each has at most four.
  for (let pass = 0; pass < 4; pass++) {
    const findings = check();
    attempts.push(findings);
    let changed = false;
    for (const name of new Set(findings.map((finding) => pointerTokens(finding.pointer)[0] ?? ''))) {
      const choice = choices.get(name);
      if (!choice || choice.chosen + 1 >= choice.all.length) continue;
      choice.chosen += 1;
      changed = true;
    }
    if (!changed) return leastWrong(attempts);
  }
  return leastWrong(attempts);
}

/** What these values can be under the schemas, the one that is most asked for first. */
function readings(values: readonly string[], schemas: readonly Json[], root: Json): Json[] {
  const types = typesOf(schemas, root);
  const itemTypes = typesOf(
    schemas.flatMap((schema) => itemSchemas(schema, root)),
    root,
  );
  const lists: Json[] = [values.map((value) => typed(value, itemTypes)), [...values]];
  const [only] = values;
  if (values.length !== 1 || only === undefined) return lists;
  return [typed(only, types), ...(types.has('array') ? lists : []), only];
}

function typesOf(schemas: readonly Json[], root: Json): ReadonlySet<string> {
  return new Set(schemas.flatMap((schema) => [...wantedTypes(schema, root)]));
}

/** A number or a boolean where that is asked for and the text is one in JSON; otherwise the text. */
function typed(text: string, types: ReadonlySet<string>): Json {
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  const numeric = types.has('number') || types.has('integer');
  if (!numeric || !/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return text;
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

/** The findings that say most about the value: none if possible, else those of a reading that has the right type. */
function leastWrong(attempts: readonly (readonly Finding[])[]): readonly Finding[] {
  const mistyped = (findings: readonly Finding[]) => findings.filter((finding) => finding.keyword === 'type').length;
  let best = attempts[0] ?? [];
  for (const findings of attempts) {
    if (findings.length === 0) return findings;
    if (mistyped(findings) < mistyped(best)) best = findings;
  }
  return best;
}
