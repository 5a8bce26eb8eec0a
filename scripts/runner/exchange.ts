import type { Redactor } from '../source/redact.ts';

/** What was sent and what came back, for a person who looks into a failure. Redacted and shortened. */
export interface Exchange {
  readonly request: Message & { readonly method: string; readonly url: string };
  /** Undefined when no answer came. */
  readonly response: (Message & { readonly status: number; readonly reason: string }) | undefined;
}

export interface Message {
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body: MessageBody;
}

export interface MessageBody {
  /** Empty when there is none, or when it is not shown. */
  readonly text: string;
  /** The length of the whole body. */
  readonly bytes: number;
  /** Why not all of it is in `text`; empty when all is. */
  readonly note: string;
}

/** What Newman tells of a request and its answer, as far as it is used here. */
export interface NewmanRequest {
  readonly method: string;
  readonly url: { toString(): string };
  readonly headers: { all(): readonly NewmanHeader[] };
  readonly body?: NewmanBody;
}
export interface NewmanResponse {
  readonly code: number;
  readonly status?: string;
  readonly headers?: { all(): readonly NewmanHeader[] };
  readonly stream?: Uint8Array;
}
interface NewmanHeader {
  readonly key: string;
  readonly value: string;
}
interface NewmanBody {
  readonly mode?: string;
  readonly formdata?: { all(): readonly { key: string; type?: string; value?: unknown; src?: unknown }[] };
  readonly file?: { readonly src?: unknown };
  toString(): string;
}

/** More bytes of a body than these are not kept. */
const longest = 20_000;
/** All bodies of a run together are not longer than this: nobody reads more, and reports have to be opened. */
const longestTogether = 4_000_000;
/** Of a header a long value says nothing more. */
const longestValue = 2_000;

/** Headers whose value is a credential, whoever made it. */
export const credentialHeader: RegExp = /^(authorization|proxy-authorization|cookie|set-cookie)$/i;

/** Keeps exchanges of one run, with bodies until there are enough of them. */
export class ExchangeKeeper {
  #left = longestTogether;

  /** What is kept of a request and its answer. What it holds of secrets is still in it: see `redactExchange`. */
  keep(request: NewmanRequest, response: NewmanResponse | undefined): Exchange {
    return {
      request: {
        method: request.method,
        url: shorten(request.url.toString(), longestValue),
        headers: headersOf(request.headers.all()),
        body: this.#within(requestBody(request.body)),
      },
      response: response && {
        status: response.code,
        reason: response.status ?? '',
        headers: headersOf(response.headers?.all() ?? []),
        body: this.#within(bodyOf(Buffer.from(response.stream ?? []))),
      },
    };
  }

  #within(body: MessageBody): MessageBody {
    if (body.text.length > this.#left)
      return { ...body, text: '', note: 'not kept: the failures before it have filled what a report holds' };
    this.#left -= body.text.length;
    return body;
  }
}

/** Takes the secrets out of an exchange. With `closed` its bodies too: those of a token endpoint hold tokens that nobody has seen. */
export function redactExchange({ request, response }: Exchange, redactor: Redactor, closed: boolean): Exchange {
  const message = ({ headers, body }: Message): Message => ({
    headers: headers.map(({ name, value }) => ({ name: redactor.redact(name), value: redactor.redact(value) })),
    body: closed && body.bytes > 0 ? { text: '', bytes: body.bytes, note: 'not shown: it is about tokens' } : redactBody(body, redactor),
  });
  return {
    request: { method: request.method, url: redactor.redact(request.url), ...message(request) },
    response: response && { status: response.status, reason: redactor.redact(response.reason), ...message(response) },
  };
}

function redactBody(body: MessageBody, redactor: Redactor): MessageBody {
  return body.text === '' ? body : { ...body, text: redactor.redact(body.text) };
}

function headersOf(headers: readonly NewmanHeader[]): Message['headers'] {
  return headers.map(({ key, value }) => ({
    name: key,
    value: credentialHeader.test(key) ? withoutCredential(String(value)) : shorten(String(value), longestValue),
  }));
}

/** The value of a header that is a credential: only its scheme is shown. */
export function withoutCredential(value: string): string {
  return value.replace(/^((Basic|Bearer|Digest|DPoP) )?.*$/is, '$1‹secret›');
}

function requestBody(body: NewmanBody | undefined): MessageBody {
  if (!body) return bodyOf(Buffer.alloc(0));
  if (body.mode === 'file') return { text: '', bytes: 0, note: `the file ${String(body.file?.src ?? '')}` };
  if (body.mode !== 'formdata') return bodyOf(Buffer.from(body.toString(), 'utf8'));
  const parts = body.formdata?.all() ?? [];
  const lines = parts.map((part) => `${part.key}: ${part.type === 'file' ? `the file ${String(part.src)}` : String(part.value)}`);
  return { ...bodyOf(Buffer.from(lines.join('\n'), 'utf8')), note: 'its parts, one on a line' };
}

function bodyOf(bytes: Buffer): MessageBody {
  const start = bytes.subarray(0, longest);
  // The cut may go through a character, which is no reason to take the text for something else.
  const text = start.toString('utf8').replace(/\ufffd{1,3}$/, bytes.length > longest ? '' : '$&');
  if (text.includes('\0') || text.includes('\ufffd')) return { text: '', bytes: bytes.length, note: 'not text' };
  // Tokens that nobody was told of: only the token endpoint has a reason to send them.
  if (/"(access|refresh|id)_token"/.test(text)) return { text: '', bytes: bytes.length, note: 'not shown: it holds a token' };
  if (bytes.length <= longest) return { text, bytes: bytes.length, note: '' };
  return { text: `${text}…`, bytes: bytes.length, note: `the first ${longest / 1000} KB` };
}

/** Cut with the sign that the redactor knows, so that what is left of a secret is found. */
function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
