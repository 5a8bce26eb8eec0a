import { type ServerResponse, validateHeaderName } from 'node:http';
import { hasNoBody } from './documented-answer.ts';
import type { MockAnswer } from './exchange.ts';

/** Headers that describe the message on the wire: they follow from the body. */
const ownHeaders = new Set(['content-length', 'transfer-encoding']);

/**
 * Writes an answer. Whatever an example or a transform puts into a header, the answer arrives: a name that HTTP does not
 * know is left out, and what a value may not hold becomes a space.
 * @param close whether the connection is closed afterwards
 */
export function send(response: ServerResponse, answer: MockAnswer, close: boolean): void {
  const headers = new Map<string, { name: string; values: string[] }>();
  for (const { name, value } of answer.headers) {
    if (!isHeaderName(name) || ownHeaders.has(name.toLowerCase())) continue;
    const header = headers.get(name.toLowerCase()) ?? { name, values: [] };
    headers.set(name.toLowerCase(), header);
    header.values.push(headerValue(value));
  }
  const body = hasNoBody(answer.status) ? Buffer.alloc(0) : Buffer.from(answer.body);
  response.statusCode = answer.status;
  for (const { name, values } of headers.values()) response.setHeader(name, values.length === 1 ? (values[0] ?? '') : values);
  if (!hasNoBody(answer.status)) response.setHeader('Content-Length', body.length);
  if (close) response.setHeader('Connection', 'close');
  // To HEAD, Node sends the headers alone.
  response.end(body);
}

/** Node writes header values as Latin-1; other letters go out as UTF-8, which is what clients expect. */
function headerValue(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the very characters that must not be sent
  const clean = value.replace(/[\u0000-\u0008\u000a-\u001f\u007f]/g, ' ').trim();
  return /[\u0100-\uffff]/.test(clean) ? Buffer.from(clean, 'utf8').toString('latin1') : clean;
}

function isHeaderName(name: string): boolean {
  try {
    validateHeaderName(name);
    return true;
  } catch {
    return false;
  }
}
