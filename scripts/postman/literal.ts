import type { Json, JsonObject } from '../source/json.ts';

/**
 * Writes data as a JavaScript literal, for scripts that people read: whatever the data holds, the literal stands for
 * exactly that and nothing else. Quotes, backticks and `${` are harmless in a double-quoted string; `</script` and the
 * two line separators are escaped for those who put a script into HTML or an old engine; a key `__proto__` is computed,
 * since written plainly it would set the prototype.
 * @param indent what the lines after the first begin with
 */
export function jsLiteral(data: Json, indent = ''): string {
  return spread(data, indent, false);
}

/** The same in one line, however long. */
export function compactLiteral(data: Json): string {
  return compact(data, false);
}

/** Longer than this, a literal is spread over lines. */
const width = 110;

/** @param shared whether the members are definitions of a schema, which others hold as well */
function spread(data: Json, indent: string, shared: boolean): string {
  const whole = inOneLine(data, width - indent.length);
  if (whole !== undefined || typeof data !== 'object' || data === null) return whole ?? scalarLiteral(data as Scalar);
  const inside = `${indent}  `;
  let text = '';
  if (Array.isArray(data)) {
    for (const item of data as readonly Json[]) text += `${inside}${spread(item, inside, false)},\n`;
    return `[\n${text}${indent}]`;
  }
  for (const [key, value] of Object.entries(data) as [string, Json][]) {
    const literal = shared ? once(value, inside, () => spread(value, inside, false)) : spread(value, inside, key === '$defs');
    text += `${inside}${keyLiteral(key)}: ${literal},\n`;
  }
  return `{\n${text}${indent}}`;
}

function compact(data: Json, shared: boolean): string {
  if (typeof data !== 'object' || data === null) return scalarLiteral(data as Scalar);
  const list = Array.isArray(data);
  // Loops with an index: for such small steps, an iterator is most of the work.
  const keys = Object.keys(data);
  let text = '';
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    const value = (data as JsonObject)[key] as Json;
    if (i > 0) text += ', ';
    if (!list) text += `${keyLiteral(key)}: `;
    text += shared ? once(value, '', () => compact(value, false)) : compact(value, key === '$defs');
  }
  return list ? `[${text}]` : text === '' ? '{}' : `{ ${text} }`;
}

/** What was written of an object before, by what its lines begin with: '' for one line. */
const written = new WeakMap<object, Map<string, string>>();

/** Writes an object once, however many hold it. */
function once(data: Json, indent: string, write: () => string): string {
  if (typeof data !== 'object' || data === null) return write();
  const texts = written.get(data) ?? new Map<string, string>();
  written.set(data, texts);
  const known = texts.get(indent);
  if (known !== undefined) return known;
  const text = write();
  // Looking into a text that was put together makes one piece of it; else all its pieces are walked wherever it is used.
  text.charCodeAt(0);
  texts.set(indent, text);
  return text;
}

type Scalar = string | number | boolean | null;

function scalarLiteral(data: Scalar): string {
  if (typeof data === 'string') return stringLiteral(data);
  return Object.is(data, -0) ? '-0' : String(data);
}

/** Undefined when it takes more than `room` characters. */
function inOneLine(data: Json, room: number): string | undefined {
  if (typeof data !== 'object' || data === null) {
    const literal = scalarLiteral(data as Scalar);
    return literal.length <= room ? literal : undefined;
  }
  const list = Array.isArray(data);
  const keys = Object.keys(data);
  let text = '';
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    const before = list ? (i === 0 ? '' : ', ') : `${i === 0 ? ' ' : ', '}${keyLiteral(key)}: `;
    const part = inOneLine((data as JsonObject)[key] as Json, room - text.length - before.length - (list ? 2 : 3));
    if (part === undefined) return undefined;
    text += before + part;
  }
  return withinRoom(list ? `[${text}]` : text === '' ? '{}' : `{${text} }`, room);
}

/** Brackets with nothing between them are never spread. */
function withinRoom(text: string, room: number): string | undefined {
  return text.length <= Math.max(room, 2) ? text : undefined;
}

/** Data without the members that are undefined, ready to be written. */
export function withoutUndefined(value: Readonly<Record<string, unknown>>): Json {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Json;
}

function stringLiteral(text: string): string {
  const literal = JSON.stringify(text);
  if (!/[\u2028\u2029]|<[/!]/.test(literal)) return literal;
  return literal
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029')
    .replace(/<\/(script)/gi, '<\\/$1')
    .replace(/<!--/g, '<\\!--');
}

function keyLiteral(key: string): string {
  if (key === '__proto__') return '["__proto__"]';
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(key) ? key : stringLiteral(key);
}
