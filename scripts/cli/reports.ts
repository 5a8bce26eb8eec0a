import path from 'node:path';
import { formatComparison } from '../report/comparison.ts';
import { isReporter, reporterNames } from '../report/reporter-names.ts';
import { type Reporter, type ReportInput, reporters } from '../report/reporters.ts';
import { comparisonsOf } from '../runner/compare.ts';
import type { RunResult } from '../runner/results.ts';
import { type Problem, problem } from '../source/problem.ts';
import { withoutValue } from '../source/secrets.ts';
import { suggest } from '../source/suggest.ts';
import { appendReport, writeReport } from './disk.ts';
import { type NewmanWanted, newmanNames, readNewmanReporter } from './newman-reporters.ts';
import type { Session } from './session.ts';

/** A reporter that was asked for, and the file that it writes. */
export interface Wanted {
  readonly reporter: Reporter;
  readonly file: string | undefined;
}

/** Reads what `--reporter name[=file]` says, as often as it is there. */
export function readReporters(
  given: readonly string[],
  cwd: string,
): { readonly wanted: readonly Wanted[]; readonly newman: readonly NewmanWanted[]; readonly problems: readonly Problem[] } {
  const known: readonly string[] = reporterNames;
  const problems: Problem[] = [];
  const wanted: Wanted[] = [];
  const newman: NewmanWanted[] = [];
  for (const text of given) {
    const [, name = '', file] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
    const reporter = isReporter(name) ? reporters[name] : undefined;
    const near = suggest(name, [...known, ...newmanNames]);
    const ofNewman = readNewmanReporter(name, file, cwd);
    const isTaken = [...wanted, ...newman].some((each) => file && each.file && path.normalize(each.file) === path.normalize(file));
    if (ofNewman && 'problem' in ofNewman) problems.push(ofNewman.problem);
    else if (file && isTaken && (ofNewman || reporter)) problems.push(problem('reporter-same-file', { file }));
    else if (ofNewman) newman.push(ofNewman.wanted);
    else if (!reporter)
      problems.push(
        problem('unknown-reporter', { name: withoutValue(name), known: known.join(', '), ...(near ? { suggestion: near } : {}) }),
      );
    else if (reporter.file === 'needed' && !file) problems.push(problem('reporter-file', { name, example: reporter.example ?? 'FILE' }));
    else if (reporter.file === 'none' && file !== undefined) problems.push(problem('reporter-no-file', { name }));
    else wanted.push({ reporter, file: file || undefined });
  }
  return { wanted, newman, problems };
}

/** Tells how the environments differ that an API was run against. */
export function tellComparisons(results: readonly RunResult[], { io, options, style }: Session): void {
  for (const comparison of comparisonsOf(results)) {
    if (!options.quiet || comparison.differences.length > 0) io.stderr.write(`\n${formatComparison(comparison, style)}`);
  }
}

/** Writes the reports that were asked for. */
export function writeReports(wanted: readonly Wanted[], results: readonly RunResult[], started: string, session: Session): Problem[] {
  const { io, sourceOf, options } = session;
  const cwd = io.cwd();
  const repository = io.env['GITHUB_WORKSPACE'] || cwd;
  const pathOf: ReportInput['pathOf'] = ({ file }) => path.relative(repository, path.resolve(cwd, file)).split(path.sep).join('/');
  const coverage = 'coverage' in options && options.coverage === true;
  const input: ReportInput = { results, sourceOf, started, pathOf, coverage };
  // With --format json stdout is one document.
  const stream = options.format === 'json' ? io.stderr : io.stdout;
  const page = io.env['GITHUB_STEP_SUMMARY'];
  return wanted.flatMap(({ reporter, file }) => {
    if (file !== undefined) return writeReport(file, reporter.render(input), cwd);
    if (reporter.file === 'optional') return [];
    stream.write(reporter.render(input));
    return reporter.summary && page ? appendReport(page, reporter.summary(input), cwd) : [];
  });
}
