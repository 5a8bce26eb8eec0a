// The program as a process: how it ends when it is told to, when its server dies, hangs or is not there, and what it leaves behind.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import { expect } from 'chai';
import { startPostern } from '../support/child.ts';
import { readJunit } from '../support/junit-report.ts';
import { demo, Folder } from '../support/specs.ts';
import { withoutTokenRefusals } from '../support/token-refusals.ts';

/** The demo with three requests, one after another. */
const files = {
  ...demo,
  'specs/demo/api.yaml': `${demo['specs/demo/api.yaml']}  ${withoutTokenRefusals}\n`,
  'specs/demo/endpoints/things.yaml': `folder: Things
endpoints:
${['one', 'two', 'three']
  .map(
    (id) => `  - id: ${id}
    name: Get ${id}
    method: GET
    path: /${id}
    responses: { 200: { description: Yes., schema: { type: array }, example: [] } }
`,
  )
  .join('')}`,
};

const client = { DEMO_CLIENT_ID: 'ali', DEMO_CLIENT_SECRET: 'open-sesame' };

/** How a run ends that was asked to. */
const codes = { SIGTERM: 3, SIGINT: 130 } as const;

/** An API that issues tokens and answers as `serve` says. */
async function startApi(serve: (request: IncomingMessage, response: ServerResponse, server: Server) => void) {
  const server = createServer((request, response) => {
    if (request.url !== '/oauth/token') return serve(request, response, server);
    response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
    response.end(JSON.stringify({ access_token: 'a-token', token_type: 'Bearer', expires_in: 3600 }));
  });
  const url = await listen(server);
  return {
    url,
    [Symbol.dispose]: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function answer(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end('[]');
}

function run(work: Folder, url: string, ...more: string[]) {
  const argv = ['run', 'demo', '--env', 'dev', '--var', `baseUrl=${url}`, '--reporter', 'junit=results.xml', ...more];
  return startPostern(argv, work.path, client);
}

/** The failed cases of the report, as `request: message`. */
function failures(work: Folder): string[] {
  const [suite] = readJunit(work.read('results.xml'));
  return (suite?.cases ?? []).flatMap(({ classname, failure }) => (failure ? [`${classname.split('.').at(-1)}: ${failure.message}`] : []));
}

describe('postern mock as a process', { concurrency: true }, () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    test(`prints one line of JSON, serves, and ends with 0 at ${signal}, whatever is open`, async () => {
      using work = new Folder(files);
      using mock = startPostern(['mock', 'demo', '--latency', '10m'], work.path);
      const [line] = await mock.says('stdout', /^.*\n/);
      const { api, url, variables } = JSON.parse(line) as { api: string; url: string; variables: Record<string, string> };
      expect(api).to.equal('demo');
      expect(variables['baseUrl']).to.contain(url);
      expect(variables).to.include.keys('clientId', 'clientSecret');
      // It has the request, and holds the answer back for longer than anyone waits.
      const lost = fetch(`${variables['baseUrl']}/one`).then(
        () => 'answered',
        () => 'cut',
      );
      await mock.says('stderr', /GET .*\/one/);
      mock.kill(signal);
      const end = await mock.ended;
      expect(end, end.stderr).to.include({ exit: 0, signal: null, stdout: line });
      expect(end.stderr).to.match(/the mock has stopped\n$/);
      expect(await lost).to.equal('cut');
    });
  }

  test('serves on the port that is asked for, and ends with 2 where another program has it', async () => {
    using work = new Folder(files);
    using taken = await startApi((_, response) => answer(response));
    const { port } = new URL(taken.url);
    using mock = startPostern(['mock', 'demo', '--port', port], work.path);
    const { exit, stdout, stderr } = await mock.ended;
    expect(exit, stderr).to.equal(2);
    expect(stdout).to.equal('');
    expect(stderr).to.contain(`the port ${port} is already in use; choose another with --port`).and.not.contain('    at ');
  });

  test('says the same as JSON with --format json', async () => {
    using work = new Folder(files);
    using taken = await startApi((_, response) => answer(response));
    using mock = startPostern(['mock', 'demo', '--port', new URL(taken.url).port, '--format', 'json'], work.path);
    const { exit, stdout, stderr } = await mock.ended;
    expect({ exit, stderr }).to.deep.equal({ exit: 2, stderr: '' });
    const { problems } = JSON.parse(stdout) as { problems: { code: string }[] };
    expect(problems.map(({ code }) => code)).to.deep.equal(['usage']);
  });
});

describe('postern run as a process', { concurrency: true }, () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    test(`ends with ${codes[signal]} at ${signal} in the middle of a request, and reports what is known`, async () => {
      using work = new Folder(files);
      let asked: () => void = () => undefined;
      const reached = new Promise<void>((resolve) => {
        asked = resolve;
      });
      // The second request is never answered.
      using api = await startApi((request, response) => (request.url === '/one' ? answer(response) : asked()));
      using running = run(work, api.url);
      await reached;
      running.kill(signal);
      const end = await running.ended;
      expect(end, end.stderr).to.include({ exit: codes[signal], signal: null });
      expect(end.stderr)
        .to.contain('ok    Things › Get one')
        .and.match(/stopped before the end\n$/);
      expect(end.stderr).to.not.contain('contract holds');
      expect(failures(work)).to.deep.equal(
        ['Get two', 'Get three'].map((name) => `${name}: the run ended before this request was answered`),
      );
    });
  }

  test('ends with 130 at SIGINT while it waits for a token', async () => {
    using work = new Folder(files);
    const server = createServer(() => running.kill('SIGINT'));
    const url = await listen(server);
    using running = run(work, url);
    try {
      const end = await running.ended;
      expect(end, end.stderr).to.include({ exit: 130, signal: null });
      expect(end.stderr)
        .to.match(/stopped before the end\n$/)
        .and.not.contain('contract holds');
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });

  test('has one failure for each request that a dying server does not answer', async () => {
    using work = new Folder(files);
    using api = await startApi((request, response, server) => {
      if (request.url === '/one') return answer(response);
      server.close();
      server.closeAllConnections();
    });
    using running = run(work, api.url);
    const { exit, stderr } = await running.ended;
    expect(exit, stderr).to.equal(1);
    expect(failures(work).map((text) => text.replace(/ \(.*/, ''))).to.deep.equal([
      'Get two: no answer: the server closed the connection before it answered',
      'Get three: no answer: nothing listens at the address',
    ]);
    expect(stderr).to.contain('the contract is broken: 2 failures');
  });

  test('ends with 3 and one failure where nothing listens', async () => {
    using work = new Folder(files);
    using running = run(work, 'http://127.0.0.1:1');
    const { exit, stderr } = await running.ended;
    expect(exit, stderr).to.equal(3);
    expect(failures(work)).to.have.lengthOf(1);
    expect(failures(work)[0]).to.match(/^demo: The token endpoint .* nothing listens there/);
  });

  test('does not wait longer than --timeout for an API that hangs', async () => {
    using work = new Folder(files);
    using api = await startApi((request, response) => {
      if (request.url !== '/two') answer(response);
    });
    using running = run(work, api.url, '--timeout', '300ms');
    const { exit, stderr } = await running.ended;
    expect(exit, stderr).to.equal(1);
    expect(failures(work).map((text) => text.replace(/ \(.*/, ''))).to.deep.equal(['Get two: no answer: no answer came in time']);
  });

  test('does not wait longer than --timeout for a token endpoint that hangs', async () => {
    using work = new Folder(files);
    const server = createServer(() => undefined);
    const url = await listen(server);
    try {
      using running = run(work, url, '--timeout', '300ms');
      const { exit, stderr } = await running.ended;
      expect(exit, stderr).to.equal(3);
      expect(failures(work)).to.have.lengthOf(1);
      expect(failures(work)[0]).to.match(/^demo: The token endpoint .*(no answer came in time|did not answer within)/);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });

  test('ends as it would have, when nobody reads what it writes any more', async () => {
    using work = new Folder(files);
    using running = startPostern(['run', 'demo', '--mock'], work.path);
    await running.says('stderr', /the mock serves it/);
    running.stopReading();
    expect(await running.ended).to.include({ exit: 0, signal: null });
  });

  test('writes nothing to stdout but with --format json, and all of it before it ends', async () => {
    using work = new Folder(files);
    using running = startPostern(['run', 'demo', '--mock', '--format', 'json'], work.path);
    const { exit, stdout, stderr } = await running.ended;
    expect(exit, stderr).to.equal(0);
    const { problems, results } = JSON.parse(stdout);
    expect(problems).to.deep.equal([]);
    expect(results).to.have.lengthOf(1);
    expect(stderr).to.contain('the contract holds');
  });
});
