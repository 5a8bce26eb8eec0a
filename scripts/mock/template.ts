import { fillIn, variablesIn } from '../model/template.ts';
import { isObject, type Json } from '../source/json.ts';

/** What each `{{variable}}` stands for while the mock runs. */
export type Variables = Readonly<Record<string, string>>;

/** How deep a value may name further variables; Postman stops there too. */
const deepest = 20;

/** `template` with every known variable filled in, also inside of values; what is not known stays as it is. */
export function fill(template: string, variables: Variables): string {
  let text = template;
  for (let pass = 0; pass < deepest; pass++) {
    const next = fillIn(text, (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined));
    if (next === text) return text;
    text = next;
  }
  return text;
}

/** `fill` for every text inside of a JSON value, names of members included, since Postman fills in the text of a body. */
export function fillJson(value: Json, variables: Variables): Json {
  if (typeof value === 'string') return fill(value, variables);
  if (Array.isArray(value)) return value.map((item: Json) => fillJson(item, variables));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [fill(name, variables), fillJson(member, variables)]));
}

/** A hole in a pattern: it stands for any text. */
export const hole = Symbol('hole');
export type Pattern = readonly (string | typeof hole)[];

/** What `template` can be on the wire: known variables filled in, a hole for each other one (`{{$guid}}`). */
export function patternOf(template: string, variables: Variables): Pattern {
  const text = fill(template, variables);
  const pattern: (string | typeof hole)[] = [];
  let end = 0;
  for (const { name, offset } of variablesIn(text)) {
    pattern.push(text.slice(end, offset), hole);
    end = offset + name.length + '{{}}'.length;
  }
  pattern.push(text.slice(end));
  return pattern.filter((part) => part !== '');
}

/**
 * Matches a whole text; the first possible end of each hole is taken, so that the time stays linear in the text however
 * many holes there are.
 * @param least how many characters a hole stands for at least
 * @returns what each hole stands for, or undefined when the text does not match
 */
export function matchPattern(pattern: Pattern, text: string, least: 0 | 1 = 0): string[] | undefined {
  const holes: string[] = [];
  let at = 0;
  let open: number | undefined;
  for (const [i, part] of pattern.entries()) {
    if (part === hole) {
      if (open !== undefined) {
        // Two holes side by side: the first is as short as it may be.
        holes.push(text.slice(open, open + least));
        at = open + least;
      }
      open = at;
      continue;
    }
    if (open === undefined) {
      if (!text.startsWith(part, at)) return undefined;
      at += part.length;
      continue;
    }
    const last = i === pattern.length - 1;
    const found = last ? text.length - part.length : text.indexOf(part, open + least);
    if (found < open + least || !text.startsWith(part, found)) return undefined;
    holes.push(text.slice(open, found));
    at = found + part.length;
    open = undefined;
  }
  if (open === undefined) return at === text.length ? holes : undefined;
  if (text.length < open + least) return undefined;
  return [...holes, text.slice(open)];
}
