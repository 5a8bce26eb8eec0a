import path from 'node:path';
import type { Api } from '../model/model.ts';
import type { RunResult } from '../runner/results.ts';
import { type ResultsFile, storedRunOf } from '../runner/results-file.ts';
import type { Timings } from '../runner/shard.ts';
import { type Problem, problem } from '../source/problem.ts';
import { readOptional, writeReport } from './disk.ts';
import type { RunOptions } from './run-options.ts';
import type { Session } from './session.ts';

/** Writes what `postern merge` and `--timings` read. */
export function writeResults(
  file: string,
  started: string,
  results: readonly RunResult[],
  elsewhereOf: (api: Api) => ReadonlySet<string>,
  session: Session,
): Problem[] {
  const { shard } = session.options as RunOptions;
  const content: ResultsFile = {
    postern: 'results',
    version: 1,
    started,
    runs: results.map((result) => storedRunOf(result, shard, elsewhereOf(result.api))),
  };
  return writeReport(file, `${JSON.stringify(content, null, 1)}\n`, session.io.cwd());
}

/** Reads what `--results` wrote; a problem has been told when this returns undefined. */
export function readResults(file: string, session: Session): ResultsFile | undefined {
  const refuse = (reason: string): undefined => {
    session.tell([problem('results-unreadable', { file, reason })]);
    return undefined;
  };
  const text = readOptional(path.resolve(session.io.cwd(), file));
  if (text === '') return refuse('there is no such file, or it is empty');
  try {
    const content = JSON.parse(text) as Partial<ResultsFile> | null;
    if (content?.postern !== 'results' || !Array.isArray(content.runs)) return refuse('it is another kind of JSON');
    return content.version === 1 ? (content as ResultsFile) : refuse('another version of Postern wrote it');
  } catch {
    return refuse('it is not JSON');
  }
}

/** How long each request took in an earlier run. */
export function readTimings(file: string, session: Session): Timings | 'mistake' {
  const results = readResults(file, session);
  if (!results) return 'mistake';
  return new Map(results.runs.flatMap(({ requests }) => requests.map(({ id, duration }) => [id, duration] as const)));
}
