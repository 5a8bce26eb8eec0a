import { withoutSecrets } from '../source/secrets.ts';
import type { SourceFile, Span } from '../source/source-file.ts';
import { printable, type Style } from './style.ts';

/** More of a line than this is not shown. */
const width = 160;

/** Finds the text of a file for its code frames; undefined for a file that nobody has. */
export type SourceOf = (file: string) => SourceFile | undefined;

/**
 * The line at `span` with the place marked, and what there is to say of it beside the mark:
 *
 *     14 |     methd: POST
 *        |     ^^^^^ unknown key "methd"
 *
 * @param hidden whether the text at the place must not be shown
 */
export function codeFrame(span: Span, messages: readonly string[], sourceOf: SourceOf, style: Style, hidden = false): string {
  const source = sourceOf(span.file);
  if (!source) return messages.map((message) => `   ${printable(message)}`).join('\n');
  const { line, column } = span.start;
  const number = String(line);
  const full = withoutSecrets(source.line(line));
  const from = column > width ? column - 40 : 1;
  const before = full.slice(from - 1, column - 1).replace(/\t/g, ' ');
  const shown = (hidden ? `${before}…` : full.slice(from - 1, from - 1 + width)).replace(/\t/g, ' ');
  const length = span.end.line === line ? span.end.column - column : full.length - column + 1;
  const mark = '^'.repeat(Math.max(1, Math.min(length, hidden ? 1 : shown.length - before.length)));
  const gutter = (text: string) => style.dim(`${text.padStart(Math.max(5, number.length + 1))} | `);
  const margin = ' '.repeat(before.length);
  const lines = messages.flatMap((message) => printable(message).split('\n'));
  return [
    `${gutter(number)}${printable(shown)}`,
    ...lines.map((text, i) => `${gutter('')}${margin}${i === 0 ? style.red(mark) : ' '.repeat(mark.length)} ${text}`),
  ].join('\n');
}

/** `file:line:column`, as editors and terminals make links of. */
export function placeOf(span: Span): string {
  return `${span.file}:${span.start.line}:${span.start.column}`;
}
