import { createHash } from 'node:crypto';
import type { Auth } from '../model/model.ts';
import { readLife } from '../postman/sandbox/token-answer.js';

/** A token that a script obtained. The token itself is not here. */
export interface ObtainedToken {
  /** The id of the item that it was obtained for. */
  readonly item: string;
  /** The clock when the script that asked for it began, and when it came, both in ms. */
  readonly askedAt: number;
  readonly receivedAt: number;
  /** Its `expires_in` (RFC 6749 section 5.1) in seconds, read as the collection's script reads it; undefined when it says nothing of use. */
  readonly life: number | undefined;
}

/** One sending of a request, with a token or without. */
export interface TokenUse {
  /** The id of the item. */
  readonly item: string;
  /** Which of the obtained tokens was sent, from 0; undefined: none of them. */
  readonly token: number | undefined;
  /** The clock in ms. */
  readonly sentAt: number;
  /** Undefined when no answer came. */
  readonly status: number | undefined;
}

/** What is read of a request that was sent. */
export interface SentRequest {
  readonly headers: { get(name: string): string | undefined };
  readonly url: { readonly query: { get(name: string): string | undefined } };
  readonly body?: { toString(): string };
}

/** Notes which tokens were obtained and which was sent with what. Tokens are compared by their hashes, and none is kept. */
export class TokenWatch {
  readonly obtained: ObtainedToken[] = [];
  readonly uses: TokenUse[] = [];
  readonly #send: Auth['send'];
  readonly #ordinals = new Map<string, number>();

  constructor(send: Auth['send']) {
    this.#send = send;
  }

  /** Notes a token that a script obtained, from the answer of the token endpoint. */
  obtain(
    item: string,
    answer: { readonly access_token: string; readonly expires_in?: unknown },
    askedAt: number,
    receivedAt: number,
  ): void {
    // A server may give the same token again: then the newest answer tells how long it lives.
    this.#ordinals.set(hashOf(answer.access_token), this.obtained.length);
    this.obtained.push({ item, askedAt, receivedAt, life: readLife(answer.expires_in) });
  }

  /** Notes that a request was sent. */
  use(item: string, request: SentRequest, sentAt: number, status: number | undefined): void {
    const { in: place, name, scheme } = this.#send;
    const value = (place === 'header' ? request.headers.get(name) : request.url.query.get(name)) ?? '';
    const token = scheme !== '' && value.startsWith(`${scheme} `) ? value.slice(scheme.length + 1) : value;
    this.uses.push({ item, token: this.#ordinals.get(hashOf(token)), sentAt, status });
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
