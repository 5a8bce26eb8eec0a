import type { Json, JsonObject } from '../../source/json.ts';
import { someOf } from '../extension.ts';
import { UniqueNames } from '../names.ts';

/** Parts of one kind that several places of a document refer to: each stands once, under `components`. */
export class SharedComponents {
  readonly #kind: string;
  readonly #parts = new Map<string, { readonly name: string; readonly value: Json }>();
  readonly #names = new UniqueNames();

  /** @param kind what they are called under `components` */
  constructor(kind: 'headers' | 'parameters' | 'responses') {
    this.#kind = kind;
  }

  /**
   * A reference to a part.
   * @param identity what tells the part from others, such as its place in the specs
   * @param wanted its name, where no other has it
   */
  refer(identity: string, wanted: string, write: () => Json): Json {
    const known = this.#parts.get(identity) ?? { name: this.#names.take(wanted), value: write() };
    this.#parts.set(identity, known);
    return { $ref: `#/components/${this.#kind}/${known.name}` };
  }

  /** What stands under `components`, by name; undefined when there is none. */
  all(): JsonObject | undefined {
    const parts = [...this.#parts.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    return someOf(parts.map(({ name, value }) => [name, value]));
  }
}
