import type { Unit } from '../units.ts';

/** A lane is given so many requests at most at a time: what it has is not for others. */
const most = 100;

/** What is still to be sent: long units first, since no lane can share them. */
export class LaneQueue {
  #units: Unit[];
  readonly #needsToken: (unit: Unit) => boolean;

  constructor(units: readonly Unit[], needsToken: (unit: Unit) => boolean) {
    this.#units = [...units].sort((a, b) => b.length - a.length);
    this.#needsToken = needsToken;
  }

  /** How many units are waiting. */
  get size(): number {
    return this.#units.length;
  }

  /** What the first lane begins with: a short unit that needs a token, so that there soon is one. */
  takeOpening(): readonly Unit[] {
    const from = this.#units.findLastIndex(this.#needsToken);
    return this.#units.splice(Math.max(from, 0), 1);
  }

  /** The next units for one of so many lanes: fewer towards the end, so that all are done at about the same time. */
  take(lanes: number): readonly Unit[] {
    const left = this.#units.reduce((sum, unit) => sum + unit.length, 0);
    const share = Math.min(Math.max(Math.ceil(left / (lanes * 2)), 1), most);
    let length = 0;
    let end = 0;
    while (end < this.#units.length && (end === 0 || length + (this.#units[end]?.length ?? 0) <= share))
      length += this.#units[end++]?.length ?? 0;
    return this.#units.splice(0, end);
  }

  putBack(units: readonly Unit[]): void {
    this.#units.unshift(...units);
  }
}
