import { EventEmitter } from 'node:events';

/** What Newman's runtime uses of a sandbox (postman-sandbox's PostmanSandbox). */
interface Sandbox {
  on(name: string, listener: Listener): unknown;
  once(name: string, listener: Listener): unknown;
  removeAllListeners(name: string): unknown;
  dispatch(...message: unknown[]): void;
  execute(target: unknown, options: { readonly id: string }, callback: Listener): void;
  dispose(): void;
}
type Listener = (...args: unknown[]) => void;
type Create = (options: object, callback: (error: unknown, sandbox?: Sandbox) => void) => void;

/** A sandbox for all runs of a process. */
export interface SharedSandbox {
  /** Gives a run its share. */
  readonly create: Create;
  /** Before a script is executed, this has to be waited for. */
  start(): Promise<void>;
}

interface Cursor {
  readonly execution: string;
}

/** Events that a sandbox has for all that it runs. Each begins with a cursor that says which execution it is about. */
const common = ['console', 'execution.error', 'execution.assertion'];

/**
 * Stands in for `createContext` of postman-sandbox: all runs of a process share one sandbox, since each costs 0.2 s and
 * some 50 MB. It runs one script at a time, as it does in Newman: a script that ends clears whatever timers and answers to
 * requests the sandbox is waiting for, another script's too. It is not started before there is a script for it.
 */
export function shareSandbox(create: Create): SharedSandbox {
  const lanes = new Map<string, EventEmitter>();
  const turns = new Turns();
  let shared: Promise<Sandbox> | undefined;
  let started: Sandbox | undefined;
  const start = (options: object): Promise<Sandbox> =>
    new Promise((resolve, reject) => {
      create(options, (error, sandbox) => {
        if (error || !sandbox) {
          reject(error);
          return;
        }
        for (const name of common) {
          sandbox.on(name, (cursor, ...args) => {
            lanes.get((cursor as Cursor).execution)?.emit(name, cursor, ...args);
          });
        }
        sandbox.on('error', (error) => {
          for (const lane of new Set(lanes.values())) lane.emit('error', error);
        });
        resolve(sandbox);
      });
    });
  return {
    create: (_, callback) => {
      setImmediate(() =>
        callback(
          null,
          laneOf(() => started, lanes, turns),
        ),
      );
    },
    start: async () => {
      shared ??= start({});
      started = await shared;
    },
  };
}

/** The sandbox as one run sees it: with the events of its own scripts only. */
function laneOf(started: () => Sandbox | undefined, lanes: Map<string, EventEmitter>, turns: Turns): Sandbox {
  const own = new EventEmitter();
  const ids: string[] = [];
  const isCommon = (name: string): boolean => name === 'error' || common.includes(name);
  const sandbox = (): Sandbox => {
    const sandbox = started();
    if (!sandbox) throw new Error('the sandbox has not been started');
    return sandbox;
  };
  return {
    on: (name, listener) => (isCommon(name) ? own : sandbox()).on(name, listener),
    once: (name, listener) => (isCommon(name) ? own : sandbox()).once(name, listener),
    removeAllListeners: (name) => (isCommon(name) ? own : sandbox()).removeAllListeners(name),
    dispatch: (...message) => sandbox().dispatch(...message),
    execute: (target, options, callback) => {
      lanes.set(options.id, own);
      ids.push(options.id);
      turns.wait((end) => {
        sandbox().execute(target, options, (...result) => {
          end();
          callback(...result);
        });
      });
    },
    dispose: () => {
      for (const id of ids) lanes.delete(id);
    },
  };
}

/** Lets one at a time do something, in the order in which they came. */
class Turns {
  readonly #waiting: ((end: () => void) => void)[] = [];
  #isTaken = false;

  wait(work: (end: () => void) => void): void {
    this.#waiting.push(work);
    this.#next();
  }

  #next(): void {
    if (this.#isTaken) return;
    const work = this.#waiting.shift();
    if (!work) return;
    this.#isTaken = true;
    work(() => {
      this.#isTaken = false;
      this.#next();
    });
  }
}
