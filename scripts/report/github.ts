import { code, table } from '../postman/markdown.ts';
import { coverageOf } from '../runner/coverage.ts';
import type { RunResult } from '../runner/results.ts';
import type { Span } from '../source/source-file.ts';
import { sentenceOfCoverage } from './coverage.ts';
import { type ToldFailure, toldFailuresOf } from './failures.ts';
import { codeFrame, type SourceOf } from './frame.ts';
import type { ReportInput } from './reporters.ts';
import { printable, styleFor } from './style.ts';
import { isBroken, totalsOf, verdictOf } from './totals.ts';

/** A summary may have 1 MiB, and more failures than these are read elsewhere. */
const mostFailures = 50;
const longestCommand = 4_000;

/**
 * A workflow command of GitHub Actions for each line of a spec that was broken, which GitHub shows beside that line.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
export function githubAnnotations({ results, pathOf }: ReportInput): string {
  return results
    .flatMap((result) => toldFailuresOf(result).map((told) => ({ ...told, title: `${told.title}${environmentOf(result, results)}` })))
    .flatMap(({ title, places }) => places.map(({ span, messages }) => annotation(span, title, messages.join('\n'), pathOf)))
    .join('');
}

/** ` (Peddler dev)` where an API was run against several environments. */
function environmentOf(result: RunResult, results: readonly RunResult[]): string {
  return results.some((each) => each.api === result.api && each !== result) ? ` (${result.environment})` : '';
}

function annotation(span: Span, title: string, message: string, pathOf: ReportInput['pathOf']): string {
  const { start, end } = span;
  const properties = {
    file: pathOf(span),
    line: start.line,
    endLine: end.line,
    // Columns are for one line only.
    ...(start.line === end.line ? { col: start.column, endColumn: Math.max(start.column, end.column - 1) } : {}),
    title: printable(title).replace(/\n/g, ' '),
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::error ${list.join(',')}::${data(printable(message))}\n`;
}

/** Escaped as GitHub's own toolkit does (actions/toolkit, packages/core/src/command.ts). */
function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

/** Markdown for the page of a job: the count of everything, then the failures with their lines of the specs. */
export function githubSummary({ results, sourceOf }: ReportInput): string {
  const rows = results.map((result) => {
    const { requests, passed, checks, failures } = totalsOf(result);
    const name = `${isBroken(result) ? '❌' : '✅'} ${plain(result.api.name)}`;
    return [
      name,
      plain(result.environment),
      String(requests),
      `${passed} of ${checks}`,
      String(failures),
      `${(result.duration / 1000).toFixed(1)} s`,
    ];
  });
  const overview = table(['API', 'Environment', 'Requests', 'Checks passed', 'Failures', 'Time'], rows);
  return `## API contracts\n\n${overview}\n\n${results.map((result) => details(result, environmentOf(result, results), sourceOf)).join('')}`;
}

function details(result: RunResult, environment: string, sourceOf: SourceOf): string {
  const failures = toldFailuresOf(result);
  const heading = `### ${plain(`${result.api.name}${environment}`)}: ${verdictOf(result)}\n\n${sentenceOfCoverage(coverageOf(result))}\n\n`;
  const shown = failures.slice(0, mostFailures).map((failure) => failureDetails(failure, sourceOf));
  const more = failures.length > mostFailures ? `And ${failures.length - mostFailures} more.\n\n` : '';
  return `${heading}${shown.join('')}${more}`;
}

function failureDetails({ title, places, command }: ToldFailure, sourceOf: SourceOf): string {
  const frames = places.map(({ span, messages }) => {
    const place = code(`${span.file}:${span.start.line}:${span.start.column}`);
    return `${place}\n\n${block(codeFrame(span, messages, sourceOf, styleFor(false)), 'text')}`;
  });
  const again =
    command === undefined || command.length > longestCommand
      ? ''
      : `<details><summary>Send it again</summary>\n\n${block(command, 'sh')}</details>\n\n`;
  return `#### ${plain(title)}\n\n${frames.join('')}${again}`;
}

/** Text in which nothing is Markdown or HTML. */
function plain(text: string): string {
  return printable(text)
    .replace(/\s+/g, ' ')
    .replace(/[!-+\-.:-@[-`{-~]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : `\\${sign}`));
}

/** A block of code, with a fence that nothing in it can end. */
function block(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}\n\n`;
}
