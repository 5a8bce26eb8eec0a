import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type ForeignDocument, readDocument } from '../language/read-document.ts';
import { Notes } from '../openapi/notes.ts';
import { readCollection, readEnvironment } from '../openapi/postman/collection.ts';
import type { GivenEnvironment } from '../openapi/postman/to-environments.ts';
import { collectionToFiles } from '../openapi/postman/to-files.ts';
import type { JsonObject } from '../source/json.ts';
import { type Problem, problem } from '../source/problem.ts';
import { SourceFile } from '../source/source-file.ts';
import type { Importable } from './importable.ts';
import type { Session } from './session.ts';

/** A Postman collection with its environment files, ready to be written as specs; the problem when one of them cannot be read. */
export function openCollection(
  value: JsonObject,
  document: ForeignDocument,
  environmentFiles: readonly string[],
  session: Session,
): Importable | Problem {
  const environments: GivenEnvironment[] = [];
  for (const file of environmentFiles) {
    const full = path.resolve(session.io.cwd(), file);
    if (!existsSync(full) || !statSync(full).isFile()) return problem('file-unreadable', { file, reason: 'there is no such file' });
    const read = readDocument(session.addSource(new SourceFile(file, readFileSync(full, 'utf8'))));
    if (!('value' in read)) return read;
    const environment = readEnvironment(read.value);
    // What stands in the wrong file may be anything: it is not shown.
    if (!environment) return problem('not-environment', {}, read.locate(''), { hidden: true });
    environments.push(environment);
  }
  const collection = readCollection(value);
  const notes = new Notes();
  return {
    title: collection.name,
    files: (api) => collectionToFiles(collection, environments, api, '', notes).files,
    notes,
    locate: (note) => document.locate(note.pointer),
  };
}
