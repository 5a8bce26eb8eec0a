import { byPlace, kinds, type Note, type Notes } from '../openapi/notes.ts';
import type { Span } from '../source/source-file.ts';
import { placeOf } from './frame.ts';
import { count, printable, type Style } from './style.ts';

/** Of one kind, this many are shown; the rest are counted. All of them are in the JSON. */
const most = 5;

type Locate = (note: Note) => Span | undefined;

/** What could not be carried over, by kind, each with its place; empty when everything was. */
export function formatNotes(notes: Notes, locate: Locate, style: Style): string {
  const { all, groups } = notes;
  if (all.length === 0) return '';
  const parts = groups.map((group) => {
    const shown = byPlace(group.notes.slice(0, most), locate).map(
      ({ span, pointer, detail }) => `    ${span ? placeOf(span) : pointer}  ${printable(detail)}  ${style.dim(printable(pointer))}`,
    );
    const rest = group.notes.length - shown.length;
    return [
      `  ${style.bold(String(group.notes.length))} ${kinds[group.kind]}`,
      ...shown,
      ...(rest > 0 ? [`    … and ${rest} more`] : []),
    ].join('\n');
  });
  return `${count(all.length, 'thing')} could not be carried over as ${all.length === 1 ? 'it is' : 'they are'}:\n${parts.join('\n')}`;
}

/** The same for a machine: every note, with lines and columns from 1. */
export function notesAsJson(notes: Notes, locate: Locate): Readonly<Record<string, unknown>> {
  return {
    notes: byPlace(notes.all, locate).map(({ kind, detail, pointer, span }) => ({
      kind,
      meaning: kinds[kind],
      detail,
      pointer,
      ...(span ? { file: span.file, line: span.start.line, column: span.start.column } : {}),
    })),
  };
}
