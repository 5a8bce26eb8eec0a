import type { Api } from '../model/model.ts';
import { coverageOf } from '../runner/coverage.ts';
import { type Failure, failuresOf, type RequestResult, type RunResult, tokenFailuresOf } from '../runner/results.ts';
import type { TokenLife } from '../runner/token-life.ts';
import type { Span } from '../source/source-file.ts';
import { formatNeverExercised, sentenceOfCoverage, sentenceOfUnsaid } from './coverage.ts';
import { curlOf } from './curl.ts';
import { codeFrame, placeOf, type SourceOf } from './frame.ts';
import { count, printable, type Style } from './style.ts';

/** One line for a request that is done: what became of it, its status and time. */
export function formatProgress(result: RequestResult, style: Style): string {
  const title = printable([result.folder, result.title].filter((part) => part !== '').join(' › '));
  const failed = result.checks.filter((each) => each.outcome === 'failed' || each.outcome === 'missing').length;
  const repeated = result.repeats > 0 ? ', sent again with a new token' : '';
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
}

/**
 * What went wrong, each at its line of the spec, behind the failures of a request the command that sends it again, and the
 * count of everything.
 */
export function formatRun(result: RunResult, sourceOf: SourceOf, style: Style, options: ReportOptions = {}): string {
  const failures = failuresOf(result);
  const parts: string[] = [];
  const { auth } = result.api;
  if (result.tokenFailure !== undefined && auth) {
    const failed = formatPlace(auth.token.origin, 'Access token', [result.tokenFailure], sourceOf, style);
    parts.push(`${failed}\n${formatCommand(curlOf(auth.token.request, auth.token, result.api, result.variables), style)}`);
  }
  failures.forEach((failure, i) => {
    const text = formatFailure(failure, result.api, sourceOf, style);
    // Once for a request, however much was wrong with it.
    const isLast = failures[i + 1]?.result !== failure.result;
    const command = isLast ? commandOf(failure.result, result) : undefined;
    parts.push(command === undefined ? text : `${text}\n${formatCommand(command, style)}`);
  });
  for (const { name, message } of auth ? tokenFailuresOf(result) : [])
    parts.push(formatPlace((auth?.token ?? result.api).origin, name, message.split('\n'), sourceOf, style));
  if (options.coverage) parts.push(...formatNeverExercised(coverageOf(result), style));
  return `${parts.map((part) => `${part}\n`).join('\n')}${parts.length > 0 ? '\n' : ''}${formatSummary(result, failures, style)}\n`;
}

/** The command that sends a request again; undefined for one that was not sent. */
export function commandOf({ request, endpoint, state }: RequestResult, { api, variables }: RunResult): string | undefined {
  return state === 'sent' || state === 'unanswered' ? curlOf(request, endpoint, api, variables) : undefined;
}

/** A command, to be copied as it stands: its further lines are not moved, since they may be inside of quotes. */
function formatCommand(command: string, style: Style): string {
  return `   ${command}`.split('\n').map(style.dim).join('\n');
}

function formatPlace(span: Span, title: string, messages: readonly string[], sourceOf: SourceOf, style: Style): string {
  return `${style.bold(placeOf(span))}  ${style.red('failed')} ${title}\n${codeFrame(span, messages, sourceOf, style)}`;
}

function formatFailure(failure: Failure, api: Api, sourceOf: SourceOf, style: Style): string {
  const { result, check } = failure;
  const title = printable(`${result.title}${check ? `: ${check.name}` : ''}`);
  return placesOf(failure, api)
    .map(({ span, messages }, i) => {
      const heading = i === 0 ? `${style.bold(placeOf(span))}  ${style.red('failed')} ${title}` : style.bold(placeOf(span));
      return `${heading}\n${codeFrame(span, messages, sourceOf, style)}`;
    })
    .join('\n');
}

/** The findings of a failure by the line of the spec that each breaks; what names no keyword stays with the check. */
export function placesOf(failure: Failure, api: Api): { span: Span; messages: string[] }[] {
  const { check, result, message } = failure;
  const own = check?.origin ?? result.request.origin;
  const schema = check?.kind === 'body' ? check.schema : check?.kind === 'header' ? check.header.schema : undefined;
  const places: { span: Span; messages: string[] }[] = [];
  for (const line of message.split('\n')) {
    const location = /\((#[^()\s]*)\)$/.exec(line)?.[1];
    const span = (schema && location !== undefined ? api.locate(schema, location) : undefined) ?? own;
    const known = places.find((place) => placeOf(place.span) === placeOf(span));
    if (known) known.messages.push(line);
    else places.push({ span, messages: [line] });
  }
  return places;
}

function formatSummary(result: RunResult, failures: readonly Failure[], style: Style): string {
  const sent = result.requests.filter((each) => each.state === 'sent');
  const held = result.requests.filter((each) => each.state === 'held').length;
  const checks = sent.flatMap((each) => each.checks);
  const passed = checks.filter((each) => each.outcome === 'passed').length;
  const repeats = result.requests.reduce((sum, each) => sum + each.repeats, 0);
  const facts = [
    count(result.requests.length, 'request'),
    `${passed} of ${count(checks.length, 'check')} passed`,
    ...(repeats > 0 ? [`${repeats} sent again with a new token`] : []),
    ...(held > 0 ? [`${held} held back`] : []),
    ...(result.leftOut.length > 0 ? [`${result.leftOut.length} left out`] : []),
    `${(result.duration / 1000).toFixed(1)} s`,
  ].join(', ');
  const token = result.token ? [sentenceOfToken(result.token)] : [];
  const coverage = coverageOf(result);
  const lines = [facts, ...token, sentenceOfCoverage(coverage), ...sentenceOfUnsaid(coverage)]
    .map((line) => `\n${style.dim(line)}`)
    .join('');
  const leftOut = result.leftOut.map((each) => `\n  ${style.yellow('left out')} ${printable(each.title)}`).join('');
  const total = failures.length + tokenFailuresOf(result).length;
  const broken = total > 0 || result.tokenFailure !== undefined;
  const verdict = broken
    ? style.red(
        result.tokenFailure !== undefined ? 'could not be run: no access token' : `the contract is broken: ${count(total, 'failure')}`,
      )
    : style.green('the contract holds');
  return `${style.bold(printable(result.api.name))} (${printable(result.environment)}): ${verdict}${lines}${leftOut}`;
}

/** `the token: 1 obtained, used 40 times, never refused`. */
function sentenceOfToken({ obtained, used, refused }: TokenLife): string {
  const times = (number: number) => ['never', 'once', 'twice'][number] ?? `${number} times`;
  return `the token: ${obtained} obtained, used ${times(used)}, ${refused === 0 ? 'never refused' : `refused ${times(refused)}`}`;
}
