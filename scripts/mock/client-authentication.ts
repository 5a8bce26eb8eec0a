import type { Auth } from '../model/model.ts';
import { assertionFault, type UsedAssertions } from './client-assertion.ts';
import type { MockRequest } from './exchange.ts';
import { fill, type Variables } from './template.ts';

/** Why a token is refused: a code of RFC 6749 section 5.2, and a sentence for the developer of the client. */
export interface TokenRefusal {
  readonly error: 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope';
  readonly description: string;
}

/**
 * Checks who asks for a token, in the one way that the spec configures (RFC 6749 section 2.3).
 * @param fields the form fields of the request, empty ones left out
 * @param used the client assertions that were taken before; the one of this request is added
 * @returns undefined for the right client
 */
export function checkClient(
  auth: Auth,
  request: MockRequest,
  fields: ReadonlyMap<string, string>,
  variables: Variables,
  used: UsedAssertions,
): TokenRefusal | undefined {
  const clientId = fill(auth.clientId, variables);
  const clientSecret = fill(auth.clientSecret, variables);
  const authorization = request.headers.get('authorization') ?? [];

  if (auth.clientAuthentication !== 'client_secret_basic') {
    if (authorization.length > 0)
      return refused(`the client authenticates by ${auth.clientAuthentication}, not by an Authorization header`);
    if (auth.assertion) {
      const fault = assertionFault(auth, auth.assertion, fields, variables, used, Date.now() / 1000);
      return fault === undefined ? undefined : refused(fault);
    }
    if (fields.get('client_id') !== clientId) return refused('the client is unknown: client_id is missing or wrong');
    if (auth.clientAuthentication === 'none') {
      return fields.has('client_secret') ? refused('the client is a public one: it has no client_secret') : undefined;
    }
    return fields.get('client_secret') === clientSecret ? undefined : refused('client_secret is missing or wrong');
  }

  const [header = ''] = authorization;
  if (authorization.length === 0) return refused('the client authenticates by HTTP Basic: the Authorization header is missing');
  if (authorization.length > 1) return { error: 'invalid_request', description: 'there are several Authorization headers' };
  if (fields.has('client_secret')) {
    return {
      error: 'invalid_request',
      description: 'the client authenticates in two ways: by HTTP Basic and by client_secret in the body',
    };
  }
  const sent = basicCredentials(header, auth.basicEncoding);
  if (!sent) return refused('the Authorization header is not HTTP Basic, or is malformed');
  if (sent.id !== clientId || sent.secret !== clientSecret) return refused('the client is unknown, or its secret is wrong');
  // The id may be in the body too; then it is the same client's.
  return (fields.get('client_id') ?? clientId) === clientId
    ? undefined
    : refused('client_id is not the client of the Authorization header');
}

/**
 * Id and secret in an HTTP Basic header (RFC 7617, in UTF-8).
 * @param encoding `form` when both are form-urlencoded before, as RFC 6749 section 2.3.1 says; `raw` when they are not
 */
function basicCredentials(header: string, encoding: Auth['basicEncoding']): { id: string; secret: string } | undefined {
  const encoded = /^basic +([A-Za-z0-9+/]+=*)$/i.exec(header.trim())?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return undefined;
  const [id, secret] = [text.slice(0, colon), text.slice(colon + 1)];
  if (encoding === 'raw') return { id, secret };
  try {
    return { id: decodeField(id), secret: decodeField(secret) };
  } catch {
    return undefined;
  }
}

function decodeField(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

function refused(description: string): TokenRefusal {
  return { error: 'invalid_client', description };
}
