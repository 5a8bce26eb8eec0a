import { STATUS_CODES } from 'node:http';
import type { Api, Endpoint, Request, Response } from '../model/model.ts';
import { scalarText } from '../model/scalar.ts';
import { statusName } from '../model/status.ts';
import type {
  Collection,
  CollectionKind,
  CollectionRequest,
  DeferredItem,
  Event,
  Item,
  ItemGroup,
  SavedResponse,
} from './collection-types.ts';
import { describeApi, describeEndpoint } from './description.ts';
import { stableId } from './id.ts';
import { type Planned, type PlannedFolder, planOf } from './plan.ts';
import { collectionAuth, languageOf, requestOf } from './request.ts';
import { contractScript, ownTestScript, preRequestScript, testScript } from './scripts.ts';

/**
 * The collection of one API (Postman Collection Format v2.1.0).
 * @param sends which requests are in it; all when left out
 */
export function collectionOf(api: Api, kind: CollectionKind, sends: (request: Request) => boolean = () => true): Collection {
  return collectionWith(api, kind, sends, (planned) => itemOf(planned, api, kind));
}

/** The same collection, to be written: its items are made one at a time. */
export function deferredCollection(api: Api, kind: CollectionKind): Collection<DeferredItem> {
  return collectionWith(
    api,
    kind,
    () => true,
    (planned) => ({ toJSON: () => itemOf(planned, api, kind) }),
  );
}

function collectionWith<I>(
  api: Api,
  kind: CollectionKind,
  sends: (request: Request) => boolean,
  make: (planned: Planned) => I,
): Collection<I> {
  const { auth } = api;
  const folders = planOf(api, kind).map((folder) => ({ ...folder, requests: folder.requests.filter(({ request }) => sends(request)) }));
  const preRequest = preRequestScript(api, kind);
  const test = testScript(
    api,
    folders.flatMap((folder) => folder.requests),
    kind,
  );
  return {
    info: {
      _postman_id: stableId(api.id, kind),
      name: kind === 'contract' ? `${api.name} (contract)` : api.name,
      description: describeApi(api, kind),
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    item: folders.flatMap((folder): (I | ItemGroup<I>)[] => {
      const items = inGroups(folder.requests, api, kind, make);
      return folder.name === '' ? items : [groupOf(folder, items, kind)];
    }),
    ...(auth ? { auth: collectionAuth(auth) } : {}),
    event: [
      ...(preRequest === undefined ? [] : [eventOf('prerequest', preRequest, kind, [api.id, kind])]),
      eventOf('test', test, kind, [api.id, kind]),
    ],
  };
}

function groupOf<I>({ id, name, description }: PlannedFolder, item: readonly (I | ItemGroup<I>)[], kind: CollectionKind): ItemGroup<I> {
  return { id, name, ...(description && kind === 'integrator' ? { description } : {}), item };
}

/** Items as they are planned; those of one group in a folder of their own, with the contract that they share. */
function inGroups<I>(planned: readonly Planned[], api: Api, kind: CollectionKind, make: (planned: Planned) => I): (I | ItemGroup<I>)[] {
  const items: (I | ItemGroup<I>)[] = [];
  const groups = new Map<string, (I | ItemGroup<I>)[]>();
  for (const each of planned) {
    const { group } = each;
    let siblings = items;
    if (group) {
      const known = groups.get(group.id);
      siblings = known ?? [];
      if (!known) {
        groups.set(group.id, siblings);
        items.push({ ...group, item: siblings, event: [eventOf('prerequest', contractScript(each, api, kind), kind, [group.id])] });
      }
    }
    siblings.push(make(each));
  }
  return items;
}

function itemOf(planned: Planned, api: Api, kind: CollectionKind): Item {
  const { id, request, endpoint } = planned;
  const own = ownTestScript(planned, kind);
  // The contract is run, not read: what tells people of an endpoint stands in the collection beside it.
  const isRead = kind === 'integrator';
  const prunes = request.method === 'GET' || request.method === 'HEAD';
  return {
    id,
    name: planned.title,
    event: [
      ...(planned.group ? [] : [eventOf('prerequest', contractScript(planned, api, kind), kind, [id])]),
      ...(own === undefined ? [] : [eventOf('test', own, kind, [id])]),
    ],
    // A redirect is an answer like any other: it is documented, or it is a failure.
    protocolProfileBehavior: { ...(prunes && request.body ? { disableBodyPruning: true } : {}), followRedirects: false },
    request: requestOf(request, endpoint, api, kind, isRead ? describeEndpoint(endpoint, api) : undefined),
    response: isRead ? savedResponses(endpoint, request, api, id) : [],
  };
}

/**
 * A script, for people as a list of lines, as Postman itself exports it. Newman handles each line anew for each request,
 * some 3 ms for a script, so what is made to be run has the whole text as one.
 */
function eventOf(listen: Event['listen'], text: string, kind: CollectionKind, identity: readonly string[]): Event {
  const exec = kind === 'contract' ? [text] : text.split('\n');
  return { listen, script: { id: stableId(...identity, listen), type: 'text/javascript', exec } };
}

function savedResponses(endpoint: Endpoint, request: Request, api: Api, item: string): SavedResponse[] {
  const originalRequest = requestOf(request, endpoint, api, 'integrator');
  return endpoint.responses.map((response) => savedResponse(response, originalRequest, item));
}

/** A documented answer as the example that Postman shows beside a request. */
function savedResponse(response: Response, originalRequest: CollectionRequest, item: string): SavedResponse {
  const { status, example, contentType } = response;
  const body = example === undefined ? '' : response.readAs === 'text' ? scalarText(example) : JSON.stringify(example, null, 2);
  return {
    id: stableId(item, 'response', statusName(response)),
    // Readers should not take for an answer that came what was only worked out.
    name: `${statusName(response)}: ${response.description}${response.made ? ' (example made from the schema)' : ''}`,
    originalRequest,
    status: STATUS_CODES[status] ?? '',
    code: status,
    _postman_previewlanguage: response.readAs === 'json' ? 'json' : languageOf(contentType),
    header: [
      ...(contentType === undefined || body === '' ? [] : [{ key: 'Content-Type', value: contentType }]),
      ...response.headers.flatMap((header) => (header.example === undefined ? [] : [{ key: header.name, value: header.example }])),
    ],
    cookie: [],
    body,
  };
}
