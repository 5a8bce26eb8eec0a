import type { Api, Endpoint, Flow, Request } from '../model/model.ts';
import type { CollectionKind } from './collection-types.ts';
import { groupsOf, type RequestGroup } from './group.ts';
import { stableId } from './id.ts';
import { inOrder } from './order.ts';

/** One request of a collection. */
export interface Planned {
  /** The id of its item: how results of a run find their way back to the spec. */
  readonly id: string;
  readonly request: Request;
  readonly endpoint: Endpoint;
  /** The name of its item. */
  readonly title: string;
  /** The folder that it is in; empty at the top. */
  readonly folder: string;
  /** The group of refusals that it is in: they are checked in the same way, so the group has the one contract. */
  readonly group: RequestGroup | undefined;
  /** The flow that it is a step of. */
  readonly flow: Flow | undefined;
}

/** A folder of a collection with its requests; the one without a name is the top. */
export interface PlannedFolder {
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly requests: readonly Planned[];
}

/** Everything that a collection of `api` sends, in its order: the token, the endpoints, then the flows. */
export function planOf(api: Api, kind: CollectionKind): PlannedFolder[] {
  const requestsOf = (endpoint: Endpoint, folder: string): Planned[] => {
    const requests = kind === 'contract' ? [endpoint.request, ...endpoint.cases, ...endpoint.refusals] : [endpoint.request];
    const groups = groupsOf(endpoint, api, kind);
    return requests.map((request) => ({
      id: stableId(api.id, kind, ...request.identity),
      request,
      endpoint,
      title: request.kind === 'documented' ? request.name : `${endpoint.name}: ${request.name}`,
      folder,
      group: groups.get(request),
      flow: undefined,
    }));
  };
  const top = { id: '', name: '', description: undefined, requests: api.auth ? requestsOf(api.auth.token, '') : [] };
  const folders = api.folders.map((folder) => ({
    id: stableId(api.id, kind, 'folder', folder.name),
    name: folder.name,
    description: folder.description,
    requests: inOrder(folder.endpoints.flatMap((endpoint) => requestsOf(endpoint, folder.name))),
  }));
  const flows = kind === 'contract' ? api.flows.map((flow) => planFlow(flow, api, kind)) : [];
  return [top, ...folders, ...flows].filter((folder) => folder.requests.length > 0);
}

function planFlow(flow: Flow, api: Api, kind: CollectionKind): PlannedFolder {
  const endpoints = new Map(api.folders.flatMap((folder) => folder.endpoints.map((endpoint) => [endpoint.id, endpoint] as const)));
  const name = `Flow: ${flow.name}`;
  return {
    id: stableId(api.id, kind, 'flow', flow.id),
    name,
    description: flow.description,
    requests: flow.steps.flatMap(({ endpointId, request }): Planned[] => {
      const endpoint = endpoints.get(endpointId);
      return endpoint
        ? [
            {
              id: stableId(api.id, kind, ...request.identity),
              request,
              endpoint,
              title: request.name,
              folder: name,
              group: undefined,
              flow,
            },
          ]
        : [];
    }),
  };
}
