/** What the page is given to show, as JSON. Types only: the page and what writes it are held to the same. */
export interface ReportData {
  /** When the run began (RFC 3339). */
  readonly started: string;
  readonly runs: readonly RunData[];
}

export interface RunData {
  readonly name: string;
  readonly environment: string;
  readonly outcome: 'holds' | 'broken' | 'notRun';
  readonly verdict: string;
  /** Milliseconds. */
  readonly duration: number;
  readonly checks: { readonly passed: number; readonly all: number };
  readonly facts: readonly string[];
  /** What nothing exercised, each with its place in the specs. */
  readonly never: readonly { readonly place: string; readonly text: string }[];
  readonly requests: readonly RequestData[];
}

export interface RequestData {
  readonly title: string;
  readonly folder: string;
  /** Empty for what is no request: the promises about the token. */
  readonly method: string;
  readonly path: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Undefined when no answer came. */
  readonly status?: number | undefined;
  readonly duration: number;
  /** What there is to say besides checks: why it was not sent, or that it was sent again. */
  readonly note: string;
  /** The names of checks. */
  readonly passed: readonly string[];
  readonly unchecked: readonly string[];
  readonly failures: readonly FailureData[];
  readonly command?: string | undefined;
  readonly exchange?: ExchangeData | undefined;
}

export interface FailureData {
  readonly name: string;
  readonly places: readonly {
    readonly place: string;
    /** The line of the spec, and the line that marks the place in it; empty when there is no text. */
    readonly frame: string;
    readonly findings: readonly FindingData[];
  }[];
}

export interface FindingData {
  readonly message: string;
  readonly pointer?: string;
  readonly expected?: string;
  readonly actual?: string;
}

export interface ExchangeData {
  readonly request: MessageData & { readonly method: string; readonly url: string };
  readonly response: (MessageData & { readonly status: number; readonly reason: string }) | undefined;
}

export interface MessageData {
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body: { readonly text: string; readonly bytes: number; readonly note: string };
}
