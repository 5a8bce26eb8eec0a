// A contract against a certified OAuth 2.0 server that knows nothing of Postern, in plain Newman. Nothing is said in the spec
// about the answer of the token endpoint: what Postern expects of every server by itself has to hold for this one.

import { before, describe, mock, test } from 'node:test';
import { expect } from 'chai';
import type { Api } from '../../scripts/model/model.ts';
import { resolveSpecs } from '../../scripts/model/resolve.ts';
import { collectionOf } from '../../scripts/postman/collection.ts';
import { environmentFile } from '../../scripts/postman/environment.ts';
import { messageOf } from '../../scripts/source/problem.ts';
import { runInNewman } from '../support/newman.ts';
import { type OidcClient, type OidcServer, RESOURCE, startOidcServer } from '../support/oidc-server.ts';
import { asArguments } from '../support/own-specs.ts';

/** Characters that go wrong wherever an encoding is forgotten or done twice. */
const credentials = { id: 'client:1/a b', secret: 'p:/+ &%=41"~' };

/** A spec of the API behind the server; `auth` has further lines. */
function apiWith(auth: string): Api {
  const files = {
    'parcels/api.yaml': `name: Parcels\nauth:\n  grant: client_credentials\n  tokenUrl: "{{baseUrl}}/token"\n${auth.replace(/^/gm, '  ')}\ndefaults: { refusals: off }\n`,
    'parcels/environments/dev.yaml': `name: Dev
variables: { baseUrl: https://parcels.example.com }
secrets: { clientId: {}, clientSecret: {} }
`,
    'parcels/endpoints/parcels.yaml': `folder: Parcels
endpoints:
  - id: list
    name: List parcels
    method: GET
    path: /parcels
    responses:
      200:
        description: All of them.
        schema: { type: array, items: { type: object, required: [id] } }
        example: [{ id: p1 }]
      401:
        description: No live token.
        headers: { WWW-Authenticate: { schema: { pattern: ^Bearer }, example: Bearer realm="parcels" } }
        schema: { type: object, required: [error] }
        example: { error: invalid_token }
    cases:
      - name: without a token it is refused
        auth: none
        expect: { status: 401, schema: { const: { error: no_token } } }
      - name: and with one again
        expect: 200
      - name: and once more
        expect: 200
`,
  };
  const { apis, problems } = resolveSpecs({ root: 'specs', files: new Map(Object.entries(files)) });
  const [api] = apis;
  if (!api || problems.length > 0) throw new Error(problems.map(messageOf).join('\n'));
  return api;
}

interface Scenario {
  readonly authentication: OidcClient['authentication'];
  readonly auth: string;
}

const scenarios: readonly Scenario[] = [
  { authentication: 'client_secret_basic', auth: 'scope: [read]' },
  {
    authentication: 'client_secret_post',
    auth: `clientAuthentication: client_secret_post\nscope: [read, write]\nparameters: { resource: "${RESOURCE}" }`,
  },
];

interface Run {
  readonly exitCode: number | null;
  readonly output: string;
  /** The failed tests by name, and what else failed. */
  readonly failures: readonly { readonly name: string; readonly message: string }[];
  readonly passed: readonly string[];
  readonly calls: OidcServer['calls'];
}

/** Runs the emitted contract in plain Newman against a server of its own. */
async function runAgainst({ authentication, auth }: Scenario, secret: string, revokeAfter?: number): Promise<Run> {
  const api = apiWith(auth);
  const [environment] = api.environments;
  if (!environment) throw new Error('there is no environment');
  const server = await startOidcServer({ ...credentials, authentication }, revokeAfter === undefined ? {} : { revokeAfter });
  try {
    const values = { baseUrl: server.url, clientId: credentials.id, clientSecret: secret };
    const { exitCode, output, report } = await runInNewman(
      collectionOf(api, 'contract'),
      environmentFile(environment, api),
      asArguments(values),
    );
    const failures = (report.run.failures as { error: { test?: string; name: string; message: string } }[]).map(({ error }) => ({
      name: error.test ?? error.name,
      message: error.message,
    }));
    const assertions = report.run.executions.flatMap((each) => each.assertions ?? []);
    const passed = assertions.filter(({ error }) => error === undefined).map(({ assertion }) => assertion);
    return { exitCode, output, failures, passed, calls: [...server.calls] };
  } finally {
    await server.close();
  }
}

function tokensSent(calls: Run['calls']): (string | undefined)[] {
  return calls.filter(({ path }) => path === '/parcels').map(({ token }) => token);
}

describe('a certified OAuth server', { concurrency: true }, () => {
  // It warns of what does not matter here: that it keeps tokens in memory, and is made for newer versions of Node.
  before(() => {
    mock.method(console, 'warn', () => undefined);
  });

  for (const scenario of scenarios) {
    describe(`with ${scenario.authentication}`, { concurrency: true }, () => {
      test('the contract is green, the standard one of the token endpoint too, and one token serves all requests', async () => {
        const { exitCode, output, failures, passed, calls } = await runAgainst(scenario, credentials.secret);
        expect(failures, output).to.deep.equal([]);
        expect(exitCode, output).to.equal(0);
        // The script's call, the request that shows the call, and what every server refuses: secret, client, grant type.
        expect(calls.filter(({ path }) => path === '/token').map(({ status }) => status)).to.deep.equal([
          200, 200, 401, 401, 400, 400, 400,
        ]);
        expect(passed).to.include.members(['header Cache-Control is as documented', 'body is as documented']);
        const sent = tokensSent(calls);
        expect(sent).to.have.lengthOf(4);
        expect(sent[1], 'the case without a token').to.equal(undefined);
        expect(new Set(sent.filter((token) => token !== undefined)).size).to.equal(1);
      });

      test('a wrong secret is exactly one failed test that says what to check', async () => {
        const { exitCode, output, failures, calls } = await runAgainst(scenario, 'another: /+&%secret');
        expect(exitCode, output).to.equal(1);
        expect(failures.map(({ name }) => name)).to.deep.equal(['Access token']);
        expect(failures[0]?.message).to.match(
          /^The token endpoint http:\S+\/token refused with invalid_client \(client authentication failed\), status 401\. Check clientId and clientSecret in the environment "Dev"\.$/,
        );
        expect(output).to.not.contain('another:').and.not.contain('another%3A');
        expect(calls.map(({ path, status, token }) => ({ path, status, token }))).to.deep.equal([
          { path: '/token', status: 401, token: undefined },
          { path: '/parcels', status: 401, token: undefined },
        ]);
      });

      test('a token that the server has revoked is replaced, and the refused request sent once more', async () => {
        const { exitCode, output, failures, calls } = await runAgainst(scenario, credentials.secret, 2);
        expect(failures, output).to.deep.equal([]);
        expect(exitCode, output).to.equal(0);
        const statuses = calls.map(({ path, status }) => `${path} ${status}`);
        expect(statuses.slice(-3)).to.deep.equal(['/parcels 401', '/token 200', '/parcels 200']);
        expect(new Set(tokensSent(calls)).size, 'no token, the first and the second').to.equal(3);
      });
    });
  }

  test('credentials in the other encoding are one failed test that names the way to authenticate', async () => {
    const raw = { authentication: 'client_secret_basic', auth: 'basicEncoding: raw' } as const;
    const { failures, output } = await runAgainst(raw, credentials.secret);
    expect(
      failures.map(({ name }) => name),
      output,
    ).to.deep.equal(['Access token']);
    expect(failures[0]?.message).to.contain('how it wants the client to authenticate');
  });

  test('a scope that the server drops is no failure of the token, but of what it does not open', async () => {
    const dropped = { authentication: 'client_secret_basic', auth: 'scope: [admin]' } as const;
    const { failures, output, calls } = await runAgainst(dropped, credentials.secret);
    expect(calls.filter(({ path }) => path === '/token').map(({ status }) => status)).to.deep.equal([200, 200, 401, 401, 400, 400, 400]);
    expect(new Set(failures.map(({ name }) => name)), output).to.deep.equal(new Set(['status is 200']));
    expect(failures[0]?.message).to.contain('expected status 200, got 403 (which is not documented');
  });
});
