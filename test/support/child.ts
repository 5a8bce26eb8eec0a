// The program as a process of its own, for what cannot be seen from inside: signals, streams and exit codes.

import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from './own-specs.ts';

/** How a process ended. */
export type ChildEnd = {
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** A process that runs; a test that leaves it kills it (`using`). */
export type Child = Disposable & {
  readonly ended: Promise<ChildEnd>;
  kill(signal: NodeJS.Signals): void;
  /** Closes this end of the pipes, as a program does that reads no further. */
  stopReading(): void;
  /** Resolves when what was written matches; rejects when the process ends without it. */
  says(stream: 'stdout' | 'stderr', pattern: RegExp): Promise<RegExpExecArray>;
};

/** Starts `bin/postern` in a folder, with pipes for all streams and only `env` besides what any process has. */
export function startPostern(argv: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Child {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [path.join(root, 'bin/postern'), ...argv], { cwd, env: { PATH, HOME, ...env } });
  const written = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<ChildEnd>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exit, signal) => resolve({ exit, signal, ...written }));
  });
  return {
    ended,
    kill: (signal) => void child.kill(signal),
    stopReading: () => {
      child.stdout.destroy();
      child.stderr.destroy();
    },
    says: (stream, pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(written[stream]);
          if (found === null) return;
          listeners.delete(look);
          resolve(found);
        };
        listeners.add(look);
        look();
        void ended.then(({ exit, stdout, stderr }) =>
          reject(new Error(`it ended with ${exit} before it said ${pattern}:\n${stdout}\n${stderr}`)),
        );
      }),
    [Symbol.dispose]: () => void child.kill('SIGKILL'),
  };
}
