import { type CompiledSchema, compileSchema } from '../../scripts/schema/compile.ts';
import { describeFinding, validate } from '../../scripts/schema/validate.ts';
import type { Json } from '../../scripts/source/json.ts';

/** Compiles a schema that stands in `spec:/api/schema.yaml`, beside the other files given. Throws when it has problems. */
export function compiled(schema: Json, files: Readonly<Record<string, Json>> = {}): CompiledSchema {
  const result = compileSchema({ schema, uri: 'spec:/api/schema.yaml', load: (uri) => files[uri] });
  if (result.compiled === undefined || result.problems.length > 0) throw new Error(JSON.stringify(result.problems));
  return result.compiled;
}

/** The findings about a value, as lines. */
export function lines(schema: Json, value: unknown, files: Readonly<Record<string, Json>> = {}): string[] {
  return validate(compiled(schema, files), value).map(describeFinding);
}
