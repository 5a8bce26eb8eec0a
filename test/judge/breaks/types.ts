import type { Faults } from '../server/types.ts';

/** One way in which a server is not what it says, or one in which it may vary. */
export interface Break {
  readonly kind: string;
  readonly name: string;
  readonly faults: Faults;
  /** The operation that it is about; every one when left out. */
  readonly operation?: string;
  /** Whether it shows in answers that refuse. */
  readonly refuses?: boolean;
}
