// How a token gets from one lane to the others, by what the collection's scripts keep in variables.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import { type KeptToken, TokenKeeper } from '../../scripts/runner/kept-token.ts';

class Scope {
  readonly #values = new Map<string, string>();
  get(name: string): string | undefined {
    return this.#values.get(name);
  }
  set(name: string, value: string): void {
    this.#values.set(name, value);
  }
  unset(name: string): void {
    this.#values.delete(name);
  }
}

/** A run of Newman, and what its scripts do. */
function lane(offers: KeptToken[] = []) {
  const told: [string, boolean][] = [];
  const keeper = new TokenKeeper((kept, settled) => {
    offers.push(kept);
    told.push([JSON.parse(kept.token || '{}').token, settled]);
  });
  let state = { collectionVariables: new Scope(), _variables: new Scope() };
  return {
    keeper,
    told,
    /** Sends a request, whose scripts leave this behind; undefined: they drop the token. */
    request(token: string | undefined, more: { accepted?: boolean; refused?: boolean } = {}, run = {}): string | undefined {
      keeper.before(state);
      const found = state.collectionVariables.get('oauthToken');
      state._variables.set('oauthTokenRun', JSON.stringify({ failed: false, ...run }));
      if (token === undefined) state.collectionVariables.unset('oauthToken');
      else state.collectionVariables.set('oauthToken', JSON.stringify({ token, accepted: false, refused: false, ...more }));
      keeper.after(state);
      return found === undefined ? undefined : JSON.parse(found).token;
    },
    /** Begins another run in the same lane. */
    again(): void {
      state = { collectionVariables: new Scope(), _variables: new Scope() };
    },
    run: (): string | undefined => state.collectionVariables.get('oauthTokenRun'),
  };
}

describe('the token of a lane', () => {
  test('is told when it is obtained, and once more when it is known what it is good for', () => {
    const { request, told } = lane();
    request('a');
    request('a', { accepted: true });
    request('a', { accepted: true });
    expect(told).to.deep.equal([
      ['a', false],
      ['a', true],
    ]);
  });

  test('goes along to the next run of the lane', () => {
    const { request, again } = lane();
    request('a', { accepted: true });
    again();
    expect(request('a', { accepted: true })).to.equal('a');
  });

  test('is taken over by another lane, which does not tell of it again', () => {
    const offers: KeptToken[] = [];
    lane(offers).request('a', { accepted: true });
    const other = lane();
    for (const offer of offers) other.keeper.offer(offer);
    expect(other.request('a', { accepted: true })).to.equal('a');
    expect(other.told).to.deep.equal([]);
  });

  test('is not taken over again once it was dropped', () => {
    const offers: KeptToken[] = [];
    lane(offers).request('a', { accepted: true });
    const other = lane();
    const [offer] = offers;
    if (offer) other.keeper.offer(offer);
    other.request(undefined);
    if (offer) other.keeper.offer({ ...offer, at: offer.at + 1000 });
    expect(other.request('b')).to.equal(undefined);
  });

  test('that could not be had is not asked for by others', () => {
    const offers: KeptToken[] = [];
    const first = lane(offers);
    first.request(undefined, {}, { failed: true });
    expect(first.told).to.deep.equal([[undefined, true]]);
    const other = lane();
    for (const offer of offers) other.keeper.offer(offer);
    other.request(undefined);
    expect(JSON.parse(other.run() ?? '{}')).to.deep.include({ failed: true });
  });
});
