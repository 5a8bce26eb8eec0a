import type { Memory } from '../source/memory.ts';
import type { Collection, CollectionKind, DeferredItems, Item, ItemGroup } from './collection-types.ts';

/**
 * The text of a collection, in pieces. One that people read has a line for each value, indented by tabs, as Postman exports it. Of one that is only run,
 * each member of a request is one line: half of its bytes would be indentation, and a change to a request still is a line in a diff.
 * @param memory where the texts of endpoints are kept for the next time, if there is one
 */
export function layOut(collection: Collection<DeferredItems>, kind: CollectionKind, memory?: Memory): string[] {
  return [...new Layout(kind, memory).members(collection, 0), '\n'];
}

type Entry = Item | ItemGroup | DeferredItems | ItemGroup<DeferredItems>;
type Holder = Collection<DeferredItems> | Exclude<Entry, DeferredItems>;

class Layout {
  readonly #kind: CollectionKind;
  readonly #memory: Memory | undefined;

  constructor(kind: CollectionKind, memory: Memory | undefined) {
    this.#kind = kind;
    this.#memory = memory;
  }

  members(holder: Holder, depth: number, pieces: string[] = []): string[] {
    const indent = '\t'.repeat(depth);
    let before = '{\n';
    for (const [key, value] of Object.entries(holder as object)) {
      pieces.push(`${before}${indent}\t"${key}": `);
      if (key === 'item') this.#list(value as readonly Entry[], depth + 1, pieces);
      else pieces.push(this.#value(value, depth + 1));
      before = ',\n';
    }
    pieces.push(`\n${indent}}`);
    return pieces;
  }

  #list(items: readonly Entry[], depth: number, pieces: string[]): void {
    if (items.length > 0) pieces.push('[\n');
    this.#items(items, depth + 1, pieces);
    pieces.push(items.length === 0 ? '[]' : `\n${'\t'.repeat(depth)}]`);
  }

  #items(items: readonly Entry[], depth: number, pieces: string[] = []): string[] {
    items.forEach((item, i) => {
      if (i > 0) pieces.push(',\n');
      if ('make' in item) {
        pieces.push(this.#deferred(item, depth));
      } else {
        pieces.push('\t'.repeat(depth));
        this.members(item, depth, pieces);
      }
    });
    return pieces;
  }

  #deferred({ inputs, make }: DeferredItems, depth: number): string {
    const text = (): string => this.#items(make(), depth).join('');
    return this.#memory ? this.#memory.once(`laid out for ${this.#kind}`, [...inputs, depth], text) : text();
  }

  #value(value: unknown, depth: number): string {
    if (this.#kind === 'contract' || typeof value !== 'object') return JSON.stringify(value);
    // Lists around it bring the indentation along, and are cut off.
    let around = value;
    for (let i = 0; i < depth; i++) around = [around];
    const text = JSON.stringify(around, null, '\t');
    const open = (depth * (depth + 5)) / 2;
    return text.slice(open, text.length - (depth * (depth + 3)) / 2);
  }
}
