/**
 * The mock over HTTP. It stands on node:http alone: matching the values of a request to the requests of a spec is all of
 * its work, and what a framework would add (its own router, parsers and error pages) would have to be worked around.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Api } from '../model/model.ts';
import { answer } from './answer.ts';
import { newClientKey } from './client-assertion.ts';
import { problemAnswer } from './documented-answer.ts';
import type { AnswerContext, MockAnswer, MockRequest } from './exchange.ts';
import type { MockLogEntry } from './log.ts';
import { mostBytes, receive, splitTarget } from './receive.ts';
import { redactorOf } from './redact.ts';
import { send } from './send.ts';
import { mockState } from './state.ts';
import { mockVariables } from './variables.ts';

export interface MockOptions {
  /** 0, when left out: any port that is free. */
  readonly port?: number | undefined;
  /** The address to listen on; 127.0.0.1 when left out. */
  readonly host?: string | undefined;
  /** Values that requests will have instead of the mock's own, for any variable but addresses and credentials. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
  /** How long tokens live, in milliseconds; as the spec says when left out. */
  readonly tokenLife?: number | undefined;
  /** After every so many requests accepted with tokens, the token then in use is revoked; never when left out. */
  readonly revokeEvery?: number | undefined;
  /** How long each answer is held back, in milliseconds. */
  readonly latency?: number | undefined;
  /** Called for each request, before its answer is sent. */
  readonly log?: ((entry: MockLogEntry) => void) | undefined;
  /** The clock that tokens live by, in milliseconds; that of the process, when left out. */
  readonly now?: (() => number) | undefined;
  /** Changes an answer before it is sent; the log has the status that it gives. */
  readonly transform?: ((answer: MockAnswer, context: AnswerContext & { readonly request: MockRequest }) => MockAnswer) | undefined;
}

/** One thing that a mock serves. */
export interface MockRoute {
  readonly method: string;
  /** On the mock; `{name}` is a path parameter. */
  readonly path: string;
  readonly name: string;
  /** Every documented status, rising. */
  readonly statuses: readonly number[];
}

export interface RunningMock {
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  readonly url: string;
  /** The value of every environment variable with which a collection talks to this mock. */
  readonly variables: Readonly<Record<string, string>>;
  /** Addresses of the spec that cannot be sent to the mock, since they do not begin with a variable. */
  readonly fixed: readonly string[];
  /** The latest requests, oldest first. */
  readonly log: readonly MockLogEntry[];
  describe(): readonly MockRoute[];
  /** Stops listening and cuts every connection; answers that are still held back are never sent. */
  close(): Promise<void>;
}

/** How many entries the log keeps, so that a mock that runs for weeks does not grow. */
const mostEntries = 100_000;

/**
 * Serves an API as its spec describes it, token endpoint included.
 * @returns once it listens; rejects with the error of node:net when it cannot (EADDRINUSE, EACCES)
 */
export async function startMock(api: Api, options: MockOptions): Promise<RunningMock> {
  const now = options.now ?? (() => performance.now());
  const started = now();
  const log: MockLogEntry[] = [];
  let closing: Promise<void> | undefined;
  // Only a port that is open can be part of the variables, and only then can there be a request.
  const server = createServer((message, response) => void serve(message, response).catch(() => response.destroy()));
  const url = await listen(server, options.port ?? 0, options.host ?? '127.0.0.1');
  const { variables, fixed } = mockVariables(api, url, options.variables, newClientKey(api.auth?.assertion));
  const state = mockState(api, variables, { tokenLife: options.tokenLife, revokeEvery: options.revokeEvery, now });
  const redact = redactorOf(api, variables, state.tokens);

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => response.destroy());
    const request = await receive(message);
    if (request === undefined) return;
    const { answered, context } = request === 'too large' ? refuseTooLarge() : answerSafely(request);
    const { token, note, kind } = context;
    record({
      at: now() - started,
      kind,
      method: message.method ?? '',
      path: redact(splitTarget(message.url ?? '/').path),
      status: answered.status,
      ...(token !== undefined && { token }),
      ...(note !== undefined && { note: redact(note) }),
    });
    holdBack(response, () => send(response, answered));
  }

  /** Answers, whatever the spec or the transform holds: a fault in them is a 500, not the end of the mock. */
  function answerSafely(request: MockRequest): { answered: MockAnswer; context: AnswerContext } {
    try {
      const { context, ...plain } = answer(state, request);
      const answered = options.transform ? options.transform(plain, { ...context, request }) : plain;
      if (!Number.isInteger(answered.status) || answered.status < 200 || answered.status > 599)
        throw new Error(`the status ${answered.status} cannot be sent`);
      return { answered, context };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return refusal(problemAnswer(500, 'Internal Server Error', 'the mock failed to answer'), `failed: ${reason}`);
    }
  }

  function record(entry: MockLogEntry): void {
    log.push(entry);
    if (log.length > mostEntries) log.splice(0, mostEntries / 10);
    options.log?.(entry);
  }

  function holdBack(response: ServerResponse, write: () => void): void {
    if (closing || response.destroyed) return;
    if (!options.latency) {
      write();
      return;
    }
    const timer = setTimeout(write, options.latency);
    // Closing the mock closes every connection, so this is also the end of what is held back then.
    response.on('close', () => clearTimeout(timer));
  }

  return {
    url,
    variables,
    fixed,
    log,
    describe: () =>
      state.routes.map(({ method, path, endpoint }) => ({
        method,
        path,
        name: endpoint.name,
        statuses: endpoint.responses.map(({ status }) => status),
      })),
    close: () => {
      closing ??= new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      return closing;
    },
  };
}

function refuseTooLarge(): { answered: MockAnswer; context: AnswerContext } {
  return refusal(problemAnswer(413, 'Content Too Large', `a body has at most ${mostBytes} bytes here`), 'invalid: body too large');
}

function refusal(answered: MockAnswer, note: string): { answered: MockAnswer; context: AnswerContext } {
  return { answered, context: { kind: 'request', endpoint: undefined, candidate: undefined, token: undefined, note } };
}

function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      // A connection that cannot be accepted (EMFILE) is the client's loss, not the end of the mock.
      server.on('error', () => undefined);
      const { address, port: open, family } = server.address() as AddressInfo;
      // Whoever listens everywhere is called on this machine.
      const name = address === '0.0.0.0' || address === '::' ? '127.0.0.1' : family === 'IPv6' ? `[${address}]` : address;
      resolve(`http://${name}:${open}`);
    });
  });
}
