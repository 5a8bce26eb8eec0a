import type { Api } from '../model/model.ts';
import { collectionOf } from '../postman/collection.ts';
import type { Planned } from '../postman/plan.ts';
import type { Redactor } from '../source/redact.ts';
import { plainConnection } from './connection.ts';
import type { Executor } from './executor.ts';
import { inProcess } from './in-process.ts';
import { judgeOf } from './judge.ts';
import { Reporting } from './newman-reporters/reporting.ts';
import { poolOf } from './pool/pool.ts';
import { isSafe } from './production.ts';
import { pauseFor } from './put-off.ts';
import type { Seen } from './reconcile.ts';
import { failed } from './results.ts';
import { unitsPutOff, unitsToRetry } from './retry.ts';
import type { RunOptions } from './run.ts';
import type { TokenLog } from './token-watch.ts';
import { type Unit, unitsOf } from './units.ts';

/** What was seen when everything had been sent, some of it more than once. */
export interface Passes {
  /** By the id of the item, of the last time. */
  readonly seen: ReadonlyMap<string, Seen>;
  /** How often a request was sent again, for those that were. */
  readonly retries: ReadonlyMap<string, number>;
  /** Why no token could be had. */
  readonly failure: string | undefined;
  /** Why no connection could be had; it ended the run. */
  readonly noConnection: string | undefined;
  /** Whether a failure ended it. */
  readonly bailed: boolean;
}

/** Sends what is planned, and some of it again: what the server put off, and what failed in passing. */
export async function sendAll(
  api: Api,
  plan: readonly Planned[],
  options: RunOptions & { readonly redactor: Redactor; readonly tokens: TokenLog },
): Promise<Passes> {
  const { redactor, tokens } = options;
  const units = unitsOf(plan, api.auth);
  const byId = new Map(plan.map((planned) => [planned.id, planned]));
  const seen = new Map<string, Seen>();
  const retries = new Map<string, number>();
  // How often a request was sent again since the server had put it off.
  const putOff = new Map<string, number>();
  let noConnection: string | undefined;
  const bail = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, bail.signal]) : bail.signal;
  const executor = executorOf(api, plan, { ...options, signal });

  const pauseOf = (planned: Planned): number | undefined =>
    pauseFor(planned, seen.get(planned.id), putOff.get(planned.id) ?? 0, Date.now());
  const unitsToSendLater = (): Unit[] => unitsPutOff(units, seen, (planned) => pauseOf(planned) !== undefined);
  const mayPass = (planned: Planned): boolean =>
    [...((options.retries ?? 0) > 0 ? unitsToRetry(units, seen) : []), ...unitsToSendLater()].flat().includes(planned);
  const send = (parts: readonly Unit[]): Promise<string | undefined> => {
    const judge = judgeOf(api, redactor);
    return executor.send(parts, {
      onItem: (id, item, noToken) => {
        const planned = byId.get(id);
        if (!planned || signal.aborted) return;
        seen.set(id, item);
        const pause = pauseOf(planned);
        if (pause !== undefined) executor.holdUntil(Date.now() + pause);
        const times = retries.get(id);
        const result = judge(planned, { ...item, exchange: undefined }, noToken ? 'no token' : undefined);
        options.onResult?.(times === undefined ? result : { ...result, retries: times });
        if (options.bail && failed(result) && !mayPass(planned)) bail.abort();
      },
      onNoConnection: (failure) => {
        noConnection ??= failure;
        bail.abort();
      },
      onNote: (note, lane) => tokens.add(note, lane),
      onSecret: (text) => redactor.add(text),
    });
  };

  const sendWithPutOff = async (parts: readonly Unit[]): Promise<string | undefined> => {
    if (signal.aborted) return undefined;
    let failure = await send(parts);
    for (let again = unitsToSendLater(); again.length > 0 && !signal.aborted; again = unitsToSendLater()) {
      for (const planned of again.flat().filter((each) => pauseOf(each) !== undefined))
        putOff.set(planned.id, (putOff.get(planned.id) ?? 0) + 1);
      failure = (await send(again)) ?? failure;
    }
    return failure;
  };

  try {
    let failure = await sendWithPutOff(units);
    for (let pass = 1; pass <= (options.retries ?? 0) && !signal.aborted; pass++) {
      const again = unitsToRetry(units, seen);
      if (again.length === 0) break;
      for (const { id } of again.flat()) retries.set(id, pass);
      failure = (await sendWithPutOff(again)) ?? failure;
    }
    return { seen, retries, failure, noConnection, bailed: bail.signal.aborted && noConnection === undefined };
  } finally {
    await executor.close();
  }
}

/** In workers when there are some, else in this process. */
function executorOf(api: Api, plan: readonly Planned[], options: RunOptions & { readonly redactor: Redactor }): Executor {
  const collection = collectionOf(api, 'contract', options.sends);
  const { environment, values, signal, crew, connection = plainConnection } = options;
  const setting = {
    environment,
    values,
    connection,
    // Newman's limit holds for token requests too, which may have more time (auth.timeout).
    timeout: Math.max(options.timeout, (api.auth?.timeout ?? 0) + 1000),
    send: api.auth?.send,
  };
  const interval = options.interval ?? 0;
  const reporting = options.newman && new Reporting(options.newman, options.redactor);
  if (!crew) return inProcess(collection, setting, { interval, signal, reporting });
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
