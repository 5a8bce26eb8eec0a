import type { Collection, Item, ItemGroup } from '../postman/collection-types.ts';

/** Some requests of a collection, without what is only read by people. */
export function partOf(collection: Collection, ids: ReadonlySet<string>): Collection {
  return { ...collection, info: { ...collection.info, description: '' }, item: partsOf(collection.item, ids) };
}

function partsOf(items: readonly (Item | ItemGroup)[], ids: ReadonlySet<string>): (Item | ItemGroup)[] {
  return items.flatMap((each): (Item | ItemGroup)[] => {
    if (!('item' in each)) return ids.has(each.id) ? [{ ...each, request: { ...each.request, description: '' }, response: [] }] : [];
    const inside = partsOf(each.item, ids);
    return inside.length > 0 ? [{ ...each, description: '', item: inside }] : [];
  });
}
