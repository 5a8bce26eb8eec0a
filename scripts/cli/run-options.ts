import type { Shard } from '../runner/shard.ts';
import type { ConnectionOptions } from './connection.ts';
import type { SelectionOptions } from './selection.ts';
import type { CommonOptions } from './session.ts';
import type { WorkerOptions } from './workers.ts';

/** What `postern run` is asked for. */
export interface RunOptions extends CommonOptions, ConnectionOptions, SelectionOptions, WorkerOptions {
  /** The ids of environments, in the order in which they are run against. */
  readonly env?: readonly string[];
  readonly mock?: boolean;
  /** Whether a production environment may be written to. */
  readonly allowWrites?: boolean;
  readonly reporter: readonly string[];
  /** Whether to tell what nothing exercised. */
  readonly coverage?: boolean;
  /** Milliseconds. */
  readonly timeout: number;
  /** How often safe requests are sent again to which the network or the server failed. */
  readonly retries?: number;
  readonly failOnFlaky?: boolean;
  /** Whether the first failure ends the run. */
  readonly bail?: boolean;
  readonly shard?: Shard;
  /** The results of a run before, to make shards that take the same time. */
  readonly timings?: string;
  /** Whether to run again what a change of the specs touches, until it is stopped. */
  readonly watch?: boolean;
  /** Where to write results for `postern merge`. */
  readonly results?: string;
}
