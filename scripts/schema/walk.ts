import { isObject } from '../source/json.ts';
import { checkKeywords, isInDialect } from './check-keywords.ts';
import { KEYWORDS } from './dialect.ts';
import { type Place, subschemas } from './places.ts';
import type { Registry, Target } from './registry.ts';

/**
 * Visits every schema that a schema contains or refers to, over all files, checks it, and follows its references.
 * Each schema is visited once, so the work is linear in what is reached. What is found goes to the registry.
 */
export function walk(start: Place, registry: Registry, unknownKeywords: 'problem' | 'ignore'): void {
  const { references } = registry;
  const walked: Place[] = [];
  const left = [start];
  for (let place = left.pop(); place !== undefined; place = left.pop()) {
    if (references.has(place)) continue;
    const here = place;
    const targets = new Map<string, Target>();
    references.set(here, targets);
    walked.push(here);
    checkKeywords(here, unknownKeywords, (code, tokens, args) => registry.report(code, here, tokens, args));
    if (!isObject(here.value)) continue;
    for (const keyword of ['$ref', '$dynamicRef']) {
      const reference = here.value[keyword];
      if (typeof reference !== 'string') continue;
      const { uri, target } = registry.resolve(here, reference);
      if (target === undefined) {
        registry.report('unresolved-reference', here, [keyword], { reference, uri });
        continue;
      }
      const isDynamic = keyword === '$dynamicRef' && target.dynamicAnchor !== undefined;
      targets.set(keyword, isDynamic ? target : { place: target.place, dynamicAnchor: undefined });
      left.push(target.place);
    }
    for (const below of subschemas(here).toReversed()) left.push(below.place);
  }
  reportEndless(walked, registry);
}

/** Whether a keyword's subschemas are part of a compiled schema. */
export function isKept(keyword: string, place: Place): boolean {
  const known = KEYWORDS.get(keyword);
  return known !== undefined && known.validates && isInDialect(known, place);
}

/**
 * Reports references that lead back to their own schema for the same value: through `$ref` and `allOf`, say, but never into a property or item.
 * A depth-first search, again with a list instead of recursion: a schema that is met while still being searched closes a circle.
 * Where a dynamic reference leads whose anchor several schemas have depends on the way to it, and may change on the way round:
 * such a circle may well end. (The validator sees to it that one which does not end stops.)
 */
function reportEndless(walked: readonly Place[], registry: Registry): void {
  const { references, ending, dynamicAnchors } = registry;
  const open = new Set<Place>();
  for (const start of walked) {
    // Most schemas lead nowhere for the same value.
    if (references.get(start)?.size === 0 && !subschemas(start).some(({ keyword }) => KEYWORDS.get(keyword)?.inPlace)) {
      ending.add(start);
      continue;
    }
    const left: { place: Place; leave: boolean; by?: { from: Place; keyword: string } }[] = [{ place: start, leave: false }];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const { place, by } = next;
      if (next.leave) {
        open.delete(place);
        ending.add(place);
      } else if (open.has(place)) {
        const reference = by && isObject(by.from.value) ? by.from.value[by.keyword] : undefined;
        if (by && typeof reference === 'string') registry.report('endless-reference', by.from, [by.keyword], { reference });
      } else if (!ending.has(place)) {
        open.add(place);
        left.push({ place, leave: true });
        for (const below of subschemas(place)) {
          if (KEYWORDS.get(below.keyword)?.inPlace && isKept(below.keyword, place)) left.push({ place: below.place, leave: false });
        }
        for (const [keyword, target] of references.get(place) ?? []) {
          const isCertain = target.dynamicAnchor === undefined || (dynamicAnchors.get(target.dynamicAnchor)?.size ?? 0) < 2;
          if (isCertain) left.push({ place: target.place, leave: false, by: { from: place, keyword } });
        }
      }
    }
  }
}
