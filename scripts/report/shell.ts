import { unprintable } from './style.ts';

/** A piece of a word for the shell: text that means itself, or the name of a shell variable. */
export type Piece = string | { readonly variable: string };

/**
 * One word for bash or zsh that stands for exactly these pieces (POSIX.1-2024, Shell Command Language, section 2.2). Text
 * that a terminal would act on is written as octal escapes in `$'…'`. NUL cannot be part of a word and is left out.
 */
export function shellWord(pieces: readonly Piece[]): string {
  const texts = pieces.filter((piece) => typeof piece === 'string').join('');
  if (pieces.every((piece) => typeof piece === 'string')) {
    if (/^[\w@%+=:,./-]+$/.test(texts)) return texts;
    return quoted(texts);
  }
  // Between double quotes these would mean something; ! does where a person types.
  const isPlain = texts.search(/["\\$`!]/) < 0 && !hasUnprintable(texts);
  const inner = pieces.map((piece, i) => {
    if (typeof piece === 'string') return isPlain ? piece : quoted(piece);
    const next = pieces[i + 1];
    // What follows must not be taken for a part of the name, or for a modifier of zsh.
    const needsBraces = typeof next === 'string' && /^[\w:[]/.test(next) && isPlain;
    const reference = needsBraces ? `\${${piece.variable}}` : `$${piece.variable}`;
    return isPlain ? reference : `"${reference}"`;
  });
  return isPlain ? `"${inner.join('')}"` : inner.join('');
}

/**
 * A command of `printf` (POSIX.1-2024) that writes exactly these pieces, for text that holds a NUL, which no word can hold.
 */
export function printfCommand(pieces: readonly Piece[]): string {
  const format = pieces
    .map((piece) => (typeof piece === 'string' ? piece.replace(/\\/g, '\\\\').replace(/%/g, '%%').replace(/\0/g, '\\000') : '%s'))
    .join('');
  const values = pieces.filter((piece) => typeof piece !== 'string').map((piece) => shellWord([piece]));
  return ['printf', shellWord([format]), ...values].join(' ');
}

function quoted(text: string): string {
  if (text === '') return "''";
  if (!hasUnprintable(text)) return `'${text.replace(/'/g, "'\\''")}'`;
  const escaped = text
    .replace(/\0/g, '')
    .replace(/[\\']/g, '\\$&')
    .replace(unprintable, (sign) => [...Buffer.from(sign, 'utf8')].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join(''));
  return `$'${escaped}'`;
}

function hasUnprintable(text: string): boolean {
  return text.search(unprintable) >= 0;
}
