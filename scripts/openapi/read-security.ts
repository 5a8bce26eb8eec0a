import type { Requirement } from './described.ts';
import { entries, items, type Node } from './documents.ts';

/** The alternatives of a `security`; undefined when there is none, so that what is around it counts. */
export function readRequirements(node: Node | undefined): Requirement[] | undefined {
  if (!node || !Array.isArray(node.value)) return undefined;
  return items(node).map((each) => ({
    node: each,
    schemes: new Map(entries(each).map(([name, scopes]) => [name, items(scopes).map(({ value }) => String(value))])),
  }));
}
