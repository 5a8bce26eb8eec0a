/**
 * What a collection's scripts know about its token endpoint: data only, filled in when the collection is written.
 * Strings may hold `{{variables}}`, which get their values when the script runs.
 */
export type TokenSettings = {
  readonly tokenUrl: string;
  /** RFC 6749 section 2.3.1; `none` is a public client, which only names itself. */
  readonly clientAuthentication: 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt' | 'none';
  /** For `client_secret_basic`. `form`: RFC 6749 section 2.3.1 (percent-encoded, then base64). `raw`: RFC 7617, as many servers expect it. */
  readonly basicEncoding?: 'form' | 'raw';
  readonly clientId: string;
  /** Unused when `clientAuthentication` is `none` or `private_key_jwt`. */
  readonly clientSecret?: string;
  /** For `client_secret_jwt` and `private_key_jwt`: RFC 7523. */
  readonly assertion?: {
    /** RFC 7518 section 3.1. */
    readonly algorithm: 'RS256' | 'PS256' | 'ES256' | 'HS256';
    /** Whom it is for; the token URL when left out. */
    readonly audience?: string;
    readonly keyId?: string;
    /** The private key, always a variable; for `private_key_jwt` only. */
    readonly key?: string;
  };
  readonly scope?: readonly string[];
  readonly audience?: string;
  /** Further form fields, and further headers, of the token request. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** How long to wait for the token endpoint, in ms. */
  readonly timeout: number;
  /** How long before its end a token is replaced, in ms. A quarter of its life when that is shorter. */
  readonly refreshBefore: number;
  /** The statuses that say that a token is dead. */
  readonly refreshOn: readonly number[];
  /** How often the token endpoint is asked at most, when it is unreachable or busy. */
  readonly attempts: number;
  /** The longest pause between two attempts, in ms, whatever Retry-After says. */
  readonly maxWait: number;
  /** The local variable that the collection's `auth` sends. */
  readonly accessTokenVariable: string;
  /** The collection variable that keeps the token between requests. */
  readonly stateVariable: string;
  /** Environment variables without which the API cannot be called. */
  readonly required: readonly { readonly name: string; readonly description?: string }[];
};

/** What the script after a request needs of them. */
export type RepeatSettings = Pick<TokenSettings, 'refreshOn' | 'stateVariable'>;

/** The settings with the values of their variables: what one token request is made of. */
export type TokenRequest = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Name and value, in order, without what shows who the client is. */
  readonly fields: readonly (readonly [string, string])[];
  /** Whose token it is: the token of another URL, client, scope or audience must not be used in its place. */
  readonly identity: string;
};

/** What one request shows of the client. */
export type ClientCredentials = {
  readonly headers: Readonly<Record<string, string>>;
  readonly fields: readonly (readonly [string, string])[];
  /** The same, as local variables for the request that shows the call. */
  readonly variables: Readonly<Record<string, string>>;
  readonly problem?: undefined;
};

/** A private key, or what is wrong with it. */
export type PrivateKey =
  | { readonly type: 'RSA'; readonly n: bigint; readonly d: bigint }
  | { readonly type: 'P-256'; readonly d: Uint8Array }
  | { readonly type?: undefined; readonly problem: string };

/** A signature, or why there is none: the end of a sentence that begins with the key. */
export type Signature = { readonly signature: Uint8Array; readonly problem?: undefined } | { readonly problem: string };

/** What came of asking for a token. `life` is in seconds, undefined when the server does not say. */
export type TokenOutcome =
  | { readonly token: string; readonly life: number | undefined; readonly problem?: undefined }
  /** `problem` says what happened and what to do. `retry`: it may be better in a moment; `retryAfter` is that header. */
  | {
      readonly problem: string;
      readonly retry: boolean;
      readonly retryAfter?: string | undefined;
      /** No connection could be made: whatever else is at this address cannot be had either. */
      readonly noServer?: string;
    };

/** The token in the collection variable. */
export type KeptToken = {
  readonly token: string;
  readonly identity: string;
  /** Time (ms since 1970) from which it is replaced; null when its end is unknown. */
  readonly replaceAt: number | null;
  /** Whether the API has accepted it before, and whether it has refused it since. */
  readonly accepted: boolean;
  readonly refused: boolean;
};

/** What the scripts of one run (or one Send) tell each other. */
export type TokenRun = {
  /** No token can be had: said once, not tried again. */
  readonly failed: boolean;
  /** The scheme, host and port at which no server is. */
  readonly noServer?: string;
  /** The request under way carries the token. */
  readonly sent: boolean;
  /** The request under way is a repetition. */
  readonly repeating: boolean;
  /** How many tokens were renewed for a repetition that was refused as well. */
  readonly wasted: number;
  /** The API refuses new tokens too: keep the one there is. */
  readonly keepRefused: boolean;
};
