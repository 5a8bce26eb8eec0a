import type { Api, Request } from '../model/model.ts';
import { fillIn } from '../model/template.ts';
import { type Planned, planOf } from '../postman/plan.ts';
import { Redactor } from '../source/redact.ts';
import { type Connection, secretsIn } from './connection.ts';
import { judgeOf } from './judge.ts';
import type { NewmanReporters } from './newman-reporters/reporting.ts';
import { sendAll } from './passes.ts';
import type { Crew } from './pool/crew.ts';
import type { RequestResult, RunResult } from './results.ts';
import { judgeTokenLife } from './token-life.ts';
import { TokenLog } from './token-watch.ts';

export interface RunOptions {
  /** What to call the environment in reports. */
  readonly environment: string;
  /** The value of every variable. */
  readonly values: Readonly<Record<string, string>>;
  /** The variables among them whose values are never shown. */
  readonly secrets: readonly string[];
  /** Milliseconds that an answer may take before the request counts as unanswered. */
  readonly timeout: number;
  /** How servers are reached; as the process says when left out. */
  readonly connection?: Connection;
  /** Which requests are sent; all when left out. */
  readonly sends?: (request: Request) => boolean;
  /** The ids of the items that are sent; all when left out. */
  readonly only?: ReadonlySet<string>;
  /** How often safe requests are sent again to which the network or the server failed. */
  readonly retries?: number;
  /** Whether the first failure ends the run. */
  readonly bail?: boolean;
  /** Told of each request as soon as all is known of it. */
  readonly onResult?: (result: RequestResult) => void;
  /** The workers to send them in; one after another in this process when left out. They are ended. */
  readonly crew?: Crew;
  /** Newman's own reporters; for a run without workers. */
  readonly newman?: NewmanReporters;
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
  for (const secret of options.connection ? secretsIn(options.connection) : []) redactor.add(secret);
  const client = api.auth && { id: filledIn(api.auth.clientId, options), secret: filledIn(api.auth.clientSecret, options) };
  if (client) redactor.addCredentials(client.id, client.secret);

  const whole = planOf(api, 'contract').flatMap((folder) => folder.requests);
  const isSent = ({ id, request }: Planned): boolean => (options.sends?.(request) ?? true) && (options.only?.has(id) ?? true);
  const plan = whole.filter(isSent);
  const started = Date.now();
  const tokens = new TokenLog();
  const passes = await sendAll(api, plan, { ...options, redactor, tokens });
  const judge = judgeOf(api, redactor);
  const held = passes.noConnection !== undefined ? 'no connection' : passes.failure !== undefined ? 'no token' : undefined;
  // What --bail kept from being sent is no failure.
  const wanted = passes.bailed ? plan.filter(({ id }) => passes.seen.has(id)) : plan;
  return {
    api,
    environment: options.environment,
    requests: wanted.map((planned) => {
      const result = judge(planned, passes.seen.get(planned.id), held);
      const retries = passes.retries.get(planned.id);
      return retries === undefined ? result : { ...result, retries };
    }),
    leftOut: whole.filter((planned) => !wanted.includes(planned)),
    tokenFailure: passes.failure === undefined || passes.noConnection !== undefined ? undefined : redactor.redact(passes.failure),
    ...(passes.noConnection === undefined ? {} : { connectionFailure: redactor.redact(passes.noConnection) }),
    token: judgeTokenLife(api.auth, wanted, tokens.obtained, tokens.uses),
    variables: shownValues(options, redactor),
    ...(options.connection?.shown === undefined ? {} : { connection: options.connection.shown }),
    duration: Date.now() - started,
  };
}

/** The values that may be shown: a value that is no secret itself may hold one. */
function shownValues({ values, secrets }: RunOptions, redactor: Redactor): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => !secrets.includes(name) && redactor.redact(value) === value));
}

function filledIn(template: string, { values }: RunOptions): string {
  return fillIn(template, (name) => values[name]);
}
