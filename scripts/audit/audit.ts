import type { Api } from '../model/model.ts';
import { type Planned, planOf } from '../postman/plan.ts';
import { alarmsOf, isRed } from './alarms.ts';
import { auditToken } from './audit-token.ts';
import { breakAnswer } from './break-answer.ts';
import { breakBody } from './break-body.ts';
import { type Changes, join } from './changes.ts';
import { Desk } from './desk.ts';
import { forgetConstraints } from './forget-constraint.ts';
import type { AuditResult, FalseAlarm, Gap, Verdict } from './result.ts';
import { settle } from './settle.ts';
import type { SeenAnswer } from './stand-in.ts';

export interface AuditOptions {
  /** Values of variables, in place of those that the mock would choose. */
  readonly variables?: Readonly<Record<string, string>>;
}

/**
 * Breaks what the mock answers, one thing at a time, and counts what the contract notices. Everything happens in this
 * process: the mock's answers come from its pure function, and the scripts of the collection are executed in a stand-in
 * for Postman. The same specs give the same result.
 */
export function auditApi(api: Api, options: AuditOptions = {}): AuditResult {
  const desk = new Desk(api, options.variables ?? {});
  const verdicts: Verdict[] = [];
  const falseAlarms: FalseAlarm[] = [];
  const gaps: Gap[] = [];
  let variations = 0;
  for (const planned of planOf(api, 'contract').flatMap((folder) => folder.requests)) {
    const item = desk.itemOf(planned);
    const right = desk.rightAnswer(planned, item);
    falseAlarms.push(...alarmsOf(planned, 'the right answer', right.sent, api, 'own checks too'));
    const changes = changesOf(planned, right.answer, desk, api);
    const memory = desk.standIn.memory;
    for (const mutant of changes.mutants) {
      desk.standIn.memory = memory;
      const sent = desk.standIn.send(item, () => mutant.answer);
      verdicts.push({ planned, class: mutant.class, what: mutant.what, killed: isRed(sent, right.sent), constraint: mutant.constraint });
    }
    for (const { what, answers } of changes.variations) {
      desk.standIn.memory = memory;
      const sent = desk.standIn.send(item, (time) => answers[Math.min(time, answers.length - 1)] ?? answers[0]);
      variations += 1;
      falseAlarms.push(...alarmsOf(planned, what, sent, api));
    }
    desk.standIn.memory = memory;
    gaps.push(...changes.gaps);
  }
  if (api.auth) {
    const token = auditToken(api, api.auth, desk);
    verdicts.push(...token.verdicts);
    falseAlarms.push(...token.falseAlarms);
    variations += token.variations;
  }
  const forgotten = forgetConstraints(api, desk);
  verdicts.push(...forgotten.verdicts);
  gaps.push(...forgotten.gaps);
  return { api, verdicts, falseAlarms, variations, gaps: onePerPlace(gaps) };
}

/** What is done to the right answer of a request. */
export function changesOf(planned: Planned, right: SeenAnswer, desk: Desk, api: Api): Changes {
  const variables = desk.standIn.variables();
  const settled = settle(planned, right.status);
  return join(breakAnswer(settled, right, variables, api), breakBody(settled.request, right, variables, api));
}

function onePerPlace(gaps: readonly Gap[]): Gap[] {
  const seen = new Map<string, Gap>();
  for (const gap of gaps) {
    const key = [gap.kind, gap.span.file, gap.span.start.offset].join('\n');
    if (!seen.has(key)) seen.set(key, gap);
  }
  return [...seen.values()].sort(
    (a, b) => (a.span.file < b.span.file ? -1 : a.span.file > b.span.file ? 1 : 0) || a.span.start.offset - b.span.start.offset,
  );
}
