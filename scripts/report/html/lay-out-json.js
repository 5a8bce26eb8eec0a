const token = /"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s{}[\],:"]+/gs;

/** Deeper than this, lines are not moved further to the right. */
const deepest = 24;

/**
 * JSON laid out for reading, as pieces with what they are. It goes by the signs alone: numbers stay as they came, and a text
 * that breaks off, or is not quite JSON, is shown as far as it goes.
 *
 * @param {string} text
 * @returns {{ kind: 'key' | 'string' | 'literal' | 'sign', text: string }[]}
 */
export function layOutJson(text) {
  const tokens = text.match(token) ?? [];
  /** @type {{ kind: 'key' | 'string' | 'literal' | 'sign', text: string }[]} */
  const pieces = [];
  let depth = 0;
  const line = () => `\n${'  '.repeat(Math.min(depth, deepest))}`;
  tokens.forEach((each, i) => {
    const [before, next] = [tokens[i - 1], tokens[i + 1]];
    if (each === '{' || each === '[') {
      const isEmpty = next === (each === '{' ? '}' : ']');
      depth++;
      pieces.push({ kind: 'sign', text: isEmpty || next === undefined ? each : `${each}${line()}` });
    } else if (each === '}' || each === ']') {
      depth = Math.max(0, depth - 1);
      const isEmpty = before === (each === '}' ? '{' : '[');
      pieces.push({ kind: 'sign', text: isEmpty ? each : `${line()}${each}` });
    } else if (each === ',') pieces.push({ kind: 'sign', text: `,${line()}` });
    else if (each === ':') pieces.push({ kind: 'sign', text: ': ' });
    else {
      const kind = each.startsWith('"') ? (next === ':' ? 'key' : 'string') : 'literal';
      const gap = before === undefined || /^[{}[\],:]$/.test(before) ? '' : ' ';
      pieces.push({ kind, text: gap + each });
    }
  });
  return pieces;
}
