import type { EventEmitter } from 'node:events';
import vm from 'node:vm';
import { type Codec, jsonCodec, leaveOutScripts, putScriptsBack } from './codec.ts';

/** What is used of uvm as it is. */
export interface BridgeParts {
  /** The code of its end in the sandbox, with that of the sandbox behind it. */
  readonly clientCode: (bootCode: string) => string;
  readonly delegateTimers: (context: vm.Context) => void;
  readonly flatted: Codec;
}

interface Emitter extends EventEmitter {
  _dispatch: (...message: unknown[]) => void;
  _disconnect: () => void;
}

type Connect = (emitter: Emitter, options: { readonly bootCode: string }, callback: (error: unknown, emitter?: Emitter) => void) => void;

/** In the code of uvm's end: behind its copy of flatted, before anything uses it. */
const place = '/*! (C) Postdot Technologies';

/**
 * Stands in for uvm/lib/bridge.js, which carries messages into the sandbox and back. What it does otherwise:
 * - The code of the sandbox (2.4 MB) is compiled once for a process.
 * - A message goes in by a call. uvm compiles a little program for each, with a watchdog thread; here the process that
 *   started this one watches over it, and ends it when it hangs.
 * - Messages are JSON, and the text of a script goes in once: see codec.ts.
 */
export function bridgeOf({ clientCode, delegateTimers, flatted }: BridgeParts): Connect {
  let program: vm.Script | undefined;
  return (emitter, options, callback) => {
    const codec = jsonCodec(flatted);
    const context = vm.createContext(Object.create(null));
    try {
      delegateTimers(context);
      context['__uvm_emit'] = (text: string) => void emitter.emit(...(codec.parse(text) as [string, ...unknown[]]));
      program ??= new vm.Script(withCodec(clientCode(options.bootCode)));
      program.runInContext(context);
    } catch (error) {
      callback(error);
      return;
    }
    const dispatch: (text: string) => void = context['__uvm_dispatch'];
    vm.runInContext('__uvm_emit = null; delete __uvm_emit; __uvm_dispatch = null; delete __uvm_dispatch;', context);
    const leaveOut = leaveOutScripts();
    emitter._dispatch = (...message) => {
      try {
        dispatch(codec.stringify(leaveOut(message)));
      } catch (error) {
        emitter.emit('error', error);
      }
    };
    // The sandbox lasts as long as the process.
    emitter._disconnect = () => undefined;
    callback(null, emitter);
  };
}

function withCodec(code: string): string {
  if (code.split(place).length !== 2) throw new Error('uvm has another bridge');
  return code.replace(place, () => `Flatted = (${putScriptsBack})((${jsonCodec})(Flatted));\n${place}`);
}
