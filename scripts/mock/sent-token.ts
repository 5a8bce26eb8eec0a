import type { Auth, NamedValue, Request } from '../model/model.ts';
import type { MockRequest } from './exchange.ts';

/** What stands where a request carries its token; `garbage` is something there that cannot be a token. */
export type SentToken = { readonly kind: 'none' } | { readonly kind: 'garbage' } | { readonly kind: 'token'; readonly value: string };

/**
 * Looks for the token where `auth.send` says, and nowhere else. The scheme is compared without case (RFC 9110 section
 * 11.1); two tokens in one request are garbage (RFC 6750 section 2).
 */
export function sentToken(send: Auth['send'], request: MockRequest, query: readonly NamedValue[]): SentToken {
  const values =
    send.in === 'header'
      ? (request.headers.get(send.name.toLowerCase()) ?? [])
      : query.filter(({ name }) => name === send.name).map(({ value }) => value);
  const [only = ''] = values;
  if (values.length === 0) return { kind: 'none' };
  if (values.length > 1) return { kind: 'garbage' };
  if (send.in === 'query' || send.scheme === '') return only === '' ? { kind: 'none' } : { kind: 'token', value: only };
  const [scheme = '', ...rest] = only.split(' ');
  const token = rest.join(' ').trim();
  return scheme.toLowerCase() === send.scheme.toLowerCase() ? { kind: 'token', value: token } : { kind: 'garbage' };
}

/** Whether a request of the spec says itself what stands where the token belongs. */
export function bringsOwnToken(send: Auth['send'], request: Request): boolean {
  if (send.in === 'query') return request.query.some(({ name }) => name === send.name);
  return request.headers.some(({ name }) => name.toLowerCase() === send.name.toLowerCase());
}
