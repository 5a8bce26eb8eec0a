/** Texts that names ask for: the words that a name ends in → the text. The longest end that is here counts. */
const byName = new Map<string, string>(
  Object.entries({
    'first name': 'Ada',
    'given name': 'Ada',
    'last name': 'Lovelace',
    'family name': 'Lovelace',
    surname: 'Lovelace',
    'full name': 'Ada Lovelace',
    'display name': 'Ada Lovelace',
    'user name': 'ada',
    username: 'ada',
    login: 'ada',
    user: 'ada',
    owner: 'ada',
    author: 'Ada Lovelace',
    'company name': 'Example Ltd',
    company: 'Example Ltd',
    organization: 'Example Ltd',
    organisation: 'Example Ltd',
    name: 'Example',
    title: 'An example',
    subject: 'An example',
    label: 'example',
    slug: 'example',
    tag: 'example',
    description: 'A short description.',
    summary: 'A short summary.',
    message: 'A short message.',
    comment: 'A short comment.',
    note: 'A short note.',
    notes: 'A short note.',
    reason: 'A short reason.',
    body: 'A short text.',
    content: 'A short text.',
    email: 'ada@example.com',
    mail: 'ada@example.com',
    'email address': 'ada@example.com',
    phone: '+31201234567',
    mobile: '+31612345678',
    telephone: '+31201234567',
    'phone number': '+31201234567',
    street: 'Keizersgracht',
    'street name': 'Keizersgracht',
    address: 'Keizersgracht 174, Amsterdam',
    'address line': 'Keizersgracht 174',
    'house number': '174',
    city: 'Amsterdam',
    town: 'Amsterdam',
    state: 'active',
    province: 'Noord-Holland',
    region: 'Noord-Holland',
    'postal code': '1016 DW',
    'post code': '1016 DW',
    postcode: '1016 DW',
    zip: '1016 DW',
    'zip code': '1016 DW',
    zipcode: '1016 DW',
    country: 'NL',
    'country code': 'NL',
    'country name': 'Netherlands',
    currency: 'EUR',
    'currency code': 'EUR',
    language: 'en',
    locale: 'en-GB',
    timezone: 'Europe/Amsterdam',
    'time zone': 'Europe/Amsterdam',
    url: 'https://example.com/',
    uri: 'https://example.com/',
    href: 'https://example.com/',
    link: 'https://example.com/',
    website: 'https://example.com/',
    homepage: 'https://example.com/',
    host: 'example.com',
    hostname: 'example.com',
    domain: 'example.com',
    ip: '192.0.2.1',
    'ip address': '192.0.2.1',
    uuid: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
    guid: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
    date: '2025-03-14',
    birthday: '1990-03-14',
    at: '2025-03-14T09:26:53Z',
    timestamp: '2025-03-14T09:26:53Z',
    time: '09:26:53',
    status: 'active',
    version: '1.0.0',
    sha: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
    color: '#336699',
    colour: '#336699',
    filename: 'example.txt',
    'file name': 'example.txt',
    file: 'example.txt',
    path: '/example',
    method: 'GET',
    'content type': 'application/json',
    'media type': 'application/json',
    'mime type': 'application/json',
    password: 'a-password',
    'token type': 'Bearer',
    'grant type': 'client_credentials',
    scope: 'read',
    token: 'a-token',
    secret: 'a-secret',
    amount: '9.95',
    price: '9.95',
    barcode: '4006381333931',
  }),
);

/** What a thing with a name mostly is a person. */
const persons = [
  'user',
  'customer',
  'contact',
  'person',
  'owner',
  'author',
  'recipient',
  'sender',
  'employee',
  'member',
  'client',
  'patient',
];

/** The words of a name, in lower case: `deliveryAddress`, `delivery_address` and `delivery-address` have the same ones. */
export function wordsOf(name: string | undefined): string[] {
  if (name === undefined) return [];
  const apart = name.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ').replace(/(?<=\p{L})(?=\d+$)/u, ' ');
  const words = apart.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const known = words.filter((word) => word !== '');
  // addressLine1 is an addressLine.
  return known.length > 1 && /^\d+$/.test(known.at(-1) ?? '') ? known.slice(0, -1) : known;
}

/**
 * A text for a property, from its name.
 * @param within the name of what the property belongs to
 */
export function textOfName(name: string | undefined, within: string | undefined): string {
  const words = wordsOf(name);
  if (words.length === 0) return 'text';
  const last = words.at(-1) ?? '';
  if (last === 'name' && words.length === 1 && persons.includes(singular(wordsOf(within).at(-1) ?? ''))) return 'Ada Lovelace';
  if (last === 'id') {
    const thing = words.length > 1 ? words.slice(0, -1) : wordsOf(within);
    return thing.length === 0 ? '1' : `${[...thing.slice(0, -1), singular(thing.at(-1) ?? '')].join('-')}-1`;
  }
  for (let start = 0; start < words.length; start++) {
    const end = words.slice(start).join(' ');
    const known = byName.get(end) ?? byName.get(singular(end));
    if (known !== undefined) return known;
  }
  return words.join(' ');
}

function singular(word: string): string {
  if (/ies$/.test(word)) return word.replace(/ies$/, 'y');
  return /(?:ss|us|is)$/.test(word) ? word : word.replace(/s$/, '');
}
