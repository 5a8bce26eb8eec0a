import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { refuse } from './answers.ts';
import { handlers } from './handlers.ts';
import { type Operation, operations } from './operations.ts';
import { readBody, readParameter } from './read.ts';
import { violations } from './schemas.ts';
import { Store } from './store.ts';
import { Tokens } from './token.ts';
import type { Answer, Call, Faults, Json } from './types.ts';

export interface Lyre {
  readonly url: string;
  /** Tokens that were issued. */
  readonly issued: () => number;
  readonly close: () => Promise<void>;
}

/** Starts the instrument library, which hires out instruments to its members, on a port of its own. */
export async function startLyre(faults: Faults = {}): Promise<Lyre> {
  const off = new Set(faults.off);
  const keeps = (rule: string): boolean => !off.has(rule);
  const store = new Store();
  const tokens = new Tokens(keeps, faults.tokenLife ?? 3600);
  let requests = 0;
  let base = '';

  const answerTo = (request: IncomingMessage, bytes: Buffer): { answer: Answer; call: Pick<Call, 'operation' | 'method'> } => {
    const url = new URL(request.url ?? '/', base);
    const method = request.method ?? 'GET';
    const type = request.headers['content-type'] ?? '';
    if (url.pathname === '/oauth/token')
      return {
        answer: tokens.answer(method, type, request.headers.authorization, bytes.toString('utf8')),
        call: { operation: 'token', method },
      };
    const [operation, path] = route(method, url.pathname) ?? [];
    if (!operation || !path) return { answer: refuse(404, 'no-such-path'), call: { operation: 'none', method } };
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
    );
    const call = { operation: operation.id, method };
    const refused =
      guard(operation, headers['authorization'], tokens, keeps) ?? checkRequest(operation, url, headers, path, bytes, faults, keeps);
    if ('status' in refused) return { answer: refused, call };
    try {
      const handler = handlers[operation.id];
      const whole: Call = { ...refused, ...call, url, path, headers, base: `${base}/v1` };
      return { answer: handler ? handler({ call: whole, store, keeps }) : refuse(500, 'no-handler'), call };
    } catch {
      return { answer: refuse(500, 'failed'), call };
    }
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests += 1;
      if (requests === faults.revokeAfter) tokens.revokeAll();
      const { answer: right, call } = answerTo(request, Buffer.concat(chunks));
      const common = {
        'X-Request-Id': `b0000000-0000-4000-8000-${String(requests).padStart(12, '0')}`,
        'X-RateLimit-Limit': '600',
        'X-RateLimit-Remaining': String(Math.max(0, 600 - requests)),
      };
      const dressed = call.operation === 'token' ? right : { ...right, headers: { ...right.headers, ...common } };
      const answer = faults.answer ? faults.answer(dressed, call) : dressed;
      const wait = faults.delay?.(call.operation) ?? 0;
      if (wait > 0) setTimeout(() => write(response, answer, faults.send), wait);
      else write(response, answer, faults.send);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: base,
    issued: () => tokens.issued,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The operation of a path, with the values of its `{names}`; a path without any is preferred. */
function route(method: string, pathname: string): [Operation, Record<string, string>] | undefined {
  const wanted = pathname.replace(/^\/v1/, '').split('/');
  const found = operations.flatMap((operation): [Operation, Record<string, string>][] => {
    const parts = operation.path.split('/');
    if (operation.method !== method || parts.length !== wanted.length) return [];
    const values: Record<string, string> = {};
    const fits = parts.every((part, i) => {
      const name = /^\{(.+)\}$/.exec(part)?.[1];
      if (name === undefined) return part === wanted[i];
      values[name] = decodeURIComponent(wanted[i] ?? '');
      return true;
    });
    return fits ? [[operation, values]] : [];
  });
  return found.sort(([, a], [, b]) => Object.keys(a).length - Object.keys(b).length)[0];
}

function guard(
  { id, scope }: Operation,
  authorization: string | undefined,
  tokens: Tokens,
  keeps: (rule: string) => boolean,
): Answer | undefined {
  const challenge = (text: string) => ({ 'WWW-Authenticate': text });
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return keeps(`no token: ${id}`) ? refuse(401, 'no-token', [], challenge('Bearer realm="lyre"')) : undefined;
  const granted = tokens.scopesOf(token, id);
  if (!granted) return refuse(401, 'bad-token', [], challenge('Bearer realm="lyre", error="invalid_token"'));
  if (!granted.includes(scope) && keeps(`scope: ${id}`))
    return refuse(403, 'missing-scope', [], challenge(`Bearer realm="lyre", error="insufficient_scope", scope="${scope}"`));
  return undefined;
}

type Checked = Pick<Call, 'query' | 'body' | 'files'>;

function checkRequest(
  operation: Operation,
  url: URL,
  headers: Call['headers'],
  path: Call['path'],
  bytes: Buffer,
  faults: Faults,
  keeps: (rule: string) => boolean,
): Answer | Checked {
  const query: Record<string, Json> = {};
  for (const rule of operation.parameters) {
    const name = `${operation.id} ${rule.in} ${rule.name}`;
    const value = readParameter(rule, url, headers, path);
    if (value === undefined) {
      if (!rule.required || !keeps(`required: ${name}`)) continue;
      return rule.name === 'if-match'
        ? refuse(428, 'if-match-needed')
        : refuse(400, 'invalid-parameter', [{ at: rule.name, message: 'is missing' }]);
    }
    const [wrong] = violations(faults.schemas?.[name] ?? rule.schema, value);
    if (wrong && rule.in === 'path') return refuse(404, 'no-such-thing');
    if (wrong) return refuse(400, 'invalid-parameter', [{ at: rule.name, message: wrong.message }]);
    if (rule.in === 'query') query[rule.name] = value;
  }
  const { body } = operation;
  if (!body) return { query, body: undefined, files: [] };
  const type = headers['content-type'] ?? '';
  if (bytes.length === 0 && keeps(`required: ${operation.id} body`)) return refuse(400, 'no-body');
  if (type.split(';')[0]?.trim().toLowerCase() !== body.type && keeps(`media type: ${operation.id}`)) return refuse(415, 'media-type');
  const read = readBody(operation, type, bytes.length === 0 && body.type.endsWith('json') ? Buffer.from('{}') : bytes);
  if (!read) return refuse(400, 'not-readable');
  const wrong = violations(faults.schemas?.[`${operation.id} body`] ?? body.schema, read.value);
  return wrong.length > 0 ? refuse(422, 'invalid-body', wrong) : { query, body: read.value, files: read.files };
}

function write(response: ServerResponse, { status, headers, body }: Answer, send: Faults['send']): void {
  const bytes = body === undefined ? undefined : Buffer.from(body);
  const sent = send === 'gzip' && bytes ? gzipSync(bytes) : bytes;
  response.writeHead(status, {
    ...headers,
    ...(send === 'gzip' && bytes ? { 'Content-Encoding': 'gzip' } : {}),
    ...(send === 'chunked' || status === 204 ? {} : { 'Content-Length': String(sent?.length ?? 0) }),
  });
  if (send === 'chunked' && sent) for (let i = 0; i < sent.length; i += 7) response.write(sent.subarray(i, i + 7));
  response.end(send === 'chunked' ? undefined : sent);
}
