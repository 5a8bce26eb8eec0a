import type { Api } from '../model/model.ts';
import type { Memory } from '../source/memory.ts';
import { deferredCollection } from './collection.ts';
import { environmentFile } from './environment.ts';
import { layOut } from './lay-out.ts';
import { pathsOf } from './paths.ts';
import { readmeOf } from './readme.ts';

/** A file to write: `path` is below the output folder, with forward slashes. */
export interface OutputFile {
  readonly path: string;
  readonly content: string;
}

/** The same with its content in pieces: that of a large API is tens of megabytes, which need not be in one place at once. */
export interface PiecedFile {
  readonly path: string;
  readonly pieces: readonly string[];
}

/**
 * Everything that one API compiles to, by path. The same model gives the same bytes.
 * @param memory where what is made of endpoints is kept, in a process that compiles again and again
 */
export function emit(api: Api, memory?: Memory): OutputFile[] {
  return [...emitInPieces(api, memory)].map(({ path, pieces }) => ({ path, content: pieces.join('') }));
}

/** The same, each file made when it is asked for. */
export function* emitInPieces(api: Api, memory?: Memory): Generator<PiecedFile> {
  const paths = pathsOf(api);
  const files: (readonly [path: string, make: () => readonly string[]])[] = [
    [paths.integrator, () => layOut(deferredCollection(api, 'integrator'), 'integrator', memory)],
    [paths.contract, () => layOut(deferredCollection(api, 'contract'), 'contract', memory)],
    ...api.environments.map(
      (environment) =>
        [paths.environment(environment.id), () => [`${JSON.stringify(environmentFile(environment, api), null, '\t')}\n`]] as const,
    ),
    [paths.readme, () => [readmeOf(api)]],
  ];
  for (const [path, make] of files.sort(([a], [b]) => (a < b ? -1 : 1))) yield { path, pieces: make() };
}
