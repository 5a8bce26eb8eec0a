import { coverageOf } from '../runner/coverage.ts';
import { type CheckResult, exitCodeOf, failed, type RequestResult, type RunResult } from '../runner/results.ts';
import { describeNever, sentenceOfCoverage } from './coverage.ts';
import { type ToldFailure, toldFailuresOf } from './failures.ts';
import { readFinding } from './finding.ts';
import { codeFrame, placeOf, type SourceOf } from './frame.ts';
import type { FailureData, ReportData, RequestData, RunData } from './html/data.ts';
import type { ReportInput } from './reporters.ts';
import { sentenceOfToken } from './run-terminal.ts';
import { printable, styleFor } from './style.ts';
import { totalsOf, verdictOf } from './totals.ts';

/** What the page of a report shows. */
export function htmlDataOf({ results, sourceOf, started }: ReportInput): ReportData {
  return { started, runs: results.map((result) => runData(result, sourceOf)) };
}

function runData(result: RunResult, sourceOf: SourceOf): RunData {
  const { passed, checks } = totalsOf(result);
  const coverage = coverageOf(result);
  const told = toldFailuresOf(result);
  const byRequest = new Map<RequestResult | undefined, ToldFailure[]>();
  for (const each of told) {
    const { result: of } = each.failure ?? { result: undefined };
    const known = byRequest.get(of);
    if (known) known.push(each);
    else byRequest.set(of, [each]);
  }
  return {
    name: printable(result.api.name),
    environment: printable(result.environment),
    outcome: ({ 0: 'holds', 1: 'broken', 3: 'notRun' } as const)[exitCodeOf(result)],
    verdict: verdictOf(result),
    duration: result.duration,
    checks: { passed, all: checks },
    facts: [...(result.token ? [sentenceOfToken(result.token)] : []), sentenceOfCoverage(coverage)],
    never: coverage.never.map((each) => ({ place: placeOf(each.origin), text: describeNever(each) })),
    requests: [
      ...(byRequest.get(undefined) ?? []).map((failure) => aboutToken(failure, sourceOf)),
      ...result.requests.map((request) => requestData(request, byRequest.get(request) ?? [], sourceOf)),
      ...result.leftOut.map(
        ({ request, title }): RequestData => ({
          ...nothing,
          title: printable(title),
          folder: 'Left out',
          method: request.method,
          path: request.path,
          outcome: 'skipped',
          note: 'Not sent: it would write to production, or try wrong credentials there.',
        }),
      ),
    ],
  };
}

const nothing = { duration: 0, note: '', passed: [], unchecked: [], failures: [] };

function aboutToken(told: ToldFailure, sourceOf: SourceOf): RequestData {
  const { title, command } = told;
  const failures = [failureData('', told, sourceOf)];
  return { ...nothing, title, folder: '', method: '', path: '', outcome: 'failed', failures, command };
}

function requestData(result: RequestResult, told: readonly ToldFailure[], sourceOf: SourceOf): RequestData {
  const { request, title, folder, state, status, duration, checks, repeats, error, exchange } = result;
  const isFailed = failed(result);
  const names = (outcome: CheckResult['outcome']) =>
    checks.filter((each) => each.outcome === outcome).map((each) => printable(each.check.name));
  return {
    title: printable(title),
    folder: printable(folder),
    method: request.method,
    path: printable(request.path),
    outcome: isFailed ? 'failed' : state === 'held' ? 'skipped' : 'passed',
    status,
    duration,
    note: state === 'held' ? `Not sent: ${error ?? 'held back'}.` : repeats > 0 ? 'Sent again with a new token.' : '',
    passed: names('passed'),
    unchecked: names('skipped'),
    failures: told.map((each) => failureData(each.failure?.check?.name ?? 'The request', each, sourceOf)),
    command: told.at(-1)?.command,
    exchange: isFailed ? exchange : undefined,
  };
}

function failureData(name: string, { places }: ToldFailure, sourceOf: SourceOf): FailureData {
  return {
    name: printable(name),
    places: places.map(({ span, messages }) => ({
      place: placeOf(span),
      // An empty message brings the mark.
      frame: codeFrame(span, [''], sourceOf, styleFor(false)).trimEnd(),
      findings: messages.map((message) => readFinding(printable(message))),
    })),
  };
}
