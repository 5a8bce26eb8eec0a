// Other programs that send requests and check answers, with the same requests and as many of the checks as they know.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { schema } from './things.ts';

/** A program as it is run; throws, in the bench, when a check fails. */
export interface Peer {
  readonly name: string;
  readonly argv: readonly string[];
  readonly cwd: string;
}

interface Tool {
  readonly name: string;
  readonly spec: string;
  /** Of the installed package. */
  readonly program: string;
  /** Writes what it reads into `folder`, and returns its arguments. */
  readonly prepare: (requests: number, url: string, folder: string) => readonly string[];
}

const numbers = (requests: number): number[] => Array.from({ length: requests }, (_, i) => i);

const form = { grant_type: 'client_credentials', client_id: 'ali', client_secret: 'secret' };

/** A collection in Bruno's language: status, content type and body (a Chai assertion with its own JSON Schema) are checked. */
function bruno(requests: number, url: string, folder: string): readonly string[] {
  const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
  write('bruno.json', JSON.stringify({ version: '1', name: 'Things', type: 'collection' }));
  const body = Object.entries(form).map(([name, value]) => `  ${name}: ${value}`);
  write(
    '0-token.bru',
    `meta {\n  name: Token\n  type: http\n  seq: 1\n}\n\npost {\n  url: ${url}/oauth/token\n  body: formUrlEncoded\n  auth: none\n}\n\nbody:form-urlencoded {\n${body.join('\n')}\n}\n\nscript:post-response {\n  bru.setVar("token", res.body.access_token);\n}\n`,
  );
  const checks = `assert {\n  res.status: eq 200\n  res.responseTime: lte 5000\n}\n\ntests {\n  test("content type", () => expect(res.getHeader("content-type")).to.match(/^application\\/json/));\n  test("body", () => expect(res.getBody()).to.have.jsonSchema(${JSON.stringify(schema)}));\n}\n`;
  for (const i of numbers(requests))
    write(
      `thing-${i}.bru`,
      `meta {\n  name: Get thing ${i}\n  type: http\n  seq: ${i + 2}\n}\n\nget {\n  url: ${url}/things/${i}\n  body: none\n  auth: bearer\n}\n\nauth:bearer {\n  token: {{token}}\n}\n\n${checks}`,
    );
  return ['run', '--bail'];
}

/** A workflow in YAML, which is read from JSON too: a test for the token, whose steps send everything. */
function stepci(requests: number, url: string, folder: string): readonly string[] {
  const token = {
    name: 'Token',
    http: {
      url: `${url}/oauth/token`,
      method: 'POST',
      form,
      check: { status: 200 },
      captures: { token: { jsonpath: '$.access_token' } },
    },
  };
  const steps = numbers(requests).map((i) => ({
    name: `Get thing ${i}`,
    http: {
      url: `${url}/things/${i}`,
      method: 'GET',
      headers: { Authorization: 'Bearer ${{captures.token}}' },
      check: { status: 200, headers: { 'content-type': 'application/json' }, schema },
    },
  }));
  writeFileSync(
    path.join(folder, 'workflow.yml'),
    JSON.stringify({ version: '1.1', name: 'Things', tests: { things: { steps: [token, ...steps] } } }),
  );
  return ['run', 'workflow.yml'];
}

/** Ten tests side by side are what it does at most; the token is in the file, since tests do not share what they captured. */
function stepciAtOnce(requests: number, url: string, folder: string): readonly string[] {
  const step = (i: number): object => ({
    name: `Get thing ${i}`,
    http: {
      url: `${url}/things/${i}`,
      method: 'GET',
      headers: { Authorization: 'Bearer a-token' },
      check: { status: 200, headers: { 'content-type': 'application/json' }, schema },
    },
  });
  const tests = Object.fromEntries(numbers(requests).map((i) => [`thing-${i}`, { steps: [step(i)] }]));
  writeFileSync(path.join(folder, 'workflow.yml'), JSON.stringify({ version: '1.1', name: 'Things', config: { concurrency: 10 }, tests }));
  return ['run', 'workflow.yml'];
}

/** It has no JSON Schema: one property of the body is checked. */
function httpYac(requests: number, url: string, folder: string): readonly string[] {
  const checks = '?? status == 200\n?? header content-type contains application/json\n?? body id == 7\n?? duration < 5000\n';
  const one = (i: number): string => `GET ${url}/things/${i}\nAuthorization: Bearer {{token.access_token}}\n\n${checks}`;
  const body = new URLSearchParams(form).toString();
  const token = `# @name token\nPOST ${url}/oauth/token\nContent-Type: application/x-www-form-urlencoded\n\n${body}\n`;
  // The token is asked for once, since all refer to one request.
  writeFileSync(path.join(folder, 'things.http'), [token, ...numbers(requests).map((i) => `# @ref token\n${one(i)}`)].join('\n###\n'));
  return ['send', 'things.http', '--all', '--silent'];
}

const tools: readonly Tool[] = [
  { name: 'Bruno', spec: '@usebruno/cli@4.1.0', program: 'bru', prepare: bruno },
  { name: 'Step CI', spec: 'stepci@2.8.2', program: 'stepci', prepare: stepci },
  { name: 'Step CI, 10 at a time', spec: 'stepci@2.8.2', program: 'stepci', prepare: stepciAtOnce },
  { name: 'httpYac', spec: 'httpyac@6.16.7', program: 'httpyac', prepare: httpYac },
  {
    name: 'httpYac, 8 at a time',
    spec: 'httpyac@6.16.7',
    program: 'httpyac',
    prepare: (...all) => [...httpYac(...all), '--parallel', '8'],
  },
];

/** The peers that can be installed, ready to send so many requests; the others are told of, and left out. */
export function peersFor(requests: number, url: string, work: string): Peer[] {
  return tools.flatMap(({ name, spec, program, prepare }) => {
    const home = install(spec, program);
    if (home === undefined) return [];
    const folder = path.join(work, 'peers', `${name.replace(/\W+/g, '-')}-${requests}`);
    mkdirSync(folder, { recursive: true });
    return [{ name, argv: [path.join(home, 'node_modules/.bin', program), ...prepare(requests, url, folder)], cwd: folder }];
  });
}

const left = new Set<string>();

/** Installs a package in a folder of its own, which stays for the next time. */
function install(spec: string, program: string): string | undefined {
  const home = path.join(tmpdir(), 'postern-bench-run', spec.replace(/^@/, '').replace(/[@/].*/, ''));
  if (existsSync(path.join(home, 'node_modules/.bin', program))) return home;
  try {
    mkdirSync(home, { recursive: true });
    writeFileSync(path.join(home, 'package.json'), '{ "private": true }\n');
    execFileSync('npm', ['install', '--no-audit', '--no-fund', spec], { cwd: home, stdio: 'ignore' });
    return home;
  } catch {
    if (!left.has(spec)) console.log(`${spec} cannot be installed, so it is left out`);
    left.add(spec);
    return undefined;
  }
}
