import type { NamedValue, Response } from '../model/model.ts';
import type { Json } from '../source/json.ts';
import type { MockAnswer } from './exchange.ts';
import { fill, fillJson, type Variables } from './template.ts';

/** Headers that HTTP itself sets: they describe the message on the wire, which an example cannot know. */
const framing = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'trailer',
  'upgrade',
  'content-encoding',
  'content-type',
]);

/**
 * A documented answer as it is sent: its status, its content type, its headers with their examples, its example as the
 * body. Variables in the examples are filled in.
 */
export function documentedAnswer(response: Response, variables: Variables): MockAnswer {
  return { status: response.status, headers: documentedHeaders(response, variables), body: documentedBody(response, variables) };
}

/** The headers of a documented answer: Content-Type, then those that have an example. */
export function documentedHeaders(response: Response, variables: Variables): NamedValue[] {
  const contentType = response.contentType === undefined ? [] : [{ name: 'Content-Type', value: response.contentType }];
  const headers = response.headers.flatMap(({ name, example }) =>
    example === undefined || framing.has(name.toLowerCase()) ? [] : [{ name, value: fill(example, variables) }],
  );
  return [...contentType, ...headers];
}

function documentedBody(response: Response, variables: Variables): string {
  const { status, example } = response;
  if (example === undefined || hasNoBody(status)) return '';
  const filled = fillJson(example, variables);
  // Text is sent as it is written; in a JSON answer it is a JSON string.
  return response.readAs !== 'json' && typeof filled === 'string' ? filled : JSON.stringify(filled);
}

/** Statuses whose answers never have a body (RFC 9110 section 6.4.1). */
export function hasNoBody(status: number): boolean {
  return status < 200 || status === 204 || status === 304;
}

/**
 * An answer that no spec documents, as problem details (RFC 9457).
 * @param detail a sentence for the person who sent the request
 * @param more further members of the body
 */
export function problemAnswer(
  status: number,
  title: string,
  detail: string,
  more: { readonly members?: Readonly<Record<string, Json>>; readonly headers?: readonly NamedValue[] } = {},
): MockAnswer {
  return {
    status,
    headers: [{ name: 'Content-Type', value: 'application/problem+json' }, ...(more.headers ?? [])],
    body: JSON.stringify({ title, status, detail, ...more.members }),
  };
}

/** A header's value in an answer that is still data; undefined when it is not there. */
export function headerIn(headers: readonly NamedValue[], name: string): string | undefined {
  return headers.find((header) => header.name.toLowerCase() === name)?.value;
}
