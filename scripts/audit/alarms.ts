import type { Api, Check } from '../model/model.ts';
import type { Planned } from '../postman/plan.ts';
import { placesOf } from '../report/failures.ts';
import type { Failure } from '../runner/results.ts';
import type { Span } from '../source/source-file.ts';
import type { FalseAlarm } from './result.ts';
import type { Sent } from './stand-in.ts';

/** The test by which a collection's script reports that no token could be had (see postman/sandbox/token.js). */
export const tokenTest = 'Access token';

/** Whether a run would end red with it; what already failed for the right answer says nothing of a wrong one. */
export function isRed({ tests, errors }: Sent, right: Pick<Sent, 'tests' | 'errors'> = { tests: new Map(), errors: [] }): boolean {
  const failsAnyway = (name: string) => right.tests.get(name)?.outcome === 'failed';
  const failed = [...tests].some(([name, test]) => test.outcome === 'failed' && !failsAnyway(name));
  return failed || errors.some((message) => !right.errors.includes(message));
}

/**
 * What went red although nothing is broken.
 * @param own whether checks that the author wrote in JavaScript count: they may ask for more than the rest of the spec
 */
export function alarmsOf(
  planned: Planned,
  what: string,
  sent: Sent,
  api: Api,
  own: 'own checks too' | undefined = undefined,
): FalseAlarm[] {
  const { request } = planned;
  const alarm = (test: string, message: string, span: Span): FalseAlarm => ({ planned, what, test, message, span });
  if (sent.skipped) return [alarm(tokenTest, sent.tests.get(tokenTest)?.message ?? 'the request was not sent', request.origin)];
  const broken = sent.errors.map((message) => alarm('the script', message, request.origin));
  const missing = request.checks
    .filter((check) => !sent.tests.has(check.name))
    .map((check) => alarm(check.name, 'the check did not report', check.origin));
  const failed = [...sent.tests].flatMap(([name, { outcome, message }]) => {
    const check = request.checks.find((each) => each.name === name);
    return outcome !== 'failed' || (check?.kind === 'own' && !own)
      ? []
      : [alarm(name, message, placeOfFailure(planned, check, message, api))];
  });
  return [...broken, ...missing, ...failed];
}

function placeOfFailure(planned: Planned, check: Check | undefined, message: string, api: Api): Span {
  const { request, folder, title } = planned;
  const result: Failure['result'] = {
    ...{
      request,
      endpoint: planned.endpoint,
      folder,
      title,
      state: 'sent',
      error: undefined,
      status: undefined,
      duration: 0,
      repeats: 0,
      checks: [],
      surprises: [],
    },
  };
  return placesOf({ result, check, message }, api)[0]?.span ?? request.origin;
}
