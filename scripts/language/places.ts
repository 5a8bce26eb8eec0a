import type { Span } from '../source/source-file.ts';

interface Place {
  readonly self: Span;
  readonly keys: Map<string, { readonly key: Span; readonly value: Span }>;
  /** Path of the file below the specs folder, and the JSON Pointer of this value in it. */
  readonly file: string;
  readonly pointer: string;
}

/**
 * Remembers where every map and list that was read from YAML stands in its file, so that specs can be plain values and
 * any rule, however late, can still point at a character. Scalars are found through the map or list that holds them.
 */
export class Places {
  readonly #places = new WeakMap<object, Place>();
  readonly #lost = new WeakSet<object>();

  /** Registers a map or list; `keyed` then tells of each of its members. */
  add(value: object, self: Span, file: string, pointer: string): void {
    this.#places.set(value, { self, keys: new Map(), file, pointer });
  }

  /** Registers one member of a registered map or list. */
  member(value: object, key: string | number, keySpan: Span, valueSpan: Span): void {
    this.#places.get(value)?.keys.set(String(key), { key: keySpan, value: valueSpan });
  }

  /** Lets `copy` stand where `original` stands. */
  copy(original: object, copy: object): void {
    const place = this.#places.get(original);
    if (place) this.#places.set(copy, place);
  }

  /** Lets a list of some of the items of `original` stand where they stand; `kept` are their indexes there. */
  copyItems(original: object, copy: object, kept: readonly number[]): void {
    const place = this.#places.get(original);
    if (!place) return;
    const keys: Place['keys'] = new Map();
    kept.forEach((from, to) => {
      const item = place.keys.get(String(from));
      if (item) keys.set(String(to), item);
    });
    this.#places.set(copy, { ...place, keys });
  }

  /** Notes that something was left out of a map because of a mistake that has been told. */
  lost(value: object): void {
    this.#lost.add(value);
  }

  /** Whether a map is all that its author wrote: what it lacks may only be called missing then. */
  isWhole(value: object | undefined): boolean {
    return value === undefined || !this.#lost.has(value);
  }

  /** Where a map or list stands. */
  of(value: object): Span {
    const place = this.#places.get(value);
    if (!place) throw new Error('a value without a place was asked for one');
    return place.self;
  }

  /** Where the key of a member stands; the map itself when there is no such member. */
  key(value: object, key: string | number): Span {
    return this.#places.get(value)?.keys.get(String(key))?.key ?? this.of(value);
  }

  /** Where the value of a member stands; the map itself when there is no such member. */
  value(value: object, key: string | number): Span {
    return this.#places.get(value)?.keys.get(String(key))?.value ?? this.of(value);
  }

  /** The file (below the specs folder) and JSON Pointer of a map or list that was read from a file. */
  home(value: object): { readonly file: string; readonly pointer: string } | undefined {
    return this.#places.get(value);
  }
}
