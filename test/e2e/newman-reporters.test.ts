// Newman's own reporters behind `postern run`: what they report is theirs, and nothing of it is a secret in any form.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import { expect } from 'chai';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { type ChildEnd, startPostern } from '../support/child.ts';
import { basicCredentials, encodings, leaksOf } from '../support/leaks.ts';
import { demo, Folder } from '../support/specs.ts';
import { withoutTokenRefusals } from '../support/token-refusals.ts';

const client = { id: 'ali/1:é', secret: `k9%2F:q/ +w&x=y"z<é\\v'~3[7]{5}(1)!` };
const token = `eyJhbGciOiJub25lIn0.${'Zq7-_Wv4Kd'.repeat(6)}.~+/Tail==`;
const refreshToken = 'rT4-Hj8sKq2Lw9Xz';
const cookie = 'cK7-Pm3nVb6Yt1Rs';

/** A reporter that keeps by itself every text and all bytes that it can get at, however deep and hidden. */
const spy = `const { writeFileSync } = require('node:fs');
const texts = new Set();
const seen = new WeakSet();
const keep = (value) => {
  if (typeof value === 'string') texts.add(value);
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (value instanceof ArrayBuffer) return keep(Buffer.from(value));
  if (value instanceof Uint8Array) return keep(Buffer.from(value).toString()), keep([...value].join());
  if (Array.isArray(value) && value.every((each) => typeof each === 'number')) keep(value.join());
  for (const name of Reflect.ownKeys(value)) keep(String(name)), keep(value[name]);
};
module.exports = class {
  constructor(newman, own, options) {
    keep([own, options]);
    const emit = newman.emit;
    newman.emit = (event, ...told) => {
      texts.add('told of ' + event);
      keep(told);
      for (const each of Object.values(told[1] || {})) {
        if (each && each.toJSON) texts.add(JSON.stringify(each));
        if (each && each.text) keep(each.text());
      }
      return emit.call(newman, event, ...told);
    };
    newman.on('beforeDone', () => newman.exports.push({ name: 'spy', path: own.export, content: { items: newman.summary.run.stats.items } }));
    newman.on('done', () => {
      keep(newman);
      writeFileSync('spy.txt', [...texts].join('\\n'));
    });
  }
};
`;

const files = {
  ...demo,
  'node_modules/newman-reporter-spy/index.js': spy,
  'specs/demo/api.yaml': `${demo['specs/demo/api.yaml']}  ${withoutTokenRefusals}\n`,
  'specs/demo/endpoints/things.yaml': `folder: Things
endpoints:
  - id: list-things
    name: List things
    method: GET
    path: /things
    responses: { 200: { description: The things, schema: { type: array, items: { const: 1 } }, example: [1] } }
  - id: get-thing
    name: Get a thing
    method: GET
    path: /fine
    expect: { status: 200, tests: { says something: "console.log(pm.response.text(), pm.environment.get('clientSecret'))" } }
    responses: { 200: { description: A thing, schema: { type: array }, example: [1] } }
`,
};

/** A server that gives back, in every form, whatever it knows of the client. */
async function startServer() {
  const server = createServer((request, response) => {
    response.setHeader('Set-Cookie', `session=${cookie}`);
    response.setHeader('Content-Type', 'application/json');
    response.setHeader('Cache-Control', 'no-store');
    if (request.url === '/oauth/token') {
      response.end(JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 3600, refresh_token: refreshToken }));
      return;
    }
    const said = [client.secret, token].flatMap((text) => [
      ...Object.values(encodings).map((encode) => encode(text)),
      [...Buffer.from(text, 'utf8')],
    ]);
    response.setHeader('X-Echo', encodeURIComponent(client.secret));
    response.end(JSON.stringify([request.headers.authorization, ...basicCredentials(client.id, client.secret), ...said]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.dispose]: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function run(work: Folder, ...more: string[]): Promise<ChildEnd> {
  using server = await startServer();
  const env = { DEMO_CLIENT_ID: client.id, DEMO_CLIENT_SECRET: client.secret };
  using child = startPostern(['run', 'demo', '--env', 'dev', '--var', `baseUrl=${server.url}`, ...more], work.path, env);
  return await child.ended;
}

/** What a text gives away of anything that is secret here, bytes written as numbers among it. */
function leaks(text: string): string[] {
  const secrets = [client.secret, token, refreshToken, cookie, ...basicCredentials(client.id, client.secret).map((each) => each.slice(6))];
  const numbers = text.replace(/\s+/g, '');
  return secrets.flatMap((secret) => {
    const bytes = [...Buffer.from(secret, 'utf8')];
    const lists = bytes.slice(7).map((_, i) => bytes.slice(i, i + 8).join(','));
    const inBody = [0, 1, 2].map((offset) =>
      Buffer.from('x'.repeat(offset) + secret)
        .toString('base64')
        .slice(offset === 0 ? 0 : 4, -4),
    );
    return [...leaksOf(text, secret), ...lists.filter((list) => numbers.includes(list)), ...inBody.filter((each) => text.includes(each))];
  });
}

describe("Newman's reporters", { concurrency: true }, () => {
  test('report what Newman tells, into the files that were asked for, without any secret', { timeout: 120_000 }, async () => {
    using work = new Folder(files);
    const reporters = ['newman:cli', 'newman:json=out/run.json', 'newman:junit=out/results.xml', 'newman:spy=out/spy.json'];
    const end = await run(work, ...reporters.flatMap((each) => ['--reporter', each]));
    expect(end.exit, end.stderr).to.equal(1);
    expect(end.stderr).to.contain(
      'for newman:cli, newman:json, newman:junit, newman:spy the requests are sent one after another, by Newman as it is',
    );

    const { run: told, collection } = JSON.parse(work.read('out/run.json'));
    expect(collection.info.name).to.equal('Demo (contract)');
    expect(told.executions.map(({ item }: { item: { name: string } }) => item.name)).to.include.members(['List things', 'Get a thing']);
    expect(told.failures).to.have.lengthOf(1);
    expect(told.failures[0].error.test).to.equal('body is as documented');
    expect(told.timings.completed).to.be.at.least(told.timings.started);

    const xml = work.read('out/results.xml');
    expect(XMLValidator.validate(xml)).to.equal(true);
    const suites = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'testsuite' }).parse(xml).testsuites.testsuite;
    const failed = suites.filter((suite: Record<string, string>) => suite['@_failures'] !== '0');
    expect(failed.map((suite: Record<string, string>) => suite['@_name'])).to.deep.equal(['Things / List things']);

    expect(end.stdout).to.contain('↳ List things').and.contain('body is as documented').and.contain('total run duration');
    // It stands in the answer, in the console and in the requests: it was there to be taken out.
    expect(end.stdout).to.contain('‹secret›');
    expect(JSON.parse(work.read('out/spy.json')).items.total).to.equal(told.stats.items.total);

    for (const [name, text] of Object.entries({ stdout: end.stdout, stderr: end.stderr, ...work.files() })) {
      if (name.startsWith('specs/') || name.startsWith('node_modules/')) continue;
      expect(leaks(text), name).to.deep.equal([]);
    }
    for (const event of ['start', 'request', 'script', 'testScript', 'console', 'assertion', 'item', 'done'])
      expect(work.read('spy.txt')).to.contain(`told of ${event}`);
  });

  test('that draw on the terminal do, on stderr what is not for stdout', { timeout: 120_000 }, async () => {
    using work = new Folder(files);
    const end = await run(work, '--reporter', 'newman:cli', '--reporter', 'newman:progress', '--format', 'json');
    expect(end.exit, end.stderr).to.equal(1);
    expect(JSON.parse(end.stdout).results).to.have.lengthOf(1);
    expect(end.stderr).to.contain('↳ List things');
    expect(leaks(end.stdout + end.stderr)).to.deep.equal([]);
  });

  test('have what is known when the run is stopped', { timeout: 120_000 }, async () => {
    using work = new Folder(files);
    let reached: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const server = createServer((request, response) => {
      response.setHeader('Content-Type', 'application/json');
      response.setHeader('Cache-Control', 'no-store');
      // The second request is never answered.
      if (request.url === '/fine') reached();
      else if (request.url === '/things') response.end('[1]');
      else response.end(JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 3600 }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseUrl = `baseUrl=http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const env = { DEMO_CLIENT_ID: client.id, DEMO_CLIENT_SECRET: client.secret };
    const reporters = ['--reporter', 'newman:json=run.json', '--reporter', 'newman:junit=results.xml'];
    using child = startPostern(['run', 'demo', '--env', 'dev', '--var', baseUrl, ...reporters], work.path, env);
    await waiting;
    child.kill('SIGTERM');
    const end = await child.ended;
    server.close();
    server.closeAllConnections();
    expect(end.exit, end.stderr).to.equal(3);
    expect(end.stderr).to.match(/stopped before the end\n$/);
    const { executions } = JSON.parse(work.read('run.json')).run;
    const names = executions.map(({ item }: { item: { name: string } }) => item.name);
    expect(names).to.include('List things').and.not.include('Get a thing');
    expect(XMLValidator.validate(work.read('results.xml'))).to.equal(true);
    expect(leaks(JSON.stringify(work.files()['run.json']))).to.deep.equal([]);
  });

  test('have one report of all that was sent, what was sent again too', { timeout: 120_000 }, async () => {
    using work = new Folder(files);
    let times = 0;
    const server = createServer((request, response) => {
      response.setHeader('Content-Type', 'application/json');
      response.setHeader('Cache-Control', 'no-store');
      const isToken = request.url === '/oauth/token';
      if (request.url === '/things' && times++ === 0) response.writeHead(503);
      response.end(isToken ? JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 3600 }) : '[1]');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseUrl = `baseUrl=http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const env = { DEMO_CLIENT_ID: client.id, DEMO_CLIENT_SECRET: client.secret };
    const argv = ['run', 'demo', '--env', 'dev', '--var', baseUrl, '--retries', '1', '--reporter', 'newman:json=run.json'];
    using child = startPostern(argv, work.path, env);
    const end = await child.ended;
    server.close();
    server.closeAllConnections();
    expect(end.exit, end.stderr).to.equal(0);
    const { executions } = JSON.parse(work.read('run.json')).run;
    const codes = executions.flatMap(({ item, response }: { item: { name: string }; response: { code: number } }) =>
      item.name === 'List things' ? [response.code] : [],
    );
    expect([...new Set(codes)]).to.deep.equal([503, 200]);
  });
});
