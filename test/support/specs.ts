import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Io } from '../../scripts/cli/io.ts';
import { main } from '../../scripts/cli/main.ts';
import { type Resolved, resolveSpecs } from '../../scripts/model/resolve.ts';
import { messageOf, type Problem } from '../../scripts/source/problem.ts';

/** Files by their path in a folder, with forward slashes. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** The files below `folder`, as text. */
export function readFolder(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const full = path.join(entry.parentPath, entry.name);
    if (entry.isFile()) files[path.relative(folder, full).split(path.sep).join('/')] = readFileSync(full, 'utf8');
  }
  return files;
}

/** A small valid API `demo`, as files below a working directory: the start of every case. */
export const demo: Readonly<Record<string, string>> = readFolder(path.join(__dirname, '../err/base'));

/** A folder of its own for one test; `dispose` takes it away. */
export class Folder implements Disposable {
  readonly path: string = realpathSync(mkdtempSync(path.join(tmpdir(), 'postern-')));

  constructor(files: Files = {}, links: Readonly<Record<string, string>> = {}) {
    this.write(files);
    for (const [name, target] of Object.entries(links)) {
      mkdirSync(path.dirname(this.at(name)), { recursive: true });
      symlinkSync(target, this.at(name));
    }
  }

  at(name: string): string {
    return path.join(this.path, name);
  }

  write(files: Files): void {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(path.dirname(this.at(name)), { recursive: true });
      writeFileSync(this.at(name), content);
    }
  }

  remove(name: string): void {
    rmSync(this.at(name), { recursive: true });
  }

  read(name: string): string {
    return readFileSync(this.at(name), 'utf8');
  }

  files(): Record<string, string> {
    return readFolder(this.path);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** What a call of the command line gave. */
export interface Outcome {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Calls the command line in `cwd`, without a terminal. */
export async function postern(
  argv: readonly string[],
  cwd: string,
  more: Partial<Pick<Io, 'env' | 'home' | 'once'>> & { tty?: boolean } = {},
): Promise<Outcome> {
  const out: string[] = [];
  const err: string[] = [];
  const stream = (texts: string[]) => ({ write: (text: string) => texts.push(text), ...(more.tty ? { isTTY: true } : {}) });
  const exit = await main(argv, {
    stdout: stream(out),
    stderr: stream(err),
    env: more.env ?? {},
    version: '1.2.3',
    cwd: () => cwd,
    ...(more.home === undefined ? {} : { home: more.home }),
    once: more.once ?? (() => undefined),
    off: () => undefined,
  });
  return { exit, stdout: out.join(''), stderr: err.join('') };
}

/** Resolves specs given as text, by their path below the specs folder. */
export function resolveText(files: Readonly<Record<string, string>>): Resolved {
  return resolveSpecs({ root: 'specs', files: new Map(Object.entries(files)) });
}

/** Resolves the API `demo` with files added or replaced (paths below its folder); `undefined` takes one away. */
export function resolveDemo(changes: Readonly<Record<string, string | undefined>> = {}): Resolved {
  const files = new Map(Object.entries(demo).map(([name, text]) => [name.replace(/^specs\//, ''), text]));
  for (const [name, text] of Object.entries(changes)) {
    if (text === undefined) files.delete(`demo/${name}`);
    else files.set(`demo/${name}`, text);
  }
  return resolveSpecs({ root: 'specs', files });
}

/** `file:line:column code`, without the specs folder and the API: what most tests hold problems to. */
export function told(problems: readonly Problem[]): string[] {
  return problems.map(({ code, span }) =>
    span ? `${span.file.replace(/^specs\/(demo\/)?/, '')}:${span.start.line}:${span.start.column} ${code}` : code,
  );
}

/** The sentences of the problems. */
export function sentences(problems: readonly Problem[]): string[] {
  return problems.map(messageOf);
}
