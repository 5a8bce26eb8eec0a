import type { ForeignDocument } from '../language/read-document.ts';
import { isObject } from '../source/json.ts';
import { type Problem, problem } from '../source/problem.ts';
import type { Described, Version } from './described.ts';
import { child, Documents, text } from './documents.ts';
import { extensionOf } from './extension.ts';
import { Notes } from './notes.ts';
import { read2 } from './read-2.ts';
import { read3 } from './read-3.ts';

/** A document that has been opened: what it describes, its files, and what has been noted of it so far. */
export interface Opened {
  readonly described: Described;
  readonly documents: Documents;
  readonly notes: Notes;
}

/**
 * Opens an OpenAPI document of version 2.0, 3.0 or 3.1.
 * @param load reads a file that the document refers to; undefined when there is none
 */
export function openDocument(file: string, main: ForeignDocument, load: (file: string) => ForeignDocument | undefined): Opened | Problem {
  const notes = new Notes();
  const documents = new Documents((name) => (name === file ? main : load(name)), notes);
  const root = { file, pointer: '', value: main.value };
  const version = versionOf(
    text(root, 'openapi') ?? text(root, 'swagger') ?? (isObject(main.value) ? String(main.value['swagger'] ?? '') : ''),
  );
  if (version === undefined) return problem('not-openapi', {}, main.locate(''));
  const described = version === '2.0' ? read2(root, documents, notes) : read3(root, version, documents, notes);
  const isOwn = extensionOf(root) !== undefined;
  if (described.operations.length === 0 && !isOwn) notes.add('no-operation', child(root, 'paths') ?? root, 'nothing under "paths"');
  return { described, documents, notes };
}

/** 3.2 adds to 3.1 what is noted when it is met. */
function versionOf(written: string): Version | undefined {
  if (/^2(\.0)?$/.test(written)) return '2.0';
  if (/^3\.0(\.|$)/.test(written)) return '3.0';
  return /^3\.[12](\.|$)/.test(written) ? '3.1' : undefined;
}
