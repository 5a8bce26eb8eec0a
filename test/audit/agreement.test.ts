// What the stand-in says of an answer is what Newman says of it: the same scripts, the same answers, the same verdicts.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import { isRed } from '../../scripts/audit/alarms.ts';
import { changesOf } from '../../scripts/audit/audit.ts';
import { tokenFaults } from '../../scripts/audit/break-token.ts';
import { Desk } from '../../scripts/audit/desk.ts';
import type { SeenAnswer, TokenAnswer } from '../../scripts/audit/stand-in.ts';
import type { MockAnswer } from '../../scripts/mock/exchange.ts';
import { startMock } from '../../scripts/mock/server.ts';
import { type Planned, planOf } from '../../scripts/postman/plan.ts';
import type { RequestResult, RunResult } from '../../scripts/runner/results.ts';
import { runContract } from '../../scripts/runner/run.ts';
import { parcels } from '../support/parcels.ts';

const { api } = parcels();
const plan = planOf(api, 'contract').flatMap((folder) => folder.requests);

/** One changed answer, and what the stand-in says of it. */
interface Tried {
  readonly planned: Planned;
  readonly what: string;
  readonly answer: SeenAnswer;
  readonly red: boolean;
}

/** Every change of every request but those of the token endpoint, which scripts ask too, and those of time, which cannot be sent. */
function everyChange(): Tried[] {
  const desk = new Desk(api, {});
  return plan.flatMap((planned) => {
    const item = desk.itemOf(planned);
    const right = desk.rightAnswer(planned, item);
    const memory = desk.standIn.memory;
    if (planned.request.auth === 'basic' || planned.endpoint === api.auth?.token) return [];
    const { mutants, variations } = changesOf(planned, right.answer, desk, api);
    const all = [
      ...mutants,
      ...variations.filter(({ answers }) => answers.length === 1).map(({ what, answers }) => ({ what, answer: answers[0] })),
    ];
    return all
      .filter(({ answer }) => answer.responseTime === right.answer.responseTime)
      .map(({ what, answer }) => {
        desk.standIn.memory = memory;
        return { planned, what, answer, red: isRed(desk.standIn.send(item, () => answer)) };
      });
  });
}

async function run(change: (answer: MockAnswer, asked: string, candidate: unknown) => MockAnswer): Promise<RunResult> {
  const mock = await startMock(api, { transform: (answer, { kind, candidate }) => change(answer, kind, candidate) });
  try {
    return await runContract(api, { environment: 'the mock', values: mock.variables, secrets: ['clientSecret'], timeout: 10_000 });
  } finally {
    await mock.close();
  }
}

function isRedResult({ state, checks, surprises }: RequestResult): boolean {
  return state !== 'sent' || surprises.length > 0 || checks.some(({ outcome }) => outcome === 'failed' || outcome === 'missing');
}

describe('the stand-in and Newman', { concurrency: true }, () => {
  const changes = everyChange();
  const rounds = 14;

  test('there is enough to compare: changes of every request, red ones and green ones', () => {
    for (const planned of plan.filter(({ endpoint }) => endpoint !== api.auth?.token)) {
      const own = changes.filter((each) => each.planned === planned);
      expect(own.filter(({ red }) => red).length, planned.title).to.be.above(rounds);
      expect(own.filter(({ red }) => !red).length, planned.title).to.be.above(3);
    }
  });

  // Each run of Newman tries one change of each request.
  for (let round = 0; round < rounds; round++) {
    const chosen = new Map(
      plan.flatMap((planned) => {
        const own = changes.filter((each) => each.planned === planned);
        const one = own[Math.floor((round * own.length) / rounds)];
        return one ? [[planned.request, one] as const] : [];
      }),
    );
    test(`agree on ${[...chosen.values()].map(({ what }) => what).join(' and on ')}`, async () => {
      const result = await run((answer, _, candidate) => {
        const { status, headers, body } = chosen.get(candidate as Planned['request'])?.answer ?? { ...answer, body: String(answer.body) };
        return { status, headers, body };
      });
      expect(chosen.size).to.be.above(1);
      for (const [request, { what, red }] of chosen) {
        const seen = result.requests.find((each) => each.request === request);
        expect(seen && isRedResult(seen), `${request.name}: ${what}`).to.equal(red);
      }
    });
  }

  test('agree on what a token endpoint may do', async () => {
    const desk = new Desk(api, {});
    const planned = plan.find(({ request }) => request.auth === 'token');
    const endpoint = plan.find(({ endpoint }) => endpoint === api.auth?.token);
    if (!planned || !endpoint || !api.auth) throw new Error('the sample has changed');
    const item = desk.itemOf(planned);
    const { answer: right } = desk.rightAnswer(planned, item);
    const { answer: granted } = desk.rightAnswer(endpoint, desk.itemOf(endpoint));
    const { fatal, harmless } = tokenFaults(granted, api.auth);
    const isAnswer = (answer: TokenAnswer): answer is SeenAnswer => typeof answer === 'object' && 'status' in answer;
    for (const what of [
      'access_token is 12345',
      'status 401 with a token in it all the same',
      'an HTML page',
      'token_type is DPoP',
      'expires_in is "soon"',
      'a quoted charset',
    ]) {
      const fault = [...fatal, ...harmless].find((each) => each.what === what);
      const answer = fault?.answers[0];
      if (!fault || answer === undefined || !isAnswer(answer)) throw new Error(`there is no ${what}`);
      const here = desk.sendWithTokenEndpoint(fault.answers, item, right);
      const { tokenFailure } = await run((given, kind) => (kind === 'token' ? answer : given));
      // Newman's message has the port of its mock in it.
      expect(tokenFailure?.replace(/127\.0\.0\.1:\d+/, '127.0.0.1'), what).to.equal(here.tests.get('Access token')?.message);
      expect(here.skipped, what).to.equal(fatal.includes(fault));
    }
  });
});
