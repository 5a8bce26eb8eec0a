/** Texts that are of a format (JSON Schema 2020-12 validation, section 7.3), and texts that only look like it. */

const uuid = 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6';

const ofFormat: Readonly<Record<string, string>> = {
  date: '2026-01-31',
  time: '12:00:00Z',
  'date-time': '2026-01-31T12:00:00Z',
  duration: 'P1D',
  email: 'someone@example.com',
  'idn-email': 'someone@example.com',
  hostname: 'example.com',
  'idn-hostname': 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uuid,
  uri: 'https://example.com/a',
  'uri-reference': '/a',
  iri: 'https://example.com/a',
  'iri-reference': '/a',
  'json-pointer': '/a',
  'relative-json-pointer': '0',
  'uri-template': '/{a}',
  regex: 'a',
};

/** A text of a format; undefined for a format that nobody knows. */
export function textOfFormat(format: string): string | undefined {
  return Object.hasOwn(ofFormat, format) ? ofFormat[format] : undefined;
}

/** What looks most like the format comes last: a server that only glances takes that for right. */
const notOfFormat: Readonly<Record<string, readonly string[]>> = {
  date: ['2026-02-30'],
  time: ['25:00:00Z'],
  'date-time': ['2026-02-30T12:00:00Z', '2026-01-31T12:00:00'],
  duration: ['1 day'],
  hostname: ['-a-.example'],
  'idn-hostname': ['-a-.example'],
  ipv4: ['256.0.2.1'],
  ipv6: ['2001:db8::1::2'],
  uuid: [uuid.replace('f8', 'g8')],
  regex: ['('],
  'json-pointer': ['a/b'],
  'relative-json-pointer': ['/a'],
  'uri-template': ['{'],
};

/** Texts that look like a format and are not of it: of each a server may have forgotten to think. */
export function nearlyOfFormat(format: string): readonly string[] {
  return notOfFormat[format] ?? [];
}

/** Texts that are made of a right one, and as long where possible, but are not of the format. */
export function spoiled(value: string, format: string): string[] {
  const texts = [`not a ${format}!`, 'not of this form: <>', '('];
  if (format.endsWith('email')) texts.unshift(value.replace('@', '.'), value.replace(/@.*/, '@'));
  if (format === 'uri' || format === 'iri') texts.push(value.replace(':', ' '));
  return [...texts, ...nearlyOfFormat(format), value.replace(/./gu, '!'), `!${value.slice(1)}`, `${value.slice(0, -1)}!`];
}
