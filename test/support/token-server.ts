// A token endpoint and the API behind it, on a free port: it can fail in every way that the token scripts must bear, and it keeps a log.

import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call of the token endpoint. */
export type TokenCall = { readonly headers: IncomingHttpHeaders; readonly form: Readonly<Record<string, string>> };

/** One call of the API. `token` is what was sent as Bearer token, `status` what was answered. */
export type ApiCall = { readonly path: string; readonly token: string | undefined; readonly status: number };

/** What the server does about a call of the token endpoint; `count` is 1 for the first. */
export type TokenBehaviour = (answer: ServerResponse, call: TokenCall, count: number) => void;

/** How the server behaves. */
export type TokenServerOptions = {
  /** A connection that is left without an answer is closed when the API is called, which shows that the run went on without it. */
  readonly token?: TokenBehaviour;
  /** The status that refuses a token; default 401. */
  readonly refusal?: number;
  /** A token is revoked after it was accepted this many times; default never. */
  readonly accepts?: number;
  /** Refuses every token, whatever it is. */
  readonly refuseAll?: boolean;
  /** An answer of the API under `/slow` comes when the newest token has this age in ms. */
  readonly slowUntil?: number;
};

/** A running server. Paths under `/refused` refuse every token; `/open` needs none. */
export type TokenServer = {
  readonly url: string;
  readonly tokenCalls: TokenCall[];
  readonly apiCalls: ApiCall[];
  close(): Promise<void>;
};

const json = (answer: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void => {
  answer.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
};

/** Ways for a token endpoint to behave. Tokens are `token-1`, `token-2`, … */
export const behaviours = {
  /** Issues tokens that live so many seconds. */
  issues:
    (expires_in: unknown = 3600): TokenBehaviour =>
    (answer, _call, count) =>
      json(answer, 200, { access_token: `token-${count}`, token_type: 'Bearer', expires_in }, { 'Cache-Control': 'no-store' }),
  /** Answers the first so many calls in one way, the others in another. */
  first:
    (times: number, before: TokenBehaviour, after: TokenBehaviour): TokenBehaviour =>
    (answer, call, count) =>
      (count <= times ? before : after)(answer, call, count),
  says:
    (status: number, body: unknown, headers: Record<string, string> = {}): TokenBehaviour =>
    (answer) =>
      json(answer, status, body, headers),
  sends:
    (status: number, contentType: string, body: string): TokenBehaviour =>
    (answer) => {
      answer.writeHead(status, { 'Content-Type': contentType }).end(body);
    },
  resets: ((answer) => {
    answer.socket?.destroy();
  }) as TokenBehaviour,
  /** Says nothing. Newman and the Postman CLI go on without an answer, but do not exit while the connection is open. */
  hangs: (() => {}) as TokenBehaviour,
  /** Issues a token only to this client, named in this way. */
  knows:
    (id: string, secret: string, how: 'post' | 'form' | 'raw'): TokenBehaviour =>
    (answer, call, count) => {
      const [givenId, givenSecret] = how === 'post' ? [call.form['client_id'], call.form['client_secret']] : basic(call.headers, how);
      const known = givenId === id && givenSecret === secret;
      if (known) behaviours.issues()(answer, call, count);
      else json(answer, 401, { error: 'invalid_client', error_description: `${givenId}:${givenSecret} is not known` });
    },
};

function basic(headers: IncomingHttpHeaders, encoding: 'form' | 'raw'): [string, string] {
  const text = Buffer.from((headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString('utf8');
  const colon = text.indexOf(':');
  const decode = (part: string): string => (encoding === 'raw' ? part : (new URLSearchParams(`x=${part}`).get('x') ?? ''));
  return [decode(text.slice(0, colon)), decode(text.slice(colon + 1))];
}

/** Starts a server; the caller closes it. */
export async function startTokenServer(options: TokenServerOptions = {}): Promise<TokenServer> {
  const tokenCalls: TokenCall[] = [];
  const apiCalls: ApiCall[] = [];
  const accepted = new Map<string, number>();
  const hanging: ServerResponse[] = [];
  let issuedAt = 0;

  const isAccepted = (path: string, token: string | undefined): boolean => {
    if (path.startsWith('/open')) return true;
    if (options.refuseAll || path.startsWith('/refused') || token === undefined || !/^token-\d+$/.test(token)) return false;
    const times = (accepted.get(token) ?? 0) + 1;
    accepted.set(token, times);
    return times <= (options.accepts ?? Number.POSITIVE_INFINITY);
  };

  const server = createServer((request, answer) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const path = request.url ?? '';
      if (path.startsWith('/oauth/token')) {
        issuedAt = Date.now();
        const call = { headers: request.headers, form: Object.fromEntries(new URLSearchParams(body)) };
        tokenCalls.push(call);
        (options.token ?? behaviours.issues())(answer, call, tokenCalls.length);
        if (!answer.writableEnded) hanging.push(answer);
        return;
      }
      for (const silent of hanging.splice(0)) silent.socket?.destroy();
      const token = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1];
      const status = isAccepted(path, token) ? 200 : (options.refusal ?? 401);
      apiCalls.push({ path, token, status });
      const delay = path.startsWith('/slow') ? Math.max(issuedAt + (options.slowUntil ?? 0) - Date.now(), 0) : 0;
      setTimeout(() => json(answer, status, {}), delay);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tokenCalls,
    apiCalls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
