import { isObject, type Json, pointerTo, pointerTokens, valueAt } from '../source/json.ts';
import { type Heard, Memory } from '../source/memory.ts';
import { compare, problem, type Report } from '../source/problem.ts';
import { SourceFile, type Span } from '../source/source-file.ts';
import { suggest } from '../source/suggest.ts';
import { Places } from './places.ts';
import { type ForeignDocument, readDocument } from './read-document.ts';
import { MOST_LEVELS, readYaml, type YamlFile } from './read-yaml.ts';

/** The texts below one specs folder, by their path in it with forward slashes. `root` is what users call the folder. */
export interface SpecSources {
  readonly root: string;
  readonly files: ReadonlyMap<string, string>;
}

/** What stands in the place of a file: its value, and where parts of it stand. */
export interface Content {
  readonly value: () => Json;
  readonly locate: ForeignDocument['locate'];
}

/** The specs folder while it is being read: each file is read once, when it is first needed. */
export class Workspace {
  readonly places: Places = new Places();
  readonly memory: Memory;
  readonly report: Report;
  #sources: SpecSources;
  readonly #read = new Map<string, Heard<YamlFile | undefined> | undefined>();
  readonly #referred = new Set<string>();
  readonly #texts = new Map<string, SourceFile>();
  readonly #documents = new Map<string, Content>();

  constructor(sources: SpecSources, report: Report) {
    this.#sources = sources;
    this.memory = new Memory(report);
    this.report = this.memory.report;
  }

  /** Goes on with other texts of the files that have changed: these are read anew, and everything else stays as it is. */
  replace(sources: SpecSources, changed: readonly string[]): void {
    this.#sources = sources;
    this.memory.begin();
    for (const file of changed) {
      this.#read.delete(file);
      this.#texts.delete(file);
    }
  }

  /** Notes that something outside of a file refers to it. */
  refer(file: string): void {
    this.#referred.add(file);
  }

  /** Whether something outside of a file has ever referred to it. */
  isReferred(file: string): boolean {
    return this.#referred.has(file);
  }

  /** The APIs in the folder, in order: each first-level folder that holds what only an API has. */
  apis(): string[] {
    const names = new Set<string>();
    for (const path of this.#sources.files.keys()) {
      const found = /^([^/]+)\/(?:api\.(?:ya?ml|json)$|environments\/|endpoints\/)/i.exec(path);
      if (found?.[1]) names.add(found[1]);
    }
    return [...names].sort(compare);
  }

  /** The YAML and JSON files below `folder`, sorted. */
  filesIn(folder: string): string[] {
    return [...this.#sources.files.keys()].filter((path) => path.startsWith(`${folder}/`) && isSpecFile(path)).sort(compare);
  }

  /** The files that something has read so far, sorted. */
  filesRead(): string[] {
    return [...this.memory.files].filter((path) => this.has(path)).sort(compare);
  }

  has(path: string): boolean {
    return this.#documents.has(path) || this.#sources.files.has(path);
  }

  /** The text of a file with its path as users write it; empty for one that is not there. */
  source(path: string): SourceFile {
    const { root, files } = this.#sources;
    const known = this.#texts.get(path);
    if (known) return known;
    const source = new SourceFile(root === '' ? path : `${root}/${path}`, files.get(path) ?? '');
    this.#texts.set(path, source);
    return source;
  }

  /** A file that is no spec, such as an OpenAPI document; undefined when it is not there or cannot be read, which has been reported then. */
  document(path: string, at: Span): ForeignDocument | undefined {
    if (!this.has(path)) {
      const near = suggest(path, this.#sources.files.keys());
      this.report(problem('ref-no-file', { file: path, ...(near ? { suggestion: near } : {}) }, at));
      return undefined;
    }
    this.refer(path);
    this.memory.note(path);
    const read = readDocument(this.source(path));
    if ('value' in read) return read;
    this.report(read);
    return undefined;
  }

  /** Lets `content` stand for the file `path`, which need not be there: schemas refer to it like to any other. */
  put(path: string, content: Content): void {
    this.#documents.set(path, content);
    this.#read.set(path, undefined);
    this.memory.note(path);
  }

  /** Whether a file is a document that something else stands for. */
  isDocument(path: string): boolean {
    return this.#documents.has(path);
  }

  /** One file's value; undefined when it is not there or cannot be read (which has been reported then). */
  file(path: string): YamlFile | undefined {
    this.memory.note(path);
    const document = this.#documents.get(path);
    if (document) return { value: document.value(), span: document.locate('') };
    if (!this.#read.has(path)) {
      this.#read.set(path, undefined);
      if (this.has(path))
        this.#read.set(
          path,
          this.memory.listen(() => this.#parse(path)),
        );
    }
    const read = this.#read.get(path);
    return read && this.memory.again(read);
  }

  /**
   * Where a JSON Pointer into a file stands; the nearest place around it when the pointer leads nowhere.
   * @param part whether to point at the value, or at its key
   */
  spanAt(path: string, pointer: string, part: 'key' | 'value' = 'value'): Span | undefined {
    const document = this.#documents.get(path);
    if (document) return document.locate(pointer, part);
    const read = this.file(path);
    if (!read) return undefined;
    let value: Json = read.value;
    let span = read.span;
    for (const token of pointerTokens(pointer)) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) break;
      span = this.places[part](value, token);
      value = (value as { readonly [key: string]: Json })[token] as Json;
    }
    return span;
  }

  /**
   * What a `$ref` names, outside of schemas.
   * @param from the file that holds the reference, below the specs folder
   * @param at where the reference is written, for problems
   */
  resolve(reference: string, from: string, at: Span): { file: string; pointer: string; value: Json; span: Span | undefined } | undefined {
    if (/^[a-z][a-z0-9+.-]*:/i.test(reference)) {
      this.report(problem('ref-remote', { ref: reference }, at));
      return undefined;
    }
    const hash = reference.indexOf('#');
    const relative = hash < 0 ? reference : reference.slice(0, hash);
    const pointer = hash < 0 ? '' : decoded(reference.slice(hash + 1));
    const file = relative === '' ? from : this.#fileAt(from, relative);
    if (file === undefined) {
      this.report(problem('ref-outside', { ref: reference }, at));
      return undefined;
    }
    if (!this.has(file)) {
      const near = suggest(file, this.#sources.files.keys());
      this.report(problem('ref-no-file', { file, ...(near ? { suggestion: near } : {}) }, at));
      return undefined;
    }
    if (file !== from) this.refer(file);
    const read = this.file(file);
    if (!read) return undefined;
    const value = pointer === '' || pointer.startsWith('/') ? valueAt(read.value, pointer) : undefined;
    if (value === undefined) {
      const near = nearestPointer(read.value, pointer);
      this.report(problem('ref-no-target', { pointer: `#${pointer}`, file, ...(near ? { suggestion: `#${near}` } : {}) }, at));
      return undefined;
    }
    return { file, pointer, value, span: this.spanAt(file, pointer) };
  }

  /** The text that a span covers; empty for a file that is not there. */
  textAt(span: Span): string {
    const file = this.#fileOf(span);
    return file === undefined ? '' : this.source(file).text.slice(span.start.offset, span.end.offset);
  }

  /** The place of `part` inside of `span`; all of `span` when it is not written there like that. */
  within(span: Span, part: string): Span {
    const file = this.#fileOf(span);
    const at = this.textAt(span).indexOf(part);
    if (file === undefined || at < 0 || part === '') return span;
    return this.source(file).span(span.start.offset + at, span.start.offset + at + part.length);
  }

  /** The place of `text.slice(start, end)`, where `span` covers `text`; all of `span` when it is not written there as it is. */
  partOf(span: Span, text: string, start: number, end: number): Span {
    const { start: all } = this.within(span, text);
    const file = this.#fileOf(span);
    if (file === undefined || !this.textAt(span).includes(text)) return span;
    return this.source(file).span(all.offset + start, all.offset + end);
  }

  #fileOf(span: Span): string | undefined {
    const { root } = this.#sources;
    const file = root === '' ? span.file : span.file.slice(root.length + 1);
    return this.has(file) ? file : undefined;
  }

  /** The file that a reference names: as it is written, or else with its percent-encoding undone (RFC 3986 section 2.1). */
  #fileAt(from: string, relative: string): string | undefined {
    const file = joinPath(from, relative);
    return file !== undefined && this.has(file) ? file : joinPath(from, decoded(relative));
  }

  #parse(path: string): YamlFile | undefined {
    const source = this.source(path);
    try {
      return readYaml(source, path, this.places, this.report);
    } catch (error) {
      // The parser is recursive: a file nested thousands of levels deep ends its stack.
      if (!(error instanceof RangeError)) throw error;
      this.report(problem('too-deep', { most: MOST_LEVELS }, source.span(0, 0)));
      return undefined;
    }
  }
}

/** `pointer` with its last name replaced by the nearest one that is there. */
function nearestPointer(value: Json, pointer: string): string | undefined {
  const holder = pointer.slice(0, pointer.lastIndexOf('/'));
  const around = pointer.startsWith('/') ? valueAt(value, holder) : undefined;
  const near = isObject(around) ? suggest(pointerTokens(pointer).at(-1) ?? '', Object.keys(around)) : undefined;
  return near === undefined ? undefined : pointerTo(holder, near);
}

function isSpecFile(path: string): boolean {
  return /\.(ya?ml|json)$/i.test(path);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `relative` seen from the folder of `from`; undefined when it leaves the specs folder. */
export function joinPath(from: string, relative: string): string | undefined {
  if (relative.startsWith('/') || relative.includes('\\')) return undefined;
  const parts = from.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
