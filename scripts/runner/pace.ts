/** How fast requests may be sent. */
export interface PaceOptions {
  /** Milliseconds between the beginnings of two requests; 0: as they come. */
  readonly interval: number;
}

/** A run that can be made to wait: Newman's. */
export interface Pausable {
  pause(): void;
  resume(): void;
}

/** Holds requests back: evenly for a rate, and altogether while the server asks not to be asked. */
export class Pace {
  readonly #interval: number;
  #next = 0;

  constructor({ interval }: PaceOptions) {
    this.#interval = interval;
  }

  /** Nothing is sent before `time`, on the clock in ms. */
  holdUntil(time: number): void {
    this.#next = Math.max(this.#next, time);
  }

  /** Called before a request: makes its run wait until it may be sent. */
  hold(run: Pausable): void {
    const now = Date.now();
    const wait = this.#next - now;
    this.#next = Math.max(this.#next, now) + this.#interval;
    if (wait <= 0) return;
    run.pause();
    this.#wake(run, now + wait);
  }

  #wake(run: Pausable, time: number): void {
    setTimeout(() => run.resume(), time - Date.now());
  }
}
