// What becomes of a request that a server puts off with 429: how long it is waited for, and how often.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import { planOf } from '../../scripts/postman/plan.ts';
import { pauseFor, whyGivenUp } from '../../scripts/runner/put-off.ts';
import type { Seen } from '../../scripts/runner/reconcile.ts';
import { apiWith } from '../support/mock-api.ts';

const now = Date.parse('2026-01-31T12:00:00Z');
const plan = planOf(apiWith(), 'contract').flatMap(({ requests }) => requests);
const things = plan.find(({ title }) => title === 'List things');

function seen(retryAfter: string | undefined, status = 429): Seen {
  return { tests: new Map(), status, duration: 1, error: undefined, repeats: 0, scriptErrors: [], retryAfter };
}

const pause = (retryAfter: string | undefined, times = 0, status = 429): number | undefined =>
  things && pauseFor(things, seen(retryAfter, status), times, now);

describe('a request that the server puts off', () => {
  test('waits as long as Retry-After asks for, in seconds or until a date', () => {
    expect(pause('2')).to.equal(2000);
    expect(pause(' 0 ')).to.equal(0);
    expect(pause('60')).to.equal(60_000);
    expect(pause(new Date(now + 5000).toUTCString())).to.equal(5000);
    expect(pause(new Date(0).toUTCString())).to.equal(0);
  });

  test('waits longer each time when the server does not say how long, and three times at most', () => {
    for (const said of [undefined, '', 'soon', '-1'])
      expect([0, 1, 2, 3].map((times) => pause(said, times))).to.deep.equal([1000, 2000, 4000, undefined]);
    expect([2, 3].map((times) => pause('2', times))).to.deep.equal([2000, undefined]);
  });

  test('is not waited for when that takes longer than a minute, nor for any other status', () => {
    expect([pause('61'), pause(new Date(now + 61_000).toUTCString()), pause('2', 0, 503)]).to.deep.equal([undefined, undefined, undefined]);
  });

  test('says why it is given up', () => {
    const why = (retryAfter: string | undefined, status = 429) => things && whyGivenUp(things, seen(retryAfter, status), now);
    expect(why('90.5')).to.match(/^it puts requests off/);
    expect(why('90')).to.equal('it asks to be left alone for 90 s (Retry-After); a run waits 60 s at most');
    expect(why(undefined)).to.contain('limits: { rate: 60/min }');
    expect(why('90', 503)).to.equal(undefined);
  });
});
