/** What is kept of the token as the collection's scripts write it (postman/sandbox/token-state.js): two variables. */
export interface KeptToken {
  /** The token, with its expiry. It is a secret. */
  readonly token: string;
  /** What has happened in the run. */
  readonly run: string;
  /** When it became known, on the clock in ms. */
  readonly at: number;
}

/** A scope of variables in Newman's runtime. */
export interface Variables {
  get(name: string): unknown;
  set(name: string, value: string): void;
}

interface State {
  readonly collectionVariables: Variables;
  readonly _variables: Variables;
}

/** The variable that the token is kept in, and the one for the course of the run. */
const tokenVariable = 'oauthToken';
const runVariable = 'oauthTokenRun';

/**
 * Carries the token of one lane from run to run, and takes over the tokens of others. Scripts find what is put here as a
 * token that they kept themselves, and replace it by themselves when it is refused or about to expire.
 */
export class TokenKeeper {
  #kept: KeptToken | undefined;
  /** The last token of this lane, in use or dropped. */
  #last: unknown;
  /** What came from another lane and is not in use yet. */
  #offered: KeptToken | undefined;
  readonly #onKept: (kept: KeptToken, settled: boolean) => void;

  /** @param onKept told of a token that this lane obtained; `settled`: and of what the API answered to it */
  constructor(onKept: (kept: KeptToken, settled: boolean) => void) {
    this.#onKept = onKept;
  }

  /** Hands over a token of another lane: it is used from the next request on. */
  offer(kept: KeptToken): void {
    // A token that this lane has had, it may have dropped since.
    const isKnown = this.#last !== undefined && tokenOf(kept.token) === this.#last;
    if (kept.at > (this.#kept?.at ?? 0) && !isKnown) this.#offered = kept;
  }

  /** Before a request: what was kept before, or offered since, is put where the scripts look for it. */
  before({ collectionVariables, _variables }: State): void {
    const next =
      this.#offered ?? (collectionVariables.get(tokenVariable) === undefined && !this.#begun(_variables) ? this.#kept : undefined);
    this.#offered = undefined;
    if (!next) return;
    if (next.token !== '') collectionVariables.set(tokenVariable, next.token);
    // Local variables cannot be set from here; a variable of the collection is found in their place.
    if (next.run !== '' && !this.#begun(_variables)) collectionVariables.set(runVariable, next.run);
    this.#kept = next;
    this.#last = tokenOf(next.token) ?? this.#last;
  }

  /** After a request: notes what the scripts keep now. */
  after({ collectionVariables, _variables }: State): void {
    const token = textOf(collectionVariables.get(tokenVariable));
    const run = textOf(_variables.get(runVariable)) || textOf(collectionVariables.get(runVariable));
    const before = this.#kept;
    const settled = isSettled(token, run);
    const isNew = tokenOf(token) !== undefined && tokenOf(token) !== this.#last;
    const isNews = isNew || (settled && !(before && isSettled(before.token, before.run)));
    const at = isNews ? Date.now() : (before?.at ?? 0);
    this.#kept = { token, run, at };
    this.#last = tokenOf(token) ?? this.#last;
    if (isNews) this.#onKept({ token, run: lasting(run), at }, settled);
  }

  #begun(variables: Variables): boolean {
    return variables.get(runVariable) !== undefined;
  }
}

/** Whether it is known what the token is good for: it was accepted, refused, or could not be had. */
function isSettled(token: string, run: string): boolean {
  const { accepted, refused } = read(token);
  return accepted === true || refused === true || read(run)['failed'] === true;
}

/** Of the course of a run, what holds for every lane. */
function lasting(run: string): string {
  const { failed, noServer, keepRefused } = read(run);
  return JSON.stringify({ failed, noServer, keepRefused });
}

function tokenOf(text: string): unknown {
  return read(text)['token'];
}

function read(text: string): Record<string, unknown> {
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
