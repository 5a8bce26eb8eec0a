/** What is done to a right answer before the contract sees it. */
import type { BreakClass, Constraint, Gap } from './result.ts';
import type { SeenAnswer } from './stand-in.ts';

/** An answer that breaks the contract. */
export interface Mutant {
  readonly class: BreakClass;
  /** Such as `/0/status is null`; unique within a request. */
  readonly what: string;
  readonly answer: SeenAnswer;
  /** What would catch it. */
  readonly constraint: Constraint;
}

/** An answer that respects the contract: of a request that is repeated, one for each time, the last for all further ones. */
export interface Variation {
  readonly what: string;
  readonly answers: readonly [SeenAnswer, ...SeenAnswer[]];
}

export interface Changes {
  readonly mutants: readonly Mutant[];
  readonly variations: readonly Variation[];
  readonly gaps: readonly Gap[];
}

/** Puts changes together, those of one source after those of the other. */
export function join(...all: readonly Changes[]): Changes {
  return {
    mutants: all.flatMap((each) => each.mutants),
    variations: all.flatMap((each) => each.variations),
    gaps: all.flatMap((each) => each.gaps),
  };
}
