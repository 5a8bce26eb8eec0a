import type { Json } from '../source/json.ts';

/**
 * Writes data as a JavaScript literal, for scripts that people read: whatever the data holds, the literal stands for
 * exactly that and nothing else. Quotes, backticks and `${` are harmless in a double-quoted string; `</script` and the
 * two line separators are escaped for those who put a script into HTML or an old engine; a key `__proto__` is computed,
 * since written plainly it would set the prototype.
 * @param options.width longer than this it is spread over lines
 * @param options.indent what the lines after the first begin with
 */
export function jsLiteral(data: Json, { width = 110, indent = '' }: { width?: number | undefined; indent?: string } = {}): string {
  if (typeof data === 'string') return stringLiteral(data);
  if (typeof data !== 'object' || data === null) return Object.is(data, -0) ? '-0' : String(JSON.stringify(data));
  if (width === Number.POSITIVE_INFINITY) return inOneLine(data);
  const inner = `${indent}  `;
  const inside = { width, indent: inner };
  const list = Array.isArray(data);
  const parts = list
    ? data.map((item: Json) => jsLiteral(item, inside))
    : Object.entries(data).map(([key, value]) => `${keyLiteral(key)}: ${jsLiteral(value as Json, inside)}`);
  const [open, close] = list ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return open + close;
  // Brackets, and a comma and a space between the parts.
  const length = parts.reduce((sum, part) => sum + part.length + 2, list ? 0 : 2);
  if (indent.length + length <= width && !parts.some((part) => part.includes('\n')))
    return `${open}${list ? '' : ' '}${parts.join(', ')}${list ? '' : ' '}${close}`;
  return `${open}\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}${close}`;
}

function inOneLine(data: Json): string {
  if (typeof data !== 'object' || data === null) return jsLiteral(data);
  let text = '';
  if (Array.isArray(data)) {
    for (const item of data as readonly Json[]) text += `${text === '' ? '' : ', '}${inOneLine(item)}`;
    return `[${text}]`;
  }
  for (const [key, value] of Object.entries(data)) text += `${text === '' ? ' ' : ', '}${keyLiteral(key)}: ${inOneLine(value as Json)}`;
  return text === '' ? '{}' : `{${text} }`;
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
