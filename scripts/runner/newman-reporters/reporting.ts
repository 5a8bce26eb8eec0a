import { EventEmitter } from 'node:events';
import type { Redactor } from '../../source/redact.ts';
import { type Found, loadSummary } from './find.ts';
import { redactedCopy } from './redacted-copy.ts';

/** A file that a reporter of Newman wants to have written; redacted. */
export interface Exported {
  /** The path that was asked for; undefined when none was. */
  readonly file: string | undefined;
  /** The name that the reporter gives it otherwise. */
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Newman's own reporters for one run, and who hears what becomes of it. */
export interface NewmanReporters {
  readonly reporters: readonly (Found & { readonly file: string | undefined })[];
  /** Whether what they print may be coloured, where they think that it helps. */
  readonly color: boolean;
  /** Called when they begin: takes what they print to its place, through `redact`. Returns what ends that. */
  readonly capture: (redact: (text: string) => string) => () => void;
  readonly onExport: (exported: Exported) => void;
  /** Told when a reporter could not be loaded, or threw. */
  readonly onFailure: (reason: string) => void;
}

/** What Newman's `run` returns, as far as it is needed here. */
export interface NewmanEmitter {
  emit(event: string, ...args: unknown[]): boolean;
  readonly summary?: { readonly collection: unknown; readonly environment: unknown; readonly globals: unknown };
}

/** What reporters find on the emitter that they are given. */
interface Told extends EventEmitter {
  summary?: object;
  exports?: { readonly name?: string; readonly default?: string; readonly path?: string; readonly content?: unknown }[];
  reporters?: Record<string, unknown>;
}

/** These are made of others. */
const derived = new Set(['testScript', 'prerequestScript', 'beforeTestScript', 'beforePrerequestScript']);

/**
 * Lets Newman's own reporters follow a run. They do not listen to Newman itself but to an emitter that repeats its events
 * with redacted copies, and keeps a summary made of these: so whatever they print or write by themselves holds no secret.
 * Requests that are sent again are part of the same report.
 */
export class Reporting {
  readonly #options: NewmanReporters;
  readonly #redactor: Redactor;
  readonly #told: Told = new EventEmitter();
  #state: 'waiting' | 'running' | 'ended' = 'waiting';
  #cursor: unknown;
  #release: () => void = () => undefined;

  constructor(options: NewmanReporters, redactor: Redactor) {
    this.#options = options;
    this.#redactor = redactor;
  }

  /** Follows a run of Newman, which may be one of several. */
  follow(emitter: NewmanEmitter): void {
    const emit = emitter.emit.bind(emitter);
    emitter.emit = (event, ...args) => {
      const heard = emit(event, ...args);
      if (event === 'start') this.#begin(emitter, args);
      else if (event !== 'beforeDone' && event !== 'done' && !derived.has(event)) this.#repeat(event, args);
      return heard;
    };
  }

  /** Ends the reports, and hands over what is to be written. */
  end(): void {
    if (this.#state !== 'running') return;
    this.#tell('beforeDone', null, { cursor: this.#cursor, summary: this.#told.summary });
    const exported = this.#told.exports ?? [];
    this.#tell('done', null, this.#told.summary);
    this.#state = 'ended';
    this.#release();
    for (const each of exported)
      this.#options.onExport({ file: each.path, name: each.default ?? each.name ?? 'report', content: this.#contentOf(each.content) });
  }

  #begin({ summary }: NewmanEmitter, [error, args]: readonly unknown[]): void {
    if (this.#state !== 'waiting') return;
    this.#state = 'running';
    this.#release = this.#options.capture((text) => this.#redactor.redact(text));
    const told = this.#told;
    const options = {
      collection: summary?.collection,
      environment: redactedCopy(summary?.environment, this.#redactor),
      globals: redactedCopy(summary?.globals, this.#redactor),
      color: this.#options.color ? 'auto' : 'off',
      iterationCount: 1,
    };
    told.summary = new (loadSummary())(told, options);
    told.exports = [];
    told.reporters = {};
    told.on('script', (failure, script) => this.#bubble('', failure, script));
    told.on('beforeScript', (failure, script) => this.#bubble('before', failure, script));
    for (const { name, load, file } of this.#options.reporters) {
      this.#guard(() => {
        const Reporter = load();
        const own = file === undefined ? {} : { export: file };
        told.reporters = { ...told.reporters, [name]: new Reporter(told, own, { ...options, reporter: { [name]: own } }) };
      });
    }
    this.#cursor = (args as { readonly cursor?: unknown } | undefined)?.cursor;
    // The run itself is not for them: it holds the values of all variables.
    this.#tell('start', error, { cursor: this.#cursor });
  }

  /** Newman tells of scripts once more by what they are for. */
  #bubble(before: string, failure: unknown, script: { readonly event?: { readonly listen: string } }): void {
    const listen = script.event?.listen;
    if (listen === undefined) return;
    const name = before === '' ? listen : `${before}${listen.charAt(0).toUpperCase()}${listen.slice(1)}`;
    this.#told.emit(`${name}Script`, failure, script);
  }

  #repeat(event: string, args: readonly unknown[]): void {
    if (this.#state === 'running') this.#tell(event, ...redactedCopy(args, this.#redactor));
  }

  #tell(event: string, ...args: readonly unknown[]): void {
    this.#guard(() => this.#told.emit(event, ...args));
  }

  #guard(work: () => unknown): void {
    try {
      work();
    } catch (error) {
      this.#options.onFailure(this.#redactor.redact(error instanceof Error ? error.message : String(error)));
    }
  }

  #contentOf(content: unknown): string | Uint8Array {
    if (typeof content === 'string' || content instanceof Uint8Array) return redactedCopy(content, this.#redactor);
    return JSON.stringify(redactedCopy(content ?? '', this.#redactor), null, 2);
  }
}
