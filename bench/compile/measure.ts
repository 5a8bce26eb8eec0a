import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

/** One run of a command: wall and CPU in s, peak memory of its largest process in MiB. */
export interface Usage {
  readonly wall: number;
  readonly cpu: number;
  readonly peak: number;
}

const preload = join(__dirname, 'usage.cjs');

/** Runs a Node program to its end; undefined when it fails or takes longer than `limit` ms. What it prints is dropped. */
export function runOnce(argv: readonly string[], cwd: string, usageFile: string, limit = 300_000): Usage | undefined {
  rmSync(usageFile, { force: true });
  const start = performance.now();
  const { status } = spawnSync(process.execPath, [...argv], {
    cwd,
    stdio: 'ignore',
    timeout: limit,
    env: { ...process.env, NODE_OPTIONS: `--require ${JSON.stringify(preload)}`, BENCH_USAGE: usageFile },
  });
  const wall = (performance.now() - start) / 1000;
  if (status !== 0 || !existsSync(usageFile)) return undefined;
  const processes = readFileSync(usageFile, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { cpu: number; peak: number });
  return {
    wall,
    cpu: processes.reduce((sum, { cpu }) => sum + cpu, 0),
    peak: Math.max(...processes.map(({ peak }) => peak)),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
