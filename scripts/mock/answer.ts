import type { Endpoint, NamedValue, Request } from '../model/model.ts';
import { firstDocumented } from '../model/status.ts';
import { documentedAnswer, problemAnswer } from './documented-answer.ts';
import type { AnswerContext, Answered, MockAnswer, MockRequest } from './exchange.ts';
import { parseForm } from './form.ts';
import { bestMatch, type Received } from './match.ts';
import { receivedBody } from './received-body.ts';
import { refusedToken, type TokenFault } from './refused-token.ts';
import { findRoute, type Route } from './routes.ts';
import { bringsOwnToken, type SentToken, sentToken } from './sent-token.ts';
import type { MockState } from './state.ts';
import { fill } from './template.ts';
import { answerTokenRequest } from './token-endpoint.ts';
import type { Token, Tokens } from './tokens.ts';
import { type Invalid, validateRequest } from './validate-request.ts';

/**
 * What the mock answers to a request. It reads neither clock nor network by itself, so the same requests on the same
 * state give the same answers but for the tokens, which are random.
 * @param state changes in one way: tokens are issued, used and revoked
 */
export function answer(state: MockState, request: MockRequest): Answered {
  const found = findRoute(state.routes, request.method, request.path);
  const query = parseForm(request.query);
  if (!found || !query) {
    const part = found ? 'query' : 'path';
    return noRoute(
      problemAnswer(400, 'Bad Request', `the ${part} has a malformed percent sequence`),
      `invalid: ${part} expected well-formed percent sequences`,
    );
  }
  if (!found.route) return found.allowed.length === 0 ? unknownPath(state, request) : wrongMethod(state, request, found.allowed);

  const { route, pathValues } = found;
  if (route.kind === 'token' && state.api.auth) return answerTokenRequest(state, state.api.auth, request);
  const literal = request.query.includes('+') ? parseForm(request.query, 'plus') : undefined;
  const received = { pathValues, queries: literal ? [query, literal] : [query], headers: request.headers, body: receivedBody(request) };
  return answerEndpoint(state, route.endpoint, request, query, received);
}

function answerEndpoint(
  state: MockState,
  endpoint: Endpoint,
  request: MockRequest,
  query: readonly NamedValue[],
  received: Received,
): Answered {
  const { variables, api } = state;
  const all = [endpoint.request, ...endpoint.cases, ...endpoint.steps];
  if (!api.auth) return answerAccepted(state, endpoint, all, received, undefined);

  const { send } = api.auth;
  const sent = sentToken(send, request, query);
  const access = check(
    state.tokens,
    sent,
    endpoint.scopes.map((scope) => fill(scope, variables)),
  );
  const withoutToken = {
    ...received,
    queries: send.in === 'query' ? received.queries.map((values) => values.filter(({ name }) => name !== send.name)) : received.queries,
  };
  if (endpoint.auth === 'none') {
    const possible = all.filter((candidate) => candidate.auth !== 'token' || access.kind === 'alive');
    return answerAccepted(state, endpoint, possible, withoutToken, undefined);
  }

  // A case that sends no token, or one of its own, is about what happens then: it comes before any check of tokens.
  const refusals = endpoint.cases.filter((each) => each.auth === 'none' && (bringsOwnToken(send, each) || sent.kind === 'none'));
  const refusal = bestMatch(refusals, endpoint, received, variables);
  if (refusal)
    return { ...documentedAnswer(refusal.expected, variables), context: contextOf(endpoint, refusal, undefined, [noteOf(refusal)]) };

  if (access.kind === 'refused') {
    const { fault, ordinal } = access;
    const reason = {
      absent: 'no token',
      unknown: 'unknown token',
      revoked: `${ordinal} revoked`,
      expired: `${ordinal} expired`,
      scope: `${ordinal} lacks a scope`,
    }[fault];
    return {
      ...refusedToken(fault, api.auth, endpoint, variables),
      context: contextOf(endpoint, undefined, ordinal, [`refused: ${reason}`]),
    };
  }
  const { token } = access;
  const note = token.uses === 0 ? `first use of ${token.ordinal}` : `reused ${token.ordinal}`;
  state.tokens.use(token);
  const possible = all.filter((candidate) => candidate.auth !== 'none');
  return answerAccepted(state, endpoint, possible, withoutToken, { ordinal: token.ordinal, note });
}

type Access =
  | { readonly kind: 'alive'; readonly token: Token }
  | { readonly kind: 'refused'; readonly fault: TokenFault; readonly ordinal: string | undefined };

function check(tokens: Tokens, sent: SentToken, scopes: readonly string[]): Access {
  if (sent.kind === 'none') return { kind: 'refused', fault: 'absent', ordinal: undefined };
  const token = sent.kind === 'token' ? tokens.find(sent.value) : undefined;
  if (!token) return { kind: 'refused', fault: 'unknown', ordinal: undefined };
  const is = tokens.stateOf(token);
  const lacks = token.scope.length > 0 && scopes.some((scope) => !token.scope.includes(scope));
  if (is === 'alive' && lacks) return { kind: 'refused', fault: 'scope', ordinal: token.ordinal };
  return is === 'alive' ? { kind: 'alive', token } : { kind: 'refused', fault: is, ordinal: token.ordinal };
}

/** The answer to a request that may be made: the one documented for it, or the refusal of an invalid one, or success. */
function answerAccepted(
  state: MockState,
  endpoint: Endpoint,
  candidates: readonly Request[],
  received: Received,
  used: { readonly ordinal: string; readonly note: string } | undefined,
): Answered {
  const { variables } = state;
  const matched = bestMatch(candidates, endpoint, received, variables);
  if (matched)
    return {
      ...documentedAnswer(matched.expected, variables),
      context: contextOf(endpoint, matched, used?.ordinal, [used?.note, noteOf(matched)]),
    };

  const invalid = validateRequest(endpoint, received);
  if (invalid.length > 0) {
    const note = `invalid: ${invalid.slice(0, 3).map(describeInvalid).join(', ')}${invalid.length > 3 ? ', …' : ''}`;
    return { ...refuseInvalid(endpoint, invalid, state), context: contextOf(endpoint, undefined, used?.ordinal, [used?.note, note]) };
  }
  const success = endpoint.request;
  return { ...documentedAnswer(success.expected, variables), context: contextOf(endpoint, success, used?.ordinal, [used?.note]) };
}

/** The statuses that an invalid request most likely gets, the likeliest first, by what is wrong with it; then those that it may get besides. */
const refusalStatuses: Readonly<Record<Invalid['part'], readonly (readonly number[])[]>> = {
  parameter: [
    [400, 422],
    [404, 415],
  ],
  body: [
    [422, 400],
    [415, 404],
  ],
  contentType: [[415, 400, 422], [404]],
};

function refuseInvalid(endpoint: Endpoint, invalid: readonly Invalid[], state: MockState): MockAnswer {
  const statuses = refusalStatuses[invalid[0]?.part ?? 'parameter'];
  const response = statuses.map((each) => firstDocumented(endpoint.responses, each)).find((each) => each !== undefined);
  if (response) return documentedAnswer(response, state.variables);
  const findings = invalid.map(({ where, expected }) => ({ where, expected }));
  return problemAnswer(400, 'Bad Request', 'the request is not as documented, and no answer for that is documented', {
    members: { findings },
  });
}

function describeInvalid({ where, expected }: Invalid): string {
  return `${where} expected ${expected}`;
}

function noteOf(candidate: Request): string | undefined {
  return candidate.kind === 'case' ? `case: ${candidate.name}` : undefined;
}

function contextOf(
  endpoint: Endpoint,
  candidate: Request | undefined,
  token: string | undefined,
  notes: readonly (string | undefined)[],
): AnswerContext {
  const said = notes.filter((note) => note !== undefined).join('; ');
  return { kind: 'request', endpoint, candidate, token, note: said === '' ? undefined : said };
}

function unknownPath(state: MockState, request: MockRequest): Answered {
  const serves = state.routes.map(describeRoute);
  return noRoute(
    problemAnswer(404, 'Not Found', `the specs have no path ${request.path.slice(0, 200)}`, { members: { serves } }),
    'no such path',
  );
}

function wrongMethod(state: MockState, request: MockRequest, allowed: readonly string[]): Answered {
  const allow = allowed.join(', ');
  const refused = problemAnswer(405, 'Method Not Allowed', `${request.method} is not documented for this path; documented is ${allow}`, {
    members: { serves: state.routes.map(describeRoute) },
    headers: [{ name: 'Allow', value: allow }],
  });
  return noRoute(refused, `documented is ${allow}`);
}

function describeRoute(route: Route): string {
  return `${route.method} ${route.path}`;
}

function noRoute(refused: MockAnswer, note: string): Answered {
  return { ...refused, context: { kind: 'request', endpoint: undefined, candidate: undefined, token: undefined, note } };
}
