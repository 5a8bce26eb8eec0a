import type { Api, Flow } from '../model/model.ts';
import type { Planned } from '../postman/plan.ts';
import type { Redactor } from '../source/redact.ts';
import { redactExchange } from './exchange.ts';
import { reconcile, type Seen } from './reconcile.ts';
import type { RequestResult } from './results.ts';

/** Judges the requests of a run, in its order. It may be known why one was rightly not sent (`heldBecause`): a step of a flow is rightly not sent when one before it went wrong. */
export function judgeOf(
  api: Api,
  redactor: Redactor,
): (planned: Planned, seen: Seen | undefined, heldBecause: string | undefined) => RequestResult {
  const stopped = new Set<Flow>();
  return (planned, seen, heldBecause) => {
    const { flow } = planned;
    const because = heldBecause !== undefined ? heldBecause : flow && stopped.has(flow) ? 'an earlier step failed' : undefined;
    const result = reconcile(planned, seen, because);
    const failed = result.checks.some((each) => each.outcome === 'failed' || each.outcome === 'missing');
    if (flow && (result.state !== 'sent' || failed)) stopped.add(flow);
    return redactResult(result, redactor, result.endpoint === api.auth?.token);
  };
}

/** Tokens become known while a run goes on, so results are redacted when they are handed out. */
function redactResult(result: RequestResult, redactor: Redactor, isToken: boolean): RequestResult {
  return {
    ...result,
    error: result.error === undefined ? undefined : redactor.redact(result.error),
    checks: result.checks.map((each) => ({ ...each, message: redactor.redact(each.message) })),
    surprises: result.surprises.map((text) => redactor.redact(text)),
    exchange: result.exchange && redactExchange(result.exchange, redactor, isToken),
  };
}
