import path from 'node:path';
import type { Api } from '../model/model.ts';
import { type Resolved, resolveSpecs } from '../model/resolve.ts';
import { countProblems, formatProblems, problemsAsJson } from '../report/problems.ts';
import { count, type Style, styleFor } from '../report/style.ts';
import { hasErrors, type Problem, problem } from '../source/problem.ts';
import { withoutValue } from '../source/secrets.ts';
import { SourceFile } from '../source/source-file.ts';
import { suggest } from '../source/suggest.ts';
import type { ProblemCode } from '../source/wording.ts';
import { readSources } from './disk.ts';
import { Earlier } from './earlier.ts';
import type { ExitCode, Io } from './io.ts';

/** The options that every command has. */
export interface CommonOptions {
  readonly specs: string;
  readonly out: string;
  readonly var: Readonly<Record<string, string>>;
  readonly format?: string;
  readonly quiet?: boolean;
  readonly color?: boolean;
}

/** Does the work of a command in a session of its own, and ends what the session has to tell. */
export async function inSession(
  io: Io,
  options: CommonOptions,
  work: (session: Session) => ExitCode | Promise<ExitCode>,
  earlier?: Earlier,
): Promise<ExitCode> {
  const session = new Session(io, options, earlier);
  try {
    return await work(session);
  } finally {
    session.close();
  }
}

/** One call of a command: what it says and how, and the specs that it read. */
export class Session {
  readonly io: Io;
  readonly options: CommonOptions;
  readonly style: Style;
  readonly #earlier: Earlier;
  /** Turned into sources when they are first asked for. */
  readonly #texts = new Map<string, string | SourceFile>();
  readonly #told: Problem[] = [];
  /** Of all problems that were told of. */
  readonly #codes = new Set<ProblemCode>();
  /** What --format json has besides problems. */
  #document: Readonly<Record<string, unknown>> = {};

  constructor(io: Io, options: CommonOptions, earlier: Earlier = new Earlier()) {
    this.#earlier = earlier;
    this.io = io;
    this.options = options;
    const wanted = options.color !== false && !io.env['NO_COLOR'];
    this.style = styleFor(wanted && (io.stderr.isTTY === true || Boolean(io.env['FORCE_COLOR'])));
  }

  /** The output folder, absolute. */
  get out(): string {
    return path.resolve(this.io.cwd(), this.options.out);
  }

  /** Finds the text of a spec for code frames. */
  readonly sourceOf = (file: string): SourceFile | undefined => {
    const text = this.#texts.get(file);
    if (typeof text !== 'string') return text;
    const source = new SourceFile(file, text);
    this.#texts.set(file, source);
    return source;
  };

  /** Makes a text known for code frames. */
  addSource(source: SourceFile): SourceFile {
    this.#texts.set(source.path, source);
    return source;
  }

  /** Says something to the person at the terminal, unless --quiet. What a command makes goes to stdout instead. */
  say(text: string): void {
    if (!this.options.quiet) this.io.stderr.write(`${text}\n`);
  }

  /**
   * Tells of problems: in words on stderr, which --quiet does not silence; with --format json `close` tells of them.
   * Warnings that were told of the last time are only counted.
   */
  tell(problems: readonly Problem[]): void {
    for (const { code } of problems) this.#codes.add(code);
    if (this.options.format === 'json') {
      this.#told.push(...problems);
    } else if (problems.length > 0) {
      const unsaid = this.#earlier.unsaid(problems);
      const said = problems.length - unsaid.length;
      if (unsaid.length > 0) this.io.stderr.write(`${formatProblems(unsaid, this.sourceOf, this.style)}\n`);
      const counts = [countProblems(unsaid), said > 0 ? `${count(said, 'warning')} as before` : ''];
      this.io.stderr.write(`${counts.filter((each) => each !== '').join(', ')}\n`);
    }
  }

  /** Whether a problem with one of these codes has been told of. */
  hasTold(codes: readonly ProblemCode[]): boolean {
    return codes.some((code) => this.#codes.has(code));
  }

  /** Puts members into the one document that a command writes with --format json. */
  addToDocument(members: Readonly<Record<string, unknown>>): void {
    this.#document = { ...this.#document, ...members };
  }

  /** Ends what a command has to tell of problems: with --format json all of them are one document on stdout. */
  close(): void {
    if (this.options.format === 'json') this.io.stdout.write(problemsAsJson(this.#told, this.#document));
  }

  /**
   * Reads the specs and finds the APIs that were asked for (all of them when none was). Problems have been told when
   * this returns undefined.
   * @param onRead told of the texts of those APIs, as soon as they have been read
   */
  apis(given: readonly string[], onRead?: (texts: readonly string[]) => void): Api[] | undefined {
    const resolved = this.resolved(given, onRead);
    return resolved && [...resolved.apis];
  }

  /** The same with the specs as they are written. */
  resolved(given: readonly string[], onRead?: (texts: readonly string[]) => void): Resolved | undefined {
    const names = given.map((name) => this.#apiNameOf(name));
    const { sources, problems: unread } = readSources(this.options.specs, this.io.cwd());
    for (const [file, text] of sources.files) this.#texts.set(`${sources.root}/${file}`, text);
    onRead?.([...sources.files].flatMap(([file, text]) => (names.length === 0 || names.includes(file.split('/')[0] ?? '') ? [text] : [])));
    const resolved = resolveSpecs(sources, names, this.#earlier.kept);
    const { known, problems } = resolved;
    const all = [...unread, ...problems];
    if (all.length === 0 && known.length === 0) all.push(problem('no-specs', { folder: this.options.specs }));
    for (const name of names) {
      const near = suggest(name, known);
      if (!known.includes(name))
        all.push(
          problem('unknown-api', { api: withoutValue(name), known: known.join(', ') || 'none', ...(near ? { suggestion: near } : {}) }),
        );
    }
    this.tell(all);
    return hasErrors(all) ? undefined : resolved;
  }

  /** The name of an API that may be given as its folder, as a shell completes it: `specs/hello/` is `hello`. */
  #apiNameOf(given: string): string {
    const name = given.replace(/[/\\]+$/, '');
    const cwd = this.io.cwd();
    const below = path.relative(path.resolve(cwd, this.options.specs), path.resolve(cwd, name));
    return /[/\\]/.test(name) && below !== '' && below !== '..' && !/[/\\]/.test(below) ? below : name;
  }
}
