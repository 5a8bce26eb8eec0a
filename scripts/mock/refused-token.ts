import type { Auth, Endpoint, Response } from '../model/model.ts';
import { firstDocumented } from '../model/status.ts';
import { documentedAnswer } from './documented-answer.ts';
import type { MockAnswer } from './exchange.ts';
import type { Variables } from './template.ts';

/** Statuses that servers made up to say that a token has run out; none of them is registered with IANA. */
const expiryStatuses = [498, 419, 440];

/** How a token can fail. */
export type TokenFault = 'absent' | 'unknown' | 'revoked' | 'expired' | 'scope';

/**
 * The answer to a request whose token is not good. The endpoint's documentation decides: of the statuses in
 * `auth.refreshOn` that it documents, a token that has been good gets the one that means so (498), any other 401. An
 * endpoint that documents none gets the challenge of RFC 6750 section 3.
 */
export function refusedToken(fault: TokenFault, auth: Auth, endpoint: Endpoint, variables: Variables): MockAnswer {
  const response = documentedRefusal(fault, auth, endpoint);
  if (response) return documentedAnswer(response, variables);
  const errors = { absent: 'Bearer', scope: 'Bearer error="insufficient_scope"' } as Readonly<Record<TokenFault, string | undefined>>;
  return {
    status: fault === 'scope' ? 403 : 401,
    headers: [
      { name: 'Content-Type', value: 'application/json' },
      // A request without any token is told no error code (RFC 6750 section 3.1).
      { name: 'WWW-Authenticate', value: errors[fault] ?? 'Bearer error="invalid_token"' },
    ],
    body: '{}',
  };
}

function documentedRefusal(fault: TokenFault, auth: Auth, endpoint: Endpoint): Response | undefined {
  const documented = (status: number) => endpoint.responses.find((response) => response.range === undefined && response.status === status);
  // A good token that may not do this (RFC 6750 section 3.1).
  if (fault === 'scope') return firstDocumented(endpoint.responses, [403]);
  const dead = auth.refreshOn.filter((status) => documented(status));
  const wasGood = fault === 'revoked' || fault === 'expired';
  const preferred = wasGood
    ? [...expiryStatuses.filter((status) => dead.includes(status)), ...dead.filter((status) => status === 401)]
    : [401];
  for (const status of [...preferred, ...dead]) {
    const response = documented(status);
    if (response) return response;
  }
  return firstDocumented(endpoint.responses, [401]);
}
