import type { RunDocument } from '../report/run-document.ts';
import { runAsJson } from '../report/run-json.ts';
import { formatRun } from '../report/run-terminal.ts';
import { exitCodeOf, flakyOf } from '../runner/results.ts';
import { mergeRuns, type ResultsFile, type StoredRun, unknownIn } from '../runner/results-file.ts';
import { problem } from '../source/problem.ts';
import { type ExitCode, exit, type Io } from './io.ts';
import { readReporters, tellComparisons, writeReports } from './reports.ts';
import { readResults } from './results.ts';
import { type CommonOptions, inSession, type Session } from './session.ts';

export interface MergeOptions extends CommonOptions {
  readonly reporter: readonly string[];
  readonly coverage?: boolean;
  readonly failOnFlaky?: boolean;
}

/**
 * `postern merge <results…>`: puts the results of shards together, tells of them like a run of all, and ends like one: what
 * no shard ran is a failure.
 */
export function mergeCommand(files: readonly string[], options: MergeOptions, io: Io): Promise<ExitCode> {
  return inSession(io, options, (session) => mergeAll(files, options, session));
}

function mergeAll(files: readonly string[], options: MergeOptions, session: Session): ExitCode {
  const { wanted, newman, problems: unread } = readReporters(options.reporter, session.io.cwd());
  const live = newman.map(({ name }) => problem('usage', { reason: `newman:${name} follows a run, and there is none here; leave it out` }));
  const wrong = [...unread, ...live];
  session.tell(wrong);
  const read = files.map((file) => ({ file, results: readResults(file, session) }));
  if (wrong.length > 0 || read.some(({ results }) => results === undefined)) return exit.mistake;
  const runs = read.flatMap(({ file, results }) => (results?.runs ?? []).map((run) => ({ file, run })));
  const apis = session.apis([...new Set(runs.map(({ run }) => run.api))]);
  if (!apis) return exit.mistake;
  const stale = apis.flatMap((api) =>
    runs
      .filter(({ run }) => run.api === api.id)
      .flatMap(({ file, run }) =>
        unknownIn(api, run)
          .slice(0, 1)
          .map(({ title }) => ({ file, title })),
      ),
  );
  const mixed = apis.flatMap(({ id }) =>
    mixedIn(
      id,
      read.map(({ results }) => results?.runs ?? []),
    ),
  );
  session.tell([...stale.map((each) => problem('results-stale', each)), ...mixed]);
  if (stale.length + mixed.length > 0) return exit.mistake;

  const results = apis.flatMap((api) => {
    const own = runs.flatMap(({ run }) => (run.api === api.id ? [run] : []));
    return environmentsOf(own).map((name) =>
      mergeRuns(
        api,
        own.filter(({ environment }) => environment === name),
      ),
    );
  });
  for (const result of results) {
    if (!options.quiet || exitCodeOf(result) !== exit.holds)
      session.io.stderr.write(`\n${formatRun(result, session.sourceOf, session.style, { coverage: options.coverage ?? false })}\n`);
  }
  tellComparisons(results, session);
  const started = startOf(read.flatMap((each) => each.results ?? []));
  if (options.format === 'json') session.addToDocument({ started, results: results.map(runAsJson) } satisfies Partial<RunDocument>);
  const problems = writeReports(wanted, results, started, session);
  session.tell(problems);
  if (problems.length > 0) return exit.mistake;
  const isFlaky = options.failOnFlaky === true && results.some((result) => flakyOf(result).length > 0);
  return Math.max(isFlaky ? exit.broken : exit.holds, ...results.map(exitCodeOf)) as ExitCode;
}

/** Each file has to have results of the same environments: those of two are not parts of one run. */
function mixedIn(api: string, files: readonly (readonly StoredRun[])[]) {
  const [first = [], ...others] = files
    .map((runs) => environmentsOf(runs.filter((run) => run.api === api)))
    .filter((environments) => environments.length > 0);
  for (const other of others) {
    const second = other.find((name) => !first.includes(name)) ?? first.find((name) => !other.includes(name));
    const of = second !== undefined && first.includes(second) ? other : first;
    if (second !== undefined) return [problem('results-mixed', { api, first: of[0] ?? '', second })];
  }
  return [];
}

function environmentsOf(runs: readonly StoredRun[]): string[] {
  return [...new Set(runs.map(({ environment }) => environment))];
}

function startOf(files: readonly ResultsFile[]): string {
  return files.map(({ started }) => started).sort()[0] ?? '';
}
