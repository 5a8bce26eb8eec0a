import { waysToWrite } from './encodings.ts';

/** Shorter than this a value stands in too many places by chance: `dev` as a secret would blank half a report. */
const shortest = 4;
/** The last line of a PEM text may be a few letters, which stand anywhere. */
const shortestPart = 12;
const mask = '‹secret›';

/** What messages put where they leave off in the middle of a value: those of Postern, and those of chai. */
const cut = /…|\.\.\./g;

/** What may be a list of bytes as numbers, as in the JSON of a buffer. One loop over single characters, so that no length is too much for it. */
const listLike = /\d[\d\s,]{5,}\d/g;

/** A text that must not be shown: for each of its characters all the ways to write it. */
interface Form {
  readonly characters: readonly (readonly string[])[];
  /** Whether it is base64, which may have `=` behind it. */
  readonly padded: boolean;
}

/**
 * Takes secrets out of every text that leaves a run. It knows the values that it was told, their base64 and hex, and the Basic
 * credentials made of an id and a secret; each of them as it is, encoded (see encodings.ts) or as a list of bytes, whole or cut.
 */
export class Redactor {
  readonly #forms = new Map<string, Form>();

  /** Adds a secret: a value of an environment, a token that was obtained. */
  add(secret: string | undefined): void {
    if (secret === undefined) return;
    // With white space around it a secret is refused, and the server may say which one it saw. In a header UTF-8 is read as Latin-1.
    for (const each of [secret, secret.trim(), Buffer.from(secret, 'utf8').toString('latin1'), ...keyParts(secret)]) {
      if (each.length < shortest) continue;
      this.#addForm(each, false);
      this.#addForm(Buffer.from(each, 'utf8').toString('base64').replace(/=+$/, ''), true);
      this.#addForm(Buffer.from(each, 'utf8').toString('base64url'), true);
      const hex = Buffer.from(each, 'utf8').toString('hex');
      for (const form of [hex, hex.toUpperCase()]) this.#addForm(form, false);
    }
  }

  /** Adds the Basic credentials of a client (RFC 7617), raw and form-encoded first (RFC 6749 section 2.3.1). */
  addCredentials(id: string, secret: string): void {
    if (secret.length < shortest) return;
    this.add(secret);
    this.add(`${id}:${secret}`);
    this.add(`${formEncode(id)}:${formEncode(secret)}`);
  }

  /** `text` without any of the secrets, those among it that are written as lists of bytes. */
  redact(text: string): string {
    return this.#redactPlain(text.replace(listLike, (list) => this.#redactBytes(list)));
  }

  /** Looks at each stretch of numbers of up to three digits with a comma in between; shorter ones than a secret are left alone. */
  #redactBytes(list: string): string {
    const parts: string[] = [];
    let bytes: number[] = [];
    let [start, end] = [0, 0];
    const close = (): void => {
      const plain = Buffer.from(bytes).toString('utf8');
      const without = bytes.length < 4 ? plain : this.#redactPlain(plain);
      parts.push(without === plain ? list.slice(start, end) : [...Buffer.from(without, 'utf8')].join(','));
    };
    for (const { 0: digits, index } of list.matchAll(/\d+/g)) {
      const between = list.slice(end, index);
      if (bytes.length === 0 || digits.length > 3 || between.trim() !== ',') {
        close();
        parts.push(between);
        bytes = [];
        start = index;
      }
      end = index + digits.length;
      if (digits.length <= 3) bytes.push(Number(digits));
    }
    close();
    return parts.join('');
  }

  #redactPlain(text: string): string {
    const cuts = [...text.matchAll(cut)].map(({ index }) => index);
    const found = [...this.#forms.values()].flatMap((form) => placesOf(form, text, cuts)).sort((a, b) => a.start - b.start);
    let shown = '';
    let done = 0;
    for (const { start, end } of found) {
      // Secrets may overlap: what is left of a second one is part of it too.
      if (start >= done) shown += text.slice(done, start) + mask;
      done = Math.max(done, end);
    }
    return shown + text.slice(done);
  }

  #addForm(text: string, padded: boolean): void {
    if (text.length >= shortest && !this.#forms.has(text)) this.#forms.set(text, { characters: [...text].map(waysToWrite), padded });
  }
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Where a form stands in `text`, which is cut at `cuts`. */
function placesOf(form: Form, text: string, cuts: readonly number[]): Place[] {
  const places: Place[] = [];
  for (const way of form.characters[0] ?? []) {
    for (let start = text.indexOf(way); start >= 0; start = text.indexOf(way, start + 1)) {
      const end = endOf(form, text, start, cuts);
      if (end !== undefined) places.push({ start, end });
    }
  }
  return places;
}

/** Where a form that begins at `start` ends: behind its last character, or where the text is cut. */
function endOf({ characters, padded }: Form, text: string, start: number, cuts: readonly number[]): number | undefined {
  // One character may be written in ways that begin alike: `%` may be the character, or the beginning of `%25`.
  let ends = [start];
  let cutOff: number | undefined;
  for (const [i, ways] of characters.entries()) {
    if (i >= shortest) cutOff = cutIn(text, ends, ways, cuts) ?? cutOff;
    ends = [...new Set(ends.flatMap((end) => ways.filter((way) => text.startsWith(way, end)).map((way) => end + way.length)))];
    if (ends.length === 0) return cutOff;
  }
  const end = Math.max(...ends);
  return padded ? endOfPadding(text, end) : end;
}

/** Where the text is cut, when it is cut at one of `ends`, or in the middle of the character that comes next there. */
function cutIn(text: string, ends: readonly number[], ways: readonly string[], cuts: readonly number[]): number | undefined {
  for (const end of ends) {
    const at = cuts.find((each) => each >= end);
    if (at !== undefined && ways.some((way) => way.startsWith(text.slice(end, at)))) return at;
  }
  return undefined;
}

function endOfPadding(text: string, start: number): number {
  const sign = waysToWrite('=').find((way) => text.startsWith(way, start));
  return sign === undefined ? start : endOfPadding(text, start + sign.length);
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

function formEncode(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}
