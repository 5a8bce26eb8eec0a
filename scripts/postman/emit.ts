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

/**
 * Everything that one API compiles to, by path, each file made when it is asked for: they are large. The same model gives the same bytes.
 * @param memory where what is made of endpoints is kept, in a process that compiles again and again
 */
export function* emit(api: Api, memory?: Memory): Generator<OutputFile> {
  const paths = pathsOf(api);
  const files: (readonly [path: string, make: () => string])[] = [
    [paths.integrator, () => layOut(deferredCollection(api, 'integrator'), 'integrator', memory)],
    [paths.contract, () => layOut(deferredCollection(api, 'contract'), 'contract', memory)],
    ...api.environments.map(
      (environment) =>
        [paths.environment(environment.id), () => `${JSON.stringify(environmentFile(environment, api), null, '\t')}\n`] as const,
    ),
    [paths.readme, () => readmeOf(api)],
  ];
  for (const [path, make] of files.sort(([a], [b]) => (a < b ? -1 : 1))) yield { path, content: make() };
}
