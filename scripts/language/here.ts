import { pointerTo } from '../source/json.ts';
import { namesSecret } from '../source/secrets.ts';
import type { Span } from '../source/source-file.ts';
import type { Places } from './places.ts';

/** Where a value stands: the text to point at, and its home for what must be found again later. */
export interface Here {
  readonly span: Span;
  /** The key that a map is the value of: where to say that the map lacks something. */
  readonly label?: Span | undefined;
  readonly file: string;
  readonly pointer: string;
  /** References being followed, to notice one that leads back to itself. */
  readonly following: readonly string[];
  /** Whether the text may be a secret. */
  readonly hidden: boolean;
  /** The key that a scalar is the value of, when it names a secret. */
  readonly secret?: string | undefined;
}

/** Where a member of a map or list stands. The text is only looked for when there is something to say of it. */
export class MemberHere implements Here {
  readonly file: string;
  readonly following: readonly string[];
  readonly hidden: boolean;
  readonly #holder: object;
  readonly #key: string | number;
  readonly #around: Here;
  readonly #places: Places;

  constructor(holder: object, key: string | number, around: Here, places: Places) {
    this.file = around.file;
    this.following = around.following;
    this.hidden = around.hidden;
    this.#holder = holder;
    this.#key = key;
    this.#around = around;
    this.#places = places;
  }

  get span(): Span {
    return this.#places.value(this.#holder, this.#key);
  }

  get label(): Span | undefined {
    return Array.isArray(this.#holder) ? undefined : this.#places.key(this.#holder, this.#key);
  }

  get pointer(): string {
    return pointerTo(this.#around.pointer, this.#key);
  }

  get secret(): string | undefined {
    const value = (this.#holder as Record<string, unknown>)[this.#key];
    return typeof value !== 'object' && typeof this.#key === 'string' && namesSecret(this.#key) ? this.#key : undefined;
  }
}

/** The same place with something else about it. */
export function changed({ span, label, file, pointer, following, hidden, secret }: Here, changes: Partial<Here>): Here {
  return { span, label, file, pointer, following, hidden, secret, ...changes };
}

/** What a problem at a place needs to know so that no secret is shown. */
export function hiding({ hidden }: Here): { hidden?: boolean } {
  return hidden ? { hidden: true } : {};
}
