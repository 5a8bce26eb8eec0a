import type { Collection } from '../../postman/collection-types.ts';
import type { Setting } from '../executor.ts';
import type { KeptToken } from '../kept-token.ts';
import type { Seen } from '../reconcile.ts';
import type { TokenNote } from '../token-watch.ts';

/** To a worker. They go through a pipe between the processes, so they may hold secrets. */
export type ToWorker =
  | { readonly kind: 'setting'; readonly setting: Setting; readonly interval: number }
  /** Requests for one lane, which has nothing to do now. `unsafe`: the ids of those that must not be sent twice. */
  | { readonly kind: 'send'; readonly lane: number; readonly collection: Collection; readonly unsafe: ReadonlySet<string> }
  /** A token that another lane obtained. */
  | { readonly kind: 'offer'; readonly kept: KeptToken }
  | { readonly kind: 'hold'; readonly until: number };

/** From a worker, several at a time. */
export type FromWorker =
  /** It lives: one that is silent for long hangs. */
  | { readonly kind: 'alive' }
  /** A request that must not be sent twice is about to be sent. */
  | { readonly kind: 'begun'; readonly id: string }
  | { readonly kind: 'item'; readonly id: string; readonly seen: Seen; readonly noToken: boolean }
  | { readonly kind: 'note'; readonly lane: number; readonly note: TokenNote }
  | { readonly kind: 'noConnection'; readonly failure: string }
  | { readonly kind: 'secret'; readonly text: string }
  | { readonly kind: 'kept'; readonly kept: KeptToken; readonly settled: boolean }
  /** All requests of a lane are done. */
  | { readonly kind: 'done'; readonly lane: number; readonly failure: string | undefined };
