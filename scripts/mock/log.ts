/** One request and what became of it. */
export interface MockLogEntry {
  /** Milliseconds since the mock was started. */
  readonly at: number;
  readonly kind: 'token' | 'request';
  readonly method: string;
  /** As it was sent, without the query, with secrets and tokens taken out. */
  readonly path: string;
  readonly status: number;
  /** The ordinal of the token that was issued or sent: `t3`. Never the token. */
  readonly token?: string;
  /** What happened: `issued t3`, `reused t2`, `refused: t2 expired`, `case: an unknown order`, `invalid: /x expected …`. */
  readonly note?: string;
}

/** One line for a person: when, what, the status, and why. */
export function formatLogEntry(entry: MockLogEntry): string {
  const seconds = `${(entry.at / 1000).toFixed(3)}s`.padStart(9);
  const note = entry.note === undefined ? '' : `  ${entry.note}`;
  return printable(`${seconds}  ${entry.status}  ${entry.method.padEnd(6)} ${entry.path}${note}`);
}

/** A request can hold anything: nothing in it may steer a terminal or start a new line. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\uFFFD');
}
