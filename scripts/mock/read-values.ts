/**
 * Reads text as what a schema asks for: everything in a URL, a header or a form is text, and a schema may want integers,
 * booleans or lists. Readings are tried instead of looking for a `type`, which may be behind any `$ref` or `anyOf`.
 */
import type { CompiledSchema } from '../schema/compile.ts';
import type { Finding } from '../schema/types.ts';
import { validate } from '../schema/validate.ts';
import { type Json, pointerTokens } from '../source/json.ts';

/**
 * What is wrong with a parameter that was sent with these values (never none): nothing, when the schema accepts any
 * reading of them. Several values are a list, and one can be a list of one.
 * @param commas whether one value may also be a list with commas, as it may in a header (RFC 9110 section 5.6.1)
 */
export function findingsOfValues(values: readonly string[], schema: CompiledSchema, commas = false): readonly Finding[] {
  const all = readings(values);
  const [only] = values;
  if (commas && values.length === 1 && only?.includes(',')) {
    const items = only.split(',').map((item) => item.trim());
    all.push(items, items.map(converted));
  }
  return leastWrong(all.map((reading) => validate(schema, reading)));
}

/**
 * What is wrong with the fields of a form, seen as an object: each field is read the way that the schema accepts it.
 * @param fields the values of each field by its name
 */
export function findingsOfFields(fields: ReadonlyMap<string, readonly string[]>, schema: CompiledSchema): readonly Finding[] {
  const choices = new Map([...fields].map(([name, values]) => [name, { all: readings(values), chosen: 0 }]));
  const check = () => validate(schema, Object.fromEntries([...choices].map(([name, { all, chosen }]) => [name, all[chosen] ?? null])));
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
  // Under anyOf a finding does not name the field, and a report may be too long to name them all.
  for (const choice of choices.values()) choice.chosen = 1 % choice.all.length;
  attempts.push(check());
  return leastWrong(attempts);
}

/** What these values can be, the most literal reading first. */
function readings(values: readonly string[]): Json[] {
  const typed = values.map(converted);
  const changed = typed.some((value, i) => value !== values[i]);
  const [first] = values;
  const lists: Json[] = changed ? [[...values], typed] : [[...values]];
  if (values.length !== 1 || first === undefined) return lists;
  return changed ? [first, typed[0] ?? null, ...lists] : [first, ...lists];
}

/** A number or a boolean where the text is one in JSON; otherwise the text. */
function converted(text: string): Json {
  if (text === 'true' || text === 'false') return text === 'true';
  if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return text;
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
