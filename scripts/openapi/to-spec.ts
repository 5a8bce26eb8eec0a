import type { Json } from '../source/json.ts';
import { Addresses } from './addresses.ts';
import type { Conversion } from './conversion.ts';
import type { Operation } from './described.ts';
import { child } from './documents.ts';
import { extensionOf } from './extension.ts';
import { kebab, UniqueNames } from './names.ts';
import type { Entry } from './origins.ts';
import { restoreSpec } from './restore/restore-spec.ts';
import { type Credentials, type NeededSecret, type Security, sharedHeaders, without } from './security.ts';
import { toBody } from './to-body.ts';
import { type EnvironmentFile, toEnvironments } from './to-environments.ts';
import { toParameters } from './to-parameters.ts';
import { toResponses } from './to-responses.ts';

/** An endpoint as it stands in a file, with its identity apart. */
export interface ConvertedEndpoint {
  readonly id: string;
  /** In capitals. */
  readonly method: string;
  readonly path: string;
  readonly value: Json;
}

export interface ConvertedFolder {
  /** The name of its file, without ending. */
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly endpoints: readonly ConvertedEndpoint[];
}

/** A document as the parts of a spec. */
export interface ConvertedSpec {
  readonly api: Json;
  readonly environments: readonly EnvironmentFile[];
  readonly folders: readonly ConvertedFolder[];
  /** What a file of flows holds, where the document was made from a spec that has flows. */
  readonly flows: Json | undefined;
}

/** The id of the token request, which every collection has, and the ids of no endpoint. */
const reservedIds = ['access-token'];

/**
 * An OpenAPI document as a spec. Every map that is made knows where in the document it comes from; what cannot be said in
 * the spec language is noted.
 * @param api the folder of the API, which the names of process variables are made from
 */
export function toSpec(api: string, conversion: Conversion): ConvertedSpec {
  const { described, security } = conversion;
  if (extensionOf(described.root)) return restoreSpec(conversion);
  const ids = new UniqueNames(reservedIds);
  const usable = described.operations.filter((operation) => isSendable(operation, conversion));
  const addresses = new Addresses(conversion);
  // All of them before any is written: whether the API has tokens at all decides what an endpoint says.
  const credentials = new Map(usable.map((operation) => [operation, security.of(operation)]));
  const shared = sharedHeaders(credentials);
  const endpoints = usable.map((operation) => {
    const id = ids.take(kebab(operation.operationId ?? '') || kebab(`${operation.method} ${operation.path}`) || kebab(operation.method));
    const own = without(credentials.get(operation) as Credentials, shared);
    const { method, path, tags } = operation;
    return { id, method, path, tags, value: toEndpoint(id, operation, own, security.token !== undefined, addresses, conversion) };
  });
  const folders = foldersOf(endpoints, conversion);
  return {
    api: toApi(api, security, shared, folders, conversion),
    environments: toEnvironments(
      api,
      { variables: new Map([...addresses.variables, ...tokenUrl(security, conversion)]), secrets: secretsOf(security) },
      conversion,
    ),
    folders,
    flows: undefined,
  };
}

function toEndpoint(
  id: string,
  operation: Operation,
  credentials: Credentials,
  hasTokens: boolean,
  addresses: Addresses,
  conversion: Conversion,
): Json {
  const { origins } = conversion;
  const { node } = operation;
  const name = (operation.summary ?? operation.operationId ?? `${operation.method} ${operation.path}`).replace(/\s+/g, ' ').trim();
  return origins.map(node, [
    ['id', id, child(node, 'operationId')],
    ['name', name, child(node, 'summary')],
    ['description', operation.description, child(node, 'description')],
    ['deprecated', operation.deprecated || undefined, child(node, 'deprecated')],
    ['tags', operation.tags.length > 1 ? origins.list(node, [...new Set(operation.tags.slice(1))]) : undefined, child(node, 'tags')],
    ['method', operation.method],
    ['baseUrl', addresses.of(operation), child(node, 'servers')],
    ['path', operation.path],
    ['auth', hasTokens && !credentials.token ? 'none' : undefined, child(node, 'security')],
    ['scopes', credentials.scopes.length > 0 ? origins.list(node, [...new Set(credentials.scopes)]) : undefined, child(node, 'security')],
    ['parameters', toParameters(operation, credentials, conversion), child(node, 'parameters')],
    ['body', toBody(operation.body, conversion), operation.body?.node],
    ['expect', expectedOf(operation)],
    ['responses', toResponses(operation, conversion), child(node, 'responses')],
    // Who shows nothing is answered as well; one who shows a token that is none is not.
    ['refusals', credentials.token && credentials.isOptional ? withoutNoToken(operation, conversion) : undefined],
  ]);
}

function withoutNoToken({ node }: Operation, { origins }: Conversion): Json {
  return origins.map(node, [['security', origins.map(node, [['noToken', 'off']])]]);
}

/** An operation that only leads elsewhere documents no 2xx, which is what comes when nothing is said. */
function expectedOf({ responses }: Operation): number | undefined {
  const statuses = responses.map(({ status }) => status);
  const other = statuses.find((status) => /^3\d\d$/.test(status));
  return other !== undefined && !statuses.some((status) => /^2/.test(status)) ? Number(other) : undefined;
}

function isSendable({ path, node }: Operation, { notes }: Conversion): boolean {
  const outside = path.replace(/\{[^{}\s/?#]+\}/g, '');
  if (path.startsWith('/') && !/[?#\s{}]/.test(outside) && !/\/:/.test(outside)) return true;
  notes.add('path', node, path);
  return false;
}

function toApi(
  api: string,
  security: Security,
  shared: Credentials['values'],
  folders: readonly ConvertedFolder[],
  conversion: Conversion,
): Json {
  const { described, origins } = conversion;
  const { root } = described;
  const info = child(root, 'info');
  return origins.map(root, [
    ['name', described.title.replace(/\s+/g, ' ').trim() || api, child(info, 'title')],
    ['version', described.apiVersion, child(info, 'version')],
    ['description', described.description, child(info, 'description')],
    ['auth', authOf(security, conversion), security.token?.node],
    [
      'folders',
      folders.length > 1
        ? origins.list(
            root,
            folders.map(({ name }) => name),
          )
        : undefined,
      child(root, 'tags'),
    ],
    [
      'defaults',
      shared.length > 0
        ? origins.map(root, [
            [
              'headers',
              origins.map(
                root,
                shared.map(({ name, value, from }) => [name, value, from]),
              ),
            ],
          ])
        : undefined,
    ],
  ]);
}

function authOf(security: Security, { origins }: Conversion): Json | undefined {
  const { token } = security;
  if (!token) return undefined;
  const scopes = security.scopes.size > 0 ? [...security.scopes] : token.scopes;
  const entries: Entry[] = [
    ['grant', 'client_credentials'],
    ['tokenUrl', '{{tokenUrl}}'],
    ['scope', scopes.length > 0 ? origins.list(token.node, scopes) : undefined, child(token.node, 'scopes')],
  ];
  return origins.map(token.node, entries);
}

/** The address of the token endpoint is a variable: it differs from environment to environment as a rule. */
function tokenUrl(security: Security, { described }: Conversion): [string, { value: string; description: string }][] {
  const { token } = security;
  if (!token) return [];
  const isWhole = /^https?:\/\/[^/]/i.test(token.tokenUrl);
  const origin = /^https?:\/\/[^/]+/i.exec(described.servers[0]?.url ?? '')?.[0] ?? '{{baseUrl}}';
  const value = isWhole ? token.tokenUrl : `${origin}${token.tokenUrl.startsWith('/') ? '' : '/'}${token.tokenUrl}`;
  return [['tokenUrl', { value, description: 'The token endpoint.' }]];
}

function secretsOf(security: Security): NeededSecret[] {
  const client = [
    { name: 'clientId', description: 'Your client id.' },
    { name: 'clientSecret', description: 'Your client secret.' },
  ];
  return [...(security.token ? client : []), ...security.secrets.values()];
}

/** Folders in the order of the document's tags, then as they come; what has no tag comes last. */
function foldersOf(endpoints: readonly (ConvertedEndpoint & Pick<Operation, 'tags'>)[], { described }: Conversion): ConvertedFolder[] {
  const byName = new Map<string, ConvertedEndpoint[]>(described.tags.map(({ name }) => [name.trim(), []]));
  const untagged: ConvertedEndpoint[] = [];
  for (const endpoint of endpoints) {
    const [tag] = endpoint.tags;
    if (tag === undefined) untagged.push(endpoint);
    else byName.set(tag, [...(byName.get(tag) ?? []), endpoint]);
  }
  if (untagged.length > 0) {
    const name = endpoints.length === untagged.length ? 'Endpoints' : 'Other';
    byName.set(name, [...(byName.get(name) ?? []), ...untagged]);
  }
  const ids = new UniqueNames();
  return [...byName].flatMap(([name, own]) => {
    if (own.length === 0) return [];
    const description = described.tags.find((tag) => tag.name.trim() === name)?.description;
    return { id: ids.take(kebab(name) || 'folder'), name, description, endpoints: own };
  });
}
