/** What the parts of the server share. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** An answer before it is written: headers by their names as they are sent. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | undefined;
}

/** A request after it was read. */
export interface Call {
  readonly operation: string;
  readonly method: string;
  readonly url: URL;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, Json>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** JSON, or the fields of a form. */
  readonly body: Json | undefined;
  readonly files: readonly { readonly name: string; readonly type: string; readonly bytes: Buffer }[];
  readonly base: string;
}

/** How the server is to misbehave, or to vary. Everything left out is as it should be. */
export interface Faults {
  /** Rules that are not kept, by name. */
  readonly off?: readonly string[];
  /** Schemas in place of the server's own, by the name of what they are for: `create-instrument body`, `search query tags`. */
  readonly schemas?: Readonly<Record<string, Json>>;
  /** What becomes of an answer just before it is sent. */
  readonly answer?: (answer: Answer, call: Pick<Call, 'operation' | 'method'>) => Answer;
  /** Milliseconds before an answer is sent. */
  readonly delay?: (operation: string) => number;
  /** How an answer is written: in pieces, compressed. */
  readonly send?: 'chunked' | 'gzip';
  /** Seconds that tokens live; 3600 when left out. */
  readonly tokenLife?: number;
  /** After so many requests every token is revoked, once. */
  readonly revokeAfter?: number;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
