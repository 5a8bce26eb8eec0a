import type { Json } from '../../source/json.ts';

/** Values that may break one thing that a schema object asks for, the best first; whether one does is seen by validating it. */
export interface Attempt {
  readonly keyword: string;
  /** See `Constraint.part`. */
  readonly part?: readonly string[];
  /** Of several attempts at one constraint, each of which counts: which. */
  readonly variant?: string;
  /** What follows the name of the place: `below 1`. */
  readonly words: string;
  /** All the words, where the place stands among them: `without size`. */
  readonly whole?: string;
  readonly values: Iterable<Json>;
}
