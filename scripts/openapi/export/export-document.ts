import type { ApiSpec, EndpointSpec } from '../../language/definition.ts';
import type { Spec } from '../../language/read-spec.ts';
import type { Workspace } from '../../language/workspace.ts';
import type { Json, JsonObject } from '../../source/json.ts';
import { extensionKey, mapOf, someOf } from '../extension.ts';
import { exportBody, exportPath, hasPlace } from './export-operation.ts';
import { ExportedParameters } from './export-parameters.ts';
import { exportPart } from './export-part.ts';
import { ExportedResponses } from './export-responses.ts';
import { ExportedSchemas } from './export-schemas.ts';
import { exportOwnServers, exportServer, exportTokenUrl } from './export-servers.ts';

/** The name of the security scheme by which requests carry their token. */
const scheme = 'oauth2';

/** What these extensions mean; a later meaning gets a higher number. */
const edition = 1;

/**
 * A spec without mistakes as an OpenAPI 3.1 document, which reads back as the same spec: what OpenAPI has no word for stands in
 * extensions (`x-postern`) in the words of the spec language. Files are gone: what they share is under `components`.
 */
export function exportDocument(spec: Spec, api: ApiSpec, workspace: Workspace): Json {
  const schemas = new ExportedSchemas(workspace);
  new Exporter(spec, api, workspace, schemas).document();
  schemas.settle();
  return new Exporter(spec, api, workspace, schemas).document();
}

interface Folder {
  readonly description: string | undefined;
  readonly endpoints: readonly EndpointSpec[];
}

/** An endpoint with the folder that it is in. */
interface Placed {
  readonly folder: string;
  readonly endpoint: EndpointSpec;
}

class Exporter {
  readonly #spec: Spec;
  readonly #api: ApiSpec;
  readonly #schemas: ExportedSchemas;
  readonly #responses: ExportedResponses;
  readonly #parameters: ExportedParameters;

  constructor(spec: Spec, api: ApiSpec, workspace: Workspace, schemas: ExportedSchemas) {
    this.#spec = spec;
    this.#api = api;
    this.#schemas = schemas;
    this.#responses = new ExportedResponses(api.defaults?.responses, workspace, schemas);
    this.#parameters = new ExportedParameters(api.defaults?.headers, workspace, schemas);
  }

  document(): Json {
    const { name, version, description, baseUrl = '{{baseUrl}}', auth } = this.#api;
    const folders = foldersOf(this.#spec, this.#api.folders ?? []);
    const { paths, placed, others } = this.#paths(folders);
    const { responses, headers } = this.#responses.components();
    const components = someOf([
      ['headers', headers],
      ['parameters', this.#parameters.components()],
      ['responses', responses],
      ['securitySchemes', auth && { [scheme]: this.#scheme() }],
    ]);
    const extension = this.#extension(others);
    // The schemas last: everything else may refer to one.
    const named = this.#schemas.components();
    return mapOf([
      ['openapi', '3.1.0'],
      [
        'info',
        mapOf([
          ['title', name],
          ['version', version ?? ''],
          ['description', description],
        ]),
      ],
      ['servers', this.#spec.environments.map((environment) => exportServer(environment, baseUrl))],
      ['tags', [...folders].map(([folder, { description, endpoints }]) => this.#tag(folder, description, endpoints, placed))],
      ['security', auth && [{ [scheme]: [] }]],
      ['paths', paths],
      ['components', someOf([['schemas', named], ...Object.entries(components ?? {})])],
      [extensionKey, extension],
    ]);
  }

  /** The operations by path, the ids of all in the order of the document, and the endpoints that OpenAPI has no place for. */
  #paths(folders: readonly (readonly [string, Folder])[]): { paths: JsonObject; placed: string[]; others: Placed[] } {
    const paths = new Map<string, Map<string, { id: string; operation: Json }>>();
    // To OpenAPI, /pets/{id} and /pets/{name} are one path.
    const forms = new Map<string, string>();
    const others: Placed[] = [];
    for (const [folder, { endpoints }] of folders) {
      for (const endpoint of endpoints) {
        const path = exportPath(endpoint.path);
        const form = path.replace(/\{[^{}]*\}/g, '{}');
        const method = endpoint.method.toLowerCase();
        if (!hasPlace(endpoint) || (forms.get(form) ?? path) !== path || paths.get(path)?.has(method)) {
          others.push({ folder, endpoint });
          continue;
        }
        forms.set(form, path);
        const item = paths.get(path) ?? new Map();
        paths.set(path, item);
        item.set(method, { id: endpoint.id, operation: this.#operation(endpoint, folder, path) });
      }
    }
    return {
      paths: mapOf([...paths].map(([path, item]) => [path, mapOf([...item].map(([method, { operation }]) => [method, operation]))])),
      placed: [
        ...[...paths.values()].flatMap((item) => [...item.values()].map(({ id }) => id)),
        ...others.map(({ endpoint }) => endpoint.id),
      ],
      others,
    };
  }

  #operation(endpoint: EndpointSpec, folder: string, writtenPath: string): Json {
    const {
      id,
      name,
      description,
      deprecated,
      tags = [],
      method: _,
      path,
      auth,
      scopes = [],
      parameters: __,
      body,
      responses: ___,
      ...rest
    } = endpoint;
    const more = { ...(path === writtenPath ? {} : { path }), ...rest };
    const required = auth === 'none' ? [] : scopes.length > 0 ? [{ [scheme]: [...scopes] }] : undefined;
    return mapOf([
      ['tags', [folder, ...tags]],
      ['operationId', id],
      ['summary', name],
      ['description', description],
      ['deprecated', deprecated || undefined],
      ['servers', rest.baseUrl === undefined ? undefined : exportOwnServers(this.#spec.environments, rest.baseUrl)],
      ['security', this.#api.auth ? required : undefined],
      ['parameters', this.#parameters.of(endpoint)],
      ['requestBody', body && exportBody(body, this.#schemas)],
      ['responses', someOf(this.#responses.of(endpoint).map(([status, each]) => [status, this.#responses.write(each)]))],
      [extensionKey, Object.keys(more).length > 0 ? exportPart('endpoint', more, this.#schemas) : undefined],
    ]);
  }

  #tag(name: string, description: string | undefined, endpoints: readonly EndpointSpec[], placed: readonly string[]): Json {
    const ids = endpoints.map(({ id }) => id);
    const inDocument = placed.filter((id) => ids.includes(id));
    return mapOf([
      ['name', name],
      ['description', description],
      // Paths gather what has one address: where that changes the order, the order is said.
      [extensionKey, ids.join() === inDocument.join() ? undefined : { endpoints: ids }],
    ]);
  }

  #scheme(): Json {
    const { auth } = this.#api;
    const scopes = [
      ...(auth?.scope ?? []),
      ...this.#spec.endpoints.flatMap(({ spec }) => spec.endpoints.flatMap((each) => each.scopes ?? [])),
    ];
    const tokenUrl = exportTokenUrl(this.#spec.environments[0]?.spec, auth?.tokenUrl ?? '');
    return mapOf([
      ['type', 'oauth2'],
      ['description', auth?.token?.description],
      ['flows', { clientCredentials: { tokenUrl, scopes: mapOf(scopes.map((scope) => [scope, ''])) } }],
      [extensionKey, auth && exportPart('auth', auth, this.#schemas)],
    ]);
  }

  #extension(others: readonly Placed[]): JsonObject {
    const { name: _, version, description: __, source: ___, folders: ____, auth: _____, defaults, ...rest } = this.#api;
    const { responses: ______, ...shared } = defaults ?? {};
    const flows = this.#spec.flows.flatMap(({ spec }) => spec.flows);
    const endpoints = others.map(({ folder, endpoint }) => ({
      folder,
      endpoints: [{ ...endpoint, responses: Object.fromEntries(this.#responses.of(endpoint)) }],
    }));
    return mapOf([
      ['edition', edition],
      // To OpenAPI, an API without a version has an empty one.
      ['version', version === '' ? '' : undefined],
      ['defaults', Object.keys(shared).length > 0 ? exportPart('defaults', shared, this.#schemas) : undefined],
      ...Object.entries(exportPart('api', rest, this.#schemas)),
      ['endpoints', endpoints.length > 0 ? endpoints.map((each) => exportPart('endpoints', each, this.#schemas)) : undefined],
      ['flows', flows.length > 0 ? (exportPart('flows', { flows }, this.#schemas)['flows'] as Json) : undefined],
    ]);
  }
}

/** The endpoints of each folder, in the order in which readers meet them: as the collection has them. */
function foldersOf(spec: Spec, order: readonly string[]): [string, Folder][] {
  const folders = new Map<string, Folder>();
  for (const { spec: file } of spec.endpoints) {
    const folder = folders.get(file.folder);
    folders.set(file.folder, {
      description: folder?.description ?? file.description,
      endpoints: [...(folder?.endpoints ?? []), ...file.endpoints],
    });
  }
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...folders].sort(([a], [b]) => rank(a) - rank(b));
}
