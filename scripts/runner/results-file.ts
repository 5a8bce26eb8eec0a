import type { Api, Request } from '../model/model.ts';
import { type Planned, planOf } from '../postman/plan.ts';
import type { ShownConnection } from './connection.ts';
import type { Exchange } from './exchange.ts';
import type { CheckResult, Outcome, RequestResult, RunResult } from './results.ts';
import type { Shard } from './shard.ts';
import type { TokenLife } from './token-life.ts';

/**
 * The results of one run for another one to go on with: `postern merge` makes the reports of several, `--timings` reads how
 * long requests took. Redacted, like every other output.
 */
export interface ResultsFile {
  readonly postern: 'results';
  /** Of the form: one that is read has to have the same. */
  readonly version: 1;
  /** When the run began (ISO 8601). */
  readonly started: string;
  readonly runs: readonly StoredRun[];
}

export interface StoredRun {
  readonly api: string;
  readonly environment: string;
  readonly shard: Shard | undefined;
  readonly requests: readonly StoredRequest[];
  /** The ids of what no shard was to send. */
  readonly leftOut: readonly string[];
  readonly tokenFailure: string | undefined;
  readonly connectionFailure?: string;
  readonly token: TokenLife | undefined;
  readonly variables: Readonly<Record<string, string>>;
  readonly connection?: ShownConnection;
  readonly duration: number;
}

export interface StoredRequest {
  readonly id: string;
  readonly title: string;
  readonly state: RequestResult['state'];
  readonly status: number | undefined;
  readonly duration: number;
  readonly repeats: number;
  readonly retries: number | undefined;
  readonly error: string | undefined;
  readonly checks: readonly { readonly name: string; readonly outcome: Outcome; readonly message: string }[];
  readonly surprises: readonly string[];
  readonly exchange: Exchange | undefined;
}

/** @param elsewhere the ids of what other shards run */
export function storedRunOf(result: RunResult, shard: Shard | undefined, elsewhere: ReadonlySet<string>): StoredRun {
  const ids = new Map<Request, string>(planned(result.api).map(({ request, id }) => [request, id]));
  const idOf = (request: Request): string => ids.get(request) ?? '';
  const { environment, tokenFailure, connectionFailure, token, variables, connection, duration } = result;
  return {
    api: result.api.id,
    environment,
    shard,
    requests: result.requests.map((each) => ({
      id: idOf(each.request),
      title: each.title,
      state: each.state,
      status: each.status,
      duration: each.duration,
      repeats: each.repeats,
      retries: each.retries,
      error: each.error,
      checks: each.checks.map(({ check, outcome, message }) => ({ name: check.name, outcome, message })),
      surprises: each.surprises,
      exchange: each.exchange,
    })),
    leftOut: result.leftOut.map(({ request }) => idOf(request)).filter((id) => !elsewhere.has(id)),
    tokenFailure,
    ...(connectionFailure === undefined ? {} : { connectionFailure }),
    token,
    variables,
    ...(connection === undefined ? {} : { connection }),
    duration,
  };
}

/**
 * The runs of one API as one result. What no shard ran and none was to leave out is a failure, as is a check that the specs
 * have and the results do not.
 */
export function mergeRuns(api: Api, runs: readonly StoredRun[]): RunResult {
  const byId = new Map(runs.flatMap((run) => run.requests.map((request) => [request.id, request] as const)));
  const left = new Set(runs.flatMap((run) => run.leftOut));
  const plan = planned(api);
  const connectionFailure = runs.find((run) => run.connectionFailure !== undefined)?.connectionFailure;
  const isLeftOut = ({ id }: Planned): boolean => !byId.has(id) && left.has(id);
  return {
    api,
    environment: runs[0]?.environment ?? '',
    requests: plan.filter((each) => !isLeftOut(each)).map((each) => restore(each, byId.get(each.id))),
    leftOut: plan.filter(isLeftOut),
    tokenFailure: runs.find(({ tokenFailure }) => tokenFailure !== undefined)?.tokenFailure,
    ...(connectionFailure === undefined ? {} : { connectionFailure }),
    token: mergeTokens(runs.flatMap(({ token }) => token ?? [])),
    variables: runs[0]?.variables ?? {},
    ...(runs[0]?.connection === undefined ? {} : { connection: runs[0].connection }),
    // They ran side by side.
    duration: Math.max(0, ...runs.map(({ duration }) => duration)),
  };
}

/** The ids in the results that the specs do not have: they were compiled from others. */
export function unknownIn(api: Api, run: StoredRun): readonly StoredRequest[] {
  const known = new Set(planned(api).map(({ id }) => id));
  return run.requests.filter(({ id }) => !known.has(id));
}

function restore({ request, endpoint, folder, title }: Planned, stored: StoredRequest | undefined): RequestResult {
  const base = { request, endpoint, folder, title };
  if (!stored) {
    const checks = request.checks.map((check): CheckResult => ({ check, outcome: 'skipped', message: '' }));
    const error = 'no shard ran this request';
    return { ...base, state: 'lost', error, status: undefined, duration: 0, repeats: 0, checks, surprises: [], exchange: undefined };
  }
  const { id: _, title: __, retries, checks, ...rest } = stored;
  const known = new Map(checks.map((check) => [check.name, check]));
  return {
    ...base,
    ...rest,
    ...(retries === undefined ? {} : { retries }),
    checks: request.checks.map((check): CheckResult => {
      const { outcome, message } = known.get(check.name) ?? { outcome: 'missing' as const, message: 'the check is not in the results' };
      return { check, outcome, message };
    }),
  };
}

function mergeTokens(lives: readonly TokenLife[]): TokenLife | undefined {
  const [first] = lives;
  if (!first) return undefined;
  const sum = (of: (life: TokenLife) => number): number => lives.reduce((total, life) => total + of(life), 0);
  return {
    obtained: sum(({ obtained }) => obtained),
    used: sum(({ used }) => used),
    refused: sum(({ refused }) => refused),
    results: first.results.map(({ name }) => {
      const all = lives.flatMap(({ results }) => results.filter((each) => each.name === name));
      const worst = (['failed', 'passed', 'skipped'] as const).find((outcome) => all.some((each) => each.outcome === outcome)) ?? 'skipped';
      const messages = all.map(({ message }) => message).filter((message) => message !== '');
      return { name, outcome: worst, message: messages.join('\n') };
    }),
  };
}

function planned(api: Api): Planned[] {
  return planOf(api, 'contract').flatMap(({ requests }) => requests);
}
