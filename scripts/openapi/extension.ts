import { type Json, type JsonObject, setMember } from '../source/json.ts';
import { child, type Node } from './documents.ts';

/**
 * What OpenAPI has no word for stands under this name, in the words and shapes of the spec language. A document that has it at
 * its top was written by an export, and is read back word for word.
 */
export const extensionKey = 'x-postern';

/** The extension of an object of the document; undefined when it has none. */
export function extensionOf(node: Node | undefined): Node | undefined {
  return child(node, extensionKey);
}

/** A map; members without a value are left out. Any name is a name, `__proto__` included. */
export function mapOf(entries: readonly (readonly [key: string, value: Json | undefined])[]): JsonObject {
  const map: Record<string, Json> = {};
  for (const [key, value] of entries) if (value !== undefined) setMember(map, key, value);
  return map;
}

/** A map as `mapOf` makes it; undefined when it would be empty. */
export function someOf(entries: readonly (readonly [key: string, value: Json | undefined])[]): JsonObject | undefined {
  return entries.some(([, value]) => value !== undefined) ? mapOf(entries) : undefined;
}

/** Whether a value is a map without members, which is how a document says that there is no schema where OpenAPI wants one. */
export function isEmpty(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
}

/** Whether a path below the folder of an API is that of a schema: it leads nowhere else. */
export function isSchemaFile(path: string): boolean {
  return /^schemas\/(?:\w[\w.-]*\/)*\w[\w.-]*\.yaml$/.test(path);
}

/** The names in braces in a path, in order; `{{variables}}` are not among them. */
export function templateNames(path: string): string[] {
  return [...path.matchAll(/(?<!\{)\{([^{}]+)\}(?!\})/g)].map((match) => match[1] ?? '');
}
