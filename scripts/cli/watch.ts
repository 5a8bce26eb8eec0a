import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Earlier } from './earlier.ts';
import { type ExitCode, exit, type Io } from './io.ts';
import { type CommonOptions, inSession, type Session } from './session.ts';
import { untilSignal } from './signal.ts';
import { misuses } from './usage.ts';
import { watchFolder } from './watch-folder.ts';

/** An editor writes a file in several steps: the disk has to be quiet for so long, in ms. */
const quiet = 50;

/** How one run ended. */
export interface Round {
  readonly code: ExitCode;
  /** Whether the mistake is on the command line, where no change of the specs helps. */
  readonly isMisused: boolean;
}

/** Does the work of a command in a session of its own, and says how that ended. */
export async function roundOf(
  io: Io,
  options: CommonOptions,
  work: (session: Session) => ExitCode | Promise<ExitCode>,
  earlier: Earlier,
): Promise<Round> {
  let isMisused = false;
  earlier.begin();
  const code = await inSession(
    io,
    options,
    async (session) => {
      const ended = await work(session);
      isMisused = session.hasTold(misuses);
      return ended;
    },
    earlier,
  );
  return { code, isMisused };
}

/**
 * Runs once, and again whenever a spec has changed, until it is told to stop.
 * @param run told which files have changed; undefined for the first time, and when anything may be touched
 */
export async function watchSpecs(
  specs: string,
  io: Io,
  run: (changed: readonly string[] | undefined) => Promise<Round>,
): Promise<ExitCode> {
  const folder = path.resolve(io.cwd(), specs);
  if (!existsSync(folder)) return (await run(undefined)).code;
  const root = specs.replace(/\\/g, '/').replace(/\/+$/, '') || '/';
  const stop = untilSignal(io);
  const changes = new Changes();
  const watcher = watchFolder(folder, (name, isFolder) => {
    if (isFolder || isSpec(name)) changes.add(name);
  });
  try {
    let changed: readonly string[] | undefined;
    // What a broken spec kept from being run is run when it is whole again.
    let owed: readonly string[] = [];
    while (!stop.signal.aborted) {
      const { code, isMisused } = await run(changed);
      if (stop.signal.aborted) break;
      // A word that names nothing is as a rule misspelt: no change of the specs is to be waited for.
      if (isMisused && changed === undefined) return code;
      owed = code === exit.mistake ? [...owed, ...(changed ?? [])] : [];
      const isFirstOwed = code === exit.mistake && changed === undefined;
      io.stderr.write('watching the specs; Ctrl-C ends it\n');
      const files = await changes.next(stop.signal);
      if (files.length === 0) break;
      io.stderr.write(`\n${new Date().toTimeString().slice(0, 8)} ${files.map((file) => `${root}/${file}`).join(', ')} changed\n`);
      // An environment is part of every request.
      const touchesAll = isFirstOwed || files.some((file) => file.split('/')[1] === 'environments');
      changed = touchesAll ? undefined : [...new Set([...owed, ...files.map((file) => `${root}/${file}`)])];
    }
  } finally {
    watcher.close();
    stop.release();
  }
  return stop.signal.reason === 'SIGTERM' ? exit.notRun : exit.interrupted;
}

function isSpec(file: string): boolean {
  return /\.(ya?ml|json)$/i.test(file) && !file.split('/').some((part) => part.startsWith('.') || part === 'node_modules');
}

/** Gathers changes until the disk is quiet. */
class Changes {
  #files = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #tell: (() => void) | undefined;

  add(file: string): void {
    this.#files.add(file);
    this.#wait();
  }

  /** What has changed since the last time, at least one file; none when it was told to stop. */
  async next(signal: AbortSignal): Promise<readonly string[]> {
    const stopped = (): void => this.#tell?.();
    signal.addEventListener('abort', stopped);
    await new Promise<void>((resolve) => {
      this.#tell = resolve;
      if (signal.aborted) resolve();
      if (this.#files.size > 0) this.#wait();
    });
    signal.removeEventListener('abort', stopped);
    this.#tell = undefined;
    clearTimeout(this.#timer);
    const files = signal.aborted ? [] : [...this.#files].sort();
    this.#files = new Set();
    return files;
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell?.(), quiet);
  }
}
