// How long a contract takes to run. `node -r ts-node/register bench/run/bench.ts [--requests 500] [--latency 0,50] [--rounds 3] [--peers]`
// Prints a table. The Postman CLI takes part when POSTMAN_CLI names it; Bruno, Step CI and httpYac with --peers, which installs them in a temporary folder.

import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { emit } from '../../scripts/postman/emit.ts';
import { type Cost, measure, median } from './measure.ts';
import { peersFor } from './peers.ts';
import { apiOf, schema, specsOf } from './things.ts';

interface Contender {
  readonly name: string;
  readonly argv: readonly string[];
  /** Where it has to be run, if not just anywhere. */
  readonly cwd?: string;
  /** Whether the others race without it when it fails. */
  readonly isPeer?: boolean;
}

interface Place {
  /** A folder for whatever is written. */
  readonly work: string;
  /** The command `postern`. */
  readonly program: string;
}

const root = path.join(__dirname, '../..');

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      requests: { type: 'string', default: '500' },
      latency: { type: 'string', default: '0,50' },
      rounds: { type: 'string', default: '3' },
      peers: { type: 'boolean', default: false },
    },
  });
  const work = mkdtempSync(path.join(tmpdir(), 'postern-bench-'));
  try {
    const program = buildPackage(path.join(work, 'package'));
    const head = ['requests', 'latency', '', 'wall, s', 'CPU, s', 'memory, MB', 'times newman'];
    console.log(`${row(head)}\n${row(head.map(() => '---'))}`);
    // Each race takes minutes, so it is told as soon as it is over.
    for (const requests of values.requests.split(',').map(Number))
      for (const latency of values.latency.split(','))
        for (const cells of await race(requests, latency, Number(values.rounds), { work, program }, values.peers)) console.log(row(cells));
    console.log(
      `\nload average: ${loadavg()
        .map((load) => load.toFixed(1))
        .join(', ')}`,
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** All contenders in turns, so that what the machine does otherwise meets all of them. */
async function race(requests: number, latency: string, rounds: number, at: Place, peers: boolean): Promise<string[][]> {
  const server = spawn(process.execPath, ['-r', 'ts-node/register', path.join(__dirname, 'server.ts'), latency], { cwd: root });
  try {
    const url = await new Promise<string>((resolve) => server.stdout.once('data', (text) => resolve(String(text).trim())));
    const contenders = [
      ...prepare(requests, url, at),
      ...(peers ? peersFor(requests, url, at.work).map((peer) => ({ ...peer, isPeer: true })) : []),
    ];
    const costs = new Map<string, Cost[]>(contenders.map(({ name }) => [name, []]));
    // Step CI tells its makers of each run, and fails where they cannot be reached.
    const env = { BENCH_ID: 'ali', BENCH_SECRET: 'secret', STEPCI_DISABLE_ANALYTICS: '1' };
    for (let round = 0; round < rounds; round++)
      for (const { name, argv, cwd = root, isPeer } of contenders) {
        const all = costs.get(name);
        if (!all) continue;
        try {
          all.push(await measure(argv, cwd, env));
        } catch (error) {
          if (!isPeer) throw error;
          console.log(`${name} does not manage ${requests} requests, so it is left out:\n${(error as Error).message.slice(-300)}`);
          costs.delete(name);
        }
      }
    const wallOf = (name: string): number => median((costs.get(name) ?? []).map(({ wall }) => wall));
    return contenders
      .filter(({ name }) => costs.has(name))
      .map(({ name }) => {
        const all = costs.get(name) ?? [];
        const ratio = wallOf('newman run') / wallOf(name);
        const medians = [wallOf(name), median(all.map(({ cpu }) => cpu)), median(all.map(({ memory }) => memory))];
        return [String(requests), `${latency} ms`, name, ...medians.map((number, i) => number.toFixed(i < 2 ? 2 : 0)), ratio.toFixed(1)];
      });
  } finally {
    server.kill();
  }
}

/** Lays out the package as it is installed, and returns its program: from a clone, each process compiles TypeScript first. */
function buildPackage(folder: string): string {
  execFileSync(process.execPath, [path.join(root, 'bin/build.mjs')], { stdio: 'ignore' });
  for (const part of ['bin/postern', 'dist', 'package.json', 'schemas'])
    cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  return path.join(folder, 'bin/postern');
}

/** Writes the specs and what they compile to. */
function prepare(requests: number, url: string, { work, program }: Place): Contender[] {
  const write = (name: string, text: string): string => {
    const file = path.join(work, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  for (const [name, text] of specsOf(requests)) write(`specs/${name}`, text);
  for (const { path: name, content } of emit(apiOf(requests))) write(name, content);
  const at = (name: string): string => path.join(work, 'bench', name);
  const variables = ['--env-var', `baseUrl=${url}`, '--env-var', 'clientId=ali', '--env-var', 'clientSecret=secret'];
  const files = [at('bench.contract.postman_collection.json'), '-e', at('local.postman_environment.json'), ...variables];
  const postern = [process.execPath, program, 'run', 'bench', '--env', 'local', '--specs', path.join(work, 'specs')];
  const given = ['--var', `baseUrl=${url}`, '--var', 'clientId=ali', '--var', 'clientSecret=secret', '--quiet'];
  const limit = (lanes: number): Contender => ({
    name: `fetch (undici), ${lanes} at a time`,
    argv: [
      process.execPath,
      path.join(__dirname, 'limit.mjs'),
      url,
      String(requests),
      String(lanes),
      write('schema.json', JSON.stringify(schema)),
    ],
  });
  const cli = process.env['POSTMAN_CLI'];
  return [
    { name: 'newman run', argv: [path.join(root, 'node_modules/.bin/newman'), 'run', ...files, '--silent'] },
    { name: 'postern run', argv: [...postern, ...given] },
    { name: 'postern run, 8 at a time', argv: [...postern, ...given, '--workers', '2', '--lanes', '4'] },
    { name: 'postern run --serial', argv: [...postern, ...given, '--serial'] },
    limit(1),
    limit(8),
    ...(cli ? [{ name: 'Postman CLI', argv: [cli, 'collection', 'run', ...files, '--silent'] }] : []),
  ];
}

/** A line of a Markdown table. */
function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
