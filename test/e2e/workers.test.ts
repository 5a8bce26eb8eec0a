// Runs in workers when things go wrong: a worker that is killed, a server with bad moments, a limit to keep to.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import { expect } from 'chai';
import type { RunDocument } from '../../scripts/report/run-document.ts';
import { type Crew, startCrew } from '../../scripts/runner/pool/crew.ts';
import { exitCodeOf, failuresOf, flakyOf, type RunResult } from '../../scripts/runner/results.ts';
import { type RunOptions, runContract } from '../../scripts/runner/run.ts';
import { startPostern } from '../support/child.ts';
import { readJunit } from '../support/junit-report.ts';
import { apiWith } from '../support/mock-api.ts';
import { demo, Folder } from '../support/specs.ts';
import { withoutTokenRefusals } from '../support/token-refusals.ts';

const endpoint = (name: string, method = 'GET'): string => `
- id: ${name}
  name: ${name}
  method: ${method}
  path: /${name}
  responses: { 200: { description: Yes, schema: { type: array }, example: [] } }`;

const names = Array.from({ length: 20 }, (_, i) => `get-${i}`);
const api = apiWith({
  settings: withoutTokenRefusals,
  endpoints: names
    .map((name) => endpoint(name))
    .join('')
    .concat(endpoint('make', 'POST'), '\n'),
});

/** A server that issues tokens, and answers what `serve` leaves to it. */
async function startServer(serve: (path: string, response: ServerResponse, times: number, request: IncomingMessage) => boolean) {
  const times = new Map<string, number>();
  const arrivals: number[] = [];
  let tokens = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    request.resume();
    if (path.endsWith('/oauth/token')) {
      tokens++;
      response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
      response.end(JSON.stringify({ access_token: 'a-token', token_type: 'Bearer', expires_in: 3600 }));
      return;
    }
    arrivals.push(Date.now());
    times.set(path, (times.get(path) ?? 0) + 1);
    if (serve(path, response, times.get(path) ?? 0, request)) return;
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('[]');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    times,
    arrivals,
    tokens: () => tokens,
    [Symbol.dispose]: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function run(url: string, more: Partial<RunOptions> & { readonly crew?: Crew }, of = api): Promise<RunResult> {
  const values = { baseUrl: url, clientId: 'ali', clientSecret: 'open-sesame', account: 'acme', apiKey: 'key' };
  return runContract(of, { environment: 'test', values, secrets: ['clientSecret'], timeout: 10_000, ...more });
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function messages(result: RunResult): string[] {
  return failuresOf(result).map((failure) => `${failure.result.title}: ${failure.message}`);
}

/** The same as files. */
const manyThings = {
  ...demo,
  'specs/demo/api.yaml': `${demo['specs/demo/api.yaml']}  ${withoutTokenRefusals}\n`,
  'specs/demo/endpoints/things.yaml': `folder: Things\nendpoints:\n${names.map((name) => endpoint(name).replace(/^/gm, '  ')).join('')}\n`,
};

describe('a run in workers', () => {
  test('has one token for all of them', async () => {
    using server = await startServer(() => false);
    const result = await run(server.url, { crew: startCrew(2) });
    expect(messages(result)).to.deep.equal([]);
    // One for the script, one for the documented request.
    expect(server.tokens()).to.equal(2);
    expect(result.token).to.include({ obtained: 1, used: 21, refused: 0 });
  });

  test('goes on when a worker is killed: what it was at is sent by another, once, when it is safe', async () => {
    const crew = startCrew(2);
    let killed = 0;
    using server = await startServer((path, _, times) => {
      // Never answered the first time: the worker is killed while it waits.
      if (!/get-[34]$/.test(path) || times > 1 || killed > 0) return false;
      killed++;
      const [first] = crew.members;
      if (first?.pid !== undefined) process.kill(first.pid, 'SIGKILL');
      return true;
    });
    const result = await run(server.url, { crew, lanes: 2 });
    expect(killed).to.equal(1);
    expect(messages(result).filter((message) => !message.startsWith('make'))).to.deep.equal([]);
    expect(server.times.get('/make') ?? 0).to.be.at.most(1);
  });

  test('does not wait for a worker that hangs: it is ended, and another does what is safe', { timeout: 120_000 }, async () => {
    const crew = startCrew(2, { silence: 8000 });
    let stopped = 0;
    using server = await startServer((path, _, times) => {
      if (!/get-[34]$/.test(path) || times > 1 || stopped > 0) return false;
      stopped++;
      const [first] = crew.members;
      // As if a script of a spec looped: the process is there, and says nothing.
      if (first?.pid !== undefined) process.kill(first.pid, 'SIGSTOP');
      return true;
    });
    const result = await run(server.url, { crew, lanes: 2, timeout: 60_000 });
    expect(stopped).to.equal(1);
    expect(crew.members[0]?.lives).to.equal(false);
    expect(messages(result).filter((message) => !message.startsWith('make'))).to.deep.equal([]);
    expect(server.times.get('/make') ?? 0).to.be.at.most(1);
  });

  test('reports what is known, and the rest as not answered, when all workers are killed', async () => {
    const crew = startCrew(1);
    using server = await startServer((path) => {
      if (!path.endsWith('get-9')) return false;
      for (const { pid } of crew.members) if (pid !== undefined) process.kill(pid, 'SIGKILL');
      return true;
    });
    const result = await run(server.url, { crew, lanes: 1 });
    const states = new Set(result.requests.map(({ state }) => state));
    expect(states).to.include('lost').and.to.include('sent');
    expect(exitCodeOf(result)).to.equal(1);
  });

  test('has one failure for each request that a dead server does not answer', async () => {
    using server = await startServer((_, response) => {
      response.socket?.destroy();
      return true;
    });
    const result = await run(server.url, { crew: startCrew(2) });
    expect(result.requests.filter(({ state }) => state === 'unanswered')).to.have.lengthOf(21);
    expect(messages(result)).to.have.lengthOf(21);
  });

  test('keeps to the rate of the environment, all workers together', async () => {
    using server = await startServer(() => false);
    const interval = 50;
    const result = await run(server.url, { crew: startCrew(2), interval });
    expect(messages(result)).to.deep.equal([]);
    const [first = 0] = server.arrivals;
    // Each of the two may be ahead by one request at the start, and each lane by what it had when the clock began.
    expect((server.arrivals.at(-1) ?? 0) - first).to.be.at.least((server.arrivals.length - 6) * interval);
  });
});

describe('a run in one process', () => {
  test('sends safe requests again, and tells that they were flaky', async () => {
    using server = await startServer((path, response, times) => {
      if (times > 1 || !/get-1$|get-2$|make$/.test(path)) return false;
      if (path.endsWith('get-2')) response.socket?.destroy();
      else response.writeHead(503).end();
      return true;
    });
    const result = await run(server.url, { retries: 2 });
    expect(flakyOf(result).map(({ title }) => title)).to.deep.equal(['get-1', 'get-2']);
    // It is not known what became of it.
    expect(messages(result)).to.have.lengthOf(1);
    expect(messages(result)[0]).to.match(/^make: expected status 200, got 503/);
    expect(server.times.get('/make')).to.equal(1);
  });

  test('keeps its token for what it sends again', async () => {
    using server = await startServer((path, response, times) => {
      if (times > 1 || !path.endsWith('get-1')) return false;
      response.writeHead(503).end();
      return true;
    });
    const result = await run(server.url, { retries: 1 });
    expect(messages(result)).to.deep.equal([]);
    expect(result.token).to.include({ obtained: 1, used: 22, refused: 0 });
    expect(exitCodeOf(result)).to.equal(0);
  });

  test('does not send a request again that broke the contract', async () => {
    using server = await startServer((path, response) => {
      if (!path.endsWith('get-1')) return false;
      response.writeHead(500).end();
      return true;
    });
    const result = await run(server.url, { retries: 2 });
    expect(messages(result)).to.have.lengthOf(1);
    expect(server.times.get('/get-1')).to.equal(1);
  });

  test('waits when it is asked to, and sends what was put off', async () => {
    using server = await startServer((path, response, times) => {
      if (times > 1 || !path.endsWith('make')) return false;
      response.writeHead(429, { 'Retry-After': '0' }).end();
      return true;
    });
    const result = await run(server.url, {});
    expect(messages(result)).to.deep.equal([]);
    expect(server.times.get('/make')).to.equal(2);
  });

  test('sends what was put off three times more, and says then what to do', async () => {
    using server = await startServer((path, response, times) => {
      if (!/get-[12]$/.test(path) || (path.endsWith('get-1') && times > 3)) return false;
      response.writeHead(429, { 'Retry-After': '0' }).end();
      return true;
    });
    const result = await run(server.url, { bail: true });
    expect(server.times.get('/get-1')).to.equal(4);
    expect(server.times.get('/get-2')).to.equal(4);
    expect(messages(result)).to.have.lengthOf(1);
    expect(messages(result)[0]).to.match(
      /^get-2: expected status 200, got 429.*\nit puts requests off; state its limit in the environment/s,
    );
  });

  test('sends what was put off while it was sent again', async () => {
    using server = await startServer((path, response, times) => {
      if (times > 2 || !path.endsWith('get-1')) return false;
      response.writeHead(times === 1 ? 503 : 429, { 'Retry-After': '0' }).end();
      return true;
    });
    expect(messages(await run(server.url, { retries: 1 }))).to.deep.equal([]);
    expect(server.times.get('/get-1')).to.equal(3);
  });

  test('sends what comes after a request that was put off again with it, where that changes nothing', async () => {
    const ordered = apiWith({
      settings: withoutTokenRefusals,
      endpoints: [
        endpoint('make', 'POST'),
        `${endpoint('read')}\n  after: make`,
        `${endpoint('change', 'PUT')}\n  after: make`,
        endpoint('other'),
        '\n',
      ].join(''),
    });
    const isMade = (server: { readonly times: ReadonlyMap<string, number> }): boolean => (server.times.get('/make') ?? 0) > 1;
    for (const bail of [false, true]) {
      using server = await startServer((path, response, times) => {
        if (path === '/make' && times === 1) response.writeHead(429, { 'Retry-After': '0' }).end();
        else if (path === '/read' && !isMade(server)) response.writeHead(404).end();
        else return false;
        return true;
      });
      expect(messages(await run(server.url, { bail }, ordered))).to.deep.equal([]);
      expect(['/make', '/read', '/change', '/other'].map((path) => server.times.get(path))).to.deep.equal([2, 2, 1, 1]);
    }
  });

  test('does not wait for a server that asks for longer than a minute, and says so', async () => {
    using server = await startServer((path, response) => {
      if (!path.endsWith('get-2')) return false;
      response.writeHead(429, { 'Retry-After': '3600' }).end();
      return true;
    });
    const result = await run(server.url, {});
    expect(server.times.get('/get-2')).to.equal(1);
    expect(messages(result)).to.have.lengthOf(1);
    expect(messages(result)[0]).to.contain('it asks to be left alone for 3600 s (Retry-After); a run waits 60 s at most');
  });

  test('sends nothing when it was stopped before it began', async () => {
    using server = await startServer(() => false);
    const result = await run(server.url, { signal: AbortSignal.abort('SIGINT') });
    expect([...server.times.keys()]).to.deep.equal([]);
    expect(exitCodeOf(result)).not.to.equal(0);
  });

  test('stops at the first failure with --bail, and tells what it left out', async () => {
    using server = await startServer((path, response) => {
      if (!path.endsWith('get-1')) return false;
      response.writeHead(500).end();
      return true;
    });
    const result = await run(server.url, { bail: true });
    expect(messages(result)).to.have.lengthOf(1);
    expect(result.leftOut).to.have.lengthOf(19);
    expect(server.times.has('/get-9')).to.equal(false);
  });
});

describe('postern run with workers, as a process', () => {
  test('writes its reports at SIGTERM, with what is known and with what it was cut off from', { timeout: 120_000 }, async () => {
    using work = new Folder(manyThings);
    let reached: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => {
      reached = resolve;
    });
    using server = await startServer((path) => {
      if (!path.endsWith('get-0')) return false;
      reached();
      return true;
    });
    const env = { DEMO_CLIENT_ID: 'ali', DEMO_CLIENT_SECRET: 'open-sesame' };
    const reports = ['junit=results.xml', 'json=run.json', 'html=run.html'].flatMap((each) => ['--reporter', each]);
    const argv = ['run', 'demo', '--env', 'dev', '--var', `baseUrl=${server.url}`, '--workers', '2', '--results', 'part.json', ...reports];
    using running = startPostern(argv, work.path, env);
    await waiting;
    await running.says('stderr', /ok +Things › get-5/);
    running.kill('SIGTERM');
    const end = await running.ended;
    expect(end, end.stderr).to.include({ exit: 3, signal: null });
    expect(end.stderr).to.match(/stopped before the end\n$/);
    const [told] = (JSON.parse(work.read('run.json')) as RunDocument).results ?? [];
    const stateOf = (name: string) => told?.requests.find((each) => each.name === name)?.state;
    expect([stateOf('get-5'), stateOf('get-0')]).to.deep.equal(['sent', 'lost']);
    const [suite] = readJunit(work.read('results.xml'));
    const cut = suite?.cases.find(({ classname, failure }) => classname.endsWith('get-0') && failure);
    expect(cut?.failure?.message).to.equal('the run ended before this request was answered');
    expect(work.read('run.html')).to.match(/^<!doctype html>/);
    const [stored] = JSON.parse(work.read('part.json')).runs;
    expect(stored.requests.map(({ title }: { title: string }) => title)).to.include('get-5');
  });

  test('reports what is known at SIGINT, and leaves no worker behind', { timeout: 120_000 }, async () => {
    using work = new Folder(manyThings);
    let reached: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => {
      reached = resolve;
    });
    using server = await startServer((path) => {
      if (!path.endsWith('get-0')) return false;
      reached();
      return true;
    });
    const env = { DEMO_CLIENT_ID: 'ali', DEMO_CLIENT_SECRET: 'open-sesame', POSTERN_DEBUG: '1' };
    using running = startPostern(['run', 'demo', '--env', 'dev', '--var', `baseUrl=${server.url}`, '--workers', '2'], work.path, env);
    const [, said = ''] = await running.says('stderr', /workers: ([\d ]+)\n/);
    const pids = said.trim().split(' ').map(Number);
    expect(pids).to.have.lengthOf(2);
    await waiting;
    await running.says('stderr', /ok +Things › get-5/);
    running.kill('SIGINT');
    const end = await running.ended;
    expect(end, end.stderr).to.include({ exit: 130, signal: null });
    expect(end.stderr).to.match(/stopped before the end\n$/);
    // It may take the system a moment; a worker that stays lets the test run into its time limit.
    while (pids.some(lives)) await new Promise((resolve) => setTimeout(resolve, 10));
  });
});
