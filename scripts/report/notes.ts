import { byPlace, kinds, type Note, type Notes } from '../openapi/notes.ts';
import type { Reimport } from '../openapi/reimport.ts';
import type { Span } from '../source/source-file.ts';
import { placeOf } from './frame.ts';
import { count, printable, type Style } from './style.ts';

/** Of one kind, this many are shown as a rule; the rest are counted. */
const few = 5;

type Locate = (note: Note) => Span | undefined;

/** What could not be carried over, by kind, each with its place; empty when everything was. */
export function formatNotes(notes: Notes, locate: Locate, style: Style, most: number = few): string {
  const { all, groups } = notes;
  if (all.length === 0) return '';
  const parts = groups.map((group) => {
    const shown = byPlace(group.notes.slice(0, most), locate).map(
      ({ span, pointer, detail }) => `    ${span ? placeOf(span) : pointer}  ${printable(detail)}  ${style.dim(printable(pointer))}`,
    );
    const rest = group.notes.length - shown.length;
    return [
      `  ${style.bold(`${group.notes.length} ×`)} ${kinds[group.kind]}`,
      ...shown,
      ...(rest > 0 ? [`    … and ${rest} more`] : []),
    ].join('\n');
  });
  return `${count(all.length, 'thing')} could not be carried over as ${all.length === 1 ? 'it is' : 'they are'}:\n${parts.join('\n')}`;
}

/** What an import wrote, in a few lines. */
export function formatImport(into: string, { files, conflicts, endpoints, record }: Reimport, isAgain: boolean, style: Style): string {
  const name = style.bold(into);
  if (!isAgain) return `${name}: ${count(endpoints.added.length, 'endpoint')} in ${count(Object.keys(record.files).length, 'file')}`;
  const parts = [
    ['added', endpoints.added],
    ['removed', endpoints.removed],
    ['changed', endpoints.changed],
  ] as const;
  const lines = parts.flatMap(([what, ids]) => (ids.length === 0 ? [] : [`  ${what} in the document: ${listOf(ids)}`]));
  const kept = conflicts.map(({ path, keys, reason }) => `    ${path}  ${keys.join(' › ')}  ${style.dim(reason)}`);
  const told =
    kept.length === 0
      ? []
      : [
          `  ${kept.length} ${kept.length === 1 ? 'part was' : 'parts were'} left as ${kept.length === 1 ? 'it stands' : 'they stand'} here:`,
          ...kept,
        ];
  return [`${name}: ${files.size === 0 ? 'nothing changed' : `${count(files.size, 'file')} changed`}`, ...lines, ...told].join('\n');
}

function listOf(ids: readonly string[]): string {
  const shown = ids.slice(0, 10).join(', ');
  return ids.length > 10 ? `${shown} and ${ids.length - 10} more` : shown;
}

/** Notes for a machine: every one of them, with lines and columns from 1. */
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
