/** The people and places that examples are about: more than one, for lists whose items have to differ. */
export const people = ['ada', 'grace', 'alan', 'edsger', 'barbara', 'donald'] as const;

const byFormat: { readonly [format: string]: (number: number) => string } = {
  date: dateOf,
  'date-time': (number) => `${dateOf(number)}T09:26:53Z`,
  time: (number) => `09:${String((26 + number) % 60).padStart(2, '0')}:53Z`,
  duration: (number) => `P${number + 1}D`,
  email: emailOf,
  'idn-email': emailOf,
  hostname: hostOf,
  'idn-hostname': hostOf,
  ipv4: (number) => `192.0.2.${(number % 250) + 1}`,
  ipv6: (number) => `2001:db8::${(number + 1).toString(16)}`,
  uri: addressOf,
  url: addressOf,
  iri: addressOf,
  'uri-reference': addressOf,
  'iri-reference': addressOf,
  'uri-template': (number) => `https://example.com/{id}${number === 0 ? '' : `/${number + 1}`}`,
  uuid: (number) => `3fa85f64-5717-4562-b3fc-2c963f66a${(0xfa6 + number).toString(16).slice(-3)}`,
  'json-pointer': (number) => `/items/${number}`,
  'relative-json-pointer': (number) => `${number + 1}/name`,
  regex: (number) => (number === 0 ? '^[a-z]+$' : `^[a-z]{${number}}$`),
  // Formats that only say how a text is meant: OpenAPI has them.
  password: (number) => `a-password${number === 0 ? '' : `-${number + 1}`}`,
  byte: () => 'SGVsbG8=',
  base64: () => 'SGVsbG8=',
};

/** Short ones, where the usual ones are too long. */
const shortest: { readonly [format: string]: string } = {
  duration: 'P1D',
  email: 'a@b.co',
  'idn-email': 'a@b.co',
  hostname: 'a',
  'idn-hostname': 'a',
  ipv4: '1.1.1.1',
  ipv6: '::1',
  uri: 'a:b',
  iri: 'a:b',
  'uri-reference': '/',
  'iri-reference': '/',
  'uri-template': '{a}',
  'json-pointer': '',
  'relative-json-pointer': '0',
  regex: 'a',
};

/** How to make a text of a format longer; `more` is how many characters are missing. */
const longer: { readonly [format: string]: (more: number) => string } = {
  email: (more) => `${'a'.repeat(Math.min(more, 50))}.ada@${labels(more - 50)}example.com`,
  hostname: (more) => `${labels(more)}example.com`,
  uri: (more) => `https://example.com/${'a'.repeat(more)}`,
  'uri-template': (more) => `https://example.com/{id}/${'a'.repeat(more)}`,
  'date-time': (more) => `2025-03-14T09:26:53.${'5'.repeat(Math.max(more - 1, 1))}Z`,
  time: (more) => `09:26:53.${'5'.repeat(Math.max(more - 1, 1))}Z`,
  regex: (more) => `^[a-z]+$${'|a'.repeat(Math.ceil(more / 2))}`,
  'json-pointer': (more) => `/items/0${'0'.repeat(more)}`,
  duration: (more) => `P${'1'.repeat(more + 1)}D`,
};
const alike: { readonly [format: string]: string } = {
  'idn-email': 'email',
  'idn-hostname': 'hostname',
  iri: 'uri',
  url: 'uri',
  'uri-reference': 'uri',
  'iri-reference': 'uri',
};

/** Texts of a format, of at least `least` and, where there are any, of at most `most` characters. None for a format that is not known. */
export function* textsOfFormat(format: string, least: number, most: number): Generator<string> {
  const make = Object.hasOwn(byFormat, format) ? byFormat[format] : undefined;
  if (!make) return;
  const first = make(0);
  if (first.length > most) {
    const short = shortest[format];
    if (short !== undefined) yield short;
  } else if (first.length < least) {
    const stretch = longer[alike[format] ?? format];
    if (stretch) for (const more of [least - first.length, least - first.length + 1]) yield stretch(more);
  }
  for (let number = 0; number < 40; number++) yield make(number);
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
