import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type ForeignDocument, readDocument } from '../language/read-document.ts';
import { writeYaml } from '../language/write-yaml.ts';
import { kebab } from '../openapi/names.ts';
import { type Opened, openDocument } from '../openapi/open.ts';
import { toFiles } from '../openapi/to-files.ts';
import { formatNotes, notesAsJson } from '../report/notes.ts';
import { count } from '../report/style.ts';
import { problem } from '../source/problem.ts';
import { SourceFile } from '../source/source-file.ts';
import { readOptional, settleDrift } from './disk.ts';
import { type ExitCode, exit, type Io } from './io.ts';
import { type CommonOptions, inSession, type Session } from './session.ts';

export interface ImportOptions extends CommonOptions {
  /** The folder of the API to write; below the specs folder and named after the document's title when left out. */
  readonly into?: string;
}

/** `postern import <file> [--out DIR]`: writes an OpenAPI document as specs, and lists what could not be carried over. */
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
  const opened = 'value' in document ? openDocument(main, document, load) : document;
  if (!('described' in opened)) {
    session.tell([opened]);
    return exit.mistake;
  }
  return write(opened, source, options, session);
}

function write(opened: Opened, source: SourceFile, options: ImportOptions, session: Session): ExitCode {
  const into = options.into ?? `${options.specs}/${kebab(opened.described.title) || 'api'}`;
  const api = kebab(path.basename(into)) || 'api';
  const files = toFiles(opened, api, /readOnly|writeOnly/.test(source.text)).map(({ path: name, value }) => ({
    path: name,
    content: writeYaml(value),
  }));
  const folder = path.resolve(session.io.cwd(), into);
  const problems = settleDrift(
    files.map(({ path: name }) => ({ path: name, kind: 'different' })),
    files,
    folder,
  );
  session.tell(problems);
  if (problems.length > 0) return exit.mistake;
  const { described, notes, documents } = opened;
  session.addToDocument(notesAsJson(notes, (note) => documents.locate(note)));
  const written = formatNotes(notes, (note) => documents.locate(note), session.style);
  session.say(`${session.style.bold(into)}: ${count(described.operations.length, 'endpoint')} in ${count(files.length, 'file')}`);
  if (written !== '' && options.format !== 'json') session.say(`\n${written}`);
  return exit.holds;
}

/** A file as the user would type it. */
function shown(file: string, cwd: string): string {
  const relative = path.relative(cwd, file).split(path.sep).join('/');
  return relative.startsWith('../../..') ? file : relative;
}
