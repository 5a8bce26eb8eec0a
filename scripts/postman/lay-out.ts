import type { Collection, CollectionKind, DeferredItem, Item, ItemGroup } from './collection-types.ts';

/**
 * The text of a collection. One that people read has a line for each value, indented by tabs, as Postman exports it. Of one that is only run,
 * each member of a request is one line: half of its bytes would be indentation, and a change to a request still is a line in a diff.
 */
export function layOut(collection: Collection<DeferredItem>, kind: CollectionKind): string {
  if (kind !== 'contract') return `${JSON.stringify(collection, null, '\t')}\n`;
  const pieces: string[] = [];
  addMembers(collection, '', pieces);
  return `${pieces.join('')}\n`;
}

function addMembers(holder: Collection<DeferredItem> | ItemGroup<DeferredItem> | Item, indent: string, pieces: string[]): void {
  let before = '{\n';
  for (const [key, value] of Object.entries(holder as object)) {
    pieces.push(`${before}${indent}\t"${key}": `);
    if (key === 'item') addItems(value as ItemGroup<DeferredItem>['item'], `${indent}\t`, pieces);
    else pieces.push(JSON.stringify(value));
    before = ',\n';
  }
  pieces.push(`\n${indent}}`);
}

function addItems(items: ItemGroup<DeferredItem>['item'], indent: string, pieces: string[]): void {
  let before = '[\n';
  for (const item of items) {
    pieces.push(`${before}${indent}\t`);
    addMembers('toJSON' in item ? item.toJSON() : item, `${indent}\t`, pieces);
    before = ',\n';
  }
  pieces.push(items.length === 0 ? '[]' : `\n${indent}]`);
}
