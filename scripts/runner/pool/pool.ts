import type { Collection } from '../../postman/collection-types.ts';
import type { Executor, Setting } from '../executor.ts';
import type { Unit } from '../units.ts';
import type { Crew } from './crew.ts';
import { Sending } from './sending.ts';

export interface PoolOptions {
  readonly crew: Crew;
  /** How many requests each worker has under way at once; undefined: as many as the latency asks for. */
  readonly lanes: number | undefined;
  /** How many may be under way in all. */
  readonly concurrency: number;
  /** Milliseconds between two requests, of all workers together. */
  readonly interval: number;
  readonly needsToken: (unit: Unit) => boolean;
  /** Whether it does no harm to send it once more. */
  readonly isSafe: (id: string) => boolean;
  readonly signal: AbortSignal | undefined;
}

/** Sends requests in worker processes, several at once in each. */
export function poolOf(collection: Collection, setting: Setting, options: PoolOptions): Executor {
  const { members, close } = options.crew;
  const interval = options.interval * members.length;
  for (const member of members) member.tell({ kind: 'setting', setting, interval });
  let hasToken = false;
  return {
    send: async (units, hooks) => {
      if (units.length === 0) return undefined;
      const sending = new Sending(collection, units, hooks, { ...options, hasToken });
      hasToken = true;
      return sending.done;
    },
    holdUntil: (until) => {
      for (const member of members) member.tell({ kind: 'hold', until });
    },
    close,
  };
}
