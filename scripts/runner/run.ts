import type { Api, Request } from '../model/model.ts';
import { fillIn } from '../model/template.ts';
import { collectionOf } from '../postman/collection.ts';
import { Redactor } from '../source/redact.ts';
import { observe } from './observe.ts';
import { planOf } from './plan.ts';
import { reconcile } from './reconcile.ts';
import type { RequestResult, RunResult } from './results.ts';

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

  const whole = planOf(api);
  const plan = options.sends ? whole.filter((planned) => options.sends?.(planned.request)) : whole;
  const started = Date.now();
  const told = new Set<string>();
  const seen = await observe(collectionOf(api, 'contract', options.sends), {
    ...options,
    redactor,
    onItem: (id, item, held) => {
      const planned = plan.find((each) => each.id === id);
      if (planned) {
        told.add(id);
        options.onResult?.(redactResult(reconcile(planned, item, held), redactor));
      }
    },
  });
  const held = seen.tokenFailure !== undefined;
  return {
    api,
    environment: options.environment,
    requests: plan.map((planned) => redactResult(reconcile(planned, seen.items.get(planned.id), held), redactor)),
    leftOut: whole.filter((planned) => !plan.includes(planned)),
    tokenFailure: seen.tokenFailure === undefined ? undefined : redactor.redact(seen.tokenFailure),
    tokens: seen.tokens,
    duration: Date.now() - started,
  };
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
