import type { Api } from '../model/model.ts';
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

/** Everything that one API compiles to, sorted by path. The same model gives the same bytes. */
export function emit(api: Api): OutputFile[] {
  const paths = pathsOf(api);
  return [
    { path: paths.integrator, content: layOut(deferredCollection(api, 'integrator'), 'integrator') },
    { path: paths.contract, content: layOut(deferredCollection(api, 'contract'), 'contract') },
    ...api.environments.map((environment) => ({
      path: paths.environment(environment.id),
      content: `${JSON.stringify(environmentFile(environment, api), null, '\t')}\n`,
    })),
    { path: paths.readme, content: readmeOf(api) },
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
}
