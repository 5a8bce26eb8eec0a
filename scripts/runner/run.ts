import type { Api, Flow, Request } from '../model/model.ts';
import { fillIn } from '../model/template.ts';
import { collectionOf } from '../postman/collection.ts';
import { type Planned, planOf } from '../postman/plan.ts';
import { Redactor } from '../source/redact.ts';
import { observe } from './observe.ts';
import { reconcile, type Seen } from './reconcile.ts';
import type { RequestResult, RunResult } from './results.ts';
import { judgeTokenLife } from './token-life.ts';
import { TokenWatch } from './token-watch.ts';

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
  // Newman's limit holds for token requests too, which may have more time (auth.timeout).
  const timeout = Math.max(options.timeout, (api.auth?.timeout ?? 0) + 1000);
  const judgeAsTheyCome = judgeOf(redactor);
  const tokens = api.auth && new TokenWatch(api.auth.send);
  const seen = await observe(collectionOf(api, 'contract', options.sends), {
    ...options,
    timeout,
    redactor,
    tokens,
    onItem: (id, item, noToken) => {
      const planned = byId.get(id);
      if (planned) options.onResult?.(judgeAsTheyCome(planned, item, noToken));
    },
  });
  const judge = judgeOf(redactor);
  return {
    api,
    environment: options.environment,
    requests: plan.map((planned) => judge(planned, seen.items.get(planned.id), seen.tokenFailure !== undefined)),
    leftOut: whole.filter(({ id }) => !byId.has(id)),
    tokenFailure: seen.tokenFailure === undefined ? undefined : redactor.redact(seen.tokenFailure),
    token: judgeTokenLife(api.auth, plan, tokens?.obtained ?? [], tokens?.uses ?? []),
    variables: shownValues(options, redactor),
    duration: Date.now() - started,
  };
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
