import { comparisonsOf } from '../runner/compare.ts';
import type { RunResult } from '../runner/results.ts';
import type { Span } from '../source/source-file.ts';
import { formatComparison } from './comparison.ts';
import type { SourceOf } from './frame.ts';
import { githubAnnotations, githubSummary } from './github.ts';
import { htmlOf } from './html.ts';
import { junitOf } from './junit.ts';
import type { ReporterName } from './reporter-names.ts';
import type { RunDocument } from './run-document.ts';
import { runAsJson } from './run-json.ts';
import { formatRun } from './run-terminal.ts';
import { styleFor } from './style.ts';

/** What reports are made of. */
export interface ReportInput {
  readonly results: readonly RunResult[];
  readonly sourceOf: SourceOf;
  /** When the run began (RFC 3339). */
  readonly started: string;
  /** The path of a spec in its repository. */
  readonly pathOf: (span: Span) => string;
  /** Whether to tell what nothing exercised. */
  readonly coverage: boolean;
}

/** One way to report. The first of its texts goes to the file that was asked for, or to stdout when it has none. */
export interface Reporter {
  /** Whether it writes a file: `none` is refused one, and `optional` tells nothing without one, since the terminal has it already. */
  readonly file: 'needed' | 'optional' | 'none';
  /** A name for its file, to say how it is asked for. */
  readonly example?: string;
  readonly render: (input: ReportInput) => string;
  /** Markdown for the page that a CI system shows of a job. */
  readonly summary?: (input: ReportInput) => string;
}

/** Every reporter by its name. */
export const reporters: Readonly<Record<ReporterName, Reporter>> = {
  terminal: { file: 'optional', render: terminalOf },
  junit: { file: 'needed', example: 'results.xml', render: ({ results }) => junitOf(results) },
  json: { file: 'needed', example: 'results.json', render: jsonOf },
  html: { file: 'needed', example: 'report.html', render: htmlOf },
  github: { file: 'none', render: githubAnnotations, summary: githubSummary },
};

function terminalOf({ results, ...input }: ReportInput): string {
  const comparisons = comparisonsOf(results).map((each) => formatComparison(each, styleFor(false)));
  return [...results.map((each) => textOf(each, input)), ...comparisons].join('\n');
}

function textOf(result: RunResult, { sourceOf, coverage }: Omit<ReportInput, 'results'>): string {
  return `${formatRun(result, sourceOf, styleFor(false), { coverage })}\n`;
}

function jsonOf({ results, started }: ReportInput): string {
  const document: RunDocument = { problems: [], started, results: results.map(runAsJson) };
  return `${JSON.stringify(document, null, 2)}\n`;
}
