import { isUtf8 } from 'node:buffer';
import type { NamedValue } from '../model/model.ts';
import type { Json } from '../source/json.ts';
import type { FormPart, MockRequest } from './exchange.ts';
import { headerOf } from './exchange.ts';
import { parseForm } from './form.ts';

/** The body of a request, read on demand and only once, however many requests of the spec it is compared with. */
export interface ReceivedBody {
  /** Type and subtype in lower case, without parameters; undefined when there is no Content-Type. */
  readonly mediaType: string | undefined;
  readonly empty: boolean;
  readonly text: () => string;
  /** The JSON value; undefined when it is not JSON (RFC 8259, which is UTF-8). */
  readonly json: () => { readonly value: Json } | undefined;
  /** The fields of an urlencoded body; undefined when it is malformed. */
  readonly form: () => readonly NamedValue[] | undefined;
  /** The parts of a multipart body; undefined when it is none, or malformed. */
  readonly parts: readonly FormPart[] | undefined;
}

export function receivedBody(request: MockRequest): ReceivedBody {
  const { body, parts } = request;
  const contentType = headerOf(request, 'content-type');
  const text = once(() => body.toString('utf8'));
  return {
    mediaType: contentType === undefined ? undefined : mediaTypeOf(contentType),
    empty: body.length === 0,
    text,
    json: once(() => (isUtf8(body) ? parseJson(text()) : undefined)),
    form: once(() => (isUtf8(body) ? parseForm(text()) : undefined)),
    parts,
  };
}

/** `type/subtype` of a Content-Type in lower case, without its parameters (RFC 9110 section 8.3.1). */
export function mediaTypeOf(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase();
}

/** Whether a media type is JSON or is built on it (RFC 6839). */
export function isJsonType(mediaType: string): boolean {
  return /[/+]json$/.test(mediaType);
}

function parseJson(text: string): { value: Json } | undefined {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return undefined;
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
