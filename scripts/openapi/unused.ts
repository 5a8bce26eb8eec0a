import type { Described } from './described.ts';
import { child, type Documents, entries, type Node } from './documents.ts';
import type { Notes } from './notes.ts';

/** Notes what a document has for operations to refer to, and none does: an import writes what is used. */
export function noteUnused({ root, operations, schemes }: Described, documents: Documents, notes: Notes): void {
  const components = child(root, 'components') ?? root;
  for (const kind of ['schemas', 'definitions', 'responses', 'parameters', 'examples', 'requestBodies', 'headers', 'pathItems'])
    for (const [name, part] of entries(child(components, kind))) if (!documents.isReached(part)) notes.add('unused', part, name);
  const asked = new Set(operations.flatMap(({ security }) => security ?? []).flatMap((each) => [...each.schemes.keys()]));
  for (const [name, scheme] of schemes) if (!asked.has(name)) notes.add('unused', placeOf(name, scheme.node, root), name);
}

/** Where a security scheme is described: its node may be the part of it that is used. */
function placeOf(name: string, node: Node, root: Node): Node {
  const holder = child(child(root, 'components'), 'securitySchemes') ?? child(root, 'securityDefinitions');
  return child(holder, name) ?? node;
}
