import type { Auth } from '../model/model.ts';
import type { Connection } from './connection.ts';
import type { Seen } from './reconcile.ts';
import type { TokenNote } from './token-watch.ts';
import type { Unit } from './units.ts';

/** What a run needs to know of the API and of where it is. Values may be secrets. */
export interface Setting {
  readonly environment: string;
  readonly values: Readonly<Record<string, string>>;
  /** Milliseconds that an answer may take. */
  readonly timeout: number;
  readonly connection: Connection;
  /** How the token is sent; undefined for an API without tokens. */
  readonly send: Auth['send'] | undefined;
}

/** What is told while requests are sent. */
export interface Hooks {
  /** A request is done. `noToken`: no token could be had by then. */
  readonly onItem: (id: string, seen: Seen, noToken: boolean) => void;
  /** No connection can be had, and why: nothing further is worth sending. */
  readonly onNoConnection: (failure: string) => void;
  readonly onNote: (note: TokenNote, lane: number) => void;
  /** Something that must never be shown. */
  readonly onSecret: (text: string) => void;
}

/** Sends requests, in whatever order and however many at once. */
export interface Executor {
  /**
   * @param units each of which is sent in its order
   * @returns why no token could be had, or why the run could not go on
   */
  send(units: readonly Unit[], hooks: Hooks): Promise<string | undefined>;
  /** Nothing is sent before `time`, on the clock in ms. */
  holdUntil(time: number): void;
  close(): Promise<void>;
}
