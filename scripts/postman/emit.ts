import type { Api } from '../model/model.ts';
import { collectionOf } from './collection.ts';
import { environmentFile } from './environment.ts';
import { pathsOf } from './paths.ts';
import { readmeOf } from './readme.ts';

/** A file to write: `path` is below the output folder, with forward slashes. */
export interface OutputFile {
  readonly path: string;
  readonly content: string;
}

/** Everything that one API compiles to, sorted by path. The same model gives the same bytes. */
export function emit(api: Api): OutputFile[] {
  const paths = pathsOf(api);
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return [
    { path: paths.integrator, content: json(collectionOf(api, 'integrator')) },
    { path: paths.contract, content: json(collectionOf(api, 'contract')) },
    ...api.environments.map((environment) => ({
      path: paths.environment(environment.id),
      content: json(environmentFile(environment, api)),
    })),
    { path: paths.readme, content: readmeOf(api) },
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
}
