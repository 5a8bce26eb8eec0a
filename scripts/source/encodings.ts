/** Control characters with a short name in JSON (RFC 8259 section 7). */
const shortEscapes: Readonly<Record<string, string>> = { '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't' };

/** Characters with a name in XML and HTML. */
const entityNames: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

/** How many backslashes one becomes when it is written in JSON that is written in JSON, and so on. */
const doubled = [1, 2, 4, 8];

/** What stands before a character that is escaped and then written in JSON that is written in JSON; it may get one more each time, or not. */
const escapes = ['', ...[1, 2, 3, 4, 5, 6, 7].map((times) => '\\'.repeat(times))];

/**
 * All the ways in which programs write a character into an answer, a message or an address: as it is, percent- and
 * form-encoded (RFC 3986 section 2.1), escaped as in JSON, JavaScript, HTML and JSON Pointers (RFC 6901 section 3), and
 * once or twice more where encoding is nested. Encoders leave letters, digits, `-`, `.` and `_` alone.
 * @param character one Unicode character
 */
export function waysToWrite(character: string): readonly string[] {
  if (/^[\w.-]$/.test(character)) return [character];
  return [
    ...withBackslashes(character),
    ...percentEncoded(character),
    ...asEntity(character),
    ...(character === ' ' ? ['+'] : []),
    ...(character === '~' ? pointerEscapes('0') : character === '/' ? pointerEscapes('1') : []),
  ];
}

function withBackslashes(character: string): string[] {
  const itself = character === '\\' ? doubled.map((times) => '\\'.repeat(times)) : escapes.map((slashes) => slashes + character);
  const short = shortEscapes[character];
  const units = character.split('').map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0'));
  const numbers = [units, units.map((unit) => unit.toUpperCase())];
  return [
    ...itself,
    ...doubled.flatMap((times) => {
      const slashes = '\\'.repeat(times);
      return [
        ...(short === undefined ? [] : [slashes + short]),
        ...numbers.map((each) => each.map((unit) => `${slashes}u${unit}`).join('')),
        ...(character <= '\u00ff' ? numbers.map(([unit = '']) => `${slashes}x${unit.slice(2)}`) : []),
      ];
    }),
  ];
}

function percentEncoded(character: string): string[] {
  const bytes = [...Buffer.from(character, 'utf8')].map((byte) => byte.toString(16).padStart(2, '0'));
  return [bytes, bytes.map((byte) => byte.toUpperCase())].flatMap((each) =>
    ['%', '%25', '%2525'].map((sign) => each.map((byte) => sign + byte).join('')),
  );
}

function asEntity(character: string): string[] {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  const names = [
    `#${code}`,
    `#0${code}`,
    `#x${hex}`,
    `#x${hex.toUpperCase()}`,
    `#x0${hex}`,
    ...(entityNames[character] ? [entityNames[character]] : []),
  ];
  return names.flatMap((name) => ['&', '&amp;', '&amp;amp;'].map((sign) => `${sign}${name};`));
}

function pointerEscapes(digit: string): string[] {
  return [...escapes.map((slashes) => `${slashes}~${digit}`), `%7E${digit}`, `%7e${digit}`];
}
