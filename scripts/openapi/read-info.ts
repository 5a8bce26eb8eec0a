import type { Described } from './described.ts';
import { child, type Documents, type Node, text } from './documents.ts';

/** What a document of any version says of itself: the Info Object, and its tags. */
export function readInfo(root: Node, documents: Documents): Pick<Described, 'title' | 'apiVersion' | 'description' | 'tags'> {
  const info = documents.follow(child(root, 'info'));
  return {
    title: text(info, 'title') ?? 'API',
    apiVersion: text(info, 'version'),
    description: text(info, 'description'),
    tags: documents.itemsOf(child(root, 'tags')).flatMap((node) => {
      const name = text(node, 'name');
      return name === undefined ? [] : [{ node, name, description: text(node, 'description') }];
    }),
  };
}
