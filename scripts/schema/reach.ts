import { type Place, subschemas } from './places.ts';
import type { References, Resource } from './registry.ts';
import { isKept } from './walk.ts';

/** The schemas that validation can get to. */
export interface Reached {
  readonly places: ReadonlySet<Place>;
  /** Which of them references lead to. */
  readonly targets: ReadonlySet<Place>;
  /** The dynamic anchors that need a dynamic scope. */
  readonly dynamicAnchors: ReadonlySet<string>;
}

/** Follows a schema to all that validation can get to. */
export function reach(root: Place, references: References): Reached {
  const reached = new Set<Place>();
  const targets = new Set<Place>();
  const resources = new Set<Resource>();
  const dynamicAnchors = new Set<string>();
  const left = [root];
  const drain = (): void => {
    for (let place = left.pop(); place !== undefined; place = left.pop()) {
      if (reached.has(place)) continue;
      reached.add(place);
      if (place.resource !== undefined) resources.add(place.resource);
      for (const below of subschemas(place).toReversed()) if (isKept(below.keyword, place)) left.push(below.place);
      for (const target of references.get(place)?.values() ?? []) {
        targets.add(target.place);
        left.push(target.place);
        if (target.dynamicAnchor !== undefined) dynamicAnchors.add(target.dynamicAnchor);
      }
    }
  };
  const owners = (anchor: string): Place[] => [...resources].flatMap((resource) => resource.dynamicAnchors.get(anchor) ?? []);

  // A dynamic anchor in any resource that is reached may be where a dynamic reference ends, and may reach more.
  for (let before = -1; before !== reached.size; ) {
    drain();
    before = reached.size;
    for (const anchor of dynamicAnchors) {
      for (const place of owners(anchor)) {
        targets.add(place);
        left.push(place);
      }
    }
    drain();
  }
  const dynamic = new Set([...dynamicAnchors].filter((anchor) => owners(anchor).length > 1));
  return { places: reached, targets, dynamicAnchors: dynamic };
}
