import { fillJson, type Variables } from '../mock/template.ts';
import type { Request } from '../model/model.ts';
import type { SchemaPart } from '../schema/parts.ts';
import { describeFinding, validate } from '../schema/validate.ts';
import { isEqualJson } from '../schema/validator/values.js';
import { isObject, type Json, pointerTokens, valueAt } from '../source/json.ts';
import type { Span } from '../source/source-file.ts';
import { readJson } from './read-json.ts';

/** The first thing in which a body breaks what is documented, as far as data says it. */
export interface Breach {
  readonly text: string;
  readonly schema: SchemaPart['compiled'] | undefined;
  /** In the schema, such as `#/properties/size/type`. */
  readonly location: string | undefined;
  readonly span: Span;
}

/**
 * Holds a body to what a request documents of it: its schemas, and the values that it must have at certain places. It is
 * what the scripts in the collection are judged by, and shares with them no more than the meaning of a schema.
 * @returns undefined when nothing is broken
 */
export function breachOf(request: Request, text: string, variables: Variables): Breach | undefined {
  const { readAs, schemas, origin } = request.expected;
  const held = request.checks.filter((check) => check.kind === 'equals' || check.kind === 'capture');
  if (readAs === 'none' && held.length === 0) return undefined;
  let body: Json = text;
  if (readAs !== 'text') {
    if (schemas.length === 0 && held.length === 0) return undefined;
    const read = readJson(text);
    if (read === undefined) return { text: 'the body is to be JSON', schema: undefined, location: undefined, span: origin };
    body = read;
  }
  for (const schema of schemas) {
    const [finding] = validate(schema, body);
    if (finding) return { text: describeFinding(finding), schema, location: finding.location, span: origin };
  }
  for (const check of held) {
    if (check.kind === 'capture' && !('pointer' in check.from)) continue;
    const pointer = check.kind === 'equals' ? check.pointer : 'pointer' in check.from ? check.from.pointer : '';
    const found = memberAt(body, pointer);
    const wrong = check.kind === 'equals' ? !isEqualJson(found, fillJson(check.value, variables)) : found === undefined || found === null;
    if (wrong) return { text: check.name, schema: undefined, location: undefined, span: check.origin };
  }
  return undefined;
}

/** What a pointer names in a body that may be text as well. */
function memberAt(body: Json, pointer: string): Json | undefined {
  return pointerTokens(pointer).length > 0 && !isObject(body) && !Array.isArray(body) ? undefined : valueAt(body, pointer);
}
