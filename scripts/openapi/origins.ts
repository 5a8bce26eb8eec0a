import { type Json, setMember } from '../source/json.ts';
import type { Node } from './documents.ts';

/** A member of a map in the making; one without a value is left out. `from` is where it comes from, the map's own place when left out. */
export type Entry = readonly [key: string, value: Json | undefined, from?: Node | undefined];

/** Who wants to know where a value of the spec comes from. */
export interface OriginListener {
  /** A map or list was made for what stands at `node`; `entries` say where its members are from, where that is elsewhere. */
  readonly made: (value: object, node: Node, entries: readonly Entry[]) => void;
  /** A value is the document's own. `isSent` says that each part of it may be asked for its place. */
  readonly own: (value: object, node: Node, isSent: boolean) => void;
}

/** Makes the maps and lists of a spec, and tells of each where in the document it comes from. */
export class Origins {
  readonly #listener: OriginListener | undefined;

  constructor(listener?: OriginListener) {
    this.#listener = listener;
  }

  /** Makes a map; members without a value are left out. */
  map(node: Node, entries: readonly Entry[]): { readonly [key: string]: Json } {
    const map: Record<string, Json> = {};
    for (const [key, value] of entries) if (value !== undefined) setMember(map, key, value);
    this.#listener?.made(map, node, entries);
    return map;
  }

  /** Makes a map; undefined when it would be empty. */
  some(node: Node, entries: readonly Entry[]): { readonly [key: string]: Json } | undefined {
    return entries.some(([, value]) => value !== undefined) ? this.map(node, entries) : undefined;
  }

  list(node: Node, values: readonly Json[]): readonly Json[] {
    this.#listener?.made(values, node, []);
    return values;
  }

  /** Tells of a value that is the document's own, or was made for what stands there. */
  own(value: Json, node: Node, isSent = false): Json {
    if (typeof value === 'object' && value !== null) this.#listener?.own(value, node, isSent);
    return value;
  }
}
