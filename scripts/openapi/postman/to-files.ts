import type { Json, JsonObject } from '../../source/json.ts';
import { hasUserInfo, namesSecret } from '../../source/secrets.ts';
import { camel, kebab, UniqueNames } from '../names.ts';
import type { Notes } from '../notes.ts';
import type { SpecFileValue } from '../to-files.ts';
import { type Address, commonSegments, readAddress } from './address.ts';
import { type Field, folderName, type PostmanCollection, type PostmanRequest } from './collection.ts';
import { valuesOf } from './fields.ts';
import { isSecret, Variables } from './names.ts';
import { type Credentials, credentialsOf } from './to-auth.ts';
import { toBody } from './to-body.ts';
import { expanded, type GivenEnvironment, toEnvironments } from './to-environments.ts';
import { toResponses } from './to-responses.ts';

/** The methods of the spec language. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Headers that say how a message is carried, and those that a body or an auth block stands for. */
const carried = /^(content-type|content-length|host|connection|authorization|accept-encoding|user-agent|postman-token|cache-control)$/i;

/** A schema that is longer than this, as JSON, has a file of its own. */
const longestInPlace = 160;

/** What is made of a collection: the files of a spec, and how many endpoints are in them. */
export interface ImportedCollection {
  readonly files: readonly SpecFileValue[];
  readonly endpoints: number;
}

/**
 * A Postman collection as the files of a spec. No value of a secret is in them. What cannot be carried over is noted.
 * @param api the name of the API's folder
 * @param file the collection's file, for the notes
 */
export function collectionToFiles(
  collection: PostmanCollection,
  given: readonly GivenEnvironment[],
  api: string,
  file: string,
  notes: Notes,
): ImportedCollection {
  const variables = new Variables();
  hideSecrets(collection, given, variables);
  for (const { pointer, where } of collection.scripts) notes.add('script', { file, pointer }, where);
  const credentials = credentialsOf(collection, file, variables, notes);
  const requests = collection.requests.filter((request) => {
    if (credentials.tokenRequests.has(request)) return false;
    if (methods.includes(request.method)) return true;
    notes.add('method', { file, pointer: request.pointer }, `${request.method} (${request.name})`);
    return false;
  });
  const addresses = new Map(requests.map((request) => [request, readAddress(request, variables)]));
  for (const { url, pointer, name } of requests) {
    if (hasUserInfo(url.raw)) notes.add('security', { file, pointer }, `${name}: the name and password in the address are left out`);
  }
  const bases = basesOf([...addresses.values()], collection, given, variables);
  const ids = new UniqueNames(['access-token']);
  const schemas = new Map<string, SpecFileValue>();
  const folders = new Map<string, Json[]>();
  for (const request of requests) {
    const id = ids.take(kebab(request.name) || 'request');
    const writeSchema = (schema: JsonObject, status: number): Json => {
      const written = JSON.stringify(schema);
      if (written.length <= longestInPlace) return schema;
      // Many requests have the same answers when something is wrong.
      const path = schemas.get(written)?.path ?? `schemas/${id}-${status}.yaml`;
      schemas.set(written, { path, value: schema });
      return { $ref: `../${path}` };
    };
    const endpoint = toEndpoint(request, id, addresses.get(request) as Address, bases, credentials, {
      file,
      variables,
      notes,
      writeSchema,
    });
    const folder = folderName(request.folders) || collection.name;
    folders.set(folder, [...(folders.get(folder) ?? []), endpoint]);
  }
  const fileNames = new UniqueNames();
  const environments = toEnvironments(collection.name, api, collection.variables, given, bases.variables, variables, notes, file);
  return {
    endpoints: requests.length,
    files: [
      {
        path: 'api.yaml',
        value: {
          name: collection.name,
          ...(collection.description === undefined ? {} : { description: variables.shown(collection.description) }),
          ...(bases.main === '{{baseUrl}}' ? {} : { baseUrl: bases.main }),
          ...(credentials.auth === undefined ? {} : { auth: credentials.auth }),
          ...(folders.size > 1 ? { folders: [...folders.keys()].map((name) => variables.shown(name)) } : {}),
        },
      },
      ...environments.map(({ id, value }) => ({ path: `environments/${id}.yaml`, value })),
      ...[...folders].map(([name, endpoints]) => {
        const description = collection.folders.get(name);
        return {
          path: `endpoints/${fileNames.take(kebab(name) || 'endpoints')}.yaml`,
          value: {
            folder: variables.shown(name),
            ...(description === undefined ? {} : { description: variables.shown(description) }),
            endpoints,
          },
        };
      }),
      ...schemas.values(),
    ],
  };
}

/** Every value that is a secret, wherever it is called one: it is then found wherever it stands. */
function hideSecrets(collection: PostmanCollection, given: readonly GivenEnvironment[], variables: Variables): void {
  for (const field of [...collection.variables, ...given.flatMap((each) => each.variables)]) {
    if (isSecret(field)) variables.hide(field.key, field.value);
  }
  for (const { auth, headers, url } of collection.requests) {
    for (const [name, value] of auth?.settings ?? []) {
      const isKey =
        auth?.type === 'apikey'
          ? name === 'value'
          : /^(token|accessToken|refreshToken|password|clientSecret|secretKey|authKey|privateKey|consumerSecret|tokenSecret|secret)$/.test(
              name,
            );
      if (isKey) variables.hide(auth?.type === 'apikey' ? 'apiKey' : camel(name === 'token' ? 'bearerToken' : name), value);
    }
    for (const { key, value } of [...headers, ...url.query]) {
      if (namesSecret(key)) variables.hide(camel(key), value.replace(/^(Bearer|Basic|Token|ApiKey)\s+/i, ''));
    }
  }
}

/** Where requests are sent: the address of most, and those of the others. */
interface Bases {
  /** The `baseUrl` of the API. */
  readonly main: string;
  /** What comes before the path in a spec, and how many segments it has of its own, by the origin of an address. */
  readonly of: (address: Address) => { readonly base: string; readonly skip: number };
  readonly variables: ReadonlyMap<string, string>;
}

function basesOf(
  addresses: readonly Address[],
  collection: PostmanCollection,
  given: readonly GivenEnvironment[],
  variables: Variables,
): Bases {
  const byOrigin = new Map<string, Address[]>();
  for (const address of addresses) byOrigin.set(address.origin, [...(byOrigin.get(address.origin) ?? []), address]);
  const ranked = [...byOrigin].sort(([, a], [, b]) => b.length - a.length);
  const found = new Map<string, { base: string; skip: number }>();
  const own = new Map<string, string>();
  const names = new UniqueNames(
    [...collection.variables, ...given.flatMap((each) => each.variables)].map(({ key }) => variables.nameOf(key)),
  );
  ranked.forEach(([origin, all]) => {
    const name = /^\{\{([^{}$]+)\}\}$/.exec(origin)?.[1];
    if (name !== undefined) {
      found.set(origin, { base: origin, skip: 0 });
      return;
    }
    // One variable holds the whole address, so that an environment can have another one.
    const shared = all.length > 1 ? commonSegments(all.map(({ segments }) => segments)) : [];
    const fields = new Map(collection.variables.map((field) => [variables.nameOf(field.key), field]));
    const address = [expanded(origin, fields, variables), ...shared].join('/').replace(/\/+$/, '');
    const variable = names.take(own.size === 0 ? 'baseUrl' : camel(`${origin.replace(/^.*:\/\//, '').replace(/\{\{|\}\}/g, '')}-url`));
    own.set(variable, address);
    variables.used.add(variable);
    found.set(origin, { base: `{{${variable}}}`, skip: shared.length });
  });
  const main = found.get(ranked[0]?.[0] ?? '')?.base ?? '{{baseUrl}}';
  return { main, of: ({ origin }) => found.get(origin) ?? { base: main, skip: 0 }, variables: own };
}

interface EndpointContext {
  readonly file: string;
  readonly variables: Variables;
  readonly notes: Notes;
  readonly writeSchema: (schema: JsonObject, status: number) => Json;
}

function toEndpoint(
  request: PostmanRequest,
  id: string,
  address: Address,
  bases: Bases,
  credentials: Credentials,
  context: EndpointContext,
): Json {
  const { variables, file, notes } = context;
  const { base, skip } = bases.of(address);
  const segments = address.segments.slice(skip);
  const { auth, header, query } = credentials.of(request);
  const body = toBody(request, file, variables, notes);
  const responses = toResponses(request, file, variables, notes, context.writeSchema);
  const statuses = Object.keys(responses).map(Number);
  const parameters = parametersOf(request, address, header, query, context);
  return {
    id,
    name: variables.shown(request.name),
    ...(request.description === undefined ? {} : { description: variables.shown(request.description) }),
    method: request.method,
    ...(base === bases.main ? {} : { baseUrl: base }),
    path: segments.length === 0 ? '' : `/${segments.join('/')}`,
    ...(auth === undefined ? {} : { auth }),
    ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
    ...(body === undefined ? {} : { body }),
    ...(statuses.some((status) => status >= 200 && status < 300) ? {} : { expect: statuses[0] as number }),
    responses,
  };
}

function parametersOf(
  request: PostmanRequest,
  address: Address,
  header: readonly [string, string] | undefined,
  query: readonly [string, string] | undefined,
  { variables, notes, file }: EndpointContext,
): { [place: string]: Json } {
  const described = (field: Field | undefined): { description?: string } =>
    field?.description === undefined ? {} : { description: variables.shown(field.description) };
  const path = [...address.path].map(([name, field]): [string, Json] => {
    const value = field === undefined ? '' : variables.sent(field.value, name);
    return [name, value === '' ? { ...described(field), schema: { type: 'string' } } : withDescription(described(field), value)];
  });
  const sent = address.query.filter(({ disabled }) => !disabled);
  const asked: [string, Json][] = Object.entries(valuesOf(sent, variables)).map(([name, value]) => [
    name,
    withDescription(described(sent.find(({ key }) => key === name)), value),
  ]);
  // What is switched off may be sent.
  for (const field of address.query)
    if (field.disabled && !asked.some(([name]) => name === field.key))
      asked.push([field.key, { ...described(field), schema: { type: 'string' } }]);
  const headers = new Map<string, [string, Json]>();
  for (const field of request.headers) {
    if (carried.test(field.key)) continue;
    if (field.disabled) notes.add('disabled', { file, pointer: request.pointer }, `${request.name}: ${field.key}`);
    else if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(field.key) || headers.has(field.key.toLowerCase()))
      notes.add('parameter', { file, pointer: request.pointer }, `${request.name}: ${field.key}`);
    else headers.set(field.key.toLowerCase(), [field.key, withDescription(described(field), variables.sent(field.value, field.key))]);
  }
  if (header) headers.set(header[0].toLowerCase(), [header[0], header[1]]);
  if (query) asked.push([query[0], query[1]]);
  const maps: [string, [string, Json][]][] = [
    ['path', path],
    ['query', asked],
    ['header', [...headers.values()]],
  ];
  return Object.fromEntries(maps.filter(([, map]) => map.length > 0).map(([place, map]) => [place, Object.fromEntries(map)]));
}

/** A value, or a parameter when there is something to say of it. */
function withDescription(description: { readonly description?: string }, value: Json): Json {
  return description.description === undefined ? value : { ...description, example: value };
}
