import type { Api, Auth } from '../model/model.ts';
import { planOf } from '../postman/plan.ts';
import { alarmsOf, tokenTest } from './alarms.ts';
import { tokenFaults } from './break-token.ts';
import type { Desk } from './desk.ts';
import type { FalseAlarm, Verdict } from './result.ts';

/** Breaks the token endpoint under the collection's own script, which every request depends on. */
export function auditToken(api: Api, auth: Auth, desk: Desk): { verdicts: Verdict[]; falseAlarms: FalseAlarm[]; variations: number } {
  const plan = planOf(api, 'contract').flatMap((folder) => folder.requests);
  const planned = plan.find(({ request, flow }) => request.auth === 'token' && !flow) ?? plan[0];
  const endpoint = plan.find(({ request }) => request.identity[0] === auth.token.id);
  if (!planned || !endpoint) return { verdicts: [], falseAlarms: [], variations: 0 };
  const item = desk.itemOf(planned);
  const { answer: right } = desk.rightAnswer(planned, item);
  const { answer: granted } = desk.rightAnswer(endpoint, desk.itemOf(endpoint));
  const { fatal, harmless } = tokenFaults(granted, auth);
  const verdicts = fatal.map(({ what, answers }): Verdict => {
    const sent = desk.sendWithTokenEndpoint(answers, item, right);
    const killed = sent.skipped && sent.tests.size === 1 && sent.tests.get(tokenTest)?.outcome === 'failed' && sent.errors.length === 0;
    const text = 'no token can be had: one test has to fail, and the request must not be sent';
    return { planned: endpoint, class: 'token endpoint', what, killed, constraint: { text, span: auth.token.origin } };
  });
  const falseAlarms = harmless.flatMap(({ what, answers }) => {
    const sent = desk.sendWithTokenEndpoint(answers, item, right);
    const reason = sent.skipped ? (sent.tests.get(tokenTest)?.message ?? 'the request was not sent') : undefined;
    if (reason !== undefined) return [{ planned: endpoint, what, test: tokenTest, message: reason, span: auth.token.origin }];
    return alarmsOf(planned, `the token endpoint: ${what}`, sent, api);
  });
  return { verdicts, falseAlarms, variations: harmless.length };
}
