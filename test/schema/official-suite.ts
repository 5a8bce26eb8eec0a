// The official JSON Schema Test Suite (https://github.com/json-schema-org/JSON-Schema-Test-Suite, licence MIT). It is not part of this repository.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type CompiledSchema, compileSchema } from '../../scripts/schema/compile.ts';
import type { Json } from '../../scripts/source/json.ts';

/** Some values, and whether each is valid against one schema. */
export type SuiteGroup = {
  readonly file: string;
  readonly description: string;
  readonly schema: Json;
  readonly tests: readonly { readonly description: string; readonly data: Json; readonly valid: boolean }[];
};

/** The two parts that count: what every implementation must do, and what `format` means when it is asserted. */
export const PARTS = {
  required: { folder: 'tests/draft2020-12', formats: false },
  format: { folder: 'tests/draft2020-12/optional/format', formats: true },
} as const;

export type Part = keyof typeof PARTS;

/** The folder of the suite: JSON_SCHEMA_TEST_SUITE, or one beside the checkout. Undefined when there is none. */
export function suiteFolder(): string | undefined {
  const beside = path.resolve(__dirname, '../../../shared/data/json-schema-test-suite');
  const folder = process.env['JSON_SCHEMA_TEST_SUITE'] ?? beside;
  return existsSync(path.join(folder, PARTS.required.folder)) ? folder : undefined;
}

/** The groups of one part, in the order of the files' names. */
export function readSuite(folder: string, part: Part): SuiteGroup[] {
  const directory = path.join(folder, PARTS[part].folder);
  const files = readdirSync(directory).filter((file) => file.endsWith('.json'));
  return files.sort().flatMap((file) => {
    const groups = JSON.parse(readFileSync(path.join(directory, file), 'utf8')) as Omit<SuiteGroup, 'file'>[];
    return groups.map((group) => ({ ...group, file }));
  });
}

/** What the suite serves at http://localhost:1234, read from its folder. */
export function loadRemote(folder: string): (uri: string) => Json | undefined {
  const server = 'http://localhost:1234/';
  return (uri) => {
    const file = path.join(folder, 'remotes', uri.slice(server.length));
    return uri.startsWith(server) && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Json) : undefined;
  };
}

/** Compiles the schema of a group. It throws when there is a problem: every schema of the suite is correct. */
export function compileGroup(folder: string, group: SuiteGroup): CompiledSchema {
  const { schema } = group;
  const { compiled, problems } = compileSchema({ schema, uri: 'suite:/schema.json', load: loadRemote(folder), unknownKeywords: 'ignore' });
  if (compiled === undefined) throw new Error(`${group.file}, ${group.description}: ${JSON.stringify(problems)}`);
  return compiled;
}

/** One line that names a test of the suite. */
export function titleOf(group: SuiteGroup, test: { readonly description: string }): string {
  return `${group.file} | ${group.description} | ${test.description}`;
}
