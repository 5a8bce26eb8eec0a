import type { Violation } from './schemas.ts';
import type { Answer, Json } from './types.ts';

export function json(status: number, value: Json, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

const titles: Readonly<Record<number, string>> = {
  400: 'The request cannot be understood',
  401: 'A valid token is needed',
  403: 'The token does not allow this',
  404: 'There is no such thing',
  409: 'That does not fit with what there is',
  412: 'It has changed since',
  415: 'This media type is not taken',
  422: 'The body is not as documented',
  428: 'If-Match is needed',
  500: 'The server failed',
};

/** An answer that refuses: RFC 9457. */
export function refuse(
  status: number,
  type: string,
  errors: readonly Violation[] = [],
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const body: Json = {
    type: `/problems/${type}`,
    title: titles[status] ?? 'Refused',
    status,
    ...(errors.length > 0 ? { errors: errors.map(({ at, message }) => ({ at, message })) } : {}),
  };
  return { status, headers: { 'Content-Type': 'application/problem+json', ...headers }, body: JSON.stringify(body) };
}
