import type { Api, Check, Endpoint, Request } from '../model/model.ts';
import type { ShownConnection } from './connection.ts';
import type { Exchange } from './exchange.ts';
import type { TokenLife, TokenResult } from './token-life.ts';

/** What became of one check. `missing`: it did not report, which is a failure like any other. */
export type Outcome = 'passed' | 'failed' | 'skipped' | 'missing';

export interface CheckResult {
  readonly check: Check;
  readonly outcome: Outcome;
  /** Why, redacted; empty when it passed. */
  readonly message: string;
}

export interface RequestResult {
  readonly request: Request;
  readonly endpoint: Endpoint;
  /** The folder in the collection, and the name of the item. */
  readonly folder: string;
  readonly title: string;
  /** `sent`: it got an answer. `unanswered`: it was sent and none came. `held`: it was not sent, since there is no token. `lost`: the run ended before it was answered. */
  readonly state: 'sent' | 'unanswered' | 'held' | 'lost';
  /** Why there was no answer, redacted. */
  readonly error: string | undefined;
  readonly status: number | undefined;
  /** Milliseconds from sending to the whole answer; 0 when there was none. */
  readonly duration: number;
  /** How often it was sent once more with a new token. */
  readonly repeats: number;
  /** How often it was sent once more since the network or the server had failed; none when left out. */
  readonly retries?: number;
  readonly checks: readonly CheckResult[];
  /** Script errors and failed tests that no check of the model accounts for, redacted. */
  readonly surprises: readonly string[];
  /** What was sent and what came, when something was wrong: redacted and shortened. */
  readonly exchange?: Exchange | undefined;
}

/** Everything that one run of one API found. */
export interface RunResult {
  readonly api: Api;
  readonly environment: string;
  readonly requests: readonly RequestResult[];
  /** What was not to be sent at all. */
  readonly leftOut: readonly { readonly request: Request; readonly title: string }[];
  /** Why no access token could be had, redacted; undefined when there was one, or none was needed. */
  readonly tokenFailure: string | undefined;
  /** Why no connection could be had, which ended the run, redacted. */
  readonly connectionFailure?: string;
  /** The life of the token; undefined when nothing needs one. */
  readonly token: TokenLife | undefined;
  /** The values of the variables that may be shown: no secrets, and none that holds one. */
  readonly variables: Readonly<Record<string, string>>;
  /** How the servers were reached, where the environment or the command line say it. */
  readonly connection?: ShownConnection;
  /** Milliseconds. */
  readonly duration: number;
}

/** One thing that went wrong, ready to be told: at most one for a request that got no answer. */
export interface Failure {
  readonly result: RequestResult;
  /** The check, unless the request as a whole failed. */
  readonly check: Check | undefined;
  readonly message: string;
}

/** The failures of a run, in its order. Requests held back for want of a token are told once, by `tokenFailure`. */
export function failuresOf(result: RunResult): Failure[] {
  return result.requests.flatMap((request): Failure[] => {
    const surprises = request.surprises.map((message) => ({ result: request, check: undefined, message }));
    if (request.state === 'held') return surprises;
    if (request.state === 'unanswered') return [{ result: request, check: undefined, message: request.error ?? 'no answer' }, ...surprises];
    if (request.state === 'lost')
      return [
        { result: request, check: undefined, message: request.error ?? 'the run ended before this request was answered' },
        ...surprises,
      ];
    const failed = request.checks.filter((each) => each.outcome === 'failed' || each.outcome === 'missing');
    return [...failed.map((each) => ({ result: request, check: each.check, message: each.message })), ...surprises];
  });
}

/** The requests that passed only when they were sent again. */
export function flakyOf(result: RunResult): readonly RequestResult[] {
  const failed = new Set(failuresOf(result).map((failure) => failure.result));
  return result.requests.filter((each) => (each.retries ?? 0) > 0 && each.state === 'sent' && !failed.has(each));
}

/** Whether anything was wrong with a request that was sent. */
export function failed({ state, checks, surprises }: RequestResult): boolean {
  if (state === 'unanswered' || state === 'lost' || surprises.length > 0) return true;
  return checks.some((each) => each.outcome === 'failed' || each.outcome === 'missing');
}

/** The promises about the token's life that were broken. */
export function tokenFailuresOf({ token }: RunResult): readonly TokenResult[] {
  return token?.results.filter((each) => each.outcome === 'failed') ?? [];
}

/** 0 the contract holds, 1 it is broken, 3 it could not be run: no connection, no token, or no answer to anything. */
export function exitCodeOf(result: RunResult): 0 | 1 | 3 {
  const unanswered = result.requests.length > 0 && result.requests.every((each) => each.state !== 'sent');
  if (result.tokenFailure !== undefined || result.connectionFailure !== undefined || unanswered) return 3;
  return failuresOf(result).length + tokenFailuresOf(result).length > 0 ? 1 : 0;
}
