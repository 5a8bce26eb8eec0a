import { coverageOf } from '../runner/coverage.ts';
import { type CheckResult, exitCodeOf, failuresOf, type RequestResult, type RunResult } from '../runner/results.ts';
import type { Span } from '../source/source-file.ts';
import { commandOf, placesOf } from './run-terminal.ts';

/**
 * The result of one run for a machine. Every text is redacted; places count from 1, times are in milliseconds.
 *
 * - `api`, `environment`: the name of the folder of the specs, and what the run was against.
 * - `outcome`: `holds`, `broken`, or `notRun` when there was no token, or no server.
 * - `duration`, `leftOut` (the names of requests that were not to be sent), `tokenFailure` (why there was no token; null
 *   when there was one, or none was needed).
 * - `requests`: each with `id` (stable from run to run), `name`, `folder`, `endpoint` (its id), `kind` (`documented`,
 *   `case`, `step`), `method`, `path`, `file`, `line`, `state` (`sent`, `unanswered`, `held`, `lost`), `status` (null when
 *   none came), `duration`, `repeats`, `error` (why there was no answer, or null), `checks`, `surprises` (errors of scripts),
 *   and, when it failed, `curl`, the command that sends it again.
 * - `checks`: each with `name`, `kind`, `outcome` (`passed`, `failed`, `skipped`, `missing`), `message` (empty unless it
 *   failed), `file` and `line`: of the first finding when it failed, else of the check. `findings`, when it failed, are the
 *   lines of the message, each with the `file` and `line` of the spec that it breaks.
 * - `coverage`: `endpoints`, `statuses` and `cases`, each with `exercised` and `documented`, and `never`: what nothing
 *   exercised, each with `kind` (`endpoint`, `status`, `case`), `status` (such as 404 or "4XX"; or null), `names` of endpoints, `file` and `line`.
 * - `token`: null when nothing needs one, else how many were `obtained`, how often they were `used` and `refused`, and
 *   `results`, each with `name`, `outcome` (`passed`, `failed`, `skipped`) and `message`.
 */
export function runAsJson(result: RunResult): object {
  const { api, environment, duration, token } = result;
  const { never, ...shares } = coverageOf(result);
  return {
    api: api.id,
    environment,
    outcome: (['holds', 'broken', undefined, 'notRun'] as const)[exitCodeOf(result)],
    duration,
    tokenFailure: result.tokenFailure ?? null,
    leftOut: result.leftOut.map((each) => each.title),
    requests: result.requests.map((request) => requestAsJson(request, result)),
    coverage: {
      ...shares,
      never: never.map(({ kind, status, names, origin }) => ({
        kind,
        status: status === undefined ? null : Number.isNaN(Number(status)) ? status : Number(status),
        names,
        ...place(origin),
      })),
    },
    token: token ?? null,
  };
}

function requestAsJson(each: RequestResult, result: RunResult): object {
  const { request, endpoint, title, folder, state, status, duration, repeats, error, surprises } = each;
  const command = failuresOf({ ...result, requests: [each] }).length > 0 ? commandOf(each, result) : undefined;
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
    error: error ?? null,
    checks: each.checks.map((check) => checkAsJson(check, each, result)),
    surprises,
    ...(command === undefined ? {} : { curl: command }),
  };
}

function checkAsJson({ check, outcome, message }: CheckResult, request: RequestResult, { api }: RunResult): object {
  const { name, kind, origin } = check;
  if (outcome !== 'failed') return { name, kind, outcome, message, ...place(origin) };
  const findings = placesOf({ result: request, check, message }, api).flatMap(({ span, messages }) =>
    messages.map((text) => ({ message: text, ...place(span) })),
  );
  const { file, line } = findings[0] ?? place(origin);
  return { name, kind, outcome, message, file, line, findings };
}

function place({ file, start }: Span): { file: string; line: number } {
  return { file, line: start.line };
}
