import { STATUS_CODES } from 'node:http';
import type { Api, Auth, Request, Response } from '../model/model.ts';
import { scalarText } from '../model/scalar.ts';
import { statusName } from '../model/status.ts';
import type {
  Collection,
  CollectionKind,
  CollectionRequest,
  DeferredItems,
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
  return collectionWith(api, kind, sends, (run) => itemsOf(run, api.auth, kind));
}

/** The same collection, to be written: its items are made endpoint by endpoint. */
export function deferredCollection(api: Api, kind: CollectionKind): Collection<DeferredItems> {
  const { id, auth } = api;
  return collectionWith(
    api,
    kind,
    () => true,
    (run, { request, endpoint, flow }) => [{ inputs: [request, endpoint, flow, id, auth, kind], make: () => itemsOf(run, auth, kind) }],
  );
}

function collectionWith<I>(
  api: Api,
  kind: CollectionKind,
  sends: (request: Request) => boolean,
  make: (run: readonly Planned[], first: Planned) => readonly (I | ItemGroup<I>)[],
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
      const items = runsOf(folder.requests).flatMap((run) => make(run, run[0]));
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

type Run = [Planned, ...Planned[]];

/** The requests of one endpoint that follow each other. */
function runsOf(planned: readonly Planned[]): Run[] {
  const runs: Run[] = [];
  for (const each of planned) {
    const last = runs.at(-1);
    if (last?.[0].endpoint === each.endpoint && last[0].flow === each.flow) last.push(each);
    else runs.push([each]);
  }
  return runs;
}

/** Items as they are planned; those of one group in a folder of their own, with the contract that they share. */
function itemsOf(planned: readonly Planned[], auth: Auth | undefined, kind: CollectionKind): (Item | ItemGroup)[] {
  const items: (Item | ItemGroup)[] = [];
  const groups = new Map<string, (Item | ItemGroup)[]>();
  for (const each of planned) {
    const { group } = each;
    let siblings = items;
    if (group) {
      const known = groups.get(group.id);
      siblings = known ?? [];
      if (!known) {
        groups.set(group.id, siblings);
        items.push({ ...group, item: siblings, event: [eventOf('prerequest', contractScript(each, auth, kind), kind, [group.id])] });
      }
    }
    siblings.push(itemOf(each, auth, kind));
  }
  return items;
}

function itemOf(planned: Planned, auth: Auth | undefined, kind: CollectionKind): Item {
  const { id, request, endpoint } = planned;
  const own = ownTestScript(planned, kind);
  // The contract is run, not read: what tells people of an endpoint stands in the collection beside it.
  const isRead = kind === 'integrator';
  const prunes = request.method === 'GET' || request.method === 'HEAD';
  const sent = requestOf(request, endpoint, auth, kind);
  const description = isRead ? describeEndpoint(endpoint, auth) : '';
  return {
    id,
    name: planned.title,
    event: [
      ...(planned.group ? [] : [eventOf('prerequest', contractScript(planned, auth, kind), kind, [id])]),
      ...(own === undefined ? [] : [eventOf('test', own, kind, [id])]),
    ],
    // A redirect is an answer like any other: it is documented, or it is a failure.
    protocolProfileBehavior: { ...(prunes && request.body ? { disableBodyPruning: true } : {}), followRedirects: false },
    request: description === '' ? sent : { ...sent, description },
    response: isRead ? endpoint.responses.map((response) => savedResponse(response, sent, id)) : [],
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
