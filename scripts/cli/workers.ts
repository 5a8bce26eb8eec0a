import { availableParallelism } from 'node:os';
import { type Crew, startCrew } from '../runner/pool/crew.ts';

export interface WorkerOptions {
  /** How many processes; as many as the work and the machine are good for when left out. */
  readonly workers?: number;
  /** How many requests each of them has under way at once. */
  readonly lanes?: number;
  /** One request after another, in this process. */
  readonly serial?: boolean;
}

/** It takes half a second to start a worker, in which so many requests are done without. */
const worthWorkers = 16;

/** So many requests keep a worker busy for about as long as it takes to start one. */
const perWorker = 25;

/** More processes than these ask more of a server than a contract test should. */
const most = 8;

/** Starts workers for so many requests; none when they are sooner done in this process. */
export function crewFor(requests: number, { workers, lanes, serial }: WorkerOptions): Crew | undefined {
  if (serial || (workers === undefined && lanes === undefined && requests < worthWorkers)) return undefined;
  return startCrew(workers ?? Math.max(1, Math.min(availableParallelism(), Math.ceil(requests / perWorker), most)));
}
