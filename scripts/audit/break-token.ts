import type { Auth, NamedValue } from '../model/model.ts';
import { isObject, type Json, type JsonObject } from '../source/json.ts';
import { readJson } from './read-json.ts';
import type { SeenAnswer, TokenAnswer } from './stand-in.ts';

/** The token endpoint misbehaving while the collection's script asks it for a token: what it does the first, second … time. */
export interface TokenFault {
  readonly what: string;
  readonly answers: readonly [TokenAnswer, ...TokenAnswer[]];
}

/**
 * Ways in which a token endpoint goes wrong.
 * @returns `fatal`: no token can be had, so one test has to fail and the request must not be sent. `harmless`: real
 * servers do this (RFC 6749 section 5.1 leaves most of an answer open), and the token has to be used.
 */
export function tokenFaults(
  right: SeenAnswer,
  auth: Auth,
): { readonly fatal: readonly TokenFault[]; readonly harmless: readonly TokenFault[] } {
  const parsed = readJson(right.body);
  const granted: JsonObject = isObject(parsed) ? parsed : {};
  const { access_token: _, ...rest } = granted;
  const json = (what: string, value: Json): TokenFault => ({ what, answers: [{ ...right, body: JSON.stringify(value) }] });
  const text = (what: string, body: string, type = 'text/html'): TokenFault => ({
    what,
    answers: [{ ...right, headers: [{ name: 'Content-Type', value: type }], body }],
  });
  const status = (code: number, body: string, headers: readonly NamedValue[] = []): SeenAnswer => ({
    status: code,
    headers: [{ name: 'Content-Type', value: 'application/json' }, ...headers],
    body,
    responseTime: right.responseTime,
  });
  const errors = [
    'invalid_request',
    'invalid_client',
    'invalid_grant',
    'unauthorized_client',
    'unsupported_grant_type',
    'invalid_scope',
    'access_denied',
  ];

  const fatal: TokenFault[] = [
    ...[302, 400, 401, 403, 404, 405, 429, 500, 502, 503].map(
      (code): TokenFault => ({ what: `status ${code} without a body`, answers: [status(code, '')] }),
    ),
    ...[400, 401, 500].map(
      (code): TokenFault => ({ what: `status ${code} with a token in it all the same`, answers: [{ ...right, status: code }] }),
    ),
    ...errors.map(
      (error): TokenFault => ({
        what: `the error ${error}`,
        answers: [status(error === 'invalid_client' ? 401 : 400, JSON.stringify({ error }))],
      }),
    ),
    { what: 'an error with status 200', answers: [status(200, JSON.stringify({ error: 'invalid_client' }))] },
    { what: 'status 204', answers: [status(204, '')] },
    json('access_token is left out', rest),
    ...([null, '', 12345, true, {}, ['x'], 'two\nlines', 'caf\u00e9', '{{accessToken}}'] as Json[]).map((value) =>
      json(`access_token is ${JSON.stringify(value)}`, { ...granted, access_token: value }),
    ),
    ...['DPoP', 'mac', 'PoP'].map((type) => json(`token_type is ${type}`, { ...granted, token_type: type })),
    json('a list for an object', [granted]),
    text('an HTML page', '<!doctype html><title>Sign in</title>'),
    text('an empty body', ''),
    text('a body that is cut off', right.body.slice(0, right.body.length / 2), 'application/json'),
    ...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'CERT_HAS_EXPIRED'].map(
      (error): TokenFault => ({ what: `no answer (${error})`, answers: [{ error }] }),
    ),
    { what: 'no answer at all', answers: ['silence'] },
  ];
  const harmless: TokenFault[] = [
    ...([undefined, null, '3600', '', -1, 0, 1.5, 1e12, 'soon', {}] as (Json | undefined)[]).map((life) => {
      const { expires_in: __, ...others } = granted;
      return json(
        `expires_in is ${life === undefined ? 'left out' : JSON.stringify(life)}`,
        life === undefined ? others : { ...others, expires_in: life },
      );
    }),
    ...(['bearer', 'BEARER', null] as Json[]).map((type) =>
      json(`token_type is ${JSON.stringify(type)}`, { ...granted, token_type: type }),
    ),
    json('further members', { ...granted, created_at: 1767225600, refresh_token: 'another-token', error: '' }),
    { what: 'no headers', answers: [{ ...right, headers: [] }] },
    { what: 'a quoted charset', answers: [{ ...right, headers: [{ name: 'content-type', value: 'application/json; charset="utf-8"' }] }] },
    ...(auth.attempts > 1
      ? [
          { what: 'status 503, then a token', answers: [status(503, ''), right] as const },
          {
            what: 'status 429 with Retry-After, then a token',
            answers: [status(429, '', [{ name: 'Retry-After', value: '2' }]), right] as const,
          },
          { what: 'a connection that is reset, then a token', answers: [{ error: 'ECONNRESET' }, right] as const },
        ]
      : []),
  ];
  return { fatal, harmless };
}
