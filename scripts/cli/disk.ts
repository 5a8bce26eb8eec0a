import { isUtf8 } from 'node:buffer';
import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { SpecSources } from '../language/workspace.ts';
import type { PiecedFile } from '../postman/emit.ts';
import { isOurs } from '../postman/paths.ts';
import { type Problem, problem } from '../source/problem.ts';

/**
 * Reads every YAML and JSON file below a folder. Hidden folders and node_modules are passed over. A link that leads out
 * of the folder, or to a folder, is a problem, and so is what is no file: what it holds would be tested by nobody.
 * @param folder as the user wrote it; `cwd` is what it is relative to
 */
export function readSources(folder: string, cwd: string): { sources: SpecSources; problems: Problem[] } {
  const files = new Map<string, string>();
  const problems: Problem[] = [];
  const top = path.resolve(cwd, folder);
  const root = folder.replace(/\\/g, '/').replace(/\/+$/, '') || '/';
  if (!existsSync(top)) return { sources: { root, files }, problems: [problem('no-specs', { folder })] };
  if (!statSync(top).isDirectory())
    return {
      sources: { root, files },
      problems: [problem('file-unreadable', { file: folder, reason: 'it is no folder; --specs names the folder of the specs' })],
    };
  const inside = realpathSync(top) + path.sep;
  const unreadable = (name: string, reason: string): Problem => problem('file-unreadable', { file: `${root}/${name}`, reason });
  const visit = (directory: string, prefix: string): void => {
    for (const entry of readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const full = path.join(directory, entry.name);
      const name = prefix + entry.name;
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      try {
        const isLink = entry.isSymbolicLink();
        if (entry.isDirectory()) visit(full, `${name}/`);
        else if (isLink && !realpathSync(full).startsWith(inside))
          problems.push(unreadable(name, 'it is a link that leads out of the specs folder'));
        else if (isLink && statSync(full).isDirectory()) problems.push(unreadable(name, 'it is a link to a folder; link its files'));
        else if (!/\.(ya?ml|json)$/i.test(entry.name)) continue;
        // A pipe or a device: reading one may wait for ever.
        else if (!statSync(full).isFile()) problems.push(unreadable(name, 'it is no file'));
        else {
          const bytes = readFileSync(full);
          if (isUtf8(bytes)) files.set(name, bytes.toString('utf8'));
          else problems.push(unreadable(name, 'it is not UTF-8; save it in that encoding'));
        }
      } catch (error) {
        problems.push(unreadable(name, reasonOf(error)));
      }
    }
  };
  visit(top, '');
  return { sources: { root, files }, problems };
}

/** A file of an API's output folder that is not what the specs compile to. */
export interface Drift {
  readonly path: string;
  readonly kind: 'missing' | 'different' | 'stale';
}

/** How what stands in the output folder differs from a file; undefined when it does not. */
export function driftOf({ path: name, pieces }: PiecedFile, out: string): Drift | undefined {
  const full = path.join(out, name);
  if (!existsSync(full)) return { path: name, kind: 'missing' };
  return holds(full, pieces) ? undefined : { path: name, kind: 'different' };
}

/** The files of ours in the folders of APIs that nothing compiles to. */
export function staleFiles(expected: ReadonlySet<string>, apis: readonly string[], out: string): Drift[] {
  return apis.flatMap((api) => {
    const folder = path.join(out, api);
    const names = existsSync(folder) ? readdirSync(folder).sort() : [];
    return names
      .filter((name) => isOurs(name) && !expected.has(`${api}/${name}`))
      .map((name): Drift => ({ path: `${api}/${name}`, kind: 'stale' }));
  });
}

function holds(file: string, pieces: readonly string[]): boolean {
  try {
    // Most files that differ differ in length, which is known without reading them.
    if (statSync(file).size !== pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0)) return false;
    const bytes = readFileSync(file);
    let offset = 0;
    return pieces.every((piece) => {
      const part = Buffer.from(piece);
      offset += part.length;
      return bytes.subarray(offset - part.length, offset).equals(part);
    });
  } catch {
    // What cannot be read is told when it cannot be written either.
    return false;
  }
}

/** Changes to a folder. Each file is written beside its place first, so that a failure leaves the old ones whole. */
export class FolderChange {
  readonly #folder: string;
  readonly #written: { readonly temporary: string; readonly full: string }[] = [];
  readonly #removed: string[] = [];
  #failure: Problem | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A file to write; what goes wrong is told at the end. */
  put({ path: name, pieces }: PiecedFile): void {
    this.#attempt(() => {
      const full = path.join(this.#folder, name);
      mkdirSync(path.dirname(full), { recursive: true });
      const temporary = `${full}.${process.pid}.tmp`;
      this.#written.push({ temporary, full });
      writePieces(temporary, pieces);
    });
  }

  /** A file to take away. */
  remove(name: string): void {
    this.#removed.push(path.join(this.#folder, name));
  }

  /** Puts everything in its place, or nothing. */
  settle(): Problem[] {
    this.#attempt(() => {
      for (const { temporary, full } of this.#written) renameSync(temporary, full);
      for (const full of this.#removed) rmSync(full);
    });
    if (!this.#failure) return [];
    this.drop();
    return [this.#failure];
  }

  /** Leaves everything as it was. */
  drop(): void {
    for (const { temporary } of this.#written) discard(temporary);
  }

  #attempt(work: () => void): void {
    if (this.#failure) return;
    try {
      work();
    } catch (error) {
      this.#failure = problem('file-unwritable', { file: this.#folder, reason: reasonOf(error) });
    }
  }
}

function writePieces(file: string, pieces: readonly string[]): void {
  const open = openSync(file, 'w');
  try {
    // Many pieces are a few characters.
    let gathered = '';
    for (const piece of pieces) {
      gathered += piece;
      if (gathered.length < 100_000) continue;
      writeFileSync(open, gathered);
      gathered = '';
    }
    writeFileSync(open, gathered);
  } finally {
    closeSync(open);
  }
}

/** Writes one file that the user named, such as a report; its folder is made. */
export function writeReport(file: string, content: string | Uint8Array, cwd: string): Problem[] {
  const full = path.resolve(cwd, file);
  const temporary = `${full}.${process.pid}.tmp`;
  try {
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(temporary, content);
    renameSync(temporary, full);
    return [];
  } catch (error) {
    discard(temporary);
    return [problem('file-unwritable', { file, reason: reasonOf(error) })];
  }
}

/** Adds to a file that the environment names, such as the page that a CI system shows of a job. */
export function appendReport(file: string, content: string, cwd: string): Problem[] {
  try {
    appendFileSync(path.resolve(cwd, file), content);
    return [];
  } catch (error) {
    return [problem('file-unwritable', { file, reason: reasonOf(error) })];
  }
}

/** The content of a file that the user named, or why it cannot be read. */
export function readBytes(file: string): { readonly bytes?: Buffer; readonly reason?: string } {
  try {
    return statSync(file).isFile() ? { bytes: readFileSync(file) } : { reason: 'it is no file' };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

/** The text of a file that need not be there; empty then. */
export function readOptional(file: string): string {
  return existsSync(file) && statSync(file).isFile() ? readFileSync(file, 'utf8') : '';
}

/** Takes a file away, if there is one: what went wrong before has been noted, and nothing new is to be said. */
function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // `force` does not cover a path through something that is no folder.
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const known: Record<string, string> = {
    EACCES: 'permission denied',
    EISDIR: 'it is a folder',
    ENOTEMPTY: 'it is a folder',
    EEXIST: 'a file of that name is where a folder has to be',
    ENOENT: 'there is no such file',
    ELOOP: 'it is a link that leads back to itself',
    ENOTDIR: 'a folder in its path is a file',
    ENOSPC: 'the disk is full',
    EROFS: 'the disk is read-only',
  };
  return known[code ?? ''] ?? message;
}
