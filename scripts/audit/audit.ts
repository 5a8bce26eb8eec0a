import { answer } from '../mock/answer.ts';
import { type MockState, mockState } from '../mock/state.ts';
import { fill } from '../mock/template.ts';
import { mockVariables } from '../mock/variables.ts';
import type { Api, Auth, Check } from '../model/model.ts';
import { type Planned, planOf } from '../postman/plan.ts';
import { requestOf } from '../postman/request.ts';
import { checkScript, tokenScript } from '../postman/scripts.ts';
import { placesOf } from '../report/run-terminal.ts';
import type { Failure } from '../runner/results.ts';
import type { Span } from '../source/source-file.ts';
import { breakAnswer } from './break-answer.ts';
import { breakBody } from './break-body.ts';
import { tokenFaults } from './break-token.ts';
import { type Changes, join } from './changes.ts';
import { httpRequestOf, httpRequestOfScript } from './http-request.ts';
import type { AuditResult, FalseAlarm, Gap, Verdict } from './result.ts';
import { type SeenAnswer, type Sent, StandIn, type StandInItem, type TokenAnswer } from './stand-in.ts';

/** The test by which a collection's script reports that no token could be had (see postman/sandbox/token.js). */
const tokenTest = 'Access token';

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
    falseAlarms.push(...alarmsOf(planned, 'the right answer', right.sent, api));
    const changes = changesOf(planned, right.answer, desk, api);
    const memory = desk.standIn.memory;
    for (const mutant of changes.mutants) {
      desk.standIn.memory = memory;
      const sent = desk.standIn.send(item, () => mutant.answer);
      verdicts.push({ planned, class: mutant.class, what: mutant.what, killed: isRed(sent), constraint: mutant.constraint });
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
  return { api, verdicts, falseAlarms, variations, gaps: onePerPlace(gaps) };
}

/** What is done to the right answer of a request. */
export function changesOf(planned: Planned, right: SeenAnswer, desk: Desk, api: Api): Changes {
  const variables = desk.standIn.variables();
  return join(breakAnswer(planned, right, variables, api), breakBody(planned.request, right, variables, api));
}

/** The stand-in with a mock behind it: what the requests of one API are sent from. */
export class Desk {
  readonly standIn: StandIn;
  readonly #api: Api;
  readonly #state: MockState;
  readonly #preRequest: StandInItem['preRequest'];
  /** What the token endpoint does to scripts instead of answering rightly. */
  #tokenAnswers: readonly [TokenAnswer, ...TokenAnswer[]] | undefined;
  #asked = 0;

  constructor(api: Api, given: Readonly<Record<string, string>>) {
    const { variables } = mockVariables(api, 'http://127.0.0.1', given);
    const values = { ...variables, ...given };
    this.#api = api;
    this.#state = mockState(api, values, { now: () => 0 });
    this.standIn = new StandIn(values, (sent) => this.#answerScript(sent));
    this.#preRequest = api.auth && this.standIn.script(tokenScript(api.auth, api));
  }

  /** A request with its scripts, as its item in the collection has them. */
  itemOf(planned: Planned): StandInItem {
    const { auth, url } = requestOf(planned.request, planned.endpoint, this.#api, undefined);
    const test = this.standIn.script(checkScript(planned, this.#api));
    return { id: planned.id, name: planned.title, preRequest: this.#preRequest, test, auth, url: url.raw };
  }

  /** Sends a request and lets the mock answer. */
  rightAnswer(planned: Planned, item: StandInItem): { readonly answer: SeenAnswer; readonly sent: Sent } {
    let came: SeenAnswer | undefined;
    const sent = this.standIn.send(item, () => {
      const token = String(this.standIn.read('accessToken') ?? '');
      came = this.#answer(httpRequestOf(planned.request, this.#api.auth, this.standIn.variables(), token));
      return came;
    });
    return { answer: came ?? { status: 0, headers: [], body: '', responseTime: 0 }, sent };
  }

  /** Sends a request from the very beginning of a run, with a token endpoint that does what `answers` say. */
  sendWithTokenEndpoint(answers: readonly [TokenAnswer, ...TokenAnswer[]], item: StandInItem, right: SeenAnswer): Sent {
    const { clock } = this.standIn.memory;
    this.standIn.memory = { local: new Map(), collection: new Map(), clock };
    this.#tokenAnswers = answers;
    this.#asked = 0;
    try {
      return this.standIn.send(item, () => right);
    } finally {
      this.#tokenAnswers = undefined;
    }
  }

  #answerScript(sent: PmSendRequest): TokenAnswer {
    const instead = this.#tokenAnswers;
    if (instead) return instead[Math.min(this.#asked++, instead.length - 1)] ?? instead[0];
    return this.#answer(httpRequestOfScript({ ...sent, url: fill(sent.url, this.#state.variables) }));
  }

  #answer(request: Parameters<typeof answer>[1]): SeenAnswer {
    const { status, headers, body } = answer(this.#state, request);
    return { status, headers, body: body.toString(), responseTime: 1 };
  }
}

/** Breaks the token endpoint under the collection's own script, which every request depends on. */
function auditToken(api: Api, auth: Auth, desk: Desk): { verdicts: Verdict[]; falseAlarms: FalseAlarm[]; variations: number } {
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

/** Whether a run would end red. A check that did not report counts as failed (see runner/reconcile.ts), so none may be skipped alone. */
export function isRed({ tests, errors }: Sent): boolean {
  return errors.length > 0 || [...tests.values()].some((test) => test.outcome === 'failed');
}

/** What went red although nothing is broken. Checks that the author wrote in JavaScript may ask for more than the spec says. */
function alarmsOf(planned: Planned, what: string, sent: Sent, api: Api): FalseAlarm[] {
  const { request } = planned;
  const alarm = (test: string, message: string, span: Span): FalseAlarm => ({ planned, what, test, message, span });
  if (sent.skipped) return [alarm(tokenTest, sent.tests.get(tokenTest)?.message ?? 'the request was not sent', request.origin)];
  const broken = sent.errors.map((message) => alarm('the script', message, request.origin));
  const missing = request.checks
    .filter((check) => !sent.tests.has(check.name))
    .map((check) => alarm(check.name, 'the check did not report', check.origin));
  const failed = [...sent.tests].flatMap(([name, { outcome, message }]) => {
    const check = request.checks.find((each) => each.name === name);
    return outcome !== 'failed' || check?.kind === 'own' ? [] : [alarm(name, message, placeOfFailure(planned, check, message, api))];
  });
  return [...broken, ...missing, ...failed];
}

function placeOfFailure(planned: Planned, check: Check | undefined, message: string, api: Api): Span {
  const { request, folder, title } = planned;
  const result: Failure['result'] = {
    ...{ request, folder, title, state: 'sent', error: undefined, status: undefined, duration: 0, repeats: 0, checks: [], surprises: [] },
  };
  return placesOf({ result, check, message }, api)[0]?.span ?? request.origin;
}

function onePerPlace(gaps: readonly Gap[]): Gap[] {
  const seen = new Map<string, Gap>();
  for (const gap of gaps) {
    const key = [gap.kind, gap.span.file, gap.span.start.offset].join('\n');
    if (!seen.has(key)) seen.set(key, gap);
  }
  return [...seen.values()].sort((a, b) => a.span.file.localeCompare(b.span.file, 'en') || a.span.start.offset - b.span.start.offset);
}
