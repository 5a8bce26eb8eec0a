import { coverageOf } from '../runner/coverage.ts';
import type { Exchange } from '../runner/exchange.ts';
import { type CheckResult, exitCodeOf, failuresOf, type RequestResult, type RunResult } from '../runner/results.ts';
import type { Span } from '../source/source-file.ts';
import { commandOf, placesOf } from './failures.ts';
import { readFinding } from './finding.ts';
import type { CheckDocument, RequestDocument, ResultDocument } from './run-document.ts';

/** The result of one run for a machine; run-document.ts says what its members are. */
export function runAsJson(result: RunResult): ResultDocument {
  const { api, environment, duration, token } = result;
  const { never, refusesUnsaid, ...shares } = coverageOf(result);
  return {
    api: api.id,
    environment,
    outcome: ({ 0: 'holds', 1: 'broken', 3: 'notRun' } as const)[exitCodeOf(result)],
    duration,
    tokenFailure: result.tokenFailure ?? null,
    ...(result.connectionFailure === undefined ? {} : { connectionFailure: result.connectionFailure }),
    leftOut: result.leftOut.map((each) => each.title),
    requests: result.requests.map((request) => requestAsJson(request, result)),
    coverage: {
      ...shares,
      refusesUnsaid: refusesUnsaid.map(({ id, origin }) => ({ endpoint: id, ...place(origin) })),
      never: never.map(({ kind, status, names, origin }) => ({ kind, status: readStatus(status), names: [...names], ...place(origin) })),
    },
    token: token ? { ...token, results: [...token.results] } : null,
  };
}

/** A status as a number, and a range of them by its name. */
function readStatus(status: string | undefined): number | string | null {
  if (status === undefined) return null;
  return Number.isNaN(Number(status)) ? status : Number(status);
}

function requestAsJson(each: RequestResult, result: RunResult): RequestDocument {
  const { request, endpoint, title, folder, state, status, duration, repeats, error, surprises, exchange } = each;
  const isFailed = failuresOf({ ...result, requests: [each] }).length > 0;
  const command = isFailed ? commandOf(each, result) : undefined;
  return {
    id: request.identity.join('/'),
    name: title,
    folder,
    endpoint: endpoint.id,
    kind: request.kind,
    method: request.method,
    path: request.path,
    ...place(request.origin),
    state,
    status: status ?? null,
    duration,
    repeats,
    ...(each.retries === undefined ? {} : { retries: each.retries }),
    error: error ?? null,
    checks: each.checks.map((check) => checkAsJson(check, each, result)),
    surprises: [...surprises],
    ...(command === undefined ? {} : { curl: command }),
    ...(exchange && isFailed ? { exchange: exchangeAsJson(exchange) } : {}),
  };
}

function checkAsJson({ check, outcome, message }: CheckResult, request: RequestResult, { api }: RunResult): CheckDocument {
  const { name, kind, origin } = check;
  if (outcome !== 'failed') return { name, kind, outcome, message, ...place(origin) };
  const findings = placesOf({ result: request, check, message }, api).flatMap(({ span, messages }) =>
    messages.map((text) => ({ ...readFinding(text), ...place(span) })),
  );
  const { file, line } = findings[0] ?? place(origin);
  return { name, kind, outcome, message, file, line, findings };
}

function exchangeAsJson({ request, response }: Exchange): NonNullable<RequestDocument['exchange']> {
  return {
    request: { ...request, headers: [...request.headers] },
    response: response ? { ...response, headers: [...response.headers] } : null,
  };
}

function place({ file, start }: Span): { file: string; line: number } {
  return { file, line: start.line };
}
