// What must happen between a collection and a token server, for every program that runs collections.

import { expect } from 'chai';
import type { TokenSettings } from '../../scripts/postman/sandbox/token-settings.d.ts';
import { type TokenItem, tokenCollection, tokenEnvironment } from './token-collection.ts';
import { behaviours, startTokenServer, type TokenServerOptions } from './token-server.ts';
import { tokenSettings } from './token-settings.ts';

/** What a run came to: how often each test was reported, and the failed ones. */
export type TokenRunResult = {
  /** Passed and failed tests called "status", in order. */
  readonly statuses: readonly boolean[];
  /** The messages of the failed tests called "Access token". */
  readonly tokenFailures: readonly string[];
};

/** A collection and a server, and what is to come of them. */
export type TokenScenario = {
  readonly name: string;
  readonly server: TokenServerOptions;
  readonly items: readonly TokenItem[];
  readonly settings?: Partial<TokenSettings>;
  /** Environment variables beside baseUrl, or instead of them. */
  readonly environment?: Readonly<Record<string, string>>;
  /** How often the token endpoint is called. */
  readonly tokenCalls: number;
  /** What reaches the API: path, token and status. */
  readonly apiCalls: readonly string[];
  /** What the tests called "status" say, in order; default: each passes. */
  readonly statuses?: readonly boolean[];
  /** In the message of the one failed test; default: there is none. */
  readonly failure?: RegExp;
};

const CLIENT = { clientId: 'ali', clientSecret: 'open sesame' };
/** Where the environment can be told to look for a server when there is none. */
const NOWHERE = 'http://127.0.0.1:1';

const get = (path: string, more: object = {}): TokenItem => ({ name: path, path, ...more });
const five = ['/a', '/b', '/c', '/d', '/e'].map((path) => get(path));
const hostile = 'p:/+&% =é😀"$&{{x}}';

const failing = (
  name: string,
  token: NonNullable<TokenServerOptions['token']>,
  failure: RegExp,
  more: Partial<TokenScenario> = {},
): TokenScenario => ({
  name: `one failed test, and nothing sent without a token: ${name}`,
  server: { token },
  items: [get('/a'), get('/open', { auth: 'noauth' }), get('/b')],
  settings: { maxWait: 1 },
  tokenCalls: 1,
  apiCalls: ['/open - 200'],
  failure,
  ...more,
});

/** All of them. Each runs in a second or two at most. */
export const tokenScenarios: readonly TokenScenario[] = [
  {
    name: 'one token for all requests',
    server: {},
    items: five,
    tokenCalls: 1,
    apiCalls: ['/a token-1 200', '/b token-1 200', '/c token-1 200', '/d token-1 200', '/e token-1 200'],
  },
  {
    name: 'a token replaced before it expires',
    server: { token: behaviours.issues(1), slowUntil: 750 },
    items: [get('/slow'), get('/b')],
    tokenCalls: 2,
    apiCalls: ['/slow token-1 200', '/b token-2 200'],
  },
  ...[401, 498].map(
    (refusal): TokenScenario => ({
      name: `each request repeated once after ${refusal}, the last one too, in folders and with one name`,
      server: { accepts: 2, refusal },
      items: [
        get('/a'),
        { name: 'Folder', folder: [get('/b', { name: 'twin' }), { name: 'Inner', folder: [get('/c', { name: 'twin' })] }] },
        get('/d', { name: 'twin' }),
        get('/e'),
      ],
      tokenCalls: 3,
      apiCalls: [
        '/a token-1 200',
        '/b token-1 200',
        `/c token-1 ${refusal}`,
        '/c token-2 200',
        '/d token-2 200',
        `/e token-2 ${refusal}`,
        '/e token-3 200',
      ],
    }),
  ),
  {
    name: 'no loop and no new tokens when every token is refused',
    server: { refuseAll: true },
    items: five,
    tokenCalls: 1,
    apiCalls: ['/a token-1 401', '/b token-1 401', '/c token-1 401', '/d token-1 401', '/e token-1 401'],
    statuses: [false, false, false, false, false],
  },
  {
    name: 'three renewals at most for requests that are refused whatever the token, the last one failing too',
    server: {},
    items: [1, 2, 3, 4].flatMap((count) => [get(`/a${count}`), get(`/refused${count}`)]),
    tokenCalls: 4,
    apiCalls: [
      '/a1 token-1 200',
      '/refused1 token-1 401',
      '/refused1 token-2 401',
      '/a2 token-2 200',
      '/refused2 token-2 401',
      '/refused2 token-3 401',
      '/a3 token-3 200',
      '/refused3 token-3 401',
      '/refused3 token-4 401',
      '/a4 token-4 200',
      '/refused4 token-4 401',
    ],
    statuses: [true, false, true, false, true, false, true, false],
  },
  {
    name: 'a request that expects to be refused is sent once',
    server: {},
    items: [get('/a'), get('/refused', { expects: 401 }), get('/b')],
    tokenCalls: 1,
    apiCalls: ['/a token-1 200', '/refused token-1 401', '/b token-1 200'],
    statuses: [true, true, true],
  },
  {
    name: 'a request without authorization is neither given a token nor repeated',
    server: {},
    items: [get('/a'), get('/refused', { auth: 'noauth' }), get('/b')],
    tokenCalls: 1,
    apiCalls: ['/a token-1 200', '/refused - 401', '/b token-1 200'],
    statuses: [true, false, true],
  },
  ...(['post', 'form', 'raw'] as const).map(
    (how): TokenScenario => ({
      name: `any characters in the credentials, by the script and by the visible request (${how})`,
      server: { token: behaviours.knows('client:1 é'.replace(how === 'raw' ? ':' : '', ''), hostile, how) },
      settings: how === 'post' ? {} : { clientAuthentication: 'client_secret_basic', basicEncoding: how },
      environment: { clientId: 'client:1 é'.replace(how === 'raw' ? ':' : '', ''), clientSecret: hostile },
      items: [
        get('/oauth/token', {
          method: 'POST',
          auth: how === 'post' ? 'noauth' : 'basic',
          form: {
            grant_type: 'client_credentials',
            ...(how === 'post' && { client_id: '{{clientId}}', client_secret: '{{clientSecret}}' }),
          },
        }),
        get('/a'),
      ],
      tokenCalls: 2,
      apiCalls: ['/a token-1 200'],
      statuses: [true, true],
    }),
  ),
  {
    name: 'a token in spite of an endpoint that is busy at first',
    server: {
      token: behaviours.first(
        1,
        behaviours.says(429, {}, { 'Retry-After': '0' }),
        behaviours.first(2, behaviours.sends(503, 'text/html', '<h1>Busy</h1>'), behaviours.issues()),
      ),
    },
    settings: { maxWait: 1 },
    items: [get('/a'), get('/b')],
    tokenCalls: 3,
    apiCalls: ['/a token-3 200', '/b token-3 200'],
  },
  failing(
    'refused',
    behaviours.issues(),
    /cannot be reached: nothing listens there \(ECONNREFUSED\)\. Check tokenHost in the environment "dev"/,
    {
      settings: { tokenUrl: '{{tokenHost}}/oauth/token', maxWait: 1 },
      environment: { ...CLIENT, tokenHost: NOWHERE },
      tokenCalls: 0,
    },
  ),
  failing('reset', behaviours.resets, /the connection was closed before an answer came \(ECONNRESET\)\. Check baseUrl/, { tokenCalls: 3 }),
  failing('hanging', behaviours.hangs, /did not answer within 0\.05 s\. Check baseUrl/, { settings: { timeout: 50 } }),
  failing('500', behaviours.sends(500, 'text/html', '<h1>Oops</h1>'), /answered with status 500 \(text\/html\)\. The server has a problem/),
  failing('HTML', behaviours.sends(200, 'text/html', '<h1>Log in</h1>'), /no JSON object \(text\/html\), with status 200\. Check baseUrl/),
  failing('no token', behaviours.says(200, { token: 'x' }), /without an access_token, with status 200/),
  failing('a token that cannot be sent', behaviours.says(200, { access_token: 'a\nb' }), /characters that cannot be sent in a header/),
  failing(
    'a wrong secret',
    behaviours.knows('ali', 'another', 'post'),
    /refused with invalid_client \(ali:… is not known\), status 401\. Check clientId and clientSecret/,
  ),
  failing('busy for too long', behaviours.says(429, {}, { 'Retry-After': '600' }), /status 429/, { tokenCalls: 3 }),
  failing('the visible request is skipped as well', behaviours.says(500, {}), /status 500/, {
    items: [get('/oauth/token', { method: 'POST', auth: 'noauth' }), get('/a')],
    apiCalls: [],
    statuses: [],
  }),
  failing('no client id', behaviours.issues(), /^Set clientId in the environment "dev"\.$/, {
    environment: { clientSecret: 'x' },
    tokenCalls: 0,
  }),
];

/** The environment of a scenario. */
function scenarioEnvironment(scenario: TokenScenario, url: string): Record<string, string> {
  return { baseUrl: url, ...(scenario.environment ?? CLIENT) };
}

/** Starts the server of a scenario, runs its collection with `run`, and holds the outcome to what the scenario says. */
export async function holdScenario(
  scenario: TokenScenario,
  run: (collection: object, environment: object) => Promise<TokenRunResult>,
): Promise<void> {
  const server = await startTokenServer(scenario.server);
  try {
    const collection = tokenCollection(tokenSettings(scenario.settings), scenario.items);
    const result = await run(collection, tokenEnvironment(scenarioEnvironment(scenario, server.url)));
    expect(server.apiCalls.map(({ path, token, status }) => `${path} ${token ?? '-'} ${status}`)).to.deep.equal(scenario.apiCalls);
    expect(server.tokenCalls, 'calls of the token endpoint').to.have.length(scenario.tokenCalls);
    const reported = scenario.apiCalls.filter((call) => call.endsWith(' 200')).map(() => true);
    expect(result.statuses).to.deep.equal(scenario.statuses ?? reported);
    expect(result.tokenFailures).to.have.length(scenario.failure ? 1 : 0);
    if (scenario.failure) expect(result.tokenFailures[0]).to.match(scenario.failure);
  } finally {
    await server.close();
  }
}
