import type { Collection, CollectionKind, Item, ItemGroup } from './collection-types.ts';

/**
 * The text of a collection. One that people read has a line for each value, indented by tabs, as Postman exports it. Of one that is only run,
 * each member of a request is one line: half of its bytes would be indentation, and a change to a request still is a line in a diff.
 */
export function layOut(collection: Collection, kind: CollectionKind): string {
  return `${kind === 'contract' ? memberLines(collection, '') : JSON.stringify(collection, null, '\t')}\n`;
}

function memberLines(holder: Collection | ItemGroup | Item, indent: string): string {
  const lines = Object.entries(holder as object).map(([key, value]: [string, unknown]) =>
    key === 'item'
      ? `${indent}\t"item": ${itemLines(value as ItemGroup['item'], `${indent}\t`)}`
      : `${indent}\t"${key}": ${JSON.stringify(value)}`,
  );
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function itemLines(items: ItemGroup['item'], indent: string): string {
  if (items.length === 0) return '[]';
  return `[\n${items.map((item) => `${indent}\t${memberLines(item, `${indent}\t`)}`).join(',\n')}\n${indent}]`;
}
