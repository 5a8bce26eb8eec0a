// The specs of this repository, resolved and compiled in memory.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readSources } from '../../scripts/cli/disk.ts';
import type { Api } from '../../scripts/model/model.ts';
import { resolveSpecs } from '../../scripts/model/resolve.ts';
import { messageOf } from '../../scripts/source/problem.ts';

export const root: string = path.join(__dirname, '../..');

/** One API of `specs/`, with files changed first: path below `specs/` → the new text, made of the old. */
export function ownApi(id: string, changes: Readonly<Record<string, (text: string) => string>> = {}): Api {
  const { sources } = readSources('specs', root);
  const files = new Map(sources.files);
  for (const [file, change] of Object.entries(changes)) {
    const before = files.get(file);
    const after = before === undefined ? undefined : change(before);
    if (after === undefined || after === before) throw new Error(`nothing was changed in ${file}`);
    files.set(file, after);
  }
  const { apis, problems } = resolveSpecs({ root: 'specs', files }, [id]);
  const [api] = apis;
  if (!api || problems.length > 0) throw new Error(problems.map(messageOf).join('\n'));
  return api;
}

/** A file that is committed under `collections/`. */
export function committed(file: string): object {
  return JSON.parse(readFileSync(path.join(root, 'collections', file), 'utf8'));
}

/** `--env-var` arguments for Newman and the Postman CLI. */
export function asArguments(variables: Readonly<Record<string, string>>): string[] {
  return Object.entries(variables).flatMap(([name, value]) => ['--env-var', `${name}=${value}`]);
}
