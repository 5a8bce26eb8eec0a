import { emit } from '../postman/emit.ts';
import { count } from '../report/style.ts';
import { type Drift, findDrift, settleDrift } from './disk.ts';
import { type ExitCode, exit, type Io } from './io.ts';
import { type CommonOptions, inSession, type Session } from './session.ts';

export interface CompileOptions extends CommonOptions {
  readonly check?: boolean;
}

/** `postern compile [api…] [--check]`: writes the collections, or only says whether they are up to date. */
export function compileCommand(names: readonly string[], options: CompileOptions, io: Io): Promise<ExitCode> {
  return inSession(io, options, (session) => compile(names, options, session));
}

function compile(names: readonly string[], options: CompileOptions, session: Session): ExitCode {
  const apis = session.apis(names);
  if (!apis) return exit.mistake;
  const files = apis.flatMap(emit);
  const drift = findDrift(
    files,
    apis.map((api) => api.id),
    session.out,
  );
  if (options.check) {
    for (const each of drift)
      session.io.stderr.write(`${session.style.red('drift')} ${options.out}/${each.path} ${whatIs(each)}; run postern compile\n`);
    if (drift.length === 0)
      session.say(`${count(files.length, 'file')} in ${options.out} ${files.length === 1 ? 'is' : 'are'} what the specs compile to`);
    return drift.length === 0 ? exit.holds : exit.broken;
  }
  const problems = settleDrift(drift, files, session.out);
  if (problems.length > 0) {
    session.tell(problems);
    return exit.mistake;
  }
  for (const api of apis) {
    const own = files.filter((file) => file.path.startsWith(`${api.id}/`));
    const changed = drift.filter((each) => each.path.startsWith(`${api.id}/`)).length;
    session.say(
      `${session.style.bold(api.id)}: ${count(own.length, 'file')} in ${options.out}/${api.id} (${changed === 0 ? 'nothing changed' : `${changed} changed`})`,
    );
  }
  return exit.holds;
}

function whatIs({ kind }: Drift): string {
  if (kind === 'missing') return 'is missing';
  return kind === 'stale' ? 'is left over: nothing compiles to it' : 'is not what the specs compile to';
}
