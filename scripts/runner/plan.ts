import type { Api, Request } from '../model/model.ts';
import { itemId } from '../postman/collection.ts';

/** One request of the contract collection, by the id of its item. */
export interface Planned {
  readonly id: string;
  readonly request: Request;
  readonly folder: string;
  readonly title: string;
}

/** Every request that the contract collection of `api` sends, in its order. */
export function planOf(api: Api): Planned[] {
  const folders = [...(api.auth ? [{ name: '', endpoints: [api.auth.token] }] : []), ...api.folders];
  return folders.flatMap((folder) =>
    folder.endpoints.flatMap((endpoint) =>
      [endpoint.request, ...endpoint.cases].map((request) => ({
        id: itemId(api, 'contract', request),
        request,
        folder: folder.name,
        title: request.kind === 'documented' ? request.name : `${endpoint.name}: ${request.name}`,
      })),
    ),
  );
}
