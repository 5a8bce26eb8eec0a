/**
 * A stand-in for Postman's sandbox: it executes the very scripts of a collection, one request at a time, without a
 * process, a network or a clock of its own. Starting Newman for each broken answer would take minutes.
 */
import vm from 'node:vm';
import { expect } from 'chai';
import type { NamedValue } from '../model/model.ts';
import { fillIn } from '../model/template.ts';

/** An answer as scripts see it. */
export interface SeenAnswer {
  readonly status: number;
  readonly headers: readonly NamedValue[];
  readonly body: string;
  /** Milliseconds. */
  readonly responseTime: number;
}

/** What a token endpoint does: it answers, the network fails with a code of Node's, or nothing ever comes. */
export type TokenAnswer = SeenAnswer | { readonly error: string } | 'silence';

/** A request with its scripts, which `StandIn.script` made: those of the collection first. */
export interface StandInItem {
  readonly id: string;
  readonly name: string;
  readonly preRequest: readonly vm.Script[];
  readonly test: readonly vm.Script[];
  /** Its own authorization; undefined when it inherits the collection's. */
  readonly auth: { readonly type: string } | undefined;
  readonly url: string;
  /** As the collection writes it. */
  readonly body?: unknown;
}

export interface TestOutcome {
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly message: string;
}

/** What became of a request. */
export interface Sent {
  /** A script saw to it that it was not sent. */
  readonly skipped: boolean;
  /** Each test that reported, by name; of a repeated request those of the last time. */
  readonly tests: ReadonlyMap<string, TestOutcome>;
  /** Scripts that failed as a whole. */
  readonly errors: readonly string[];
}

/** What lasts from one request to the next. */
export interface Memory {
  readonly local: ReadonlyMap<string, unknown>;
  readonly collection: ReadonlyMap<string, unknown>;
  readonly clock: number;
}

interface Timer {
  readonly id: number;
  readonly at: number;
  readonly run: () => void;
}

/** More repetitions or timers than these mean that a script never ends. */
const most = 50;

export class StandIn {
  readonly #context: vm.Context;
  readonly #environment: ReadonlyMap<string, unknown>;
  /** What answers the requests of scripts. */
  readonly #tokenEndpoint: (sent: PmSendRequest) => TokenAnswer;
  #local = new Map<string, unknown>();
  #collection = new Map<string, unknown>();
  /** Milliseconds since 1970; it moves with the timers only. */
  #clock = 1_767_225_600_000;
  #timers: Timer[] = [];
  #timersMade = 0;

  constructor(values: Readonly<Record<string, string>>, tokenEndpoint: (sent: PmSendRequest) => TokenAnswer) {
    this.#environment = new Map(Object.entries(values));
    this.#tokenEndpoint = tokenEndpoint;
    this.#context = vm.createContext({
      Buffer,
      btoa,
      atob,
      console: { log() {}, info() {}, warn() {}, error() {} },
      setTimeout: (run: () => void, delay = 0) => this.#later(run, delay),
      clearTimeout: (id: number) => {
        this.#timers = this.#timers.filter((timer) => timer.id !== id);
      },
    });
    Object.assign(vm.runInContext('Date', this.#context), { now: () => this.#clock });
  }

  /** A script of a collection, ready to be run many times: inside of a function, as in Postman, what it declares is its own. */
  script(source: string): vm.Script {
    return new vm.Script(`(function () {\n${source}\n})();`);
  }

  get memory(): Memory {
    return { local: this.#local, collection: this.#collection, clock: this.#clock };
  }

  set memory({ local, collection, clock }: Memory) {
    this.#local = new Map(local);
    this.#collection = new Map(collection);
    this.#clock = clock;
  }

  /** The value of a variable, in whatever scope it is. */
  read(name: string): unknown {
    return [this.#local, this.#environment, this.#collection].find((scope) => scope.has(name))?.get(name);
  }

  /** Every variable that has a text. */
  variables(): Record<string, string> {
    const all = [...this.#collection, ...this.#environment, ...this.#local];
    return Object.fromEntries(all.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  }

  /**
   * Sends one request as a run does: pre-request script, the request, test script, and again when that asks for it.
   * @param answerOf the answer to the first, second … time that it is sent
   */
  send(item: StandInItem, answerOf: (time: number) => SeenAnswer): Sent {
    for (let time = 0; time < most; time++) {
      const tests = new Map<string, TestOutcome>();
      const errors: string[] = [];
      const course: Course = { skipped: false, next: undefined };
      const pm = this.#pm(item, tests, course);
      for (const script of item.preRequest) {
        this.#run(script, pm, errors);
        if (course.skipped) return { skipped: true, tests, errors };
      }
      const answered = { ...pm, response: responseOf(answerOf(time)) };
      for (const script of item.test) this.#run(script, answered, errors);
      if (course.next !== item.id) return { skipped: false, tests, errors };
    }
    return { skipped: false, tests: new Map(), errors: ['the request is repeated without end'] };
  }

  #run(script: vm.Script, pm: object, errors: string[]): void {
    this.#context['pm'] = pm;
    try {
      script.runInContext(this.#context);
      for (let count = 0; this.#timers.length > 0; count++) {
        if (count > most) throw new Error('timers without end');
        const [next] = this.#timers.sort((a, b) => a.at - b.at || a.id - b.id).splice(0, 1) as [Timer];
        this.#clock = next.at;
        next.run();
      }
    } catch (error) {
      errors.push(messageOf(error));
      this.#timers = [];
    }
  }

  #later(run: () => void, delay: number): number {
    const id = ++this.#timersMade;
    this.#timers.push({ id, at: this.#clock + delay, run });
    return id;
  }

  #pm(item: StandInItem, tests: Map<string, TestOutcome>, course: Course): object {
    const scope = (values: () => Map<string, unknown>) => ({
      get: (name: string) => values().get(name),
      has: (name: string) => values().has(name),
      set: (name: string, value: unknown) => void values().set(name, value),
      unset: (name: string) => void values().delete(name),
    });
    const replaceIn = (text: string, depth = 0): string => {
      const filled = fillIn(text, (name) => (this.read(name) === undefined ? undefined : String(this.read(name))));
      return filled === text || depth > 20 ? filled : replaceIn(filled, depth + 1);
    };
    const local = scope(() => this.#local);
    return {
      info: { requestId: item.id, requestName: item.name, eventName: '', iteration: 0, iterationCount: 1 },
      environment: { ...scope(() => new Map(this.#environment)), name: 'the mock' },
      collectionVariables: scope(() => this.#collection),
      variables: { ...local, get: (name: string) => this.read(name), replaceIn },
      request: { ...(item.auth ? { auth: item.auth } : {}), url: { toString: () => item.url }, body: item.body },
      execution: {
        skipRequest: () => {
          course.skipped = true;
        },
        setNextRequest: (id: string | null) => {
          course.next = id;
        },
      },
      expect,
      test: Object.assign(
        (name: string, check: () => void) => {
          try {
            check();
            tests.set(name, { outcome: 'passed', message: '' });
          } catch (error) {
            tests.set(name, { outcome: 'failed', message: messageOf(error) });
          }
        },
        { skip: (name: string) => void tests.set(name, { outcome: 'skipped', message: '' }) },
      ),
      sendRequest: (sent: PmSendRequest, callback: (error: { code: string } | null, response?: object) => void) => {
        const answer = this.#tokenEndpoint(sent);
        if (answer === 'silence') return;
        this.#later(() => ('error' in answer ? callback({ code: answer.error }) : callback(null, responseOf(answer))), 0);
      },
    };
  }
}

/** What scripts ask of the run. */
interface Course {
  skipped: boolean;
  next: string | null | undefined;
}

function responseOf({ status, headers, body, responseTime }: SeenAnswer): object {
  const list = headers.map(({ name, value }) => ({ key: name, value }));
  const find = (name: string) => list.find(({ key }) => key.toLowerCase() === name.toLowerCase());
  return {
    code: status,
    responseTime,
    headers: {
      get: (name: string) => find(name)?.value,
      has: (name: string) => find(name) !== undefined,
      filter: (keep: (header: { key: string; value: string }) => boolean) => list.filter(keep),
    },
    text: () => body,
    json: () => JSON.parse(body),
  };
}

/** Errors of a script are of its own world, so they are no `Error` here. */
function messageOf(error: unknown): string {
  const { message } = Object(error) as { message?: unknown };
  return typeof message === 'string' ? message : String(error);
}
