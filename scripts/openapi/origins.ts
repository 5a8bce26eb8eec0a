import type { Json } from '../source/json.ts';
import type { Node } from './documents.ts';

/** Where a value of the spec comes from: the place in the document of the whole, and of each member. */
export interface Origin {
  readonly node: Node;
  readonly members: ReadonlyMap<string, Node>;
}

/** A member of a map in the making; one without a value is left out. `from` is where it comes from, the map's own place when left out. */
export type Entry = readonly [key: string, value: Json | undefined, from?: Node | undefined];

/** Remembers of each map and list that is made for a spec where in the document it comes from. */
export class Origins {
  readonly #origins = new WeakMap<object, Origin>();

  /** Makes a map; members without a value are left out. */
  map(node: Node, entries: readonly Entry[]): { readonly [key: string]: Json } {
    const map: Record<string, Json> = {};
    const members = new Map<string, Node>();
    for (const [key, value, from] of entries) {
      if (value === undefined) continue;
      Object.defineProperty(map, key, { value, enumerable: true, writable: true, configurable: true });
      members.set(key, from ?? node);
    }
    this.#origins.set(map, { node, members });
    return map;
  }

  /** Makes a map; undefined when it would be empty. */
  some(node: Node, entries: readonly Entry[]): { readonly [key: string]: Json } | undefined {
    return entries.some(([, value]) => value !== undefined) ? this.map(node, entries) : undefined;
  }

  list(node: Node, values: readonly Json[]): readonly Json[] {
    this.#origins.set(values, { node, members: new Map() });
    return values;
  }

  /** Registers a value that is the document's own. */
  own(value: Json, node: Node): Json {
    if (typeof value === 'object' && value !== null && !this.#origins.has(value)) this.#origins.set(value, { node, members: new Map() });
    return value;
  }

  of(value: object): Origin | undefined {
    return this.#origins.get(value);
  }
}
