/** The characters to choose from, what reads best first; within one line they take turns. */
const lines = [
  'abcdefghijklmnopqrstuvwxyz',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '1234567890',
  '-',
  '_',
  '.',
  ' ',
  '/:@,;+*#%&=?!~$^|()[]{}<>"\'`\\',
  '\t\n\r',
  'éßñøΩдя中日あ한ب',
  '😀',
];

const known = new Map<string, readonly string[]>();

/** A character that a part of a regular expression, such as `[A-Z]`, `\d` or `.`, matches; another one at the next position. '' when none is found. */
export function characterOf(expression: string, position: number): string {
  let fitting = known.get(expression);
  if (!fitting) {
    fitting = fittingOf(new RegExp(`^(?:${expression})$`, 'u'));
    known.set(expression, fitting);
  }
  return fitting[position % fitting.length] ?? '';
}

/** Whether a part of a regular expression matches a character. */
export function isCharacterOf(expression: string, character: string): boolean {
  return new RegExp(`^(?:${expression})$`, 'u').test(character);
}

function fittingOf(expression: RegExp): readonly string[] {
  for (const line of lines) {
    const fitting = [...line].filter((character) => expression.test(character));
    if (fitting.length > 0) return fitting;
  }
  for (let code = 0; code < 0x11_0000; code++) {
    const character = String.fromCodePoint(code);
    if (expression.test(character)) return [character];
  }
  return [];
}
