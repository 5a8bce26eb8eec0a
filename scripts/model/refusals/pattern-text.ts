/**
 * Makes a text that a regular expression matches: literals, classes, groups, alternatives and quantifiers, which is what
 * patterns in schemas are made of. What comes out is a guess; whoever asks has to hold it against the pattern.
 * @param more how often a part that may be repeated without end is repeated beyond what it has to be
 * @returns undefined for a pattern with something else in it
 */
export function textOfPattern(pattern: string, more = 0): string | undefined {
  let at = 0;
  let understood = true;
  const next = () => pattern[at];

  const alternatives = (): string => {
    const first = sequence();
    while (next() === '|') {
      at += 1;
      sequence();
    }
    return first;
  };
  const sequence = (): string => {
    let text = '';
    while (understood && at < pattern.length && next() !== '|' && next() !== ')') text += quantified();
    return text;
  };
  const quantified = (): string => {
    const atom = one();
    const quantifier = /^(?:[*+?]|\{(\d+)(?:,(\d*))?\})\??/.exec(pattern.slice(at));
    if (!quantifier) return atom;
    at += quantifier[0].length;
    const least = quantifier[1] !== undefined ? Number(quantifier[1]) : quantifier[0].startsWith('+') ? 1 : 0;
    const isOpen = /^[*+]|,\}/.test(quantifier[0]);
    const most = isOpen ? Number.POSITIVE_INFINITY : quantifier[0].startsWith('?') ? 1 : Number(quantifier[2] ?? least);
    return atom.repeat(Math.min(least + more, most, 10_000));
  };
  const one = (): string => {
    const character = next() ?? '';
    at += 1;
    if (character === '^' || character === '$') return '';
    if (character === '.') return 'x';
    if (character === '\\') return escaped();
    if (character === '[') return oneOfClass();
    if (character !== '(') return character;
    const special = /^\?(?::|<[^=!>]+>)?/.exec(pattern.slice(at));
    if (special?.[0] === '?') understood = false;
    at += special?.[0].length ?? 0;
    const text = alternatives();
    if (next() === ')') at += 1;
    else understood = false;
    return text;
  };
  const escaped = (): string => {
    const character = next() ?? '';
    at += 1;
    const classes: Readonly<Record<string, string>> = { d: '0', w: 'a', s: ' ', D: 'x', W: '-', S: 'x' };
    const known = classes[character];
    if (known !== undefined) return known;
    if (/[a-zA-Z0-9]/.test(character)) understood = false;
    return character;
  };
  const oneOfClass = (): string => {
    const end = /^\^?\]?(?:\\.|[^\]\\])*\]/.exec(pattern.slice(at));
    if (!end) {
      understood = false;
      return '';
    }
    const source = `[${end[0]}`;
    at += end[0].length;
    const matching = expressionOf(source);
    if (!matching) {
      understood = false;
      return '';
    }
    const found = [...'a0A1bB-_ .z9Z5@:/+'].find((each) => matching.test(each));
    if (found !== undefined) return found;
    for (let code = 33; code < 1000; code++) if (matching.test(String.fromCharCode(code))) return String.fromCharCode(code);
    understood = false;
    return '';
  };

  const text = alternatives();
  return understood && at === pattern.length ? text : undefined;
}

/** A pattern that is valid as a whole can still be cut in the wrong place. */
function expressionOf(source: string): RegExp | undefined {
  try {
    return new RegExp(source, 'u');
  } catch {
    return undefined;
  }
}
