import type { Operation, Requirement } from './described.ts';
import { child, type Documents, extensions, flag, items, members, type Node, text } from './documents.ts';
import { withDocs } from './external-docs.ts';
import type { Notes } from './notes.ts';
import { readRequirements } from './read-security.ts';

/** What operations of every version have in common. */
export interface Shared {
  readonly node: Node;
  readonly path: string;
  /** The method as the document writes it. */
  readonly key: string;
  readonly item: Node;
  /** The operation's own, and those of its path that it does not say otherwise. */
  readonly parameters: readonly Node[];
  /** What the document asks of every operation. */
  readonly security: readonly Requirement[] | undefined;
  readonly common: Pick<Operation, 'operationId' | 'summary' | 'description' | 'deprecated' | 'tags'>;
}

/** The members of a path that are methods of the spec language. */
const methods = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'];

/** Further members of a path, which are no methods. */
const others = ['$ref', 'summary', 'description', 'servers', 'parameters'];

/**
 * Reads every operation of a document, in its order.
 * @param understood extensions that mean something here
 */
export function readOperations(
  root: Node,
  documents: Documents,
  notes: Notes,
  understood: readonly string[],
  read: (shared: Shared) => Operation,
): Operation[] {
  const security = readRequirements(child(root, 'security'));
  const noteExtensions = (node: Node | undefined): void => {
    for (const [name, extension] of extensions(node)) if (!understood.includes(name)) notes.add('extension', extension, name);
  };
  for (const node of [root, child(root, 'info'), child(root, 'paths'), ...items(child(root, 'tags'))]) noteExtensions(node);
  return members(child(root, 'paths')).flatMap(([path, place]) => {
    const item = documents.follow(place);
    noteExtensions(item);
    return members(item).flatMap(([key, node]) => {
      if (others.includes(key) || !item) return [];
      if (!methods.includes(key)) {
        notes.add('method', node, key.toUpperCase());
        return [];
      }
      for (const part of [node, ...items(child(node, 'parameters')), child(node, 'requestBody')]) noteExtensions(part);
      return [read({ node, path, key, item, parameters: parametersOf(item, node, documents), security, common: commonOf(node, item) })];
    });
  });
}

export function methodOf(key: string): string {
  return key.toUpperCase();
}

function commonOf(node: Node, item: Node): Shared['common'] {
  return {
    operationId: text(node, 'operationId'),
    summary: text(node, 'summary') ?? text(item, 'summary'),
    description: withDocs(text(node, 'description') ?? text(item, 'description'), node),
    deprecated: flag(node, 'deprecated'),
    tags: items(child(node, 'tags')).flatMap(({ value }) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : [])),
  };
}

/** A parameter of the operation hides the one of the path that has its name and place. */
function parametersOf(item: Node, node: Node, documents: Documents): Node[] {
  const all = new Map<string, Node>();
  for (const parameter of [...documents.itemsOf(child(item, 'parameters')), ...documents.itemsOf(child(node, 'parameters'))])
    all.set(`${text(parameter, 'in')} ${text(parameter, 'name')}`, parameter);
  return [...all.values()];
}
