import type { TSchema } from '@sinclair/typebox';
import { type FileKind, fileShapes } from './definition.ts';

/** The JSON Schemas for editors, one for each kind of file, as `{path, content}` to write. */
export function editorSchemas(): { path: string; content: string }[] {
  return (Object.keys(fileShapes) as FileKind[]).map((kind) => ({
    path: `${kind}.schema.json`,
    content: `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...(forEditors(fileShapes[kind], true) as object) }, null, 2)}\n`,
  }));
}

/** What editors understand: draft-07 without our own words, and a `$ref` wherever the language follows one. */
function forEditors(shape: TSchema, top = false): unknown {
  const {
    'x-kind': kind,
    'x-name': _,
    'x-key': __,
    'x-expected': expected,
    'x-secret': ___,
    'x-kept': ____,
    ...rest
  } = shape as Record<string, unknown>;
  const description = rest['description'] as string | undefined;
  if (kind === 'schema') return { type: ['object', 'boolean'], description };
  if (kind === 'value') return { description };
  if (Array.isArray(rest['anyOf']))
    return { ...(description ? { description } : {}), anyOf: rest['anyOf'].map((branch) => forEditors(branch as TSchema)) };
  const shown: Record<string, unknown> = { ...rest };
  for (const member of ['properties', 'patternProperties']) {
    if (shown[member])
      shown[member] = Object.fromEntries(
        Object.entries(shown[member] as Record<string, TSchema>).map(([name, value]) => [name, forEditors(value)]),
      );
  }
  if (shown['items']) shown['items'] = forEditors(shown['items'] as TSchema);
  if (shown['pattern'] && expected) shown['patternErrorMessage'] = `Expected ${expected as string}.`;
  if (shown['type'] !== 'object' || top) return shown;
  return {
    ...(description ? { description } : {}),
    anyOf: [
      shown,
      {
        type: 'object',
        required: ['$ref'],
        properties: { $ref: { type: 'string', description: 'A file, or file#pointer, in the specs folder.' } },
        additionalProperties: false,
      },
    ],
  };
}
