import type { Auth, Endpoint, Request } from '../model/model.ts';
import { variablesIn } from '../model/template.ts';
import type { CollectionBody, CollectionUrl } from '../postman/collection-types.ts';
import { requestOf } from '../postman/request.ts';
import type { RunResult } from '../runner/results.ts';
import { hasUserInfo } from '../source/secrets.ts';
import { connectionOptions } from './curl-connection.ts';
import { type Piece, printfCommand, shellWord } from './shell.ts';

/** Up to this width a command is one line. */
const width = 120;

/** How deep a value may name variables in its turn. */
const deepest = 10;

/**
 * A `curl` command that sends a request of the model. Tokens, secrets and what a flow captures are shell variables, named
 * like `$ACCESS_TOKEN` and `$CLIENT_SECRET`. Files are named as the spec names them. It is written for bash and zsh.
 * @param run the run that sent it: the values that may stand in the command, and how servers were reached
 */
export function curlOf(request: Request, endpoint: Endpoint, run: Pick<RunResult, 'api' | 'variables' | 'connection'>): string {
  const { api, variables: shown } = run;
  const names = new ShellNames();
  const pieces = (template: string): Piece[] => piecesOf(template, shown, names, 0);
  const word = (before: string, template: string, after = ''): string => shellWord(joined([before, ...pieces(template), after]));

  const sent = requestOf(request, endpoint, api.auth, 'contract');
  const { body } = request;
  const legible =
    sent.body?.mode === 'raw' && body?.kind === 'json' ? { ...sent.body, raw: JSON.stringify(body.value, null, 2) } : sent.body;
  const token = request.auth === 'token' ? api.auth?.send : undefined;
  const url = joined([...urlPieces(sent.url, pieces), ...queryToken(token, sent.url, names)]);
  const { options, pipe } = bodyOptions(legible, pieces, word);
  const headers = sent.header
    .filter((header) => token?.in !== 'header' || header.key.toLowerCase() !== token.name.toLowerCase())
    // A header without a value is written with a semicolon; with a colon it would be left out.
    .map(({ key, value }) => `-H ${value === '' ? shellWord([`${key};`]) : word(`${key}: `, value)}`);
  const parts = [
    ...methodOptions(request.method, options.length > 0),
    // Brackets and dots mean something to curl, but not to the collection.
    ...(/[[\]{}]/.test(textOf(url)) ? ['--globoff'] : []),
    ...(/\/\.\.?(\/|\?|$)/.test(textOf(url)) ? ['--path-as-is'] : []),
    shellWord(url),
    ...connectionOptions(run.connection),
    ...tokenHeader(token, names),
    ...(request.auth === 'basic' && api.auth ? [`-u ${word('', `${api.auth.clientId}:${api.auth.clientSecret}`)}`] : []),
    ...headers,
    ...options,
  ];
  const line = ['curl -i', ...parts].join(' ');
  const command = line.length <= width ? line : broken(parts);
  return pipe === undefined ? command : `${pipe} | ${command}`;
}

/** Options each on a line of its own, indented as reports want it; what comes before the address stays with it. */
function broken(parts: readonly string[]): string {
  const first = parts.findIndex((part) => !part.startsWith('-'));
  return [['curl -i', ...parts.slice(0, first + 1)].join(' '), ...parts.slice(first + 1)].join(' \\\n     ');
}

function methodOptions(method: Request['method'], hasBody: boolean): string[] {
  if (method === 'HEAD' && !hasBody) return ['--head'];
  return method === (hasBody ? 'POST' : 'GET') ? [] : [`-X ${method}`];
}

function bodyOptions(
  body: CollectionBody | undefined,
  pieces: (template: string) => Piece[],
  word: (before: string, template: string, after?: string) => string,
): { options: string[]; pipe?: string } {
  switch (body?.mode) {
    case undefined:
      return { options: [] };
    case 'raw': {
      const raw = pieces(compact(body.raw, body.options.raw.language));
      if (textOf(raw).includes('\0')) return { options: ['--data-binary @-'], pipe: printfCommand(raw) };
      return { options: raw.length === 0 ? [] : [`--data-raw ${shellWord(raw)}`] };
    }
    case 'urlencoded':
      // curl encodes what follows the first equals sign.
      return { options: body.urlencoded.map(({ key, value }) => `--data-urlencode ${word(`${encoded(key)}=`, value)}`) };
    case 'formdata':
      return {
        options: body.formdata.map((part) => {
          if (part.type === 'text') return `--form-string ${word(`${part.key}=`, part.value)}`;
          const isPlain = !/[",;\\]/.test(part.src);
          const file = isPlain ? part.src : `"${part.src.replace(/["\\]/g, '\\$&')}"`;
          return `-F ${word(`${part.key}=@`, file, part.contentType ? `;type=${part.contentType}` : '')}`;
        }),
      };
    case 'file':
      return { options: [`--data-binary ${word('@', body.file.src)}`] };
  }
}

/** JSON on one line: in the collection it is laid out for reading. */
function compact(text: string, language: string): string {
  try {
    return language === 'json' ? JSON.stringify(JSON.parse(text)) : text;
  } catch {
    return text; // Text that is called JSON and is none, on purpose.
  }
}

function urlPieces(url: CollectionUrl, pieces: (template: string) => Piece[]): Piece[] {
  const scheme = url.protocol === undefined ? '' : `${url.protocol}://`;
  const port = url.port === undefined ? '' : `:${url.port}`;
  const path = (url.path ?? []).map((segment) => {
    const variable = url.variable?.find((each) => segment === `:${each.key}`);
    return `/${variable ? variable.value : segment}`;
  });
  const query = (url.query ?? []).filter((entry) => !entry.disabled).map(({ key, value }) => `${key}=${value}`);
  return [
    ...pieces(`${scheme}${url.host.join('.')}${port}`),
    ...percentEncoded(pieces(path.join('')), inPath),
    ...(query.length > 0 ? ['?', ...percentEncoded(pieces(query.join('&')), inQuery)] : []),
  ];
}

/** What Postman encodes in a path and in a query (WHATWG URL, the path and the special-query percent-encode sets). */
const inPath = /[^\x21\x24-\x3b\x3d\x40-\x5f\x61-\x7a|~]+/g;
const inQuery = /[^\x21\x24-\x26\x28-\x3b\x3d\x3f-\x7e]+/g;

function percentEncoded(pieces: readonly Piece[], unsafe: RegExp): Piece[] {
  return joined(pieces).map((piece) => (typeof piece === 'string' ? piece.replace(unsafe, encoded) : piece));
}

/** Percent-encoded UTF-8 (RFC 3986 section 2.1); half of a surrogate pair becomes U+FFFD, as when it is sent. */
function encoded(text: string): string {
  const whole = Buffer.from(text, 'utf8').toString('utf8');
  return encodeURIComponent(whole).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function tokenHeader(send: Auth['send'] | undefined, names: ShellNames): string[] {
  if (send?.in !== 'header') return [];
  const scheme = send.scheme === '' ? '' : `${send.scheme} `;
  return [`-H ${shellWord([`${send.name}: ${scheme}`, names.of('accessToken')])}`];
}

function queryToken(send: Auth['send'] | undefined, url: CollectionUrl, names: ShellNames): Piece[] {
  if (send?.in !== 'query') return [];
  const isFirst = !(url.query ?? []).some((entry) => !entry.disabled);
  const scheme = send.scheme === '' ? '' : `${encoded(send.scheme)}%20`;
  return [`${isFirst ? '?' : '&'}${encoded(send.name)}=${scheme}`, names.of('accessToken')];
}

/** Variables filled in where they may be shown; the others become shell variables. A value may name variables in its turn. */
function piecesOf(template: string, shown: Readonly<Record<string, string>>, names: ShellNames, depth: number): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { name, offset } of variablesIn(template)) {
    const known = Object.hasOwn(shown, name) ? shown[name] : undefined;
    // An address may carry a name and password.
    const value = known !== undefined && hasUserInfo(known) ? undefined : known;
    pieces.push(template.slice(at, offset));
    if (value === undefined) pieces.push(names.of(name));
    else pieces.push(...(depth < deepest ? piecesOf(value, shown, names, depth + 1) : [value]));
    at = offset + name.length + 4;
  }
  return joined([...pieces, template.slice(at)]);
}

/** The pieces without empty ones, texts that follow each other as one. */
function joined(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (piece === '') continue;
    if (typeof piece === 'string' && typeof last === 'string') all[all.length - 1] = last + piece;
    else all.push(piece);
  }
  return all;
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : '$')).join('');
}

/** The names of the shell variables of one command: `clientSecret` is `CLIENT_SECRET`, and no two are the same. */
class ShellNames {
  readonly #names = new Map<string, string>();

  of(name: string): { variable: string } {
    const known = this.#names.get(name);
    if (known !== undefined) return { variable: known };
    const base = name
      .replace(/([a-z0-9])(?=[A-Z])/g, '$1_')
      .toUpperCase()
      .replace(/[^A-Z0-9_]+/g, '_')
      .replace(/^_+(?=.)/, '')
      .replace(/^(?=[0-9]|$)/, 'VALUE_');
    const taken = new Set(this.#names.values());
    let variable = base;
    for (let i = 2; taken.has(variable); i++) variable = `${base}_${i}`;
    this.#names.set(name, variable);
    return { variable };
  }
}
