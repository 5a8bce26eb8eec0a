import type { Note, Notes } from '../openapi/notes.ts';
import type { SpecFileValue } from '../openapi/to-files.ts';
import type { Span } from '../source/source-file.ts';

/** A document that can be written as specs. */
export interface Importable {
  readonly title: string;
  /** The files of the spec, for the name of the API's folder. What cannot be carried over is noted on the way. */
  readonly files: (api: string) => readonly SpecFileValue[];
  readonly notes: Notes;
  readonly locate: (note: Note) => Span | undefined;
}
