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

/** The workers of a run. Some may be started before it is known how many are wanted: they load Newman while specs are read. */
export class Workers {
  readonly #options: WorkerOptions;
  #early: Crew | undefined;

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  /** Starts those that specs with so many lists of responses ask for: there is at least one request for each. */
  startFor(texts: Iterable<string>): void {
    let lists = 0;
    for (const text of texts) lists += text.match(/\bresponses["']?\s*:/g)?.length ?? 0;
    const workers = this.#countFor(lists);
    if (lists > 0 && workers > 0) this.#early = startCrew(workers);
  }

  /** The crew for so many requests, which ends it; undefined when they are sooner done in this process. */
  crewFor(requests: number): Crew | undefined {
    const workers = this.#countFor(requests);
    if (workers === 0) return undefined;
    const early = this.#early;
    this.#early = undefined;
    return startCrew(workers, { early });
  }

  /** Ends those that were started and never asked for. */
  async close(): Promise<void> {
    await this.#early?.close();
  }

  #countFor(requests: number): number {
    const { workers, lanes, serial } = this.#options;
    if (serial || (workers === undefined && lanes === undefined && requests < worthWorkers)) return 0;
    return workers ?? Math.max(1, Math.min(availableParallelism(), Math.ceil(requests / perWorker), most));
  }
}
