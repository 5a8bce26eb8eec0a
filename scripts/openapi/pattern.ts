/**
 * A pattern as JSON Schema reads it: ECMA-262 in Unicode mode. Escapes of signs that need none (`\-`, `\_`), which other
 * dialects allow, are taken away.
 * @returns undefined when there is no such pattern
 */
export function ecmaPattern(pattern: string): string | undefined {
  if (compiles(pattern)) return pattern;
  const plain = pattern
    // /…/ of a language in which patterns are literals.
    .replace(/^\/(.*)\/$/s, '$1')
    .replace(/\\A/g, '^')
    .replace(/\\[zZ]/g, '$')
    .replace(/\(\?<?P(?=<)/g, '(?')
    .replace(/\\([^\\])/gu, (all, sign: string) => (/[A-Za-z0-9^$.*+?()[\]{}|/-]/.test(sign) ? all : sign));
  if (compiles(plain)) return plain;
  const outside = withoutHyphens(plain);
  return compiles(outside) ? outside : undefined;
}

/** `\-` is an escape inside of brackets only; and a hyphen beside a class such as \w stands for itself, so it has to be escaped. */
function withoutHyphens(pattern: string): string {
  let inside = false;
  let written = '';
  for (let i = 0; i < pattern.length; i++) {
    const sign = pattern[i] as string;
    if (sign === '\\') {
      const next = pattern[++i] ?? '';
      written += next === '-' && !inside ? '-' : sign + next;
      continue;
    }
    const besideClass = /\\[wdsWDS]$/.test(written) || /^\\[wdsWDS]/.test(pattern.slice(i + 1));
    if (sign === '-' && inside && besideClass) written += '\\-';
    else if ((sign === '{' || sign === '}') && !inside && !isQuantifier(pattern, i)) written += `\\${sign}`;
    else written += sign;
    if (sign === '[') inside = true;
    else if (sign === ']') inside = false;
  }
  return written;
}

function isQuantifier(pattern: string, at: number): boolean {
  if (pattern[at] === '{')
    return /^\{\d+(,\d*)?\}/.test(pattern.slice(at)) || /\\[pP]$/.test(pattern.slice(0, at)) || /\\u$/.test(pattern.slice(0, at));
  return /\{\d+(,\d*)?$/.test(pattern.slice(0, at)) || /\\[pPu]\{[^}]*$/.test(pattern.slice(0, at));
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}
