import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { FromWorker, ToWorker } from './messages.ts';

/** Who hears what a worker tells. */
export interface Listener {
  readonly hear: (message: FromWorker) => void;
  readonly died: () => void;
}

/** One worker process. */
export interface Member {
  readonly lives: boolean;
  readonly pid: number | undefined;
  tell(message: ToWorker): void;
  listen(listener: Listener | undefined): void;
  /** Ends it, and waits until it is gone. */
  end(): Promise<void>;
}

/** The worker processes of a run. */
export interface Crew {
  readonly members: readonly Member[];
  close(): Promise<void>;
}

/** A worker that has been silent for so long, in ms, hangs: a script of a spec loops, as a rule. */
const longestSilence = 30_000;

/** So long it may take to be ready, in ms: on a busy machine, loading Newman is no matter of a second. */
const startUp = 120_000;

/**
 * Starts worker processes. It takes them half a second to be ready, so it is best done before anything else.
 * @param workers how many there have to be
 * @param early those that were started before, which become part of it
 * @param silence ms after which one that says nothing is ended
 */
export function startCrew(
  workers: number,
  { early, silence = longestSilence }: { readonly early?: Crew | undefined; readonly silence?: number } = {},
): Crew {
  const started = early?.members ?? [];
  const missing = Array.from({ length: Math.max(workers - started.length, 0) }, (_, i) => startMember(started.length + i === 0, silence));
  const members = [...started, ...missing];
  return {
    members,
    close: async () => {
      await Promise.all(members.map((member) => member.end()));
    },
  };
}

function startMember(isFirst: boolean, silence: number): Member {
  const child = startChild(isFirst ? ['first'] : []);
  let listener: Listener | undefined;
  let lives = true;
  let ended = false;
  let [heard, looked, allowed] = [Date.now(), Date.now(), startUp];
  const watch = setInterval(() => {
    const now = Date.now();
    // What came while this process itself was busy is heard only now.
    if (now - looked > silence / 2) heard = now;
    looked = now;
    if (now - heard > allowed) child.kill('SIGKILL');
  }, silence / 6).unref();
  child.on('message', (messages: readonly FromWorker[]) => {
    heard = Date.now();
    allowed = silence;
    for (const message of messages) listener?.hear(message);
  });
  const gone = new Promise<void>((resolve) => {
    const die = (): void => {
      resolve();
      if (!lives) return;
      lives = false;
      clearInterval(watch);
      if (!ended) listener?.died();
    };
    child.on('exit', die);
    child.on('error', die);
  });
  return {
    get lives() {
      return lives;
    },
    pid: child.pid,
    tell: (message) => {
      // A pipe whose other end is gone: its end is told of by itself.
      if (lives && child.connected) child.send(message, () => undefined);
    },
    listen: (next) => {
      listener = next;
    },
    end: async () => {
      ended = true;
      if (!lives) return;
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** From a clone the worker is TypeScript, in the package it stands beside this bundle. */
function startChild(args: readonly string[]): ChildProcess {
  const isClone = __filename.endsWith('.ts');
  const root = path.join(__dirname, '../../..');
  return fork(path.join(__dirname, isClone ? 'worker.ts' : 'worker.js'), args, {
    serialization: 'advanced',
    execArgv: isClone ? ['-r', require.resolve('ts-node/register')] : [],
    env: { ...process.env, ...(isClone ? { TS_NODE_CWD: root } : {}) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}
