import type { NamedValue } from '../model/model.ts';

/**
 * Reads `a=1&b=2` (application/x-www-form-urlencoded, and query strings). Unlike URLSearchParams it tells a malformed
 * percent sequence, or one that is not UTF-8, from a good one.
 * @param plus what `+` stands for: a space, as forms say, or itself, as it does in a URL by RFC 3986
 * @returns the fields in order; undefined when the text is malformed
 */
export function parseForm(text: string, plus: 'space' | 'plus' = 'space'): NamedValue[] | undefined {
  const decode = (part: string) => decodeURIComponent(plus === 'space' ? part.replaceAll('+', ' ') : part);
  try {
    return text
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const equals = pair.indexOf('=');
        if (equals < 0) return { name: decode(pair), value: '' };
        return { name: decode(pair.slice(0, equals)), value: decode(pair.slice(equals + 1)) };
      });
  } catch {
    return undefined;
  }
}
