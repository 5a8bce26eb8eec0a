import type { Api } from '../model/model.ts';

/** The names of the files of one API, below the output folder. */
export function pathsOf(api: Api): { integrator: string; contract: string; environment: (id: string) => string; readme: string } {
  return {
    integrator: `${api.id}/${api.id}.postman_collection.json`,
    contract: `${api.id}/${api.id}.contract.postman_collection.json`,
    environment: (id) => `${api.id}/${id}.postman_environment.json`,
    readme: `${api.id}/README.md`,
  };
}

/** Whether a file in an API's output folder is one of those that Postern writes, and so may take away again. */
export function isOurs(name: string): boolean {
  return /\.postman_(collection|environment)\.json$/.test(name);
}
