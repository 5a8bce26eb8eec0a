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
  /** Which token its lane had before, from 0; undefined: none. Left out: the one obtained before it. */
  readonly before?: number | undefined;
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

/** What a lane notes of tokens, in its order. Tokens are told apart by their hashes, and none is kept. */
export type TokenNote =
  | { readonly kind: 'obtained'; readonly hash: string; readonly token: ObtainedToken }
  | { readonly kind: 'sent'; readonly hash: string; readonly use: Omit<TokenUse, 'token'> };

/** Watches which tokens are obtained and which is sent with what. */
export class TokenWatch {
  readonly #send: Auth['send'];
  readonly #onNote: (note: TokenNote) => void;

  constructor(send: Auth['send'], onNote: (note: TokenNote) => void) {
    this.#send = send;
    this.#onNote = onNote;
  }

  /** Notes a token that a script obtained, from the answer of the token endpoint. */
  obtain(
    item: string,
    answer: { readonly access_token: string; readonly expires_in?: unknown },
    askedAt: number,
    receivedAt: number,
  ): void {
    const token = { item, askedAt, receivedAt, life: readLife(answer.expires_in) };
    this.#onNote({ kind: 'obtained', hash: hashOf(answer.access_token), token });
  }

  /** Notes that a request was sent. */
  use(item: string, request: SentRequest, sentAt: number, status: number | undefined): void {
    const { in: place, name, scheme } = this.#send;
    const value = (place === 'header' ? request.headers.get(name) : request.url.query.get(name)) ?? '';
    const token = scheme !== '' && value.startsWith(`${scheme} `) ? value.slice(scheme.length + 1) : value;
    this.#onNote({ kind: 'sent', hash: hashOf(token), use: { item, sentAt, status } });
  }
}

/** What was noted of tokens in all lanes of a run. */
export class TokenLog {
  readonly obtained: ObtainedToken[] = [];
  readonly uses: TokenUse[] = [];
  readonly #ordinals = new Map<string, number>();
  /** The token that each lane has now. */
  readonly #held = new Map<number, number>();

  /** @param lane which lane noted it */
  add(note: TokenNote, lane: number): void {
    if (note.kind === 'obtained') {
      // A server may give the same token again: then the newest answer tells how long it lives.
      const ordinal = this.obtained.length;
      this.#ordinals.set(note.hash, ordinal);
      this.obtained.push({ ...note.token, before: this.#held.get(lane) });
      this.#held.set(lane, ordinal);
      return;
    }
    const token = this.#ordinals.get(note.hash);
    if (token !== undefined) this.#held.set(lane, token);
    this.uses.push({ ...note.use, token });
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
