import type { Described } from './described.ts';
import { child, type Documents, type Node, text } from './documents.ts';
import { withDocs } from './external-docs.ts';
import type { Notes } from './notes.ts';

/** What a document of any version says of itself: the Info Object, and its tags. */
export function readInfo(root: Node, documents: Documents, notes: Notes): Pick<Described, 'title' | 'apiVersion' | 'description' | 'tags'> {
  const info = documents.follow(child(root, 'info'));
  for (const key of ['termsOfService', 'contact', 'license']) {
    const said = child(info, key);
    if (said) notes.add('about', said, key);
  }
  const words = [text(info, 'summary'), text(info, 'description')].filter((part) => part !== undefined);
  return {
    title: text(info, 'title') ?? 'API',
    apiVersion: text(info, 'version'),
    description: withDocs(words.length === 0 ? undefined : words.join('\n\n'), root),
    tags: documents.itemsOf(child(root, 'tags')).flatMap((node) => {
      const name = text(node, 'name');
      return name === undefined ? [] : [{ node, name, description: withDocs(text(node, 'description'), node) }];
    }),
  };
}
