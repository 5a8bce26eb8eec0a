import type { Variables } from '../mock/template.ts';
import type { Api, Request } from '../model/model.ts';
import { itemParts, propertyParts, rootParts, type SchemaPart } from '../schema/parts.ts';
import { isObject, type Json, type JsonObject, pointerTo, valueAt } from '../source/json.ts';
import type { Span } from '../source/source-file.ts';
import { breachOf } from './body-contract.ts';
import type { Changes, Mutant, Variation } from './changes.ts';
import { readJson } from './read-json.ts';
import type { BreakClass, Gap, GapKind } from './result.ts';
import type { SeenAnswer } from './stand-in.ts';
import { limitless, mostItems, rightValues, wrongValues } from './wrong-values.ts';

/** How many items of each list are broken one by one, and how many properties of each object. */
export const mostItemsBroken = 2;
export const mostPropertiesBroken = 100;

const extra = 'anExtraProperty';

/**
 * Changes each place of a JSON body, found by walking it together with its schemas. What then breaks what is documented
 * is a mutant. What does not is a variation, and where the schema is silent rather than permissive, a gap.
 */
export function breakBody(request: Request, right: SeenAnswer, variables: Variables, api: Api): Changes {
  const root = readJson(right.body);
  const { readAs, schemas, origin } = request.expected;
  if (readAs !== 'json' || root === undefined) return { mutants: [], variations: [], gaps: [] };
  const mutants = new Map<string, Mutant>();
  const variations = new Map<string, Variation>();
  const gaps: Gap[] = [];
  const withBody = (value: Json): SeenAnswer => ({ ...right, body: JSON.stringify(value) });
  const spanOf = (part: SchemaPart | undefined, keyword = ''): Span =>
    (part && (api.locate(part.compiled, part.location + keyword) ?? api.locate(part.compiled, part.location))) ?? origin;

  /** Tries a changed body. Returns whether it breaks what is documented. */
  const attempt = (kind: BreakClass, what: string, value: Json): boolean => {
    const answer = withBody(value);
    if (answer.body === JSON.stringify(root)) return true;
    const breach = breachOf(request, answer.body, variables);
    if (!breach) return false;
    const span = (breach.schema && breach.location !== undefined && api.locate(breach.schema, breach.location)) || breach.span;
    // The spec says enough: should it survive, the fault is with the check.
    const constraint = { text: `documented, and not noticed: ${breach.text}`, span };
    if (!mutants.has(answer.body)) mutants.set(answer.body, { class: kind, what, answer, constraint });
    return true;
  };
  const vary = (what: string, value: Json) => {
    const answer = withBody(value);
    if (!variations.has(answer.body)) variations.set(answer.body, { what, answers: [answer] });
  };
  const gap = (kind: GapKind, text: string, span: Span) => gaps.push({ kind, text, span });

  const visit = (place: Place): void => {
    const { pointer, value, parts, put } = place;
    const at = pointer || 'the body';
    const keywords = parts.map((part) => part.schema);
    const typed = parts.find(({ schema }) => ['type', 'enum', 'const'].some((keyword) => Object.hasOwn(schema, keyword)));
    for (const other of wrongValues(value, keywords)) {
      if (attempt(other.class, `${at} ${other.what}`, put(other.value))) continue;
      if (other.class !== 'null' && other.class !== 'wrong type') continue;
      if (typed) vary(`${at} ${other.what}`, put(other.value));
      else untyped(place, other.class, `${at} ${other.what}`, put(other.value));
    }
    for (const other of rightValues(value, keywords))
      if (!breachOf(request, JSON.stringify(put(other.value)), variables)) vary(`${at} ${other.what}`, put(other.value));
    if (typed && limitless(value).some((other) => !breachOf(request, JSON.stringify(put(other)), variables))) {
      const [kind, text] = silence(value);
      gap(kind, `${text} (${at})`, spanOf(typed));
    }
    if (isObject(value)) visitObject(place, value);
    if (Array.isArray(value)) {
      (value as readonly Json[]).slice(0, mostItemsBroken).forEach((item, i) => {
        const list = value as readonly Json[];
        visit({
          pointer: pointerTo(pointer, i),
          value: item,
          parts: itemParts(parts, i, item),
          put: (other) => put(list.map((each, n) => (n === i ? other : each))),
          around: place,
        });
      });
    }
  };

  /** A place of which no keyword says what it may be. The author may have said in words that this is so. */
  const untyped = (place: Place, kind: BreakClass, what: string, body: Json): void => {
    const { parts, around, pointer } = place;
    const said = saidOpen(parts, api) ?? (around && parts.length > 0 ? saidOpen(around.parts, api) : undefined);
    const span = spanOf(parts.at(-1) ?? around?.parts.at(-1));
    if (said !== undefined) {
      gap('described as open', `${pointer || 'the body'}: ${said}`, span);
      vary(what, body);
      return;
    }
    const text = parts.length > 0 ? `give ${pointer || 'the body'} a type` : `describe ${pointer || 'the body'}: no schema names it`;
    const answer = withBody(body);
    mutants.set(answer.body, { class: kind, what, answer, constraint: { text, span } });
  };

  /** What the documented example has at a place: the mock may add what RFC 6749 has and the documentation does not show. */
  const exampleAt = (pointer: string): JsonObject => {
    const shown = request.expected.example === undefined ? undefined : valueAt(request.expected.example, pointer);
    return isObject(shown) ? shown : {};
  };

  const visitObject = (place: Place, value: JsonObject): void => {
    const { pointer, parts, put } = place;
    // Inside of a place that is left open, everything is: it is told once, of the place itself.
    const shown = parts.some(describesMembers) ? exampleAt(pointer) : {};
    const names = Object.keys(value).filter((name) => Object.hasOwn(shown, name));
    for (const name of names.slice(0, mostPropertiesBroken)) {
      const { [name]: member, ...rest } = value;
      const own = propertyParts(parts, name, member as Json);
      const here = pointerTo(pointer, name);
      if (!attempt('dropped property', `${here} is left out`, put(rest))) vary(`${here} is left out`, put(rest));
      visit({ pointer: here, value: member as Json, parts: own, put: (other) => put({ ...value, [name]: other }), around: place });
    }
    const more = put({ ...value, [extra]: 'more' });
    const what = `${pointer || 'the body'} has an extra property`;
    if (!attempt('extra property', what, more)) {
      vary(what, more);
      const part = parts.find(({ schema }) => schema['type'] !== undefined || schema['properties'] !== undefined);
      if (part) gap('open object', `additionalProperties: false is not said (${pointer || 'the body'})`, spanOf(part));
    }
    for (const most of parts.map(({ schema }) => schema['maxProperties'])) {
      if (typeof most !== 'number' || most >= mostItems) continue;
      const many = Object.fromEntries(Array.from({ length: most + 1 }, (_, i) => [`${extra}${i}`, 'more']));
      attempt('extra property', `${pointer || 'the body'} has more than ${most} properties`, put({ ...value, ...many }));
    }
    const reversed = Object.fromEntries(Object.entries(value).reverse());
    if (Object.keys(value).length > 1) vary(`${pointer || 'the body'} has its properties in another order`, put(reversed));
  };

  const parts = schemas.flatMap((schema) => rootParts(schema, root));
  visit({ pointer: '', value: root, parts, put: (other) => other, around: undefined });
  return { mutants: [...mutants.values()], variations: [...variations.values()], gaps };
}

/** A place in a body. */
interface Place {
  /** JSON Pointer (RFC 6901). */
  readonly pointer: string;
  readonly value: Json;
  readonly parts: readonly SchemaPart[];
  /** The whole body with another value at this place. */
  readonly put: (other: Json) => Json;
  /** The object or list that it is in. */
  readonly around: Place | undefined;
}

/**
 * Why a schema leaves a place open, if it says so: it is `true`, it has a `$comment` (where JSON Schema keeps remarks
 * among authors), or its description says that something is not documented.
 */
function saidOpen(parts: readonly SchemaPart[], api: Api): string | undefined {
  for (const part of parts) {
    if (part.isTrue) return 'the schema is true';
    const { $comment, description } = api.written(part.compiled, part.location) ?? {};
    if (typeof $comment === 'string') return $comment;
    if (typeof description === 'string' && /\b(not|un) ?(documented|specified)\b/i.test(description)) return description;
  }
  return undefined;
}

/** Whether a schema says anything of the properties that an object has. */
function describesMembers({ schema }: SchemaPart): boolean {
  return ['properties', 'patternProperties', 'additionalProperties'].some((keyword) => Object.hasOwn(schema, keyword));
}

function silence(value: Json): [GapKind, string] {
  if (typeof value === 'number') return ['number without bounds', 'no minimum, no maximum, or neither'];
  if (typeof value === 'string') return ['text of any form', 'any text is accepted'];
  return ['list of any length', 'no minItems, no maxItems, or neither'];
}
