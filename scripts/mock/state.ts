import type { Api } from '../model/model.ts';
import { UsedAssertions } from './client-assertion.ts';
import { type Route, routesOf } from './routes.ts';
import type { Variables } from './template.ts';
import { Tokens } from './tokens.ts';

export interface Behaviour {
  /** How long tokens live, in milliseconds; as the spec says when left out. */
  readonly tokenLife?: number | undefined;
  /** After every so many requests accepted with tokens, the token then in use is revoked. */
  readonly revokeEvery?: number | undefined;
  /** The clock, in milliseconds. */
  readonly now: () => number;
}

/** All that an answer depends on besides the request. Answering changes nothing of it but the tokens and the client assertions. */
export interface MockState {
  readonly api: Api;
  readonly variables: Variables;
  readonly routes: readonly Route[];
  readonly tokens: Tokens;
  readonly assertions: UsedAssertions;
  readonly tokenLife: number | undefined;
}

/** The state of a mock that has not been asked anything yet. */
export function mockState(api: Api, variables: Variables, behaviour: Behaviour): MockState {
  return {
    api,
    variables,
    routes: routesOf(api, variables),
    tokens: new Tokens(behaviour.now, behaviour.revokeEvery),
    assertions: new UsedAssertions(),
    tokenLife: behaviour.tokenLife ?? api.mock.tokenLife,
  };
}
