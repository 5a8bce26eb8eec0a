import { type ServerResponse, validateHeaderName } from 'node:http';
import { hasNoBody } from './documented-answer.ts';
import type { MockAnswer } from './exchange.ts';

/** Headers that describe the message on the wire: they follow from the body. */
const ownHeaders = new Set(['content-length', 'transfer-encoding']);

/**
 * Writes an answer. Whatever an example or a transform puts into a header, the answer arrives: a name that HTTP does not
 * know is left out, and what a value may not hold becomes a space.
 */
export function send(response: ServerResponse, answer: MockAnswer): void {
  const headers = answer.headers.flatMap(({ name, value }) =>
    isHeaderName(name) && !ownHeaders.has(name.toLowerCase()) ? [name, headerValue(value)] : [],
  );
  const body = hasNoBody(answer.status) ? Buffer.alloc(0) : Buffer.from(answer.body);
  if (!hasNoBody(answer.status)) headers.push('Content-Length', String(body.length));
  // The head goes first: written together with the body, Node takes the bytes of a Content-Disposition for Latin-1 letters.
  response.writeHead(answer.status, headers);
  // To HEAD, Node sends the head alone.
  response.end(body);
}

/** Node writes header values as Latin-1; other letters go out as UTF-8, which is what clients expect. */
function headerValue(value: string): string {
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
