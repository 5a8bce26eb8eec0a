import { setImmediate } from 'node:timers/promises';
import { emit } from '../postman/emit.ts';
import { count } from '../report/style.ts';
import { optimizeLater } from '../runner/optimize-later.ts';
import { type Drift, driftOf, FolderChange, staleFiles } from './disk.ts';
import { type ExitCode, exit, type Io } from './io.ts';
import { type CommonOptions, inSession, type Session } from './session.ts';
import { untilSignal } from './signal.ts';

export interface CompileOptions extends CommonOptions {
  readonly check?: boolean;
}

/** `postern compile [api…] [--check]`: writes the collections, or only says whether they are up to date. */
export function compileCommand(names: readonly string[], options: CompileOptions, io: Io): Promise<ExitCode> {
  optimizeLater();
  return inSession(io, options, (session) => compile(names, options, session));
}

async function compile(names: readonly string[], options: CompileOptions, session: Session): Promise<ExitCode> {
  const apis = session.apis(names);
  if (!apis) return exit.mistake;
  const change = new FolderChange(session.out);
  const files = new Set<string>();
  const drift: Drift[] = [];
  const stop = untilSignal(session.io);
  try {
    for (const api of apis)
      for (const file of emit(api)) {
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
