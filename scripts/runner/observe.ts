import type { Collection } from '../postman/collection-types.ts';
import { type Connection, newmanOptions, type ProxyRun, setProxy } from './connection.ts';
import { connectionFailureOf } from './connection-failure.ts';
import { type Exchange, ExchangeKeeper, type NewmanRequest, type NewmanResponse } from './exchange.ts';
import type { TokenKeeper, Variables } from './kept-token.ts';
import { networkReason } from './network-reason.ts';
import type { NewmanEmitter, Reporting } from './newman-reporters/reporting.ts';
import type { Pace } from './pace.ts';
import { type Engine, loadNewman } from './quick/load.ts';
import type { Seen } from './reconcile.ts';
import type { SentRequest, TokenWatch } from './token-watch.ts';

/** The name under which the collection's script reports that no token could be had (see postman/sandbox/token.js). */
export const tokenTest = 'Access token';

export interface ObserveOptions {
  readonly environment: string;
  readonly values: Readonly<Record<string, string>>;
  /** Milliseconds that an answer may take. */
  readonly timeout: number;
  readonly connection: Connection;
  /** Told what must never be shown, as soon as it is known. */
  readonly onSecret: (text: string) => void;
  /** Watches tokens and where they were sent; left out for an API without tokens. */
  readonly tokens: TokenWatch | undefined;
  /** Told of each item when it begins, and when all is known of it; `noToken`: no token could be had by then. */
  readonly onBegin?: (id: string) => void;
  readonly onItem: (id: string, seen: Seen, noToken: boolean) => void;
  /** Told why no connection can be had. */
  readonly onNoConnection: (failure: string) => void;
  readonly signal?: AbortSignal;
  /** Newman; as it is when left out. */
  readonly engine?: Pick<Engine, 'run'>;
  /** Carries the token from one run to the next, and between those that go on at the same time. */
  readonly keeper?: TokenKeeper;
  /** Tells how long to wait before the next request. */
  readonly pace?: Pace;
  /** Keeps what failed, for all the runs that share it. */
  readonly exchanges?: ExchangeKeeper;
  /** What cookies are kept in; the run's own when left out. */
  readonly cookieJar?: unknown;
  /** Newman's own reporters, which are told what happens. */
  readonly reporting?: Reporting;
}

interface Draft {
  readonly tests: Map<string, { outcome: 'passed' | 'failed' | 'skipped'; message: string }>;
  readonly repeats: number;
  readonly scriptErrors: string[];
  status: number | undefined;
  duration: number;
  error: string | undefined;
  retryAfter: string | undefined;
  /** It is sent once more, so nothing is known yet. */
  isRepeated: boolean;
  /** What was sent last, and the answer, until it is known whether anything was wrong with it. */
  last: { readonly request: NewmanRequest; readonly response: NewmanResponse | undefined } | undefined;
  exchange: Exchange | undefined;
}

/**
 * Runs a collection with Newman as a library and notes what each item did. Newman's own summary is not used: it counts
 * an item whose script sends a request twice, and a later pass hides an earlier failure.
 * @returns why no token could be had, or why Newman could not run the collection
 */
export async function observe(collection: Collection, options: ObserveOptions): Promise<string | undefined> {
  const { run } = options.engine ?? loadNewman();
  const items = new Map<string, Draft>();
  const { exchanges = new ExchangeKeeper() } = options;
  let tokenFailure: string | undefined;
  // Requests that a script sends come with the same events as the item's own: they come while a script runs.
  let inScript = false;
  let scriptBegan = 0;
  // They have an item of their own, so the one whose script sends them is kept.
  let scriptOf = '';
  let sentAt = 0;
  const draft = (id: string): Draft => items.get(id) ?? begin(id, 0);
  const begin = (id: string, repeats: number): Draft => {
    const fresh: Draft = {
      tests: new Map(),
      repeats,
      scriptErrors: [],
      status: undefined,
      duration: 0,
      error: undefined,
      retryAfter: undefined,
      isRepeated: false,
      last: undefined,
      exchange: undefined,
    };
    items.set(id, fresh);
    return fresh;
  };

  let newman: Run | undefined;
  await new Promise<void>((resolve) => {
    const values = Object.entries(options.values).map(([key, value]) => ({ key, value, enabled: true }));
    const environment = { name: options.environment, values };
    const emitter = run(
      {
        collection: collection as never,
        environment: environment as never,
        reporters: [],
        timeoutRequest: options.timeout,
        color: 'off',
        ...newmanOptions(options.connection),
        ...(options.cookieJar ? { cookieJar: options.cookieJar as never } : {}),
      },
      (error) => {
        if (error) tokenFailure ??= error.message;
        resolve();
      },
    ) as unknown as Emitter;
    // Newman has no way to be stopped that keeps what is known, so its end is not waited for.
    options.signal?.addEventListener('abort', () => {
      newman?.abort();
      resolve();
    });

    emitter.on('start', (_, { run }) => {
      newman = run;
      if (run) setProxy(run, options.connection);
    });
    emitter.on('beforeItem', (_, { item }) => {
      if (newman) options.keeper?.before(newman.state);
      if (newman) options.pace?.hold(newman);
      options.onBegin?.(item.id);
      const known = items.get(item.id);
      // Coming to an item again is the repetition with a new token: what was seen before does not count.
      begin(item.id, known ? known.repeats + 1 : 0);
    });
    for (const event of ['beforePrerequest', 'beforeTest']) {
      emitter.on(event, (_, { item }) => {
        inScript = true;
        scriptOf = item.id;
        scriptBegan = Date.now();
      });
    }
    for (const event of ['prerequest', 'test']) {
      emitter.on(event, () => {
        inScript = false;
      });
    }
    emitter.on('beforeRequest', (_, { request }) => {
      if (!inScript) sentAt = Date.now();
      learnAssertion(request, options.onSecret);
    });
    emitter.on('request', (error, { item, request, response }) => {
      const noConnection = error && connectionFailureOf(error, request?.url?.toString() ?? '', options.connection);
      if (noConnection) options.onNoConnection(noConnection);
      // A proxy's refusal hangs on the error with its socket and all; the runtime would make a checksum of it, and fail.
      if (error) delete error.res;
      learnAssertion(request, options.onSecret);
      const answer = learnToken(response, options.onSecret);
      if (inScript) {
        const succeeded = response !== undefined && response.code >= 200 && response.code < 300;
        if (answer && succeeded) options.tokens?.obtain(scriptOf, answer, scriptBegan, Date.now());
        return;
      }
      if (request) options.tokens?.use(item.id, request, sentAt, error ? undefined : response?.code);
      const seen = draft(item.id);
      if (request) seen.last = { request, response: error ? undefined : response };
      if (error) seen.error = networkReason(error);
      else {
        seen.status = response?.code;
        seen.duration = response?.responseTime ?? 0;
        seen.retryAfter = response?.headers?.get('Retry-After');
      }
    });
    emitter.on('assertion', (error, { item, assertion = '', skipped }) => {
      if (assertion === tokenTest) {
        if (error) tokenFailure ??= error.message;
        return;
      }
      const outcome = skipped ? 'skipped' : error ? 'failed' : 'passed';
      draft(item.id).tests.set(assertion, { outcome, message: error?.message ?? '' });
    });
    emitter.on('script', (error, { item, event, execution }) => {
      if (execution?.return?.nextRequest === item.id) draft(item.id).isRepeated = true;
      if (error) draft(item.id).scriptErrors.push(`the ${event?.listen ?? ''} script failed: ${error.message}`);
    });
    emitter.on('exception', (_, { item, error }) => {
      if (item) draft(item.id).scriptErrors.push(`a script failed: ${error?.message ?? 'no reason given'}`);
    });
    emitter.on('item', (_, { item }) => {
      if (newman) options.keeper?.after(newman.state);
      const seen = draft(item.id);
      if (seen.isRepeated) return;
      if (seen.last && !isFine(seen)) seen.exchange = exchanges.keep(seen.last.request, seen.last.response);
      seen.last = undefined;
      options.onItem(item.id, seen, tokenFailure !== undefined);
    });
    // Behind the listeners above, which learn what must not be shown.
    options.reporting?.follow(emitter);
  });
  return tokenFailure;
}

/** Whether there is nothing about a request that a person would look into. */
function isFine({ tests, error, scriptErrors }: Draft): boolean {
  return (
    error === undefined && scriptErrors.length === 0 && tests.size > 0 && [...tests.values()].every((test) => test.outcome !== 'failed')
  );
}

/** What Newman hands to listeners, as far as it is used here. */
interface Emitter extends NewmanEmitter {
  on(event: string, listener: (error: (Error & { code?: string; res?: unknown }) | null, args: EventArgs) => void): void;
}
interface EventArgs {
  readonly item: { readonly id: string };
  readonly request?: SentRequest & NewmanRequest;
  readonly response?: NewmanResponse & { readonly responseTime: number; readonly stream?: Buffer; readonly headers?: Headers };
  readonly assertion?: string;
  readonly skipped?: boolean;
  readonly event?: { readonly listen: string };
  readonly execution?: { readonly return?: { readonly nextRequest?: unknown } };
  readonly error?: Error;
  readonly run?: Run;
}
interface Headers {
  get(name: string): string | undefined;
}
/** The run itself: what it keeps, and how it is made to wait. */
interface Run extends ProxyRun {
  readonly state: { readonly collectionVariables: Variables; readonly _variables: Variables };
  pause(): void;
  abort(): void;
  resume(): void;
}

/** A server may repeat what it was sent, a client assertion too (RFC 7523): for as long as it lives, it is as good as the key. */
function learnAssertion(request: EventArgs['request'], tell: (secret: string) => void): void {
  const assertion = /(?:^|&)client_assertion=([^&]+)/.exec(request?.body?.toString() ?? '')?.[1];
  if (assertion !== undefined) tell(assertion);
}

/** An answer that holds a token teaches the redactor what never to show. Returns the answer when it held one. */
function learnToken(
  response: EventArgs['response'],
  tell: (secret: string) => void,
): { access_token: string; expires_in?: unknown } | undefined {
  const text = response?.stream?.toString('utf8') ?? '';
  if (!/"(access|refresh|id)_token"/.test(text)) return undefined;
  try {
    const answer = JSON.parse(text);
    for (const token of [answer.access_token, answer.refresh_token, answer.id_token]) if (typeof token === 'string') tell(token);
    return typeof answer.access_token === 'string' ? answer : undefined;
  } catch {
    return undefined; // Not JSON: then the script found no token in it either.
  }
}
