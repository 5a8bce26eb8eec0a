import type { Collection } from '../../postman/collection-types.ts';
import type { Hooks } from '../executor.ts';
import { partOf } from '../part.ts';
import type { Unit } from '../units.ts';
import type { Member } from './crew.ts';
import type { FromWorker } from './messages.ts';
import type { PoolOptions } from './pool.ts';
import { LaneQueue } from './queue.ts';

/** A lane: requests of one worker, one after another. */
interface Lane {
  readonly number: number;
  readonly member: Member;
  /** What it is at; empty when it is idle. */
  units: readonly Unit[];
}

/** Processor time that a request takes in a worker, in ms: what latency is held against. */
const cost = 4;

/** More requests at once than these would be a load test. */
const mostAtOnce = 16;

/**
 * Requests on their way through the workers. One lane begins alone: it gets the token for all, and shows how long an
 * answer takes. The others begin once it is known what the token is good for.
 */
export class Sending {
  readonly done: Promise<string | undefined>;
  readonly #collection: Collection;
  readonly #hooks: Hooks;
  readonly #options: PoolOptions;
  readonly #queue: LaneQueue;
  #lanes: Lane[] = [];
  #laneCount = 0;
  /** Whether all lanes may begin. */
  #isOpen: boolean;
  /** Whether it is known what the token is good for. */
  #isSettled = false;
  /** Of the first answer, in ms; undefined before there is one. */
  #latency: number | undefined;
  #failure: string | undefined;
  readonly #begun = new Set<string>();
  readonly #finished = new Set<string>();
  /** How often each request was given to a lane. */
  readonly #given = new Map<string, number>();
  #end: (failure: string | undefined) => void = () => undefined;

  constructor(collection: Collection, units: readonly Unit[], hooks: Hooks, options: PoolOptions & { readonly hasToken: boolean }) {
    this.#collection = collection;
    this.#hooks = hooks;
    this.#options = options;
    this.#queue = new LaneQueue(units, options.needsToken);
    this.#isOpen = options.hasToken || !units.some(options.needsToken);
    this.done = new Promise((resolve) => {
      this.#end = resolve;
    });
    for (const member of options.crew.members) member.listen({ hear: (message) => this.#hear(message), died: () => this.#recover(member) });
    options.signal?.addEventListener('abort', () => this.#finish(), { once: true });
    this.#addLanes();
    this.#goOn();
  }

  get #living(): Member[] {
    return this.#options.crew.members.filter(({ lives }) => lives);
  }

  #addLanes(): void {
    const { lanes, concurrency } = this.#options;
    const workers = this.#living.length;
    const wished = lanes === undefined ? Math.min((Math.ceil((this.#latency ?? 0) / cost) + 1) * workers, mostAtOnce) : lanes * workers;
    const atOnce = Math.min(wished, concurrency, this.#lanes.length + this.#queue.size);
    const wanted = this.#isOpen ? atOnce : 1;
    while (this.#lanes.length < wanted) {
      const busy = (member: Member): number => this.#lanes.filter((lane) => lane.member === member).length;
      const [member] = this.#living.sort((a, b) => busy(a) - busy(b));
      if (!member) return;
      this.#lanes.push({ number: this.#laneCount++, member, units: [] });
    }
  }

  /** How many lanes there may be before all is sent: as long as nobody has answered, that is not known. */
  get #mostLanes(): number {
    return this.#latency === undefined ? mostAtOnce : this.#lanes.length;
  }

  /** Gives idle lanes something to do; when there is nothing left, this is the end. */
  #goOn(): void {
    if (this.#options.signal?.aborted) {
      this.#finish();
      return;
    }
    this.#addLanes();
    for (const lane of this.#lanes.filter(({ units }) => units.length === 0)) {
      const units = this.#isOpen ? this.#queue.take(this.#mostLanes) : this.#queue.takeOpening();
      if (units.length > 0) this.#give(lane, units);
    }
    if (this.#lanes.every(({ units }) => units.length === 0)) this.#finish();
  }

  #give(lane: Lane, units: readonly Unit[]): void {
    lane.units = units;
    const ids = new Set(units.flat().map(({ id }) => id));
    for (const id of ids) this.#given.set(id, (this.#given.get(id) ?? 0) + 1);
    const unsafe = new Set([...ids].filter((id) => !this.#options.isSafe(id)));
    lane.member.tell({ kind: 'send', lane: lane.number, collection: partOf(this.#collection, ids), unsafe });
  }

  /** The first answer tells how many lanes are worth it, so they begin with it. */
  #learnLatency(latency: number): void {
    const isNews = this.#latency === undefined || (this.#isSettled && !this.#isOpen);
    this.#latency ??= latency;
    this.#isOpen ||= this.#isSettled;
    if (isNews) this.#goOn();
  }

  #hear(message: FromWorker): void {
    switch (message.kind) {
      case 'begun':
        this.#begun.add(message.id);
        break;
      case 'item':
        this.#finished.add(message.id);
        this.#hooks.onItem(message.id, message.seen, message.noToken);
        this.#learnLatency(message.seen.duration);
        break;
      case 'noConnection':
        this.#hooks.onNoConnection(message.failure);
        break;
      case 'note':
        this.#hooks.onNote(message.note, message.lane);
        break;
      case 'secret':
        this.#hooks.onSecret(message.text);
        break;
      case 'kept':
        for (const member of this.#living) member.tell({ kind: 'offer', kept: message.kept });
        this.#isSettled ||= message.settled;
        break;
      case 'done': {
        this.#failure ??= message.failure;
        const lane = this.#lanes.find(({ number }) => number === message.lane);
        if (lane) lane.units = [];
        this.#isOpen = true;
        this.#goOn();
      }
    }
  }

  /** What a dead worker had not done goes to another, once; what may have reached the server only where that does no harm. */
  #recover(member: Member): void {
    const lost = this.#lanes.filter((lane) => lane.member === member).flatMap(({ units }) => units);
    this.#lanes = this.#lanes.filter((lane) => lane.member !== member);
    const again = lost.filter(
      (unit) =>
        unit.some(({ id }) => !this.#finished.has(id)) &&
        unit.every(({ id }) => (this.#given.get(id) ?? 0) < 2 && (!this.#begun.has(id) || this.#options.isSafe(id))),
    );
    this.#queue.putBack(again);
    this.#goOn();
  }

  #finish(): void {
    for (const member of this.#options.crew.members) member.listen(undefined);
    this.#end(this.#failure);
  }
}
