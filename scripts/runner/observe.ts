import type { Collection } from '../postman/collection-types.ts';
import type { Redactor } from '../source/redact.ts';
import type { Seen } from './reconcile.ts';

/** The name under which the collection's script reports that no token could be had (see postman/sandbox/token.js). */
export const tokenTest = 'Access token';

export interface ObserveOptions {
  readonly values: Readonly<Record<string, string>>;
  readonly timeout: number;
  readonly redactor: Redactor;
  readonly onItem: (id: string, seen: Seen, held: boolean) => void;
  readonly onConsole?: (line: string) => void;
  readonly signal?: AbortSignal;
}

export interface Observed {
  readonly items: ReadonlyMap<string, Seen>;
  readonly tokenFailure: string | undefined;
  readonly tokenRequests: number;
}

interface Draft {
  tests: Map<string, { outcome: 'passed' | 'failed' | 'skipped'; message: string }>;
  status: number | undefined;
  duration: number;
  error: string | undefined;
  repeats: number;
  scriptErrors: string[];
}

/**
 * Runs a collection with Newman as a library and notes what each item did. Newman's own summary is not used: it counts
 * an item whose script sends a request twice, and a later pass hides an earlier failure.
 */
export async function observe(collection: Collection, options: ObserveOptions): Promise<Observed> {
  const { run } = (await import('newman')).default;
  const items = new Map<string, Draft>();
  let tokenFailure: string | undefined;
  let tokenRequests = 0;
  // Requests that a script sends come with the same events as the item's own: they come while a script runs.
  let inScript = false;
  const draft = (id: string): Draft => {
    const known = items.get(id) ?? { tests: new Map(), status: undefined, duration: 0, error: undefined, repeats: 0, scriptErrors: [] };
    items.set(id, known);
    return known;
  };

  await new Promise<void>((resolve) => {
    const values = Object.entries(options.values).map(([key, value]) => ({ key, value, enabled: true }));
    const emitter = run(
      { collection: collection as never, environment: { values } as never, reporters: [], timeoutRequest: options.timeout, color: 'off' },
      (error) => {
        if (error) tokenFailure ??= error.message;
        resolve();
      },
    ) as unknown as Emitter;

    // Newman has no way to be stopped that keeps what is known, so its end is not waited for.
    options.signal?.addEventListener('abort', () => resolve());
    emitter.on('beforeItem', (_, { item }) => {
      const known = items.get(item.id);
      // Coming to an item again is the repetition with a new token: what was seen before does not count.
      if (known)
        items.set(item.id, {
          tests: new Map(),
          status: undefined,
          duration: 0,
          error: undefined,
          repeats: known.repeats + 1,
          scriptErrors: [],
        });
      else draft(item.id);
    });
    for (const event of ['beforePrerequest', 'beforeTest'])
      emitter.on(event, () => {
        inScript = true;
      });
    for (const event of ['prerequest', 'test'])
      emitter.on(event, () => {
        inScript = false;
      });
    emitter.on('request', (error, { item, response }) => {
      learnToken(response, options.redactor);
      if (inScript) {
        tokenRequests++;
        return;
      }
      const seen = draft(item.id);
      if (error) seen.error = reasonOf(error);
      else {
        seen.status = response?.code;
        seen.duration = response?.responseTime ?? 0;
      }
    });
    emitter.on('assertion', (error, { item, assertion, skipped }) => {
      if (assertion === tokenTest && error) tokenFailure ??= error.message;
      if (assertion === tokenTest) return;
      draft(item.id).tests.set(assertion ?? '', {
        outcome: skipped ? 'skipped' : error ? 'failed' : 'passed',
        message: error?.message ?? '',
      });
    });
    emitter.on('script', (error, { item, event }) => {
      if (error) draft(item.id).scriptErrors.push(`the ${event?.listen ?? ''} script failed: ${error.message}`);
    });
    emitter.on('exception', (_, { item, error }) => {
      if (item) draft(item.id).scriptErrors.push(`a script failed: ${error?.message ?? 'no reason given'}`);
    });
    emitter.on('console', (_, { messages }) => {
      options.onConsole?.(
        options.redactor.redact((messages ?? []).map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join(' ')),
      );
    });
    emitter.on('item', (_, { item }) => options.onItem(item.id, draft(item.id), tokenFailure !== undefined));
  });
  return { items, tokenFailure, tokenRequests };
}

/** What Newman hands to listeners, as far as it is used here. */
interface Emitter {
  on(event: string, listener: (error: (Error & { code?: string }) | null, args: EventArgs) => void): void;
}
interface EventArgs {
  readonly item: { readonly id: string };
  readonly response?: { readonly code: number; readonly responseTime: number; readonly stream?: Buffer };
  readonly assertion?: string;
  readonly skipped?: boolean;
  readonly event?: { readonly listen: string };
  readonly error?: Error;
  readonly messages?: readonly unknown[];
}

/** An answer that holds a token teaches the redactor what never to show. */
function learnToken(response: EventArgs['response'], redactor: Redactor): void {
  const text = response?.stream?.toString('utf8') ?? '';
  if (!text.includes('"access_token"')) return;
  try {
    const token: unknown = JSON.parse(text).access_token;
    if (typeof token === 'string') redactor.add(token);
  } catch {
    // Not JSON: then the script found no token in it either.
  }
}

/** A network error in words; Node's own are terse but known. */
function reasonOf(error: Error & { code?: string }): string {
  const known: Record<string, string> = {
    ECONNREFUSED: 'nothing listens at the address',
    ECONNRESET: 'the server closed the connection before it answered',
    ENOTFOUND: 'the name of the server is not known',
    ETIMEDOUT: 'no answer came in time',
    ESOCKETTIMEDOUT: 'no answer came in time',
  };
  const code = error.code ?? '';
  return known[code] ? `no answer: ${known[code]} (${error.message})` : `no answer: ${error.message}`;
}
