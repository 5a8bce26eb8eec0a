import type { PartName } from '../../language/definition.ts';
import { type Part, partOf } from '../../language/parts.ts';
import { isObject, type Json } from '../../source/json.ts';
import { looksLikeSecret, withoutSecretForms } from '../../source/secrets.ts';
import { type Conversion, convertSchema } from '../conversion.ts';
import { child, items, type Node } from '../documents.ts';
import { extensionOf } from '../extension.ts';
import type { Entry } from '../origins.ts';

/** A part of the spec language that stands in a document, as it stands in a spec. */
export function restorePart(name: PartName, node: Node, conversion: Conversion): Json {
  return restore(partOf(name, node.value), node, conversion);
}

/** One member of such a part; undefined when there is none. */
export function restoreMember(name: PartName, holder: Node | undefined, key: string, conversion: Conversion): Json | undefined {
  const node = child(holder, key);
  return node && holder && restore(partOf(name, holder.value).inside(key, node.value), node, conversion);
}

/**
 * Makes a map of a spec from what OpenAPI says of it and from its extension, which has the last word.
 * @param order the keys in the order in which people write them; others follow
 * @param without keys of the extension that are not for this map
 */
export function restoreMap(
  name: PartName,
  node: Node,
  entries: readonly Entry[],
  order: readonly string[],
  conversion: Conversion,
  without: readonly string[] = [],
): Json {
  const extension = extensionOf(node);
  const more = keysOf(extension).filter((key) => !without.includes(key));
  const own = more.map((key): Entry => [key, restoreMember(name, extension, key, conversion), child(extension, key)]);
  const all = [...entries.filter(([key]) => !more.includes(key)), ...own];
  const rank = ([key]: Entry): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return conversion.origins.map(
    node,
    all.sort((a, b) => rank(a) - rank(b)),
  );
}

/** The names of the members of a map; none for anything else. */
export function keysOf(node: Node | undefined): string[] {
  return isObject(node?.value) ? Object.keys(node.value) : [];
}

/** A text as it stands there, without what looks like a key or token in it; undefined when it is none. */
export function wordsOf(node: Node | undefined, key: string): string | undefined {
  const value = child(node, key)?.value;
  if (typeof value !== 'string') return undefined;
  return looksLikeSecret(value) ? withoutSecretForms(value) : value;
}

/** An example, unless it holds what looks like a secret: a spec holds none. */
export function exampleOf(node: Node | undefined, isSent: boolean, { origins, notes }: Conversion): Json | undefined {
  const example = child(node, 'example');
  if (!example) return undefined;
  if (!looksLikeSecret(JSON.stringify(example.value))) return origins.own(example.value, example, isSent);
  notes.add('example-secret', example, 'example');
  return undefined;
}

/** The schema beside an example; undefined where there is none. */
export function schemaOf(node: Node | undefined, conversion: Conversion): Json | undefined {
  return convertSchema(child(node, 'schema'), 'response', conversion)?.written;
}

function restore(part: Part, node: Node, conversion: Conversion): Json {
  const { origins } = conversion;
  switch (part.kind) {
    case 'schema':
      return convertSchema(node, 'response', conversion)?.written ?? node.value;
    case 'map':
      return origins.map(
        node,
        keysOf(node).map((key): Entry => {
          const member = child(node, key) as Node;
          return [key, restore(part.inside(key, member.value), member, conversion), member];
        }),
      );
    case 'list':
      return origins.list(
        node,
        items(node).map((item, i) => restore(part.inside(String(i), item.value), item, conversion)),
      );
    default:
      return origins.own(node.value, node, true);
  }
}
