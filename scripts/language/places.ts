import type { Span } from '../source/source-file.ts';

/** Where the key and the value of a member stand. */
export interface MemberPlace {
  readonly key: Span;
  readonly value: Span;
}

/** Where a map or list stands. */
export interface Place {
  readonly self: Span;
  readonly member: (key: string) => MemberPlace | undefined;
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
  /** The members that have been registered one by one. */
  readonly #members = new WeakMap<object, Map<string, MemberPlace>>();
  readonly #final = new WeakSet<object>();
  readonly #lost = new WeakSet<object>();

  /** Registers a map or list; `keyed` then tells of each of its members. */
  add(value: object, self: Span, file: string, pointer: string): void {
    const keys = new Map<string, MemberPlace>();
    this.#members.set(value, keys);
    this.#places.set(value, { self, member: (key) => keys.get(key), file, pointer });
  }

  /** Registers one member of a registered map or list. */
  member(value: object, key: string | number, keySpan: Span, valueSpan: Span): void {
    this.#members.get(value)?.set(String(key), { key: keySpan, value: valueSpan });
  }

  /** Registers a map or list that was not read from a spec, such as one that stands for a part of another document. */
  put(value: object, place: Place): void {
    this.#places.set(value, place);
  }

  /** Registers a map that has the members of `over`, and those of `base` that `over` does not have. */
  merge(merged: object, base: object, over: object): void {
    const below = this.#places.get(base);
    const place = this.#places.get(over);
    if (!place) return;
    this.#places.set(
      merged,
      withMembers(place, (key) => (Object.hasOwn(over, key) ? place.member(key) : below?.member(key))),
    );
  }

  /** Notes that a value is what it is: no reference in it is to be followed, and its parts have no places of their own. */
  finish(value: object): void {
    this.#final.add(value);
  }

  isFinal(value: object): boolean {
    return this.#final.has(value);
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
    const keys = new Map<string, MemberPlace>();
    kept.forEach((from, to) => {
      const item = place.member(String(from));
      if (item) keys.set(String(to), item);
    });
    this.#places.set(
      copy,
      withMembers(place, (key) => keys.get(key)),
    );
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
    return this.#places.get(value)?.member(String(key))?.key ?? this.of(value);
  }

  /** Where the value of a member stands; the map itself when there is no such member. */
  value(value: object, key: string | number): Span {
    return this.#places.get(value)?.member(String(key))?.value ?? this.of(value);
  }

  /** The file (below the specs folder) and JSON Pointer of a map or list that was read from a file. */
  home(value: object): { readonly file: string; readonly pointer: string } | undefined {
    return this.#places.get(value);
  }
}

/** The same place with members of its own. */
function withMembers(place: Place, member: Place['member']): Place {
  return {
    get self() {
      return place.self;
    },
    member,
    file: place.file,
    pointer: place.pointer,
  };
}
