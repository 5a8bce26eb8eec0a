import type { AuthSpec } from '../language/definition.ts';
import { type CompiledSchema, compileSchema } from '../schema/compile.ts';
import type { Span } from '../source/source-file.ts';
import { checksOf } from './checks.ts';
import type { Context } from './context.ts';
import { milliseconds } from './duration.ts';
import { checkHeaderNames } from './header-name.ts';
import { checkHeaderValue } from './header-value.ts';
import type { Assertion, Auth, Endpoint, NamedValue, Request, Response } from './model.ts';
import { tokenRefusalsOf } from './refusals/token-refusals.ts';
import { resolveResponses, successOf } from './resolve-response.ts';

/** What the token endpoint is in every collection. */
export const tokenRequest = { id: 'access-token', name: 'Get an access token' } as const;

/** RFC 7523 section 2.2. */
export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** How tokens are obtained and sent, every default applied; the token endpoint comes as an endpoint of its own. */
export function resolveAuth(spec: AuthSpec, context: Context): Auth {
  const { places } = context;
  if (spec.headers) checkHeaderNames(spec.headers, context);
  for (const [name, value] of Object.entries(spec.headers ?? {})) checkHeaderValue(name, value, spec.headers as object, name, context);
  const settings = {
    tokenUrl: spec.tokenUrl,
    clientAuthentication: spec.clientAuthentication ?? 'client_secret_basic',
    assertion: assertionOf(spec),
    basicEncoding: spec.basicEncoding ?? 'form',
    clientId: spec.clientId ?? '{{clientId}}',
    clientSecret: spec.clientSecret ?? '{{clientSecret}}',
    scope: spec.scope ?? [],
    audience: spec.audience,
    expiredToken: spec.expiredToken,
    parameters: named(spec.parameters),
    headers: named(spec.headers),
    timeout: milliseconds(spec.timeout ?? '30s'),
    attempts: spec.attempts ?? 3,
    refreshBefore: milliseconds(spec.refresh?.before ?? '60s'),
    refreshOn: spec.refresh?.on ?? [401],
    send: sendOf(spec),
    origin: places.of(spec),
  } as const;
  return { ...settings, token: tokenEndpoint(spec, settings, context) };
}

/** What client assertions are made with; undefined when the client authenticates without any. */
function assertionOf({ clientAuthentication, assertion = {}, tokenUrl }: AuthSpec): Assertion | undefined {
  if (clientAuthentication !== 'client_secret_jwt' && clientAuthentication !== 'private_key_jwt') return undefined;
  const signsWithKey = clientAuthentication === 'private_key_jwt';
  return {
    algorithm: assertion.algorithm ?? (signsWithKey ? 'RS256' : 'HS256'),
    audience: assertion.audience ?? tokenUrl,
    keyId: assertion.keyId,
    key: signsWithKey ? (assertion.key ?? '{{privateKey}}') : undefined,
  };
}

function sendOf(spec: AuthSpec): Auth['send'] {
  const place = spec.send?.in ?? 'header';
  return {
    in: place,
    name: spec.send?.name ?? (place === 'header' ? 'Authorization' : 'access_token'),
    scheme: spec.send?.scheme ?? (place === 'header' ? 'Bearer' : ''),
  };
}

/** The request that the collection's script sends, as one that a person can read and send: RFC 6749 section 4.4.2. */
function tokenEndpoint(spec: AuthSpec, auth: Omit<Auth, 'token'>, context: Context): Endpoint {
  const { places } = context;
  const origin = places.key(spec, 'tokenUrl');
  const fields: NamedValue[] = [{ name: 'grant_type', value: 'client_credentials' }];
  if (auth.clientAuthentication !== 'client_secret_basic') fields.push({ name: 'client_id', value: auth.clientId });
  if (auth.clientAuthentication === 'client_secret_post') fields.push({ name: 'client_secret', value: auth.clientSecret });
  if (auth.assertion) {
    fields.push({ name: 'client_assertion_type', value: assertionType });
    // The pre-request script signs a new one for each request.
    fields.push({ name: 'client_assertion', value: '{{clientAssertion}}' });
  }
  if (auth.scope.length > 0) fields.push({ name: 'scope', value: auth.scope.join(' ') });
  if (auth.audience !== undefined) fields.push({ name: 'audience', value: auth.audience });
  fields.push(...auth.parameters);

  const responses = spec.token?.responses ? resolveResponses(spec.token.responses, undefined, 'POST', context) : [standardAnswer(origin)];
  const expected = successOf(responses) ?? standardAnswer(origin);
  const request: Request = {
    kind: 'documented',
    identity: [tokenRequest.id],
    name: tokenRequest.name,
    description: spec.token?.description,
    method: 'POST',
    baseUrl: auth.tokenUrl,
    path: '',
    pathValues: {},
    query: [],
    headers: [{ name: 'Accept', value: 'application/json' }, ...auth.headers],
    body: { kind: 'urlencoded', contentType: 'application/x-www-form-urlencoded', fields },
    auth: auth.clientAuthentication === 'client_secret_basic' ? 'basic' : 'none',
    expected,
    checks: checksOf(expected, responses, undefined),
    origin,
  };
  return {
    ...tokenRequest,
    description: spec.token?.description,
    deprecated: false,
    tags: [],
    method: 'POST',
    baseUrl: auth.tokenUrl,
    path: '',
    auth: 'none',
    scopes: [],
    parameters: [],
    body: undefined,
    responses,
    request,
    cases: [],
    refusals: tokenRefusalsOf(request, responses, auth, spec.token, context),
    refusalsLeftOut: [],
    refusesUnsaid: false,
    steps: [],
    origin,
  };
}

/**
 * What every conforming token endpoint answers (RFC 6749 section 5.1). Only what all of them do is asked for: no-store
 * may come with further directives, and there may be further members.
 */
function standardAnswer(origin: Span): Response {
  return {
    status: 200,
    range: undefined,
    description: 'The access token.',
    contentType: 'application/json',
    readAs: 'json',
    bodiless: undefined,
    headers: [
      {
        name: 'Cache-Control',
        description: 'Tokens are never kept by caches.',
        required: true,
        schema: standard('cache-control', { type: 'string', pattern: '[Nn][Oo]-[Ss][Tt][Oo][Rr][Ee]' }),
        example: 'no-store',
        origin,
      },
    ],
    schemas: [
      standard('token', {
        type: 'object',
        required: ['access_token', 'token_type'],
        properties: {
          access_token: { type: 'string', minLength: 1 },
          token_type: { type: 'string', minLength: 1 },
          expires_in: { type: 'integer', minimum: 0 },
          scope: { type: 'string' },
        },
      }),
    ],
    example: { access_token: 'an-opaque-token', token_type: 'Bearer', expires_in: 3600 },
    origin,
  };
}

function standard(name: string, schema: Parameters<typeof compileSchema>[0]['schema']): CompiledSchema {
  const { compiled } = compileSchema({ schema, uri: `postern:rfc6749/${name}`, load: () => undefined });
  if (!compiled) throw new Error(`the built-in schema ${name} does not compile`);
  return compiled;
}

function named(map: Readonly<Record<string, string>> | undefined): NamedValue[] {
  return Object.entries(map ?? {}).map(([name, value]) => ({ name, value }));
}
