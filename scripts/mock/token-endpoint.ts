/** The token endpoint: RFC 6749 with the client credentials grant (section 4.4), held to what the spec documents. */
import type { Api, Auth, NamedValue, Response } from '../model/model.ts';
import { groupByName } from '../model/scalar.ts';
import { isValid } from '../schema/validate.ts';
import { isObject, type Json, type JsonObject } from '../source/json.ts';
import { checkClient, type TokenRefusal } from './client-authentication.ts';
import { documentedHeaders, headerIn } from './documented-answer.ts';
import { type AnswerContext, type Answered, headerOf, type MockAnswer, type MockRequest } from './exchange.ts';
import { receivedBody } from './received-body.ts';
import type { MockState } from './state.ts';
import { fill, fillJson, matchPattern, patternOf, type Variables } from './template.ts';
import { refusedTokenRequest } from './token-refusal.ts';

/** How long a token lives when neither the caller nor the spec says so, in milliseconds. */
const usualLife = 3_600_000;

/** Issues a token, or refuses to. */
export function answerTokenRequest(state: MockState, auth: NonNullable<Api['auth']>, request: MockRequest): Answered {
  const { endpoint, expected } = { endpoint: auth.token, expected: auth.token.request.expected };
  const context = { kind: 'token', endpoint } as const;
  const examined = examine(auth, request, state);
  if ('error' in examined) {
    const note = `refused: ${examined.error}`;
    return {
      ...refusedTokenRequest(examined, auth, request, state.variables),
      context: { ...context, candidate: undefined, token: undefined, note },
    };
  }
  const frame = frameOf(expected, state.variables);
  const life = state.tokenLife ?? documentedLife(frame);
  const token = state.tokens.issue(life, examined.scope);
  const said: AnswerContext = { ...context, candidate: endpoint.request, token: token.ordinal, note: `issued ${token.ordinal}` };
  return { ...grant(token.value, life, examined.scope, frame ?? {}, state, expected), context: said };
}

/** The scope that a good request asks for, empty for none; or why the request is refused. */
function examine(auth: Auth, request: MockRequest, { variables, assertions }: MockState): { scope: readonly string[] } | TokenRefusal {
  const body = receivedBody(request);
  if (body.mediaType !== 'application/x-www-form-urlencoded') return invalid('the body is not application/x-www-form-urlencoded');
  const form = body.form();
  if (!form) return invalid('the form has a malformed percent sequence, or one that is not UTF-8');
  const fields = new Map<string, string>();
  // A field without a value counts as left out, and none may come twice (RFC 6749 section 3.2). RFC 8707 lets `resource`.
  for (const [name, values] of groupByName(form.filter(({ value }) => value !== ''))) {
    if (values.length > 1 && name !== 'resource') return invalid(`${name} comes more than once`);
    fields.set(name, values[0] ?? '');
  }
  const grantType = fields.get('grant_type');
  if (grantType === undefined) return invalid('grant_type is missing');
  const client = checkClient(auth, request, fields, variables, assertions);
  if (client) return client;
  if (grantType !== 'client_credentials')
    return { error: 'unsupported_grant_type', description: 'grant_type has to be client_credentials' };
  return checkFurther(auth, request, fields, variables) ?? checkScope(auth, fields.get('scope'), variables);
}

/** Audience, further fields and headers have to be those of the spec. */
function checkFurther(
  auth: Auth,
  request: MockRequest,
  fields: ReadonlyMap<string, string>,
  variables: Variables,
): TokenRefusal | undefined {
  const audience: NamedValue[] = auth.audience === undefined ? [] : [{ name: 'audience', value: auth.audience }];
  for (const { name, value } of [...audience, ...auth.parameters]) {
    if (!matchPattern(patternOf(value, variables), fields.get(name) ?? ''))
      return invalid(`${name} is missing or not the one that is configured`);
  }
  for (const { name, value } of auth.headers) {
    if (!matchPattern(patternOf(value, variables), headerOf(request, name) ?? ''))
      return invalid(`the header ${name} is missing or not the one that is configured`);
  }
  return undefined;
}

/** What is asked must be part of what the spec asks (RFC 6749 section 3.3). */
function checkScope(auth: Auth, asked: string | undefined, variables: Variables): { scope: readonly string[] } | TokenRefusal {
  const words = (text: string) => text.split(' ').filter((word) => word !== '');
  const configured = new Set(auth.scope.flatMap((scope) => words(fill(scope, variables))));
  const scope = words(asked ?? '');
  if (scope.every((word) => configured.has(word))) return { scope };
  return { error: 'invalid_scope', description: 'the scope is unknown, or more than this client may have' };
}

function invalid(description: string): TokenRefusal {
  return { error: 'invalid_request', description };
}

/** The documented answer's example, which the answer is made from; undefined when there is none. */
function frameOf(expected: Response, variables: Variables): JsonObject | undefined {
  const example = expected.example === undefined ? undefined : fillJson(expected.example, variables);
  return isObject(example) ? example : undefined;
}

/** The life that the documented answer promises, in milliseconds: without an expiry a token lives until it is revoked. */
function documentedLife(frame: JsonObject | undefined): number {
  if (!frame) return usualLife;
  const seconds = typeof frame['expires_in'] === 'string' ? Number.parseFloat(frame['expires_in']) : frame['expires_in'];
  return typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : Number.POSITIVE_INFINITY;
}

/** The success answer of RFC 6749 section 5.1, in the documented frame. */
function grant(value: string, life: number, scope: readonly string[], frame: JsonObject, state: MockState, expected: Response): MockAnswer {
  const { token_type: _, scope: __, ...rest } = frame;
  // What was made to look like a type or a scope is none: the real ones take its place.
  let body: Record<string, Json> = { ...(expected.made ? rest : frame), access_token: value };
  // What the documentation does not show is told where its schema lets it.
  if (body['token_type'] === undefined) body = withMember(body, 'token_type', 'Bearer', expected);
  if (frame['expires_in'] === undefined) {
    if (Number.isFinite(life)) body = withMember(body, 'expires_in', wholeSeconds(life), expected);
  } else if (state.tokenLife !== undefined) {
    body['expires_in'] = typeof frame['expires_in'] === 'string' ? String(wholeSeconds(life)) : wholeSeconds(life);
  }
  // A granted scope that is left out is the one that was asked for (RFC 6749 section 5.1).
  if (body['scope'] === undefined && scope.length > 0) body = withMember(body, 'scope', scope.join(' '), expected);
  if (expected.made && !fits(body, expected)) body = { ...frame, ...body };

  const headers = documentedHeaders(expected, state.variables);
  if (headerIn(headers, 'content-type') === undefined) headers.unshift({ name: 'Content-Type', value: 'application/json' });
  if (headerIn(headers, 'cache-control') === undefined) headers.push({ name: 'Cache-Control', value: 'no-store' });
  return { status: expected.status, headers, body: JSON.stringify(body) };
}

function withMember(body: Record<string, Json>, name: string, value: Json, expected: Response): Record<string, Json> {
  const more = { ...body, [name]: value };
  return fits(more, expected) ? more : body;
}

function fits(body: JsonObject, { schemas }: Response): boolean {
  return schemas.every((schema) => isValid(schema, body));
}

/**
 * A life as `expires_in` says it: rounded down, so that no client trusts a token longer than it lives, but never 0, which
 * some clients take for "no expiry". A life below a second is therefore the one that is promised too long.
 */
function wholeSeconds(milliseconds: number): number {
  return Math.max(1, Math.floor(milliseconds / 1000));
}
