import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import type { Json } from './types.ts';

/** The published schemas of the API, judged by Ajv: what Postern makes of them is not asked. */
const folder = path.resolve(__dirname, '../specs/lyre/schemas');
const root = 'https://lyre.example/';

export const schemaFiles: ReadonlyMap<string, Json> = new Map(
  readdirSync(folder).map((name) => [name, parse(readFileSync(path.join(folder, name), 'utf8')) as Json]),
);

export interface Violation {
  readonly at: string;
  readonly message: string;
}

const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true });
addFormats(ajv);
for (const [name, schema] of schemaFiles) ajv.addSchema({ ...(schema as object), $id: root + name });
const cache = new Map<Json, ValidateFunction>();

/** What is wrong with a value; nothing when it is as the schema says. `schema` may refer to the published files. */
export function violations(schema: Json, value: unknown): Violation[] {
  let check = cache.get(schema);
  if (!check) {
    check = ajv.compile(typeof schema === 'boolean' ? schema : { ...(schema as object), $id: `${root}inline-${cache.size}` });
    cache.set(schema, check);
  }
  if (check(value)) return [];
  return (check.errors ?? []).slice(0, 1).map((error) => ({ at: error.instancePath, message: error.message ?? 'is wrong' }));
}

let copies = 0;

/** A copy of the published schemas in which one file is another: what a server that was built from it would enforce. */
export function publishedWith(name: string, file: string, schema: Json): Json {
  copies += 1;
  const base = `https://lyre.example/copy-${copies}/`;
  const files = [...schemaFiles].map(([each, own]) => [each, { ...((each === file ? schema : own) as object), $id: base + each }]);
  return { $defs: Object.fromEntries(files), $ref: `${base}${name}.yaml` };
}

/** The schema of a file by its name. */
export function published(name: string): Json {
  return { $ref: `${root}${name}.yaml` };
}
