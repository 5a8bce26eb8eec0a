import type { Api, Flow, Request } from '../model/model.ts';
import { fillIn } from '../model/template.ts';
import { collectionOf } from '../postman/collection.ts';
import { type Planned, planOf } from '../postman/plan.ts';
import { Redactor } from '../source/redact.ts';
import type { Executor } from './executor.ts';
import { inProcess } from './in-process.ts';
import type { Crew } from './pool/crew.ts';
import { poolOf } from './pool/pool.ts';
import { isSafe } from './production.ts';
import { reconcile, type Seen } from './reconcile.ts';
import type { RequestResult, RunResult } from './results.ts';
import { judgeTokenLife } from './token-life.ts';
import { TokenLog } from './token-watch.ts';
import { unitsOf } from './units.ts';

export interface RunOptions {
  /** What to call the environment in reports. */
  readonly environment: string;
  /** The value of every variable. */
  readonly values: Readonly<Record<string, string>>;
  /** The variables among them whose values are never shown. */
  readonly secrets: readonly string[];
  /** Milliseconds that an answer may take before the request counts as unanswered. */
  readonly timeout: number;
  /** Which requests are sent; all when left out. */
  readonly sends?: (request: Request) => boolean;
  /** Told of each request as soon as all is known of it. */
  readonly onResult?: (result: RequestResult) => void;
  /** The workers to send them in; one after another in this process when left out. They are ended. */
  readonly crew?: Crew;
  /** How many requests each worker has under way at once; as many as the latency asks for when left out. */
  readonly lanes?: number;
  /** How many requests may be under way in all; as many as there are lanes when left out. */
  readonly concurrency?: number;
  /** The least time between two requests in ms. */
  readonly interval?: number;
  /** Aborting it ends the run; what is known by then is the result. */
  readonly signal?: AbortSignal;
}

/** Runs the contract of an API with Newman. Whatever the server does, this gives a result; it never rejects for it. */
export async function runContract(api: Api, options: RunOptions): Promise<RunResult> {
  const redactor = new Redactor();
  for (const name of options.secrets) redactor.add(options.values[name]);
  const client = api.auth && { id: filledIn(api.auth.clientId, options), secret: filledIn(api.auth.clientSecret, options) };
  if (client) redactor.addCredentials(client.id, client.secret);

  const whole = planOf(api, 'contract').flatMap((folder) => folder.requests);
  const plan = options.sends ? whole.filter((planned) => options.sends?.(planned.request)) : whole;
  const byId = new Map(plan.map((planned) => [planned.id, planned]));
  const started = Date.now();
  const judgeAsTheyCome = judgeOf(redactor);
  const tokens = new TokenLog();
  const seen = new Map<string, Seen>();
  const executor = executorOf(api, plan, options);
  let tokenFailure: string | undefined;
  try {
    tokenFailure = await executor.send(unitsOf(plan, api.auth), {
      onItem: (id, item, noToken) => {
        seen.set(id, item);
        const planned = byId.get(id);
        if (planned) options.onResult?.(judgeAsTheyCome(planned, item, noToken));
      },
      onNote: (note, lane) => tokens.add(note, lane),
      onSecret: (text) => redactor.add(text),
    });
  } finally {
    executor.close();
  }
  const judge = judgeOf(redactor);
  return {
    api,
    environment: options.environment,
    requests: plan.map((planned) => judge(planned, seen.get(planned.id), tokenFailure !== undefined)),
    leftOut: whole.filter((planned) => !byId.has(planned.id)),
    tokenFailure: tokenFailure === undefined ? undefined : redactor.redact(tokenFailure),
    token: judgeTokenLife(api.auth, plan, tokens.obtained, tokens.uses),
    variables: shownValues(options, redactor),
    duration: Date.now() - started,
  };
}

/** In workers when there are some, else in this process. */
function executorOf(api: Api, plan: readonly Planned[], options: RunOptions): Executor {
  const collection = collectionOf(api, 'contract', options.sends);
  const { environment, values, signal, crew } = options;
  const setting = {
    environment,
    values,
    // Newman's limit holds for token requests too, which may have more time (auth.timeout).
    timeout: Math.max(options.timeout, (api.auth?.timeout ?? 0) + 1000),
    send: api.auth?.send,
  };
  const interval = options.interval ?? 0;
  if (!crew) return inProcess(collection, setting, { interval, signal });
  const safe = new Set(plan.filter(({ request }) => isSafe(request)).map(({ id }) => id));
  return poolOf(collection, setting, {
    crew,
    lanes: options.lanes,
    concurrency: options.concurrency ?? Number.POSITIVE_INFINITY,
    interval,
    signal,
    needsToken: (unit) => unit.some(({ request }) => request.auth === 'token'),
    isSafe: (id) => safe.has(id),
  });
}

/** Judges the requests of a run, in its order: a step of a flow is rightly not sent when one before it went wrong. */
function judgeOf(redactor: Redactor): (planned: Planned, seen: Seen | undefined, noToken: boolean) => RequestResult {
  const stopped = new Set<Flow>();
  return (planned, seen, noToken) => {
    const { flow } = planned;
    const because = noToken ? 'no token' : flow && stopped.has(flow) ? 'an earlier step failed' : undefined;
    const result = reconcile(planned, seen, because);
    const failed = result.checks.some((each) => each.outcome === 'failed' || each.outcome === 'missing');
    if (flow && (result.state !== 'sent' || failed)) stopped.add(flow);
    return redactResult(result, redactor);
  };
}

/** The values that may be shown: a value that is no secret itself may hold one. */
function shownValues({ values, secrets }: RunOptions, redactor: Redactor): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => !secrets.includes(name) && redactor.redact(value) === value));
}

function filledIn(template: string, { values }: RunOptions): string {
  return fillIn(template, (name) => values[name]);
}

/** Tokens become known while a run goes on, so results are redacted when they are handed out. */
function redactResult(result: RequestResult, redactor: Redactor): RequestResult {
  return {
    ...result,
    error: result.error === undefined ? undefined : redactor.redact(result.error),
    checks: result.checks.map((each) => ({ ...each, message: redactor.redact(each.message) })),
    surprises: result.surprises.map((text) => redactor.redact(text)),
  };
}
