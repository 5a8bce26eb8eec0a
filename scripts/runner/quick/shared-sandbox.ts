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

interface Cursor {
  readonly execution: string;
}

/** Events that a sandbox has for all that it runs. Each begins with a cursor that says which execution it is about. */
const common = ['console', 'execution.error', 'execution.assertion'];

/**
 * Stands in for `createContext` of postman-sandbox: all runs of a process share one sandbox, since each costs 0.2 s and
 * some 50 MB. A script gets what it uses (`pm`, timers) as parameters of its own, so that one that waits is not disturbed
 * by the next; and Newman itself runs all the scripts of a collection in one sandbox.
 */
export function shareSandbox(create: Create): Create {
  const lanes = new Map<string, EventEmitter>();
  let shared: Promise<Sandbox> | undefined;
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
  return (options, callback) => {
    shared ??= start(options);
    shared.then(
      (sandbox) => callback(null, laneOf(sandbox, lanes)),
      (error) => callback(error),
    );
  };
}

/** The sandbox as one run sees it: with the events of its own scripts only. */
function laneOf(sandbox: Sandbox, lanes: Map<string, EventEmitter>): Sandbox {
  const own = new EventEmitter();
  const ids: string[] = [];
  const isCommon = (name: string): boolean => name === 'error' || common.includes(name);
  return {
    on: (name, listener) => (isCommon(name) ? own : sandbox).on(name, listener),
    once: (name, listener) => (isCommon(name) ? own : sandbox).once(name, listener),
    removeAllListeners: (name) => (isCommon(name) ? own : sandbox).removeAllListeners(name),
    dispatch: (...message) => sandbox.dispatch(...message),
    execute: (target, options, callback) => {
      lanes.set(options.id, own);
      ids.push(options.id);
      sandbox.execute(target, options, callback);
    },
    dispose: () => {
      for (const id of ids) lanes.delete(id);
    },
  };
}
