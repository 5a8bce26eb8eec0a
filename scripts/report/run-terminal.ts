import { coverageOf } from '../runner/coverage.ts';
import { flakyOf, type RequestResult, type RunResult } from '../runner/results.ts';
import type { TokenLife } from '../runner/token-life.ts';
import { formatNeverExercised, sentenceOfCoverage, sentenceOfUnsaid } from './coverage.ts';
import { type ToldFailure, toldFailuresOf } from './failures.ts';
import { codeFrame, placeOf, type SourceOf } from './frame.ts';
import { slowestOf } from './slowest.ts';
import { count, printable, type Style } from './style.ts';
import { isBroken, totalsOf, verdictOf } from './totals.ts';

/** One line for a request that is done: what became of it, its status and time. */
export function formatProgress(result: RequestResult, style: Style): string {
  const title = printable([result.folder, result.title].filter((part) => part !== '').join(' › '));
  const failed = result.checks.filter((each) => each.outcome === 'failed' || each.outcome === 'missing').length;
  const retried = (result.retries ?? 0) > 0 ? `, retry ${result.retries}` : '';
  const repeated = (result.repeats > 0 ? ', sent again with a new token' : '') + retried;
  switch (result.state) {
    case 'held':
      return `  ${style.yellow('held')}  ${title} ${style.dim(`(${result.error ?? 'not sent'})`)}`;
    case 'unanswered':
    case 'lost':
      return `  ${style.red('FAIL')}  ${title} ${style.dim('(no answer)')}`;
    default: {
      const bad = failed > 0 || result.surprises.length > 0;
      const detail = style.dim(`(${result.status}, ${result.duration} ms, ${count(result.checks.length, 'check')}${repeated})`);
      return `  ${bad ? style.red('FAIL') : style.green('ok')}${bad ? '' : '  '}  ${title} ${detail}`;
    }
  }
}

/** What a report tells besides what it always tells. */
export interface ReportOptions {
  /** Everything documented that nothing exercised, each at its line of the spec. */
  readonly coverage?: boolean;
  /** How many failures are told; all when left out. */
  readonly most?: number;
}

/**
 * What went wrong, each at its line of the spec, behind the failures of a request the command that sends it again, and the
 * count of everything.
 */
export function formatRun(result: RunResult, sourceOf: SourceOf, style: Style, options: ReportOptions = {}): string {
  const failures = toldFailuresOf(result);
  const { most = failures.length } = options;
  const parts = failures.slice(0, most).map((failure) => formatFailure(failure, sourceOf, style));
  if (failures.length > most) parts.push(`and ${count(failures.length - most, 'more failure')}`);
  if (options.coverage) parts.push(...formatNeverExercised(coverageOf(result), style));
  return `${parts.map((part) => `${part}\n`).join('\n')}${parts.length > 0 ? '\n' : ''}${formatSummary(result, style)}\n`;
}

/** A command, to be copied as it stands: its further lines are not moved, since they may be inside of quotes. */
function formatCommand(command: string, style: Style): string {
  return `   ${command}`.split('\n').map(style.dim).join('\n');
}

function formatFailure({ title, places, command }: ToldFailure, sourceOf: SourceOf, style: Style): string {
  const frames = places.map(({ span, messages }, i) => {
    const heading = i === 0 ? `${style.bold(placeOf(span))}  ${style.red('failed')} ${printable(title)}` : style.bold(placeOf(span));
    return `${heading}\n${codeFrame(span, messages, sourceOf, style)}`;
  });
  return [...frames, ...(command === undefined ? [] : [formatCommand(command, style)])].join('\n');
}

/** With more names than these a list is of no use on a terminal. */
const mostNames = 20;

function formatSummary(result: RunResult, style: Style): string {
  const { requests, checks, passed, repeats, held, leftOut } = totalsOf(result);
  const flaky = flakyOf(result);
  const facts = [
    count(requests, 'request'),
    `${passed} of ${count(checks, 'check')} passed`,
    ...(repeats > 0 ? [`${repeats} sent again with a new token`] : []),
    ...(held > 0 ? [`${held} held back`] : []),
    ...(flaky.length > 0 ? [`${flaky.length} flaky`] : []),
    ...(leftOut > 0 ? [`${leftOut} left out`] : []),
    `${(result.duration / 1000).toFixed(1)} s`,
  ].join(', ');
  const slowest = slowestOf(result.requests);
  const coverage = coverageOf(result);
  const lines = [
    facts,
    ...(result.token ? [sentenceOfToken(result.token)] : []),
    sentenceOfCoverage(coverage),
    ...sentenceOfUnsaid(coverage),
    ...(slowest.length > 0 ? [`slowest: ${slowest.map(sentenceOfTime).join(', ')}`] : []),
  ];
  const list = (what: string, titles: readonly string[]): string =>
    [...titles.slice(0, mostNames).map(printable), ...(titles.length > mostNames ? [`and ${titles.length - mostNames} more`] : [])]
      .map((title) => `\n  ${style.yellow(what)} ${title}`)
      .join('');
  const left = list(
    'left out',
    result.leftOut.map(({ title }) => title),
  );
  const sometimes = list(
    'flaky',
    flaky.map(({ title, retries = 0 }) => `${title} (passed when it was sent ${retries === 1 ? 'once' : `${retries} times`} more)`),
  );
  const verdict = (isBroken(result) ? style.red : style.green)(verdictOf(result));
  const heading = `${style.bold(printable(result.api.name))} (${printable(result.environment)}): ${verdict}`;
  return `${heading}${lines.map((line) => `\n${style.dim(line)}`).join('')}${sometimes}${left}`;
}

/** `Get a label (2.1 s)`. */
function sentenceOfTime({ title, duration }: RequestResult): string {
  return `${printable(title)} (${(duration / 1000).toFixed(1)} s)`;
}

/** `the token: 1 obtained, used 40 times, never refused`. */
export function sentenceOfToken({ obtained, used, refused }: TokenLife): string {
  const times = (number: number) => ['never', 'once', 'twice'][number] ?? `${number} times`;
  return `the token: ${obtained} obtained, used ${times(used)}, ${refused === 0 ? 'never refused' : `refused ${times(refused)}`}`;
}
