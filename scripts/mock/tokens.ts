import { randomBytes } from 'node:crypto';

/** An access token that the mock has issued. */
export interface Token {
  readonly value: string;
  /** `t1` for the first one: what logs say instead of the token. */
  readonly ordinal: string;
  /** The moment of its death on the mock's clock, in milliseconds; Infinity when it never comes. */
  readonly expiresAt: number;
  /** What it is good for; empty when scopes play no part. */
  readonly scope: readonly string[];
  revoked: boolean;
  /** How many requests were accepted with it. */
  uses: number;
}

/** Older tokens are forgotten, so that a mock that runs for weeks does not grow. */
const mostTokens = 10_000;

/** The tokens of one mock. Expiry is decided here and nowhere else. */
export class Tokens {
  readonly #byValue = new Map<string, Token>();
  readonly #now: () => number;
  readonly #revokeEvery: number | undefined;
  #issued = 0;
  #accepted = 0;

  /**
   * @param now the clock, in milliseconds
   * @param revokeEvery after every so many accepted requests the token then in use is revoked; never when left out
   */
  constructor(now: () => number, revokeEvery: number | undefined) {
    this.#now = now;
    this.#revokeEvery = revokeEvery;
  }

  /**
   * Issues a token that no one can guess (RFC 6749 section 10.10).
   * @param life milliseconds until it expires; Infinity for never
   * @param scope what it is good for
   */
  issue(life: number, scope: readonly string[] = []): Token {
    const token: Token = {
      value: randomBytes(24).toString('base64url'),
      ordinal: `t${++this.#issued}`,
      expiresAt: this.#now() + life,
      scope,
      revoked: false,
      uses: 0,
    };
    this.#byValue.set(token.value, token);
    if (this.#byValue.size > mostTokens) {
      for (const oldest of this.#byValue.keys()) {
        this.#byValue.delete(oldest);
        break;
      }
    }
    return token;
  }

  find(value: string): Token | undefined {
    return this.#byValue.get(value);
  }

  /** Whether a token is still good, or why it is not. From the very moment of its expiry on it is dead. */
  stateOf(token: Token): 'alive' | 'revoked' | 'expired' {
    if (token.revoked) return 'revoked';
    return this.#now() >= token.expiresAt ? 'expired' : 'alive';
  }

  /** Counts a request that was accepted with `token`. */
  use(token: Token): void {
    token.uses += 1;
    this.#accepted += 1;
    if (this.#revokeEvery !== undefined && this.#accepted % this.#revokeEvery === 0) token.revoked = true;
  }
}
