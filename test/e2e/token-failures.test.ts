// Each way in which a token endpoint can fail is one failed test with a sentence that helps, and nothing is sent with a bad token:
// the contract collection of Peddler, in plain Newman and in the Postman CLI.

import { createServer, type Server, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import { expect } from 'chai';
import { type RunningMock, startMock } from '../../scripts/mock/server.ts';
import { collectionOf } from '../../scripts/postman/collection.ts';
import { environmentFile } from '../../scripts/postman/environment.ts';
import { runInNewman } from '../support/newman.ts';
import { asArguments, ownApi } from '../support/own-specs.ts';
import { runInPostmanCli, withoutPostmanCli } from '../support/postman-cli.ts';
import { behaviours, type TokenBehaviour } from '../support/token-server.ts';

const programs = [
  { program: 'Newman', run: runInNewman, skip: false as const },
  { program: 'the Postman CLI', run: runInPostmanCli, skip: withoutPostmanCli },
];

/** Newman and the CLI do not end while a connection is open, and only they can close it. */
const limit = ['--timeout-request', '1500'];

/** Peddler, but that its token endpoint may only take half a second. */
const api = ownApi('peddler', {
  'peddler/api.yaml': (text) => text.replace('timeout: 180s', 'timeout: 500ms').replace('attempts: 1', 'attempts: 2'),
});
const [environment] = api.environments;
if (!environment) throw new Error('Peddler has no environment');

interface Front {
  readonly url: string;
  tokenCalls: number;
  /** Every other request, with the Authorization that it was sent with. */
  readonly others: { readonly path: string; readonly authorization: string | undefined }[];
  close(): void;
}

/** The mock behind a server that answers for its token endpoint. */
async function startFront(mock: RunningMock, token: TokenBehaviour | 'the mock'): Promise<Front> {
  const server: Server = createServer((incoming, answer) => {
    const path = incoming.url ?? '/';
    const isToken = path.startsWith('/oauth/token');
    if (isToken) front.tokenCalls++;
    else front.others.push({ path, authorization: incoming.headers.authorization });
    if (isToken && token !== 'the mock') {
      incoming.resume().on('end', () => token(answer, { headers: incoming.headers, form: {} }, front.tokenCalls));
      return;
    }
    const passed = send(`${mock.url}${path}`, { method: incoming.method, headers: incoming.headers }, (from) => {
      answer.writeHead(from.statusCode ?? 500, from.rawHeaders);
      from.pipe(answer);
    });
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const front: Front = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tokenCalls: 0,
    others: [],
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return front;
}

const failures: readonly { what: string; token: TokenBehaviour | 'the mock'; variables?: Record<string, string>; says: RegExp }[] = [
  {
    what: 'refuses the connection',
    token: 'the mock',
    variables: { baseUrl: 'http://127.0.0.1:1' },
    says: /cannot be reached: nothing listens there \(ECONNREFUSED\)\. Check baseUrl/,
  },
  { what: 'resets the connection', token: behaviours.resets, says: /the connection was closed before an answer came \(ECONNRESET\)/ },
  { what: 'hangs', token: behaviours.hangs, says: /did not answer within 0\.5 s/ },
  { what: 'answers 500', token: behaviours.says(500, { error: 'oops' }), says: /status 500/ },
  { what: 'answers HTML', token: behaviours.sends(200, 'text/html', '<html>Log in</html>'), says: /no JSON object \(text\/html\)/ },
  { what: 'answers without a token', token: behaviours.says(200, { ok: true }), says: /without an access_token/ },
  { what: 'refuses the secret', token: 'the mock', variables: { clientSecret: 'a-wrong-secret' }, says: /access_denied.*clientSecret/s },
];

for (const { program, run, skip } of programs) {
  describe(`in ${program}, a token endpoint that`, { skip }, () => {
    for (const { what, token, variables, says } of failures) {
      test(`${what} is one failed test`, async () => {
        const mock = await startMock(api, {});
        const front = await startFront(mock, token);
        try {
          const values: Record<string, string> = { ...mock.variables, baseUrl: front.url, ...variables };
          const { exitCode, output, report } = await run(collectionOf(api, 'contract'), environmentFile(environment, api), [
            ...asArguments(values),
            ...limit,
          ]);
          expect(exitCode, output).to.not.equal(0);
          // Newman adds a failure of its own for each connection that failed; one test says what it means.
          const tests = (report.run.failures as { error: { test?: string; name?: string } }[]).filter(
            ({ error }) => error.test !== undefined,
          );
          expect(
            tests.map(({ error }) => error.test),
            output,
          ).to.deep.equal(['Access token']);
          expect(output).to.match(says);
          expect(output).to.not.include(values['clientSecret']);
          expect(front.others.filter(({ authorization }) => authorization !== undefined)).to.deep.equal([]);
          expect(front.tokenCalls).to.be.lessThan(3);
        } finally {
          front.close();
          await mock.close();
        }
      });
    }

    test('is busy once and then fine leaves the contract green', async () => {
      let calls = 0;
      const mock = await startMock(api, {
        transform: (answer, { kind }) =>
          kind === 'token' && ++calls === 1 ? { status: 429, headers: [{ name: 'Retry-After', value: '0' }], body: '' } : answer,
      });
      try {
        const { exitCode, output } = await run(
          collectionOf(api, 'contract'),
          environmentFile(environment, api),
          asArguments(mock.variables),
        );
        expect(exitCode, output).to.equal(0);
        expect(calls).to.be.greaterThan(1);
      } finally {
        await mock.close();
      }
    });
  });
}
