import { createRequire, Module } from 'node:module';
import path from 'node:path';
import { bridgeOf } from './bridge.ts';
import { loadingLate } from './lazy.ts';
import { type EventCommand, ownEvents, type Sdk } from './own-events.ts';
import { type Patch, patches, versions } from './patches.ts';
import { shareSandbox } from './shared-sandbox.ts';

/** Newman as it was loaded. */
export interface Engine {
  readonly run: typeof import('newman').run;
  /** Makes what a run keeps cookies in. */
  readonly jar: () => unknown;
  /** Starts the sandbox, so that it is there when the first script needs it. */
  readonly warmUp: () => void;
  /** Whether it is patched. */
  readonly quick: boolean;
  /** The patches that found no place. */
  readonly missing: readonly Patch[];
}

const fromHere = createRequire(__filename);

/** A module that is about to be compiled. */
interface Compiling {
  _compile(code: string, file: string): unknown;
}

/**
 * Loads Newman without what a contract run has no use for. For a process that does nothing else: the patches stay. With
 * other versions than those that the patches were tested with, Newman is left as it is.
 */
export function loadQuickNewman(): Engine {
  const packages = locate();
  const { newman, runtime, uvm } = packages;
  const found = new Set<Patch>();
  const jar = (): unknown => newman('postman-request').jar();
  if (!isKnown(packages)) return { run: fromHere('newman').run, jar, warmUp: () => undefined, quick: false, missing: patches };

  const prototype = Module.prototype as unknown as Compiling;
  const compile = prototype._compile;
  const folders = {
    newman: path.dirname(newman.resolve('./package.json')),
    'postman-runtime': path.dirname(runtime.resolve('./package.json')),
    'tough-cookie': path.dirname(packages.cookies.resolve('./package.json')),
  };
  const files = patches.map((patch) => ({ patch, file: fileOf(patch, folders) }));
  prototype._compile = function (code, file) {
    const text = files
      .filter((each) => each.file === file)
      .reduce((before, { patch }) => {
        if (before.split(patch.from).length !== 2) return before;
        found.add(patch);
        return before.replace(patch.from, () => patch.to);
      }, code);
    return compile.call(this, text, file);
  };
  try {
    return loadingLate(() => {
      const parts = { clientCode: uvm('./lib/bridge-client'), delegateTimers: uvm('./lib/vm-delegate-timers'), flatted: uvm('flatted') };
      uvm('./lib/bridge');
      const bridge = uvm.cache[uvm.resolve('./lib/bridge')];
      if (bridge) bridge.exports = bridgeOf(parts);
      const contexts = runtime('postman-sandbox');
      const shared = shareSandbox(contexts.createContext.bind(contexts));
      contexts.createContext = shared.create;
      const events = runtime('./lib/runner/extensions/event.command').process as { event: EventCommand };
      events.event = ownEvents(runtime('postman-collection') as Sdk, events.event, shared.start);
      const { run } = fromHere('newman');
      // Whoever needs it is told when that fails.
      const warmUp = (): void => void shared.start().catch(() => undefined);
      return { run, jar, warmUp, quick: true, missing: patches.filter((patch) => !found.has(patch)) };
    }, sharedBy(packages));
  } finally {
    prototype._compile = compile;
  }
}

/** Loads Newman as it is, without what it does not need at once. It may be used for anything. */
export function loadNewman(): typeof import('newman') {
  const load = (): typeof import('newman') => fromHere('newman');
  const packages = locate();
  return isKnown(packages) ? loadingLate(load, sharedBy(packages)) : load();
}

/** Newman and the packages below it that are looked into, each by what requires from its place. */
function locate() {
  const below = (from: NodeJS.Require, name: string): NodeJS.Require => createRequire(from.resolve(`${name}/package.json`));
  const newman = below(fromHere, 'newman');
  const runtime = below(newman, 'postman-runtime');
  const sandbox = below(runtime, 'postman-sandbox');
  const cookies = below(below(newman, 'postman-request'), '@postman/tough-cookie');
  return { newman, runtime, sandbox, uvm: below(sandbox, 'uvm'), collection: below(runtime, 'postman-collection'), cookies };
}

/** One copy of the collection SDK does for all of Newman, where there are several because of a newer one outside of it. */
function sharedBy({ newman, runtime, sandbox }: ReturnType<typeof locate>): Readonly<Record<string, string>> {
  const name = 'postman-collection';
  const copies = [newman, runtime, sandbox].map((from) => from(`${name}/package.json`) as { version: string });
  return new Set(copies.map(({ version }) => version)).size === 1 ? { [name]: runtime.resolve(name) } : {};
}

/** Whether they are the ones that the patches were made for. */
function isKnown(packages: Readonly<Record<string, NodeJS.Require>>): boolean {
  return Object.values(packages).every((from) => {
    const { name, version } = from('./package.json') as { name: string; version: string };
    return versions[name] === version;
  });
}

function fileOf({ file }: Patch, folders: Readonly<Record<string, string>>): string {
  const [name = '', ...rest] = file.split('/');
  return path.join(folders[name] ?? '', ...rest);
}
