// Clients that sign who they are (RFC 7523), against a certified OAuth 2.0 server that knows nothing of Postern, in plain Newman
// and in the Postman CLI.

import { before, describe, mock, test } from 'node:test';
import { expect } from 'chai';
import type { Api } from '../../scripts/model/model.ts';
import { collectionOf } from '../../scripts/postman/collection.ts';
import { environmentFile } from '../../scripts/postman/environment.ts';
import { clientKey, type KeyAlgorithm, pemOf } from '../support/client-keys.ts';
import { runInNewman } from '../support/newman.ts';
import { type OidcClient, type OidcServer, startOidcServer } from '../support/oidc-server.ts';
import { asArguments } from '../support/own-specs.ts';
import { runInPostmanCli, withoutPostmanCli } from '../support/postman-cli.ts';
import { resolveText, sentences } from '../support/specs.ts';

/** The credentials that a run needs: the secret, or the key. */
type Credential = { readonly name: 'clientSecret' | 'privateKey'; readonly right: string; readonly wrong: string };

type Scenario = { readonly client: OidcClient; readonly auth: string; readonly credential: Credential };

const id = 'client:1/a b';
/** As long as the keys of HS256 have to be (RFC 7518 section 3.2). */
const secret = 'p:/+ &%=41"~, and enough of it for HS256';

const withKey = (algorithm: KeyAlgorithm, auth: string): Scenario => ({
  client: { id, secret, authentication: 'private_key_jwt', assertion: { algorithm, privateKey: pemOf(clientKey(algorithm)) } },
  auth: `clientAuthentication: private_key_jwt\n  ${auth}`,
  credential: { name: 'privateKey', right: pemOf(clientKey(algorithm)), wrong: pemOf(clientKey(algorithm, 'another key')) },
});

const scenarios: Readonly<Record<string, Scenario>> = {
  'private_key_jwt, RS256': withKey('RS256', 'scope: [read]'),
  'private_key_jwt, PS256': withKey('PS256', 'assertion: { algorithm: PS256, keyId: key-1 }'),
  'private_key_jwt, ES256, for the issuer': withKey('ES256', 'assertion: { algorithm: ES256, audience: "{{baseUrl}}" }'),
  'client_secret_jwt, HS256': {
    client: { id, secret, authentication: 'client_secret_jwt' },
    auth: 'clientAuthentication: client_secret_jwt\n  scope: [read]',
    credential: { name: 'clientSecret', right: secret, wrong: `another ${secret}` },
  },
};

function apiOf({ auth, credential }: Scenario): Api {
  const { apis, problems } = resolveText({
    'parcels/api.yaml': `name: Parcels
auth:
  grant: client_credentials
  tokenUrl: "{{baseUrl}}/token"
  ${auth}
  ${auth.includes('scope') ? '' : 'scope: [read]'}
defaults: { refusals: off }
`,
    'parcels/environments/dev.yaml': `name: Dev
variables: { baseUrl: https://parcels.example.com }
secrets: { clientId: {}, ${credential.name}: {} }
`,
    'parcels/endpoints/parcels.yaml': `folder: Parcels
endpoints:
  - id: list
    name: List parcels
    method: GET
    path: /parcels
    responses:
      200: { description: All of them., schema: { type: array }, example: [{ id: p1 }] }
    cases:
      - name: and again
        expect: 200
`,
  });
  const [api] = apis;
  if (!api || problems.length > 0) throw new Error(sentences(problems).join('\n'));
  return api;
}

type Run = {
  readonly exitCode: number | null;
  readonly output: string;
  readonly failures: readonly { readonly name: string; readonly message: string }[];
  readonly calls: OidcServer['calls'];
};

/** Runs the emitted contract against a server of its own. */
async function run(scenario: Scenario, credential: string, program: typeof runInNewman): Promise<Run> {
  const api = apiOf(scenario);
  const [environment] = api.environments;
  if (!environment) throw new Error('there is no environment');
  const server = await startOidcServer(scenario.client);
  try {
    const values = { baseUrl: server.url, clientId: id, [scenario.credential.name]: credential };
    const { exitCode, output, report } = await program(
      collectionOf(api, 'contract'),
      environmentFile(environment, api),
      asArguments(values),
    );
    // The Postman CLI has an execution for each assertion's item too; the same failure of one item counts once.
    const failed = report.run.failures as { error: { test?: string; name: string; message: string } }[];
    const failures = failed.map(({ error }) => ({ name: error.test ?? error.name, message: error.message }));
    return { exitCode, output, failures, calls: [...server.calls] };
  } finally {
    await server.close();
  }
}

const programs = [
  { name: 'Newman', program: runInNewman, skip: false },
  { name: 'the Postman CLI', program: runInPostmanCli, skip: withoutPostmanCli },
] as const;

for (const { name, program, skip } of programs) {
  describe(`client assertions in ${name}`, { concurrency: 2, skip }, () => {
    // The server warns of what does not matter here: that it keeps tokens in memory, and is made for newer versions of Node.
    before(() => {
      mock.method(console, 'warn', () => undefined);
    });

    for (const [title, scenario] of Object.entries(scenarios)) {
      test(`${title}: the server takes them, a new one for each call`, async () => {
        const { exitCode, output, failures, calls } = await run(scenario, scenario.credential.right, program);
        expect(failures, output).to.deep.equal([]);
        expect(exitCode, output).to.equal(0);
        // The script's call, and the request that shows the call: the server refuses an assertion that it has seen. Then
        // a wrong signature, another client, no client, an expired assertion, and two requests that are wrong in another way.
        expect(calls.map(({ path, status }) => `${path} ${status}`)).to.deep.equal([
          '/token 200',
          '/token 200',
          '/token 401',
          '/token 401',
          '/token 400',
          '/token 401',
          '/token 400',
          '/token 400',
          '/parcels 200',
          '/parcels 200',
        ]);
      });

      test(`${title}: a wrong key is exactly one failed test, and nothing is sent with a bad token`, async () => {
        const { exitCode, output, failures, calls } = await run(scenario, scenario.credential.wrong, program);
        expect(exitCode, output).to.equal(1);
        expect(
          failures.map((failure) => failure.name),
          output,
        ).to.deep.equal(['Access token']);
        expect(failures[0]?.message).to.match(
          new RegExp(`refused with invalid_client .*Check clientId and ${scenario.credential.name} in the environment "Dev"`),
        );
        expect(calls.map(({ path, status }) => `${path} ${status}`)).to.deep.equal(['/token 401']);
        expect(output)
          .not.to.match(/eyJ[\w-]+\./)
          .and.not.contain('PRIVATE KEY')
          .and.not.contain('another');
      });
    }

    test('a key that is no key is exactly one failed test, and nothing is sent at all', async () => {
      const { failures, output, calls } = await run(withKey('RS256', 'scope: [read]'), 'not-a-key-at-all', program);
      expect(failures, output).to.deep.equal([
        {
          name: 'Access token',
          message:
            'The client assertion cannot be signed: the private key is not a whole PEM text, from "-----BEGIN PRIVATE KEY-----" to its END line, nor a JWK. Check privateKey in the environment "Dev".',
        },
      ]);
      expect(calls).to.deep.equal([]);
      expect(output).not.to.contain('not-a-key-at-all');
    });
  });
}
