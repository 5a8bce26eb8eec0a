import { isObject, type Json } from '../../source/json.ts';
import type { Conversion } from '../conversion.ts';
import type { Operation } from '../described.ts';
import { child, items, type Node } from '../documents.ts';
import { extensionOf } from '../extension.ts';
import { kebab, UniqueNames } from '../names.ts';
import type { Entry } from '../origins.ts';
import type { EnvironmentFile } from '../to-environments.ts';
import type { ConvertedEndpoint, ConvertedFolder, ConvertedSpec } from '../to-spec.ts';
import { restoreBody, restoreParameters, restoreResponses } from './restore-operation.ts';
import { keysOf, restoreMap, restoreMember, restorePart, wordsOf } from './restore-part.ts';

const environmentKeys = ['name', 'kind', 'description', 'variables', 'secrets'];
const endpointKeys = ['id', 'name', 'description', 'deprecated', 'tags', 'method', 'baseUrl', 'path', 'auth', 'scopes'].concat([
  'parameters',
  'body',
  'expect',
  'responses',
]);

/** What stands at the top of a document and is no key of api.yaml, or is read by itself. */
const otherKeys = ['edition', 'version', 'endpoints', 'flows'];

/** An endpoint with the name of its folder. */
interface Placed {
  readonly folder: string;
  readonly endpoint: ConvertedEndpoint;
}

/** The spec that an export made a document of. Nothing is guessed: what the document does not say was not said. */
export function restoreSpec(conversion: Conversion): ConvertedSpec {
  const { described, origins } = conversion;
  const { root } = described;
  const extension = extensionOf(root) as Node;
  const info = child(root, 'info');
  const auth = authOf(root, conversion);
  const folders = foldersOf([...operationsOf(auth !== undefined, conversion), ...furtherOf(extension, conversion)], conversion);
  const names = folders.map(({ name }) => name);
  const api = origins.map(root, [
    ['name', wordsOf(info, 'title') ?? 'API', child(info, 'title')],
    ['version', wordsOf(extension, 'version') ?? (wordsOf(info, 'version') || undefined), child(info, 'version')],
    ['description', wordsOf(info, 'description'), child(info, 'description')],
    ['auth', auth],
    ['folders', names.length > 1 ? origins.list(root, names) : undefined, child(root, 'tags')],
    ...keysOf(extension)
      .filter((key) => !otherKeys.includes(key))
      .map((key): Entry => [key, restoreMember('api', extension, key, conversion), child(extension, key)]),
  ]);
  const flows = restoreMember('flows', extension, 'flows', conversion);
  const flowsNode = child(extension, 'flows');
  return {
    api,
    environments: environmentsOf(conversion),
    folders,
    flows: flows === undefined ? undefined : origins.map(extension, [['flows', flows, flowsNode]]),
  };
}

/** All of `auth` stands in the extension of the security scheme, since OpenAPI knows the smaller part of it. */
function authOf(root: Node, conversion: Conversion): Json | undefined {
  const schemes = child(child(root, 'components'), 'securitySchemes');
  const [extension] = keysOf(schemes).flatMap((name) => extensionOf(child(schemes, name)) ?? []);
  return extension && restorePart('auth', extension, conversion);
}

function environmentsOf(conversion: Conversion): EnvironmentFile[] {
  const { described, origins } = conversion;
  const names = new UniqueNames();
  return described.servers.map(({ node, url }) => {
    const name = wordsOf(node, 'description') ?? 'Default';
    const id = names.take(wordsOf(extensionOf(node), 'id') ?? (kebab(name) || 'default'));
    const address: Entry = ['variables', origins.map(node, [['baseUrl', url, child(node, 'url')]])];
    const entries: Entry[] = [['name', name, child(node, 'description')], ...(extensionOf(node) ? [] : [address])];
    return { id, value: restoreMap('environment', node, entries, environmentKeys, conversion, ['id']) };
  });
}

function operationsOf(hasTokens: boolean, conversion: Conversion): Placed[] {
  const ids = new UniqueNames();
  return conversion.described.operations.map((operation) => {
    const { node, method } = operation;
    const said = wordsOf(node, 'operationId') ?? '';
    const id = ids.take(/^[a-z0-9][a-z0-9._-]*$/.test(said) ? said : kebab(said) || kebab(`${method} ${operation.path}`) || 'endpoint');
    const path = wordsOf(extensionOf(node), 'path') ?? operation.path;
    const folder = items(child(node, 'tags'))[0]?.value;
    return {
      folder: typeof folder === 'string' ? folder : 'Endpoints',
      endpoint: { id, method, path, value: endpointOf(id, path, operation, hasTokens, conversion) },
    };
  });
}

function endpointOf(id: string, path: string, operation: Operation, hasTokens: boolean, conversion: Conversion): Json {
  const { origins, described } = conversion;
  const { node, security, method } = operation;
  const tags = items(child(node, 'tags')).map(({ value }) => value);
  const [token] = (security ?? []).flatMap(({ schemes }) => [...schemes].filter(([name]) => described.schemes.get(name)?.kind === 'token'));
  const scopes = token?.[1] ?? [];
  return restoreMap(
    'endpoint',
    node,
    [
      ['id', id, child(node, 'operationId')],
      ['name', wordsOf(node, 'summary') || id, child(node, 'summary')],
      ['description', wordsOf(node, 'description'), child(node, 'description')],
      ['deprecated', operation.deprecated || undefined, child(node, 'deprecated')],
      ['tags', tags.length > 1 ? origins.list(node, tags.slice(1)) : undefined, child(node, 'tags')],
      ['method', method],
      ['path', path],
      ['auth', hasTokens && security !== undefined && !token ? 'none' : undefined, child(node, 'security')],
      ['scopes', scopes.length > 0 ? origins.list(node, scopes) : undefined, child(node, 'security')],
      ['parameters', restoreParameters(operation, path, conversion), child(node, 'parameters')],
      ['body', operation.body && restoreBody(operation.body.node, conversion), operation.body?.node],
      ['responses', restoreResponses(operation, conversion), child(node, 'responses')],
    ],
    endpointKeys,
    conversion,
  );
}

/** The endpoints that OpenAPI has no place for, such as a second one with the same address. */
function furtherOf(extension: Node, conversion: Conversion): Placed[] {
  return items(child(extension, 'endpoints')).flatMap((node): Placed[] => {
    const folder = wordsOf(node, 'folder');
    const list = restoreMember('endpoints', node, 'endpoints', conversion);
    if (folder === undefined || !Array.isArray(list)) return [];
    return (list as Json[]).filter(isObject).map((value) => {
      const [id, method, path] = [value['id'], value['method'], value['path']].map(String) as [string, string, string];
      return { folder, endpoint: { id, method, path, value } };
    });
  });
}

/** The folders are the tags, in their order; a tag says in which order its endpoints come where the paths have another. */
function foldersOf(placed: readonly Placed[], { described }: Conversion): ConvertedFolder[] {
  const tags = described.tags.map(({ node }) => node);
  const names = new Set([...tags.map((node) => wordsOf(node, 'name') ?? ''), ...placed.map(({ folder }) => folder)]);
  const ids = new UniqueNames();
  return [...names].map((name): ConvertedFolder => {
    const tag = tags.find((node) => wordsOf(node, 'name') === name);
    const order = items(child(extensionOf(tag), 'endpoints')).map(({ value }) => value);
    const rank = ({ id }: ConvertedEndpoint): number => (order.includes(id) ? order.indexOf(id) : order.length);
    const endpoints = placed.filter(({ folder }) => folder === name).map(({ endpoint }) => endpoint);
    return {
      id: ids.take(kebab(name) || 'folder'),
      name,
      description: wordsOf(tag, 'description'),
      endpoints: endpoints.sort((a, b) => rank(a) - rank(b)),
    };
  });
}
