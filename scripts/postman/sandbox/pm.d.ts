// What the scripts use of Postman's sandbox: the part that Newman 6 (postman-sandbox 4), the Postman CLI and the Postman app (6) all have.
// https://learning.postman.com/docs/tests-and-scripts/write-scripts/postman-sandbox-reference/overview/

/** Variables of one scope. `get` gives what was put in: usually a string, but an environment file may hold a number. */
interface PmVariableScope {
  get(name: string): unknown;
  set(name: string, value: string): void;
  unset(name: string): void;
}

interface PmHeaderList {
  /** The value of the first header of that name, whatever its case. */
  get(name: string): string | undefined;
  filter(keep: (header: PmHeader) => boolean): PmHeader[];
}

interface PmHeader {
  readonly key: string;
  readonly value: string;
}

interface PmResponse {
  readonly code: number;
  readonly headers: PmHeaderList;
  /** Milliseconds. */
  readonly responseTime: number;
  text(): string | undefined;
}

interface PmSendRequest {
  readonly url: string;
  readonly method: string;
  readonly header: Readonly<Record<string, string>>;
  readonly body: { readonly mode: 'raw'; readonly raw: string };
}

/** A network error is a plain object, not an `Error`. */
interface PmNetworkError {
  readonly code?: string;
  readonly message?: string;
}

interface Pm {
  readonly info: { readonly requestId: string; readonly requestName: string };
  /** `name` is undefined when no environment is selected. */
  readonly environment: PmVariableScope & { readonly name?: string };
  readonly collectionVariables: PmVariableScope;
  /** Reads every scope; `set` writes local variables, which live for one run (or one Send) and come before all others. */
  readonly variables: PmVariableScope & { replaceIn(text: string): string };
  /** Before the request, `auth` is there only when the item itself has one; after it, it is the one that was used. */
  readonly request: {
    readonly auth?: { readonly type?: string };
    readonly url: { toString(): string };
    readonly method: string;
    /** As it is written: its variables are not filled in yet. */
    readonly body?: unknown;
  };
  /** Only in a test script. */
  readonly response: PmResponse;
  readonly execution: { skipRequest(): void; setNextRequest(idOrName: string | null): void };
  readonly test: ((name: string, check: () => void) => void) & { skip(name: string, check: () => void): void };
  readonly expect: ((actual: unknown, message?: string) => Chai.Assertion) & { fail(message: string): never };
  sendRequest(request: PmSendRequest, callback: (error: PmNetworkError | null, response: PmResponse | undefined) => void): void;
}

declare const pm: Pm;

/** Part of every sandbox, for `require`; the global CryptoJS logs a warning. */
declare module 'crypto-js' {
  interface WordArray {
    toString(encoding: unknown): string;
  }
  /** Texts are taken as UTF-8. */
  export function HmacSHA256(message: string, key: string): WordArray;
  export const enc: { readonly Base64: unknown };
}
