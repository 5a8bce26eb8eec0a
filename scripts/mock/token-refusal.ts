import type { Auth, NamedValue, Response } from '../model/model.ts';
import { isValid } from '../schema/validate.ts';
import { isObject } from '../source/json.ts';
import type { TokenRefusal } from './client-authentication.ts';
import { documentedAnswer, headerIn } from './documented-answer.ts';
import type { MockAnswer, MockRequest } from './exchange.ts';
import type { Variables } from './template.ts';

const ownErrors = ['invalid_request', 'invalid_client', 'unsupported_grant_type', 'invalid_scope'] satisfies TokenRefusal['error'][];

/** Where servers refuse a client that they do not know, the likeliest first. */
const clientStatuses = [401, 403, 400];

/** Statuses that say something else than that the client is refused. */
const otherStatuses = [404, 405, 406, 408, 413, 414, 415, 429, 431];

/**
 * The error answer of RFC 6749 section 5.2, or the one that the token endpoint documents in its place: the answer whose
 * example has this `error`; for an unknown client also another documented 4xx; for a 400 the documented 400 when its
 * example has no `error` at all.
 */
export function refusedTokenRequest(refusal: TokenRefusal, auth: Auth, request: MockRequest, variables: Variables): MockAnswer {
  const { error, description } = refusal;
  const documented = documentedRefusal(refusal, auth.token.responses);
  const answer = documented && documentedAnswer(documented, variables);
  const standard = JSON.stringify({ error, error_description: description });
  // A made example does not know the error: the standard answer says it, where the documentation lets it.
  const fitsStandard = documented?.made && documented.schemas.every((schema) => isValid(schema, JSON.parse(standard)));
  const isComplete = documented !== undefined && !fitsStandard && (documented.readAs !== 'json' || documented.example !== undefined);

  const status = answer?.status ?? (error === 'invalid_client' ? 401 : 400);
  const headers: NamedValue[] = answer ? [...answer.headers] : [{ name: 'Content-Type', value: 'application/json' }];
  if (headerIn(headers, 'cache-control') === undefined) headers.push({ name: 'Cache-Control', value: 'no-store' });
  // Who comes with an Authorization header, or has to, is told its scheme (RFC 6749 section 5.2, RFC 9110 section 15.5.2).
  const basic = auth.clientAuthentication === 'client_secret_basic' || request.headers.has('authorization');
  if (status === 401 && basic && headerIn(headers, 'www-authenticate') === undefined)
    headers.push({ name: 'WWW-Authenticate', value: 'Basic realm="token"' });
  return { status, headers, body: answer && isComplete ? answer.body : standard };
}

function documentedRefusal({ error }: TokenRefusal, responses: readonly Response[]): Response | undefined {
  const named = responses.find((response) => response.status >= 400 && errorOf(response) === error);
  if (named) return named;
  if (error !== 'invalid_client')
    return responses.find(
      (response) => response.status === 400 && isObject(response.example) && (response.made || errorOf(response) === undefined),
    );
  const general = responses.filter((response) => {
    const isClientError = response.status >= 400 && response.status < 500 && !otherStatuses.includes(response.status);
    return isClientError && !ownErrors.some((own) => own === errorOf(response));
  });
  return (
    clientStatuses.map((status) => general.find((response) => response.status === status)).find((each) => each !== undefined) ?? general[0]
  );
}

function errorOf(response: Response): string | undefined {
  const error = isObject(response.example) ? response.example['error'] : undefined;
  return typeof error === 'string' ? error : undefined;
}
