import { secretsOnLine } from '../source/secret-places.ts';
import type { SourceFile, Span } from '../source/source-file.ts';
import { printable, type Style } from './style.ts';

/** More of a line than this is not shown. */
const width = 160;

/** Up to this column there is room for a message beside the mark. */
const beside = 60;

/** What stands for a text that is not shown. */
const mask = '…';

/** Finds the text of a file for its code frames; undefined for a file that nobody has. */
export type SourceOf = (file: string) => SourceFile | undefined;

/**
 * The line at `span` with the place marked, and what there is to say of it beside the mark:
 *
 *     14 |     methd: POST
 *        |     ^^^^^ unknown key "methd"
 *
 * What may be a secret is not shown, whatever the problem is.
 * @param hidden places whose text must not be shown, besides those that look like secrets by themselves
 */
export function codeFrame(span: Span, messages: readonly string[], sourceOf: SourceOf, style: Style, hidden: readonly Span[] = []): string {
  const source = sourceOf(span.file);
  if (!source) return messages.map((message) => `   ${printable(message)}`).join('\n');
  const { line, column } = span.start;
  const full = source.line(line);
  const secrets = [...secretsOnLine(source, line), ...hidden.flatMap((each) => onLine(each, span.file, line, full.length))];
  const masked = withoutRanges(full, secrets);
  const start = masked.moved(column - 1);
  const end = Math.max(start + 1, span.end.line === line ? masked.moved(span.end.column - 1) : masked.text.trimEnd().length);
  const from = end > width ? Math.max(0, start - 40) : 0;
  const shown = whole(masked.text, from, from + width).replace(/\t/g, ' ');
  const margin = ' '.repeat(start - from);
  const mark = '^'.repeat(Math.max(1, Math.min(end, from + width) - start));

  const number = String(line);
  const gutter = (text: string) => style.dim(`${text.padStart(Math.max(5, number.length + 1))} | `);
  const lines = messages.flatMap((message) => printable(message).split('\n'));
  const marked = `${gutter(number)}${printable(shown)}`;
  // Far to the right there is no room beside the mark.
  if (margin.length + mark.length > beside)
    return [marked, `${gutter('')}${margin}${style.red(mark)}`, ...lines.map((text) => `${gutter('')}${text}`)].join('\n');
  return [marked, ...lines.map((text, i) => `${gutter('')}${margin}${i === 0 ? style.red(mark) : ' '.repeat(mark.length)} ${text}`)].join(
    '\n',
  );
}

/** `file:line:column`, as editors and terminals make links of. */
export function placeOf(span: Span): string {
  return `${printable(span.file).replace(/\n/g, '␊')}:${span.start.line}:${span.start.column}`;
}

/** What a span covers of one line, as offsets in the line. */
function onLine(span: Span, file: string, line: number, length: number): [number, number][] {
  if (span.file !== file || span.start.line > line || span.end.line < line) return [];
  const start = span.start.line === line ? span.start.column - 1 : 0;
  return [[start, span.end.line === line ? span.end.column - 1 : length]];
}

/** `text` with a mask in place of each range, and where an offset has moved to. */
function withoutRanges(text: string, ranges: readonly (readonly [number, number])[]): { text: string; moved: (offset: number) => number } {
  const merged: [number, number][] = [];
  for (const [start, end] of [...ranges].filter((range) => range[1] > range[0]).sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  let shown = '';
  let at = 0;
  for (const [start, end] of merged) {
    shown += text.slice(at, start) + mask;
    at = end;
  }
  const moved = (offset: number): number => {
    let lost = 0;
    for (const [start, end] of merged) {
      if (offset <= start) break;
      if (offset < end) return start - lost;
      lost += end - start - mask.length;
    }
    return offset - lost;
  };
  return { text: shown + text.slice(at), moved };
}

/** A stretch of `text` that begins and ends between characters, not inside of a surrogate pair. */
function whole(text: string, start: number, end: number): string {
  return text
    .slice(start, end)
    .replace(/^[\udc00-\udfff]/, ' ')
    .replace(/[\ud800-\udbff]$/, '');
}
