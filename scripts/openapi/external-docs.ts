import { child, type Node, text } from './documents.ts';

/** A description with the link that stands beside it (`externalDocs`) at its end, where readers find it. */
export function withDocs(description: string | undefined, node: Node | undefined): string | undefined {
  const docs = child(node, 'externalDocs');
  const url = text(docs, 'url');
  if (url === undefined || description?.includes(url)) return description;
  const words = text(docs, 'description')?.trim().split('\n')[0];
  const link = words === undefined ? `See <${url}>.` : `[${words.replace(/[[\]]/g, '')}](${url})`;
  return description === undefined ? link : `${description.trimEnd()}\n\n${link}`;
}
