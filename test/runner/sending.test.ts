// How requests are spread over lanes: stand-ins for the workers say what theirs would say.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import type { Api } from '../../scripts/model/model.ts';
import { collectionOf } from '../../scripts/postman/collection.ts';
import { planOf } from '../../scripts/postman/plan.ts';
import type { Listener, Member } from '../../scripts/runner/pool/crew.ts';
import type { FromWorker, ToWorker } from '../../scripts/runner/pool/messages.ts';
import { Sending } from '../../scripts/runner/pool/sending.ts';
import { unitsOf } from '../../scripts/runner/units.ts';
import { apiWith } from '../support/mock-api.ts';
import { withoutTokenRefusals } from '../support/token-refusals.ts';

const endpoint = (name: string, method: string): string => `
- id: ${name}
  name: ${name}
  method: ${method}
  path: /${name}
  responses: { 200: { description: Yes, schema: { type: array }, example: [] } }`;

const many = apiWith({
  settings: withoutTokenRefusals,
  endpoints: `${Array.from({ length: 400 }, (_, i) => endpoint(`get-${i}`, 'GET')).join('')}${endpoint('make', 'POST')}\n`,
});

type Sent = Extract<ToWorker, { kind: 'send' }>;

/** Begins to send a contract with two stand-ins. `say` says something as the first of them. */
function begin(api: Api, lanes: number | undefined) {
  const sent: Sent[] = [];
  const listeners: (Listener | undefined)[] = [];
  const members = [0, 1].map(
    (i): Member => ({
      lives: true,
      pid: undefined,
      tell: (message) => void (message.kind === 'send' && sent.push(message)),
      listen: (listener) => {
        listeners[i] = listener;
      },
      end: async () => undefined,
    }),
  );
  const plan = planOf(api, 'contract').flatMap(({ requests }) => requests);
  const hooks = { onItem: () => undefined, onNoConnection: () => undefined, onNote: () => undefined, onSecret: () => undefined };
  new Sending(collectionOf(api, 'contract'), unitsOf(plan, api.auth), hooks, {
    crew: { members, close: async () => undefined },
    lanes,
    concurrency: Number.POSITIVE_INFINITY,
    interval: 0,
    needsToken: (unit) => unit.some(({ request }) => request.auth === 'token'),
    isSafe: (id) => plan.find((planned) => planned.id === id)?.request.method === 'GET',
    signal: undefined,
    hasToken: false,
  });
  return { sent, say: (message: FromWorker) => listeners[0]?.hear(message) };
}

const settled: FromWorker = { kind: 'kept', kept: { token: '', run: '', at: 1 }, settled: true };
const answered = (duration: number): FromWorker => ({
  kind: 'item',
  id: 'get',
  noToken: false,
  seen: { tests: new Map(), status: 200, duration, error: undefined, repeats: 0, scriptErrors: [] },
});
const lengthOf = ({ collection }: Sent): number => JSON.stringify(collection).split('"protocolProfileBehavior"').length - 1;

describe('lanes', () => {
  test('one begins with one request; the others when it is known what the token is good for, and how long an answer takes', () => {
    const { sent, say } = begin(many, undefined);
    expect(sent.map(lengthOf)).to.deep.equal([1]);
    say(settled);
    expect(sent).to.have.lengthOf(1);
    say(answered(50));
    expect(sent).to.have.lengthOf(16);
  });

  test('share what there is, so that none has much left when the others are done', () => {
    const { sent, say } = begin(many, undefined);
    say(settled);
    say(answered(50));
    expect(Math.max(...sent.map(lengthOf))).to.be.at.most(13);
  });

  test('are few where answers come at once, and as many as were asked for', () => {
    const quick = begin(many, undefined);
    quick.say(settled);
    quick.say(answered(1));
    expect(quick.sent.length).to.equal(4);
    const asked = begin(many, 12);
    asked.say(settled);
    asked.say(answered(1));
    expect(asked.sent.length).to.equal(24);
  });

  test('are told which of their requests must not be sent twice', () => {
    const { sent, say } = begin(many, undefined);
    say(settled);
    say(answered(50));
    // What is posted: to the endpoint, and to the token endpoint.
    expect(sent.flatMap(({ unsafe }) => [...unsafe]).length).to.equal(2);
  });
});
