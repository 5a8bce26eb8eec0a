/** The people and places that examples are about: more than one, for lists whose items have to differ. */
export const people = ['ada', 'grace', 'alan', 'edsger', 'barbara', 'donald'] as const;

/** How many texts of a format there are, for lists whose items have to differ. */
const mostTexts = 40;

/** What is known of the texts of a format (JSON Schema 2020-12 validation, section 7.3). */
interface FormatTexts {
  /** The usual ones: another one for each number. */
  readonly usual: (number: number) => string;
  /** A short one, where the usual ones are too long. */
  readonly short?: string;
  /** A longer one; `more` is how many characters the first usual one lacks. */
  readonly longer?: (more: number) => string;
  /** Texts that look like the format and are not of it. What looks most like it comes last: who only glances takes that for right. */
  readonly nearly?: readonly string[];
}

const email: FormatTexts = {
  usual: emailOf,
  short: 'a@b.co',
  longer: (more) => `${'a'.repeat(Math.min(more, 50))}.ada@${labels(more - 50)}example.com`,
};
const hostname: FormatTexts = { usual: hostOf, short: 'a', longer: (more) => `${labels(more)}example.com`, nearly: ['-a-.example'] };
const uri: FormatTexts = { usual: addressOf, short: 'a:b', longer: (more) => `https://example.com/${'a'.repeat(more)}` };
const reference: FormatTexts = { ...uri, short: '/' };

const known: { readonly [format: string]: FormatTexts } = {
  date: { usual: dateOf, nearly: ['2026-02-30'] },
  'date-time': {
    usual: (number) => `${dateOf(number)}T09:26:53Z`,
    longer: (more) => `2025-03-14T09:26:53.${'5'.repeat(Math.max(more - 1, 1))}Z`,
    nearly: ['2026-02-30T12:00:00Z', '2026-01-31T12:00:00'],
  },
  time: {
    usual: (number) => `09:${String((26 + number) % 60).padStart(2, '0')}:53Z`,
    longer: (more) => `09:26:53.${'5'.repeat(Math.max(more - 1, 1))}Z`,
    nearly: ['25:00:00Z'],
  },
  duration: {
    usual: (number) => `P${number + 1}D`,
    short: 'P1D',
    longer: (more) => `P${'1'.repeat(more + 1)}D`,
    nearly: ['1 day'],
  },
  email,
  'idn-email': email,
  hostname,
  'idn-hostname': hostname,
  ipv4: { usual: (number) => `192.0.2.${(number % 250) + 1}`, short: '1.1.1.1', nearly: ['256.0.2.1'] },
  ipv6: { usual: (number) => `2001:db8::${(number + 1).toString(16)}`, short: '::1', nearly: ['2001:db8::1::2'] },
  uri,
  url: uri,
  iri: uri,
  'uri-reference': reference,
  'iri-reference': reference,
  'uri-template': {
    usual: (number) => `https://example.com/{id}${number === 0 ? '' : `/${number + 1}`}`,
    short: '{a}',
    longer: (more) => `https://example.com/{id}/${'a'.repeat(more)}`,
    nearly: ['{'],
  },
  uuid: {
    usual: (number) => `3fa85f64-5717-4562-b3fc-2c963f66a${(0xfa6 + number).toString(16).slice(-3)}`,
    nearly: ['g81d4fae-7dec-41d0-a765-00a0c91e6bf6'],
  },
  'json-pointer': {
    usual: (number) => `/items/${number}`,
    short: '',
    longer: (more) => `/items/0${'0'.repeat(more)}`,
    nearly: ['a/b'],
  },
  'relative-json-pointer': { usual: (number) => `${number + 1}/name`, short: '0', nearly: ['/a'] },
  regex: {
    usual: (number) => (number === 0 ? '^[a-z]+$' : `^[a-z]{${number}}$`),
    short: 'a',
    longer: (more) => `^[a-z]+$${'|a'.repeat(Math.ceil(more / 2))}`,
    nearly: ['('],
  },
  // Formats that only say how a text is meant: OpenAPI has them.
  password: { usual: (number) => `a-password${number === 0 ? '' : `-${number + 1}`}` },
  byte: { usual: () => 'SGVsbG8=' },
  base64: { usual: () => 'SGVsbG8=' },
};

/** Texts that look like a format and are not of it: of each a server may have forgotten to think. None for a format that is not known. */
export function nearlyOfFormat(format: string): readonly string[] {
  return textsBy(format)?.nearly ?? [];
}

/** Texts of a format, of at least `least` and, where there are any, of at most `most` characters. None for a format that is not known. */
export function* textsOfFormat(format: string, least: number, most: number): Generator<string> {
  const texts = textsBy(format);
  if (!texts) return;
  const { usual, short, longer } = texts;
  const { length } = usual(0);
  if (length > most && short !== undefined) yield short;
  if (length < least && longer) for (const more of [least - length, least - length + 1]) yield longer(more);
  for (let number = 0; number < mostTexts; number++) yield usual(number);
}

function textsBy(format: string): FormatTexts | undefined {
  return Object.hasOwn(known, format) ? known[format] : undefined;
}

/** The day `number` days after 14 March 2025. */
function dateOf(number: number): string {
  return new Date(Date.UTC(2025, 2, 14 + number)).toISOString().slice(0, 10);
}

function emailOf(number: number): string {
  const round = Math.floor(number / people.length);
  return `${people[number % people.length]}${round === 0 ? '' : round + 1}@example.com`;
}

function hostOf(number: number): string {
  return number === 0 ? 'example.com' : `www${number + 1}.example.com`;
}

function addressOf(number: number): string {
  return number === 0 ? 'https://example.com/' : `https://example.com/${number + 1}`;
}

/** `characters` of further labels for the name of a host, each of at most 50. */
function labels(characters: number): string {
  let text = '';
  for (let left = characters; left > 0; left -= 51) text += `${'a'.repeat(Math.min(Math.max(left - 1, 1), 50))}.`;
  return text;
}
