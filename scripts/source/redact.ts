/** Shorter than this a value stands in too many places by chance: `dev` as a secret would blank half a report. */
const shortest = 4;
/** The last line of a PEM text may be a few letters, which stand anywhere. */
const shortestPart = 12;
/** Messages cut long values, and end them with `…`: so much of a secret is enough to know it by. */
const cutFrom = 40;
const mask = '‹secret›';

/**
 * Takes secrets out of every text that leaves a run. It knows the values that it was told, and the forms in which they
 * travel: percent- and form-encoded, JSON-escaped, base64, and the Basic credentials made of an id and a secret.
 */
export class Redactor {
  readonly #forms = new Set<string>();
  #pattern: RegExp | undefined;

  /** Adds a secret: a value of an environment, a token that was obtained. */
  add(secret: string | undefined): void {
    if (secret === undefined || secret.length < shortest) return;
    for (const part of [secret, ...keyParts(secret)]) for (const form of formsOf(part)) this.#forms.add(form);
    this.#pattern = undefined;
  }

  /** Adds the Basic credentials of a client (RFC 7617), raw and form-encoded first (RFC 6749 section 2.3.1). */
  addCredentials(id: string, secret: string): void {
    if (secret.length < shortest) return;
    this.add(secret);
    this.add(`${id}:${secret}`);
    this.add(`${formEncode(id)}:${formEncode(secret)}`);
  }

  /** `text` without any of the secrets. */
  redact(text: string): string {
    if (this.#forms.size === 0) return text;
    // The longest first, so that a secret inside of another leaves no rest.
    this.#pattern ??= new RegExp(
      [...this.#forms]
        .sort((a, b) => b.length - a.length)
        .flatMap((form) =>
          form.length > cutFrom ? [escapeForRegExp(form), `${escapeForRegExp(form.slice(0, cutFrom))}[^\\s"…]*…`] : escapeForRegExp(form),
        )
        .join('|'),
      'g',
    );
    return text.replace(this.#pattern, mask);
  }
}

/**
 * What of a private key tells a part of it: the lines of a PEM text, and them without their line breaks, which may be
 * written as `\n`; the members of a JWK that are private, or long enough to be. Nothing for other secrets.
 */
function keyParts(secret: string): string[] {
  const body = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----(.*?)(?:-----END|$)/s.exec(secret)?.[1];
  if (body !== undefined) {
    const lines = body.split(/\s+|\\[rn]/).filter((line) => line.length >= shortestPart);
    return [lines.join(''), lines.join('\n'), ...lines].filter((part) => part !== '');
  }
  if (!secret.trim().startsWith('{')) return [];
  return [...secret.matchAll(/"(?:d|p|q|dp|dq|qi|k)"\s*:\s*"([^"]+)"/g)].map((match) => String(match[1]));
}

function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret, 'utf8').toString('base64');
  const encoded = [encode(secret), formEncode(secret), queryEncode(secret)];
  return [
    secret,
    ...encoded,
    ...encoded.map((form) => form.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase())),
    jsonEscape(secret),
    // JSON that is shown as a text of JSON
    jsonEscape(jsonEscape(secret)),
    base64,
    base64.replace(/=+$/, ''),
    base64.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, ''),
  ].filter((form) => form.length >= shortest);
}

function formEncode(text: string): string {
  return encode(text)
    .replace(/%20/g, '+')
    .replace(/[!'()~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** As a URL shows it in its query: only what cannot stand there is encoded (WHATWG URL, the special-query percent-encode set). */
function queryEncode(text: string): string {
  return text.replace(/[^\x21\x24-\x26\x28-\x3b\x3d\x3f-\x7e]+/g, (part) => encode(part).replace(/'/g, '%27'));
}

function jsonEscape(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function encode(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text; // half of a surrogate pair
  }
}

function escapeForRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
