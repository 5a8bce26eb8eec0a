import { setImmediate } from 'node:timers/promises';
import { emitInPieces } from '../postman/emit.ts';
import { count } from '../report/style.ts';
import { optimizeLater } from '../runner/optimize-later.ts';
import { problem } from '../source/problem.ts';
import { type Drift, driftOf, FolderChange, staleFiles } from './disk.ts';
import { Earlier } from './earlier.ts';
import { type ExitCode, exit, type Io } from './io.ts';
import type { CommonOptions, Session } from './session.ts';
import { untilSignal } from './signal.ts';
import { type Round, roundOf, watchSpecs } from './watch.ts';

export interface CompileOptions extends CommonOptions {
  readonly check?: boolean;
  /** Whether to compile again when a spec changes, until it is stopped. */
  readonly watch?: boolean;
}

/** `postern compile [api…] [--check|--watch]`: writes the collections, or only says whether they are up to date. */
export function compileCommand(names: readonly string[], options: CompileOptions, io: Io): Promise<ExitCode> {
  optimizeLater();
  const earlier = new Earlier();
  const run = (): Promise<Round> => roundOf(io, options, (session) => compile(names, options, session), earlier);
  return options.watch ? watchSpecs(options.specs, io, run) : run().then(({ code }) => code);
}

function usageProblem({ watch, check, format }: CompileOptions): string | undefined {
  if (watch && check) return '--check looks once; leave --watch out';
  if (watch && format === 'json') return '--watch tells of compiles as they come; leave --format json out';
  return undefined;
}

async function compile(names: readonly string[], options: CompileOptions, session: Session): Promise<ExitCode> {
  const usage = usageProblem(options);
  if (usage !== undefined) {
    session.tell([problem('usage', { reason: usage })]);
    return exit.mistake;
  }
  const start = performance.now();
  const resolved = session.resolved(names);
  if (!resolved) return exit.mistake;
  const { apis, workspace } = resolved;
  const change = new FolderChange(session.out);
  const files = new Set<string>();
  const drift: Drift[] = [];
  const stop = untilSignal(session.io);
  try {
    for (const api of apis)
      for (const file of emitInPieces(api, options.watch ? workspace.memory : undefined)) {
        const found = driftOf(file, session.out);
        files.add(file.path);
        if (found) drift.push(found);
        if (found && !options.check) change.put(file);
        // Signals are heard between files.
        await setImmediate();
        if (stop.signal.aborted) {
          session.io.stderr.write('stopped before the end; nothing has changed\n');
          change.drop();
          return stop.signal.reason === 'SIGINT' ? exit.interrupted : exit.notRun;
        }
      }
  } catch (error) {
    change.drop();
    throw error;
  } finally {
    stop.release();
  }
  const ids = apis.map((api) => api.id);
  for (const stale of staleFiles(files, ids, session.out)) {
    drift.push(stale);
    change.remove(stale.path);
  }
  if (options.check) {
    for (const each of drift)
      session.io.stderr.write(`${session.style.red('drift')} ${options.out}/${each.path} ${whatIs(each)}; run postern compile\n`);
    if (drift.length === 0)
      session.say(`${count(files.size, 'file')} in ${options.out} ${files.size === 1 ? 'is' : 'are'} what the specs compile to`);
    return drift.length === 0 ? exit.holds : exit.broken;
  }
  const problems = change.settle();
  if (problems.length > 0) {
    session.tell(problems);
    return exit.mistake;
  }
  if (options.watch) {
    const changed = drift.length === 0 ? 'nothing changed' : `${drift.length} changed`;
    session.say(`${count(files.size, 'file')} in ${options.out} (${changed}), in ${((performance.now() - start) / 1000).toFixed(2)} s`);
    return exit.holds;
  }
  for (const id of ids) {
    const own = [...files].filter((file) => file.startsWith(`${id}/`));
    const changed = drift.filter((each) => each.path.startsWith(`${id}/`)).length;
    session.say(
      `${session.style.bold(id)}: ${count(own.length, 'file')} in ${options.out}/${id} (${changed === 0 ? 'nothing changed' : `${changed} changed`})`,
    );
  }
  return exit.holds;
}

function whatIs({ kind }: Drift): string {
  if (kind === 'missing') return 'is missing';
  return kind === 'stale' ? 'is left over: nothing compiles to it' : 'is not what the specs compile to';
}
