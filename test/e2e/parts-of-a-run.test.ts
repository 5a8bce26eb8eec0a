// Parts of a contract: shards by the times of an earlier run, what has changed in git; and what passed only the second time.

import { execFileSync, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import { expect } from 'chai';
import { demo, Folder, type Outcome, postern } from '../support/specs.ts';
import { withoutTokenRefusals } from '../support/token-refusals.ts';

const endpoint = (id: string): string => `  - id: ${id}
    name: Get ${id}
    method: GET
    path: /${id}
    responses: { 200: { description: Yes., schema: { type: array }, example: [] } }
`;
const names = ['a', 'b', 'c', 'd', 'e', 'f'];
const files = {
  ...demo,
  'specs/demo/api.yaml': `${demo['specs/demo/api.yaml']}  ${withoutTokenRefusals}\n`,
  'specs/demo/endpoints/things.yaml': `folder: Things\nendpoints:\n${names.map(endpoint).join('')}`,
  'specs/demo/endpoints/more.yaml': `folder: More\nendpoints:\n${endpoint('more')}`,
};

/** What a run told of as sent, in its order. */
function sent({ stderr }: Outcome): string[] {
  return [...stderr.matchAll(/^ +(?:ok|FAIL) +(?:.* › )?(.+?) \(\d+,/gm)].map((match) => match[1] ?? '');
}

describe('shards by the times of an earlier run', () => {
  type Stored = { requests: { title: string; duration: number }[] };

  test('take about the same time each, and run everything once between them', async () => {
    using work = new Folder(files);
    const whole = await postern(['run', 'demo', '--mock', '--serial', '--results', 'all.json'], work.path);
    expect(whole.exit, whole.stderr).to.equal(0);
    const results = JSON.parse(work.read('all.json')) as { runs: Stored[] };
    const all = results.runs[0]?.requests ?? [];
    // The mock answers everything in no time: here one request takes as long as all others together.
    for (const each of all) each.duration = each.title === 'Get c' ? 100 * (all.length - 1) : 100;
    work.write({ 'all.json': JSON.stringify(results) });

    const parts = await Promise.all(
      [1, 2].map((number) => postern(['run', 'demo', '--mock', '--serial', '--shard', `${number}/2`, '--timings', 'all.json'], work.path)),
    );
    for (const { exit, stderr } of parts) expect(exit, stderr).to.equal(0);
    const [first = [], second = []] = parts.map(sent);
    expect([...first, ...second].sort()).to.deep.equal(all.map(({ title }) => title).sort());
    expect([first, second]).to.deep.include(['Get c']);
  });

  test('are refused times that are none', async () => {
    using work = new Folder({ ...files, 'all.json': '{}' });
    const { exit, stderr } = await postern(['run', 'demo', '--mock', '--shard', '1/2', '--timings', 'all.json'], work.path);
    expect(exit).to.equal(2);
    expect(stderr).to.contain('error results-unreadable');
  });
});

const hasGit = spawnSync('git', ['--version']).status === 0;

describe('postern run --changed-since', { skip: hasGit ? false : 'there is no git here' }, () => {
  /** A repository with the specs in it. */
  function repository(): Folder {
    const work = new Folder(files);
    git(work, 'init', '--quiet', '--initial-branch', 'main');
    git(work, 'add', '.');
    git(work, 'commit', '--quiet', '--message', 'Specs');
    return work;
  }

  function git(work: Folder, ...argv: string[]): void {
    const identity = ['-c', 'user.name=Ali', '-c', 'user.email=ali@example.com', '-c', 'commit.gpgsign=false'];
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
    execFileSync('git', [...identity, ...argv], { cwd: work.path, env, stdio: 'pipe' });
  }

  const run = (work: Folder, since: string): Promise<Outcome> =>
    postern(['run', 'demo', '--mock', '--serial', '--changed-since', since], work.path);

  test('sends the requests of a file that differs, committed or not', async () => {
    using work = repository();
    work.write({ 'specs/demo/endpoints/more.yaml': files['specs/demo/endpoints/more.yaml'].replace('Get more', 'Get some more') });
    const changed = await run(work, 'HEAD');
    expect(changed.exit, changed.stderr).to.equal(0);
    expect(sent(changed)).to.deep.equal(['Get some more']);
    git(work, 'commit', '--quiet', '--all', '--message', 'Another name');
    expect(sent(await run(work, 'HEAD~1'))).to.deep.equal(['Get some more']);
  });

  test('sends those of a file that git does not know yet, and none of one that it ignores', async () => {
    using work = repository();
    work.write({ 'specs/demo/endpoints/new.yaml': `folder: New\nendpoints:\n${endpoint('new')}` });
    expect(sent(await run(work, 'main'))).to.deep.equal(['Get new']);
  });

  test('sends all when something changed that is part of all', async () => {
    using work = repository();
    work.write({ 'specs/demo/schemas/thing.yaml': 'type: object\n' });
    expect(sent(await run(work, 'main'))).to.include.members(['Get a', 'Get more']);
  });

  test('tells when nothing has changed, when there is no such commit, and when there is no repository', async () => {
    using work = repository();
    const nothing = await run(work, 'main');
    expect(nothing.exit).to.equal(2);
    expect(nothing.stderr).to.contain('error nothing-selected');
    const unknown = await run(work, 'mian');
    expect(unknown.exit).to.equal(2);
    expect(unknown.stderr).to.contain('there is no such commit, branch or tag');
    work.remove('.git');
    const outside = await run(work, 'main');
    expect(outside.exit).to.equal(2);
    expect(outside.stderr).to.contain('the specs are in no repository');
  });
});

describe('postern run --fail-on-flaky', () => {
  /** Against a server that has one bad moment. */
  async function run(...more: string[]): Promise<Outcome> {
    let times = 0;
    const server = createServer((request, response) => {
      response.setHeader('Content-Type', 'application/json');
      response.setHeader('Cache-Control', 'no-store');
      if (request.url === '/oauth/token') response.end(JSON.stringify({ access_token: 'a-token', token_type: 'Bearer', expires_in: 3600 }));
      else if (request.url === '/c' && times++ === 0) response.writeHead(503).end('{}');
      else response.end('[]');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    using work = new Folder(files);
    const env = { DEMO_CLIENT_ID: 'ali', DEMO_CLIENT_SECRET: 'open-sesame' };
    const url = `baseUrl=http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      return await postern(['run', 'demo', '--env', 'dev', '--var', url, ...more], work.path, { env });
    } finally {
      server.close();
      server.closeAllConnections();
    }
  }

  test('ends with 1 for what passed only when it was sent again, and names it either way', async () => {
    const lenient = await run('--retries', '1');
    expect(lenient.exit, lenient.stderr).to.equal(0);
    const strict = await run('--retries', '1', '--fail-on-flaky');
    expect(strict.exit, strict.stderr).to.equal(1);
    for (const { stderr } of [lenient, strict]) expect(stderr).to.contain('flaky Get c (passed when it was sent once more)');
  });

  test('is no retry by itself: without --retries it stays a failure', async () => {
    const { exit, stderr } = await run('--fail-on-flaky');
    expect(exit, stderr).to.equal(1);
    expect(stderr).to.contain('got 503').and.not.contain('flaky');
  });
});
