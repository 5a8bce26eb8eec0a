import { isObject, type Json, type JsonObject } from '../source/json.ts';

/** Maps and lists that fit into this many columns, indentation included, stand on one line. */
const width = 120;

/** Short lists of plain things, and a lone reference, are easier to read on one line; anything else only when it is this small. */
const small = 60;

/**
 * Writes a value as the YAML that a person would have written: blocks, text blocks for prose, short maps on one line, quotes
 * only where they are needed. Written by hand since the library takes seconds for the documents that are imported, and
 * decides per document, not per value, how maps and lists look.
 */
export function writeYaml(value: Json): string {
  return write(value, specKey);
}

/** Writes a document for other tools: there, a status without quotes is a number, and no key. */
export function writeForeignYaml(value: Json): string {
  return write(value, (key) => scalar(key, true));
}

/** How a key is written. */
type KeyWriter = (key: string) => string;

function write(value: Json, keyOf: KeyWriter): string {
  const isEmpty = typeof value !== 'object' || value === null || Object.keys(value).length === 0;
  return `${isEmpty ? inline(value, keyOf) : block(value, 0, keyOf).replace(/^\n/, '')}\n`;
}

function block(value: Json, indent: number, keyOf: KeyWriter): string {
  const pad = ' '.repeat(indent);
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => `${pad}- ${member(item, indent + 2, keyOf).replace(/^\s+/, '')}`);
    // Long items, such as endpoints, are easier to tell apart with a line between them.
    return `\n${items.join(items.some((item) => item.split('\n').length > 5) ? '\n\n' : '\n')}`;
  }
  return Object.entries(value as JsonObject)
    .map(([key, inside]) => {
      const written = member(inside, indent + 2, keyOf);
      return `\n${pad}${keyOf(key)}:${written.startsWith('\n') ? '' : ' '}${written}`;
    })
    .join('');
}

/** A value after its key: on the same line, or a block that begins with a line break. */
function member(value: Json, indent: number, keyOf: KeyWriter): string {
  if (typeof value === 'string') return text(value, indent);
  return isInline(value, indent, keyOf) ? inline(value, keyOf) : block(value, indent, keyOf);
}

function isInline(value: Json, indent: number, keyOf: KeyWriter): boolean {
  if (typeof value !== 'object' || value === null) return true;
  const parts = Object.values(value);
  if (parts.length === 0) return true;
  if (parts.some((part) => typeof part === 'object' && part !== null && !(Array.isArray(part) || isReference(part)))) {
    if (depthOf(value) > 2) return false;
  }
  const written = inline(value, keyOf);
  if (written.includes('\\n')) return false;
  const most = Array.isArray(value) && parts.every((part) => typeof part !== 'object' || part === null) ? width : small + 20;
  return written.length <= most && indent + written.length <= width;
}

function isReference(value: Json): boolean {
  return isObject(value) && Object.keys(value).length === 1 && Object.hasOwn(value, '$ref');
}

function depthOf(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

function inline(value: Json, keyOf: KeyWriter): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.map((item: Json) => inline(item, keyOf)).join(', ')}]`;
  if (isObject(value)) {
    const members = Object.entries(value).map(([key, inside]) => `${keyOf(key)}: ${inline(inside, keyOf)}`);
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
  }
  return typeof value === 'string' ? scalar(value, true) : JSON.stringify(value);
}

/** A text after a key: as a block when it has several lines or is long. */
function text(value: string, indent: number): string {
  const pad = ' '.repeat(indent);
  // A block cannot begin with white space without saying how far it is indented, and shows no control characters.
  const fits =
    value.trim() !== '' &&
    !/^[\s]|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]|\r/.test(value.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ''));
  if (fits && value.includes('\n')) {
    const end = /\n*$/.exec(value)?.[0].length ?? 0;
    const lines = value.slice(0, value.length - end).split('\n');
    const tail = end > 1 ? '\n'.repeat(end - 1) : '';
    const chomp = end === 0 ? '-' : end === 1 ? '' : '+';
    return `|${chomp}\n${lines.map((line) => (line === '' ? '' : pad + line)).join('\n')}${tail}`;
  }
  const plain = scalar(value, false);
  if (!fits || indent + plain.length <= width || /\s\s|\s$/.test(value)) return plain;
  return `>-\n${folded(value, width - indent)
    .map((line) => pad + line)
    .join('\n')}`;
}

/** Breaks a text at single spaces, which is where folding puts them back. */
function folded(value: string, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of value.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > most) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Statuses are keys without quotes: a key is what is written. */
function specKey(key: string): string {
  return /^[1-5](\d\d|XX)$/.test(key) ? key : scalar(key, true);
}

/**
 * A text without quotes where YAML 1.2 (core schema) and the careless reader both see a text, else in double quotes.
 * @param isInside whether it stands inside of braces or brackets, or is a key, where more signs mean something
 */
function scalar(value: string, isInside: boolean): string {
  const isPlain =
    /^[A-Za-z_/.$(][^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff"`\\]*$/.test(value) &&
    !/:(\s|$)|\s#/.test(value) &&
    !(isInside && /[,[\]{}]/.test(value)) &&
    !/\s$/.test(value) &&
    !/^(null|true|false|yes|no|on|off|y|n)$/i.test(value) &&
    !/^\.(inf|nan|\d|$)|^\.\.\.(\s|$)/i.test(value);
  if (isPlain) return value;
  return JSON.stringify(value).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
