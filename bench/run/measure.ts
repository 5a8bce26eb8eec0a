import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** What one run of a program cost, with everything that it started. */
export interface Cost {
  /** Seconds. */
  readonly wall: number;
  readonly cpu: number;
  /** The most memory at one time, in MB. */
  readonly memory: number;
}

/** Runs a program to its end, and throws when that is not a success: what did not do the work has no time. */
export async function measure(argv: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Promise<Cost> {
  const quoted = argv.map((each) => `'${each.replaceAll("'", "'\\''")}'`).join(' ');
  // The shell's own `time` knows the processor time of all that it waits for.
  const child = spawn('bash', ['-c', `TIMEFORMAT='cost %R %U %S'; time ${quoted}`], { cwd, env: { ...process.env, ...env } });
  let said = '';
  let memory = 0;
  child.stdout.on('data', () => undefined);
  child.stderr.on('data', (text) => {
    said = (said + text).slice(-4000);
  });
  const sample = setInterval(() => {
    memory = Math.max(memory, memoryOf(child.pid ?? 0));
  }, 100);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(sample);
  const [, wall, user, system] = /cost ([\d.]+) ([\d.]+) ([\d.]+)/.exec(said) ?? [];
  if (code !== 0 || wall === undefined) throw new Error(`${argv.join(' ')} ended with ${code}\n${said}`);
  return { wall: Number(wall), cpu: Number(user) + Number(system), memory };
}

/** Resident memory of a process and all below it, in MB. */
function memoryOf(root: number): number {
  const parents = new Map<number, number>();
  const sizes = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      parents.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]));
      sizes.set(Number(name), Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024);
    } catch {
      // It has ended meanwhile.
    }
  }
  const isBelow = (pid: number): boolean => pid === root || (parents.has(pid) && isBelow(parents.get(pid) ?? 0));
  return [...sizes].filter(([pid]) => isBelow(pid)).reduce((sum, [, size]) => sum + size, 0);
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
