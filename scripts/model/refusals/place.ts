import type { SchemaPart } from '../../schema/parts.ts';
import type { Json } from '../../source/json.ts';
import type { Path } from './break-words.ts';

/** A place in a valid value. */
export interface Place {
  readonly path: Path;
  /** JSON Pointer; undefined for the name of a property. */
  readonly pointer: string | undefined;
  readonly value: Json;
  /** The schemas that apply here when a value stands here. */
  readonly partsOf: (value: Json) => readonly SchemaPart[];
  /** The whole value with another one at this place. */
  readonly put: (value: Json) => Json;
  /** The schemas of the members that the example leaves out and that lead here: a schema that contains itself ends. */
  readonly absent: readonly string[];
  /** The schemas of what this is a part of. */
  readonly within: ReadonlySet<string>;
  /** Whether the value was made up, in the place of one of another kind. */
  readonly isOther?: boolean;
  /** Whether the value takes a branch of an alternative or a condition that the example does not take. */
  readonly isBranch?: boolean;
  /** Whether the example has a variable here: what is wrong with that says nothing of a value in its place. */
  readonly isVariable?: boolean;
}
