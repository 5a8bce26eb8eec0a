import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type ForeignDocument, readDocument } from '../language/read-document.ts';
import { writeYaml } from '../language/write-yaml.ts';
import { kebab } from '../openapi/names.ts';
import { type Note, Notes } from '../openapi/notes.ts';
import { type Opened, openDocument } from '../openapi/open.ts';
import { isCollection, readCollection, readEnvironment } from '../openapi/postman/collection.ts';
import type { GivenEnvironment } from '../openapi/postman/to-environments.ts';
import { collectionToFiles } from '../openapi/postman/to-files.ts';
import { type SpecFileValue, toFiles } from '../openapi/to-files.ts';
import { formatNotes, notesAsJson } from '../report/notes.ts';
import { count } from '../report/style.ts';
import type { JsonObject } from '../source/json.ts';
import { problem } from '../source/problem.ts';
import { SourceFile, type Span } from '../source/source-file.ts';
import { readOptional, settleDrift } from './disk.ts';
import { type ExitCode, exit, type Io } from './io.ts';
import { type CommonOptions, inSession, type Session } from './session.ts';

export interface ImportOptions extends CommonOptions {
  /** The folder of the API to write; below the specs folder and named after the document's title when left out. */
  readonly into?: string;
  /** Environment files of Postman, for a collection. */
  readonly environment?: readonly string[];
}

/** `postern import <file> [--out DIR]`: writes an OpenAPI document or a Postman collection as specs, and lists what could not be carried over. */
export function importCommand(file: string, options: ImportOptions, io: Io): Promise<ExitCode> {
  return inSession(io, options, (session) => importDocument(file, options, session));
}

function importDocument(given: string, options: ImportOptions, session: Session): ExitCode {
  const cwd = session.io.cwd();
  const main = path.resolve(cwd, given).split(path.sep).join('/');
  if (!existsSync(main) || !statSync(main).isFile()) {
    session.tell([problem('file-unreadable', { file: given, reason: existsSync(main) ? 'it is no file' : 'there is no such file' })]);
    return exit.mistake;
  }
  const load = (file: string): ForeignDocument | undefined => {
    const text = readOptional(file);
    const read = text === '' ? undefined : readDocument(session.addSource(new SourceFile(shown(file, cwd), text)));
    return read && 'value' in read ? read : undefined;
  };
  const source = session.addSource(new SourceFile(shown(main, cwd), readFileSync(main, 'utf8')));
  const document = readDocument(source);
  if ('value' in document && isCollection(document.value)) return importCollection(document.value, document, options, session);
  const opened = 'value' in document ? openDocument(main, document, load) : document;
  if (!('described' in opened)) {
    session.tell([opened]);
    return exit.mistake;
  }
  return write(opened, source, options, session);
}

function write(opened: Opened, source: SourceFile, options: ImportOptions, session: Session): ExitCode {
  const { described, notes, documents } = opened;
  const { into, api } = placeOf(described.title, options);
  const files = toFiles(opened, api, /readOnly|writeOnly/.test(source.text));
  return writeFiles(into, files, described.operations.length, notes, (note) => documents.locate(note), options, session);
}

function importCollection(value: JsonObject, document: ForeignDocument, options: ImportOptions, session: Session): ExitCode {
  const environments: GivenEnvironment[] = [];
  for (const file of options.environment ?? []) {
    const full = path.resolve(session.io.cwd(), file);
    if (!existsSync(full) || !statSync(full).isFile()) {
      session.tell([problem('file-unreadable', { file, reason: 'there is no such file' })]);
      return exit.mistake;
    }
    const read = readDocument(
      session.addSource(new SourceFile(shown(full.split(path.sep).join('/'), session.io.cwd()), readFileSync(full, 'utf8'))),
    );
    const environment = 'value' in read ? readEnvironment(read.value) : undefined;
    if (!environment) {
      session.tell(['value' in read ? problem('not-environment', {}, read.locate(''), { hidden: true }) : read]);
      return exit.mistake;
    }
    environments.push(environment);
  }
  const collection = readCollection(value);
  const notes = new Notes();
  const { into, api } = placeOf(collection.name, options);
  const { files, endpoints } = collectionToFiles(collection, environments, api, '', notes);
  return writeFiles(into, files, endpoints, notes, (note) => document.locate(note.pointer), options, session);
}

/** Where the files go, and what the API is called there. */
function placeOf(title: string, options: ImportOptions): { readonly into: string; readonly api: string } {
  const into = options.into ?? `${options.specs}/${kebab(title) || 'api'}`;
  return { into, api: kebab(path.basename(into)) || 'api' };
}

function writeFiles(
  into: string,
  values: readonly SpecFileValue[],
  endpoints: number,
  notes: Notes,
  locate: (note: Note) => Span | undefined,
  options: ImportOptions,
  session: Session,
): ExitCode {
  const files = values.map(({ path: name, value }) => ({ path: name, content: writeYaml(value) }));
  const folder = path.resolve(session.io.cwd(), into);
  const problems = settleDrift(
    files.map(({ path: name }) => ({ path: name, kind: 'different' })),
    files,
    folder,
  );
  session.tell(problems);
  if (problems.length > 0) return exit.mistake;
  session.addToDocument(notesAsJson(notes, locate));
  const written = formatNotes(notes, locate, session.style);
  session.say(`${session.style.bold(into)}: ${count(endpoints, 'endpoint')} in ${count(files.length, 'file')}`);
  if (written !== '' && options.format !== 'json') session.say(`\n${written}`);
  return exit.holds;
}

/** A file as the user would type it. */
function shown(file: string, cwd: string): string {
  const relative = path.relative(cwd, file).split(path.sep).join('/');
  return relative.startsWith('../../..') ? file : relative;
}
