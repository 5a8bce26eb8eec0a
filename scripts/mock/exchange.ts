/**
 * What goes in and out of the mock apart from HTTP itself: a request that was received whole, and an answer that has yet
 * to be written. Answers are data, so that an audit can change one before it is sent.
 */
import type { Endpoint, NamedValue, Request } from '../model/model.ts';

/** One part of a `multipart/form-data` body (RFC 7578). */
export interface FormPart {
  readonly name: string;
  /** Text of a field; the text is left out for a file. */
  readonly value: string | undefined;
  readonly fileName: string | undefined;
}

export interface MockRequest {
  readonly method: string;
  /** As it was sent: percent-encoded, without the query. */
  readonly path: string;
  /** As it was sent, without the `?`; empty when there is none. */
  readonly query: string;
  /** By lower-case name, each with its values in the order of arrival. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: Buffer;
  /** The parts of a multipart body; undefined when it is no such body, or a malformed one. */
  readonly parts: readonly FormPart[] | undefined;
}

export interface MockAnswer {
  readonly status: number;
  /** In the order in which they are sent; a name may come twice. */
  readonly headers: readonly NamedValue[];
  readonly body: string | Buffer;
}

/** Why an answer is what it is: for the log, and for whoever changes answers. */
export interface AnswerContext {
  readonly kind: 'token' | 'request';
  /** The endpoint that was asked; undefined when none is served there. */
  readonly endpoint: Endpoint | undefined;
  /** The documented request or the case whose answer this is; undefined for a refusal that no request documents. */
  readonly candidate: Request | undefined;
  /** The ordinal of the token that was issued or sent: `t3`. Never the token. */
  readonly token: string | undefined;
  /** What happened, for a person: `reused t2`. */
  readonly note: string | undefined;
}

export interface Answered extends MockAnswer {
  readonly context: AnswerContext;
}

/** The values of a header joined as RFC 9110 section 5.3 joins them; undefined when it was not sent. */
export function headerOf(request: MockRequest, name: string): string | undefined {
  return request.headers.get(name.toLowerCase())?.join(', ');
}
