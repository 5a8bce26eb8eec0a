import type { Faults } from '../server/types.ts';

/** One way in which a server is not what it says, or one in which it may vary. */
export interface Break {
  readonly kind: string;
  readonly name: string;
  readonly faults: Faults;
  /** The operation that it is about; every one when left out. */
  readonly operation?: string;
  /** Where it shows most likely: in answers of a status, or in what is refused for a reason. */
  readonly shows?: number | 'credentials' | 'parameters' | 'body' | 'flows';
}
