import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { editYaml } from '../language/edit-yaml.ts';
import { type ForeignDocument, readDocument, unlessTooDeep } from '../language/read-document.ts';
import { writeYaml } from '../language/write-yaml.ts';
import { kebab } from '../openapi/names.ts';
import { type Opened, openDocument } from '../openapi/open.ts';
import { isCollection } from '../openapi/postman/collection.ts';
import { type ImportRecord, reimport } from '../openapi/reimport.ts';
import { type SpecFileValue, toFiles } from '../openapi/to-files.ts';
import { formatImport, formatNotes, notesAsJson } from '../report/notes.ts';
import { isObject, type Json } from '../source/json.ts';
import { type Problem, problem } from '../source/problem.ts';
import { SourceFile } from '../source/source-file.ts';
import { FolderChange, readOptional, readSources } from './disk.ts';
import { openCollection } from './import-collection.ts';
import type { Importable } from './importable.ts';
import { type ExitCode, exit, type Io } from './io.ts';
import { type CommonOptions, inSession, type Session } from './session.ts';

export interface ImportOptions extends CommonOptions {
  /** The folder of the API to write; below the specs folder and named after the document's title when left out. */
  readonly into?: string;
  /** Environment files of Postman, for a collection. */
  readonly environment?: readonly string[];
  /** Write nothing, and list everything. */
  readonly list?: boolean;
}

/** What the last import wrote is remembered beside the specs; a hidden file is no spec. */
const recordName = '.import.json';

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
  const opened =
    'value' in document && isCollection(document.value)
      ? openCollection(document.value, document, options.environment ?? [], session)
      : 'value' in document
        ? importable(openDocument(main, document, load), source)
        : document;
  if (!('title' in opened)) {
    session.tell([opened]);
    return exit.mistake;
  }
  const written = unlessTooDeep(() => write(opened, options, session), source.span(0, 0));
  if (typeof written === 'number') return written;
  session.tell([written]);
  return exit.mistake;
}

function importable(opened: Opened | Problem, source: SourceFile): Importable | Problem {
  if (!('described' in opened)) return opened;
  const { described, notes, documents } = opened;
  const files = (api: string) => toFiles(opened, api, /readOnly|writeOnly/.test(source.text));
  return { title: described.title, files, notes, locate: (note) => documents.locate(note) };
}

function write({ title, files: filesOf, notes, locate }: Importable, options: ImportOptions, session: Session): ExitCode {
  const into = options.into ?? `${options.specs}/${kebab(title) || 'api'}`;
  const files = filesOf(kebab(path.basename(into)) || 'api');
  if (!options.list) {
    const written = writeSpecs(into, files, session);
    if (written !== undefined) return written;
  }
  session.addToDocument(notesAsJson(notes, locate));
  const text = formatNotes(notes, locate, session.style, options.list ? Number.POSITIVE_INFINITY : undefined);
  if (text !== '' && options.format !== 'json') {
    if (options.list) session.io.stdout.write(`${text}\n`);
    else session.say(`\n${text}`);
  }
  return exit.holds;
}

/** Writes the files, over those of an earlier import with care. Returns how the command ends when it cannot go on. */
function writeSpecs(into: string, files: readonly SpecFileValue[], session: Session): ExitCode | undefined {
  const folder = path.resolve(session.io.cwd(), into);
  const texts = textsIn(folder);
  const recordText = readOptional(path.join(folder, recordName));
  if (recordText === '' && texts.size > 0) {
    session.tell([problem('import-onto-specs', { folder: into })]);
    return exit.mistake;
  }
  const written = new Map<string, Json>();
  const problems: Problem[] = [];
  for (const [name, text] of texts) {
    const read = readDocument(session.addSource(new SourceFile(`${into}/${name}`, text)));
    if ('value' in read) written.set(name, read.value);
    else problems.push(read);
  }
  const record = recordText === '' ? undefined : parsedRecord(recordText);
  if (record === null)
    problems.push(problem('file-unreadable', { file: `${into}/${recordName}`, reason: 'it is not what an import wrote' }));
  if (problems.length > 0) {
    session.tell(problems);
    return exit.mistake;
  }
  const result = reimport(record ?? undefined, written, files);
  // All texts come before the first file: a value that is nested too deep to be written leaves nothing behind.
  const wanted = [...result.files].map(
    ([name, value]) => [name, value === undefined ? undefined : editedText(texts.get(name), value)] as const,
  );
  const recorded = `${JSON.stringify(result.record, null, 1)}\n`;
  const change = new FolderChange(folder);
  for (const [name, text] of wanted) {
    if (text === undefined) change.remove(name);
    else change.put({ path: name, pieces: [text] });
  }
  change.put({ path: recordName, pieces: [recorded] });
  const unwritten = change.settle();
  session.tell(unwritten);
  if (unwritten.length > 0) return exit.mistake;
  session.addToDocument({ endpoints: result.endpoints, conflicts: result.conflicts });
  session.say(formatImport(into, result, record !== undefined, session.style));
  return undefined;
}

/** A text that people may have gone on with keeps its comments and its form. */
function editedText(text: string | undefined, value: Json): string {
  return (text === undefined ? undefined : editYaml(text, value)) ?? writeYaml(value);
}

/** The specs in a folder, by path. */
function textsIn(folder: string): Map<string, string> {
  const { sources } = readSources(folder, folder);
  return new Map(sources.files);
}

function parsedRecord(text: string): ImportRecord | null {
  try {
    const value = JSON.parse(text) as { files?: unknown };
    return isObject(value.files) ? (value as ImportRecord) : null;
  } catch {
    return null;
  }
}

/** A file as the user would type it. */
function shown(file: string, cwd: string): string {
  const relative = path.relative(cwd, file).split(path.sep).join('/');
  return relative.startsWith('../../..') ? file : relative;
}
