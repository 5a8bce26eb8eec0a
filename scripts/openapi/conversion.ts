import type { Json } from '../source/json.ts';
import type { Described, Response } from './described.ts';
import type { Documents, Node } from './documents.ts';
import type { Examples } from './examples.ts';
import type { Notes } from './notes.ts';
import type { Origins } from './origins.ts';
import type { View } from './read-schema.ts';
import type { SchemaViews } from './schema-views.ts';
import type { Security } from './security.ts';

/** Where the parts of a spec go that more than one place uses: files of their own, or straight into their places. */
export interface Target {
  /** What stands for a schema. `schema` has been read, `node` is as the document has it. */
  readonly schema: (schema: Node, node: Node, view: View) => Json;
  /** What stands for an answer; `write` gives the answer itself. */
  readonly response: (response: Response, write: () => Json) => Json;
  /** What stands for a parameter that several operations refer to. */
  readonly parameter: (node: Node, write: () => Json) => Json;
  /** What stands for a response header that several answers refer to. */
  readonly header: (node: Node, write: () => Json) => Json;
}

/** What every part of the conversion needs. */
export interface Conversion {
  readonly described: Described;
  readonly documents: Documents;
  readonly notes: Notes;
  readonly views: SchemaViews;
  readonly origins: Origins;
  readonly examples: Examples;
  readonly security: Security;
  readonly target: Target;
}

/** A schema, read, and what stands for it in the spec. */
export function convertSchema(
  node: Node | undefined,
  view: View,
  { views, target }: Conversion,
): { read: Node; written: Json } | undefined {
  if (!node) return undefined;
  const read = views.at(node, view);
  return { read, written: target.schema(read, node, view) };
}
