import type { IncomingMessage } from 'node:http';
import type { FormPart, MockRequest } from './exchange.ts';
import { mediaTypeOf } from './received-body.ts';

/** The largest body that is read, in bytes. */
export const mostBytes = 10 * 1024 * 1024;

/** What is left to read of a body that is too large is thrown away up to here; then the connection is cut. */
const mostDrained = 8 * mostBytes;

/**
 * Receives a request whole.
 * @returns `too large` as soon as the body is known to exceed `mostBytes`; undefined when the client went away
 */
export async function receive(message: IncomingMessage): Promise<MockRequest | 'too large' | undefined> {
  const body = await readBody(message);
  if (body === undefined || body === 'too large') return body;
  const { path, query } = splitTarget(message.url ?? '/');
  const headers = headersOf(message.rawHeaders);
  return { method: message.method ?? 'GET', path, query, headers, body, parts: await partsOf(headers.get('content-type')?.[0], body) };
}

function readBody(message: IncomingMessage): Promise<Buffer | 'too large' | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const tooLarge = () => {
      chunks.length = 0;
      resolve('too large');
    };
    if (Number(message.headers['content-length'] ?? 0) > mostBytes) tooLarge();
    message.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= mostBytes) chunks.push(chunk);
      else tooLarge();
      // The client may only read the answer once it has sent everything, so the rest is taken, within reason.
      if (bytes > mostDrained) message.destroy();
    });
    message.on('end', () => resolve(Buffer.concat(chunks)));
    // A request that is cut off ends with an error, which is the client's alone.
    message.on('error', () => resolve(undefined));
  });
}

/** Path and query of a request target; a client that takes the mock for a proxy sends a whole URL (RFC 9112 section 3.2.2). */
export function splitTarget(target: string): { path: string; query: string } {
  const local = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/#.*$/s, '');
  const mark = local.indexOf('?');
  const path = mark < 0 ? local : local.slice(0, mark);
  return { path: path.startsWith('/') ? path : `/${path}`, query: mark < 0 ? '' : local.slice(mark + 1) };
}

/** The headers as they came: Node's own map drops the second of two Authorization headers, which has to be seen. */
function headersOf(raw: readonly string[]): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = (raw[i] ?? '').toLowerCase();
    const values = headers.get(name);
    if (values) values.push(raw[i + 1] ?? '');
    else headers.set(name, [raw[i + 1] ?? '']);
  }
  return headers;
}

/** Node's own reader of multipart bodies. It is asynchronous, which is why bodies of this one kind are read this early. */
async function partsOf(contentType: string | undefined, body: Buffer): Promise<FormPart[] | undefined> {
  if (contentType === undefined || mediaTypeOf(contentType) !== 'multipart/form-data') return undefined;
  try {
    const form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
    return [...form].map(([name, value]) =>
      typeof value === 'string' ? { name, value, fileName: undefined } : { name, value: undefined, fileName: value.name },
    );
  } catch {
    return undefined;
  }
}
