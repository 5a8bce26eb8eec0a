// A stand-in for Postman: its variables, the two token scripts around each request, and a token endpoint and an API that are functions.
// Time is that of node:test's mock timers, so a test that waits a minute takes none.

import { mock } from 'node:test';
import { repeatWithNewToken } from '../../scripts/postman/sandbox/repeat-request.js';
import { keepAccessToken } from '../../scripts/postman/sandbox/token.js';
import type { TokenSettings } from '../../scripts/postman/sandbox/token-settings.d.ts';

/** What the token endpoint does: a network error, no answer at all, or an answer. */
export type TokenAnswer =
  | { readonly error: { readonly code?: string } }
  | 'silence'
  | { readonly afterMs: number; readonly error: { readonly code?: string } }
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string; readonly unreadable?: Error };

/** A request of the collection. `auth` is its own; without it, it inherits the collection's, which sends the token. */
export type FakeItem = {
  readonly id?: string;
  readonly url?: string;
  readonly auth?: { readonly type: string; readonly [member: string]: unknown };
  readonly expectedStatus?: number;
};

/** What became of one request. */
export type FakeSend = {
  readonly skipped: boolean;
  /** The statuses that came, one for each time that it was sent. */
  readonly statuses: readonly (number | undefined)[];
  /** What the test script was told: whether it had to check anything, one for each time. */
  readonly repeats: readonly boolean[];
  /** The value of the local variable that the collection's `auth` sends, one for each time. */
  readonly tokens: readonly unknown[];
};

/** What a stand-in is made of. */
export type FakeOptions = {
  readonly settings: TokenSettings;
  readonly environment?: Readonly<Record<string, unknown>>;
  /** null: none is selected. */
  readonly environmentName?: string | null;
  readonly tokenEndpoint: (request: PmSendRequest, count: number) => TokenAnswer;
  /** The status of the API's answer; undefined when there is none. */
  readonly api?: (token: unknown) => number | undefined;
  /** Whether setNextRequest works: it does in a run, and does not after a single Send. */
  readonly inRun?: boolean;
};

/** Makes a stand-in and puts it in place of the global `pm`. The caller has enabled mock timers for setTimeout and Date. */
export function fakePostman(options: FakeOptions) {
  const environment = scope(options.environment ?? {});
  const collectionVariables = scope({});
  let local = scope({});
  const tests: { name: string; message: string | undefined }[] = [];
  const requests: PmSendRequest[] = [];
  let skipped = false;
  let next: string | null | undefined;

  const read = (name: string): unknown => [local, environment, collectionVariables].find((one) => one.has(name))?.get(name);
  const replaceIn = (text: string, depth = 0): string =>
    depth > 5
      ? text
      : text.replace(/\{\{([^{}]+)\}\}/g, (whole, name) => {
          if (name === '$guid') return 'a-guid';
          const value = read(name);
          return value === undefined ? whole : replaceIn(String(value), depth + 1);
        });

  const prepare = (item: FakeItem): void => {
    const request = { ...(item.auth && { auth: item.auth }), url: item.url ?? 'https://api.example/things', method: 'GET' };
    const fake: Pm = {
      info: { requestId: item.id ?? 'an-id', requestName: 'A request' },
      environment: { ...environment, ...(options.environmentName !== null && { name: options.environmentName ?? 'dev' }) },
      collectionVariables,
      variables: { get: read, set: local.set, unset: local.unset, replaceIn: (text) => replaceIn(text) },
      request,
      response: undefined as unknown as PmResponse,
      execution: {
        skipRequest: () => {
          skipped = true;
        },
        setNextRequest: (id) => {
          next = id;
        },
      },
      test: Object.assign(
        (name: string, check: () => void) => {
          try {
            check();
            tests.push({ name, message: undefined });
          } catch (error) {
            tests.push({ name, message: (error as Error).message });
          }
        },
        { skip: () => {} },
      ),
      expect: {
        fail: (message: string) => {
          throw new Error(message);
        },
      } as unknown as Pm['expect'],
      sendRequest: (sent, callback) => {
        requests.push(sent);
        const answer = options.tokenEndpoint(sent, requests.length);
        if (answer === 'silence') return;
        const arrive = (): void => ('error' in answer ? callback(answer.error, undefined) : callback(null, response(answer)));
        if ('afterMs' in answer) setTimeout(arrive, answer.afterMs);
        else queueMicrotask(arrive);
      },
    };
    Object.assign(globalThis, { pm: fake });
  };

  /** Lets callbacks and timers run. Answers come first: a time limit runs out only for what has none. */
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 20; round++) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      mock.timers.runAll();
    }
  };

  return {
    tests,
    requests,
    environment,
    collectionVariables,
    local: () => local,
    /** Starts a new run, or a new Send in Postman: local variables are gone, collection variables stay. */
    newRun: (): void => {
      local = scope({});
    },
    /** Sends one request as a run does: pre-request script, the request, test script, and again when that asks for it. */
    send: async (item: FakeItem = {}): Promise<FakeSend> => {
      const statuses: (number | undefined)[] = [];
      const repeats: boolean[] = [];
      const tokens: unknown[] = [];
      do {
        [skipped, next] = [false, undefined];
        prepare(item);
        keepAccessToken(options.settings);
        await settle();
        if (skipped) return { skipped, statuses, repeats, tokens };
        const token = local.get(options.settings.accessTokenVariable);
        const status = (options.api ?? (() => 200))(token);
        Object.assign(pm, { response: status === undefined ? undefined : response({ status }) });
        tokens.push(token);
        statuses.push(status);
        repeats.push(repeatWithNewToken(options.settings, item.expectedStatus));
        if (statuses.length > 5) throw new Error('the request is repeated without end');
      } while (next === (item.id ?? 'an-id') && options.inRun !== false);
      return { skipped, statuses, repeats, tokens };
    },
  };
}

function scope(values: Readonly<Record<string, unknown>>) {
  const map = new Map<string, unknown>(Object.entries(values));
  return {
    has: (name: string) => map.has(name),
    get: (name: string) => map.get(name),
    set: (name: string, value: unknown): void => {
      map.set(name, value);
    },
    unset: (name: string): void => {
      map.delete(name);
    },
    all: () => Object.fromEntries(map),
  };
}

function response(answer: Exclude<TokenAnswer, 'silence' | { error: unknown }>): PmResponse {
  const headers = Object.entries(answer.headers ?? {}).map(([key, value]) => ({ key, value }));
  return {
    code: answer.status,
    responseTime: 1,
    headers: {
      get: (name) => headers.find((header) => header.key.toLowerCase() === name.toLowerCase())?.value,
      filter: (keep) => headers.filter(keep),
    },
    text: () => {
      if (answer.unreadable) throw answer.unreadable;
      return answer.body;
    },
  };
}
