import { request as httpRequest } from 'node:http';
import { type MockOptions, type RunningMock, startMock } from '../../scripts/mock/server.ts';
import type { Api } from '../../scripts/model/model.ts';

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer | undefined;
}

export interface Received {
  readonly status: number;
  /** By lower-case name, as they were sent. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** The body as JSON; throws when it is none. */
  json(): unknown;
}

/**
 * Sends one request over HTTP. node:http and not fetch, which cannot send a GET with a body, a header twice, or a
 * malformed path.
 */
export function ask(url: string, path: string, sent: Sent = {}): Promise<Received> {
  const { hostname, port, pathname } = new URL(url);
  // Node frames the body of a GET only when it is told to.
  const isFramed = sent.body === undefined || sent.headers?.['Transfer-Encoding'] !== undefined;
  const framing = isFramed ? {} : { 'Content-Length': String(Buffer.byteLength(sent.body ?? '')) };
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      {
        // A connection for each request: one that was kept could be another mock's, long closed.
        agent: false,
        hostname,
        port,
        path: (pathname === '/' ? '' : pathname) + path,
        method: sent.method ?? 'GET',
        headers: { ...framing, ...sent.headers },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const body = Buffer.concat(chunks).toString('utf8');
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body, json: () => JSON.parse(body) as unknown });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(sent.body);
  });
}

/** Runs `use` with a mock of `api`, and closes the mock whatever happens. */
export async function withMock<T>(api: Api, options: MockOptions, use: (mock: RunningMock, base: string) => Promise<T>): Promise<T> {
  const mock = await startMock(api, options);
  try {
    return await use(mock, mock.variables['baseUrl'] ?? mock.url);
  } finally {
    await mock.close();
  }
}

/** A clock that stands still until a test moves it. */
export function handClock(): { now: () => number; pass: (milliseconds: number) => void } {
  let time = 1000;
  return {
    now: () => time,
    pass: (milliseconds) => {
      time += milliseconds;
    },
  };
}

/** Asks for a token with HTTP Basic and the mock's own credentials, unless told otherwise. */
export function askForToken(
  mock: RunningMock,
  fields: Readonly<Record<string, string>> | string = {},
  headers: Sent['headers'] = {},
): Promise<Received> {
  const basic = Buffer.from(`${mock.variables['clientId']}:${mock.variables['clientSecret']}`).toString('base64');
  const body = typeof fields === 'string' ? fields : new URLSearchParams({ grant_type: 'client_credentials', ...fields }).toString();
  return ask(mock.variables['baseUrl'] ?? mock.url, '/oauth/token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Authorization: `Basic ${basic}`, ...headers },
    body,
  });
}

/** A fresh token of the mock, as an Authorization header. */
export async function bearer(mock: RunningMock): Promise<{ Authorization: string }> {
  const token = (await askForToken(mock)).json() as { access_token: string };
  return { Authorization: `Bearer ${token.access_token}` };
}

/** The notes of the log, for a look at what happened. */
export function notesOf(mock: RunningMock): (string | undefined)[] {
  return mock.log.map((entry) => entry.note);
}
