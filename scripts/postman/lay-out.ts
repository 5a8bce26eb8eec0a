import type { Collection, CollectionKind, DeferredItem, Item, ItemGroup } from './collection-types.ts';

/**
 * The text of a collection. One that people read has a line for each value, indented by tabs, as Postman exports it. Of one that is only run,
 * each member of a request is one line: half of its bytes would be indentation, and a change to a request still is a line in a diff.
 */
export function layOut(collection: Collection<DeferredItem>, kind: CollectionKind): string {
  return `${kind === 'contract' ? memberLines(collection, '') : JSON.stringify(collection, null, '\t')}\n`;
}

function memberLines(holder: Collection<DeferredItem> | ItemGroup<DeferredItem> | Item, indent: string): string {
  const lines = Object.entries(holder as object).map(([key, value]: [string, unknown]) =>
    key === 'item'
      ? `${indent}\t"item": ${itemLines(value as ItemGroup<DeferredItem>['item'], `${indent}\t`)}`
      : `${indent}\t"${key}": ${JSON.stringify(value)}`,
  );
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function itemLines(items: ItemGroup<DeferredItem>['item'], indent: string): string {
  if (items.length === 0) return '[]';
  return `[\n${items.map((item) => `${indent}\t${memberLines('toJSON' in item ? item.toJSON() : item, `${indent}\t`)}`).join(',\n')}\n${indent}]`;
}
