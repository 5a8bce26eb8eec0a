import type { Json } from '../source/json.ts';
import type { Conversion } from './conversion.ts';
import type { Server } from './described.ts';
import { kebab, UniqueNames, upperSnake } from './names.ts';
import type { NeededSecret } from './security.ts';

/** What every environment needs besides the address: variables with one value for all, and secrets. */
export interface Needed {
  readonly variables: ReadonlyMap<string, { readonly value: string; readonly description: string }>;
  readonly secrets: readonly NeededSecret[];
}

export interface EnvironmentFile {
  readonly id: string;
  readonly value: Json;
}

/** The servers of a document as environments, one at least. */
export function toEnvironments(api: string, needed: Needed, conversion: Conversion): EnvironmentFile[] {
  const { described, origins } = conversion;
  const names = new UniqueNames();
  const servers: readonly (Server | undefined)[] = described.servers.length === 0 ? [undefined] : described.servers;
  return servers.map((server, i) => {
    const id = names.take(idOf(server, i));
    const node = server?.node ?? described.root;
    const value = origins.map(node, [
      ['name', `${described.title} ${server?.description === undefined ? id : titleOf(server.description)}`],
      ['kind', kindOf(server)],
      ['variables', origins.map(node, [['baseUrl', baseUrlOf(server, api, id, conversion)], ...further(needed, conversion)])],
      ['secrets', secretsOf(needed, api, id, conversion)],
    ]);
    return { id, value };
  });
}

function further(needed: Needed, { origins, described }: Conversion): [string, Json][] {
  return [...needed.variables].map(([name, { value, description }]) => [
    name,
    origins.map(described.root, [
      ['value', value],
      ['description', description],
    ]),
  ]);
}

/** The variable of the process for a value of an environment; a single environment need not be told apart. */
function processVariable(api: string, id: string, name: string, { described }: Conversion): string {
  const named = kebab(name).replace(new RegExp(`^${api}-(?=.)`), '');
  return upperSnake(described.servers.length > 1 ? `${api}-${id}-${named}` : `${api}-${named}`);
}

function secretsOf(needed: Needed, api: string, id: string, conversion: Conversion): Json | undefined {
  const { origins, described } = conversion;
  return origins.some(
    described.root,
    needed.secrets.map(({ name, description }) => [
      name,
      origins.map(described.root, [
        ['description', description],
        ['from', processVariable(api, id, name, conversion)],
      ]),
    ]),
  );
}

function baseUrlOf(server: Server | undefined, api: string, id: string, conversion: Conversion): Json {
  const { origins, described } = conversion;
  const address = server?.url.replace(/\/+$/, '') ?? '';
  const said = server?.variables.map(({ name, value, choices, description }) => {
    const among = choices.length > 1 ? `, one of ${choices.join(', ')}` : '';
    return `${name} is ${value || 'empty'}${among}${description === undefined ? '' : `: ${description.split('\n')[0] ?? ''}`}.`;
  });
  if (/^https?:\/\/[^/]/i.test(address)) {
    if (said === undefined || said.length === 0) return address;
    return origins.map(server?.node ?? described.root, [
      ['value', address],
      ['description', `In this address, ${said.join(' ')}`],
    ]);
  }
  // A relative address is below the place of the document, which only those know who serve it.
  return origins.map(server?.node ?? described.root, [
    [
      'description',
      address === ''
        ? 'The address of the server; the document does not say it.'
        : `The address of the server, with ${address} at its end.`,
    ],
    ['required', true],
    ['from', processVariable(api, id, 'baseUrl', conversion)],
    ['example', `http://localhost${address.startsWith('/') ? address : ''}`],
  ]);
}

function idOf(server: Server | undefined, i: number): string {
  if (!server) return 'default';
  const words = kebab((server.description ?? '').split(/[.\n:;(]/)[0] ?? '').replace(
    /^(the|a|an|our|main)-|-(server|environment|url|endpoint)$/g,
    '',
  );
  if (words !== '' && words.length <= 30) return words;
  const host = /^https?:\/\/([^/:]+)/i.exec(server.url)?.[1];
  const name = host === undefined ? '' : kebab(host.split('.').slice(0, -1).join('-') || host).replace(/^(www|api)-(?=.)/, '');
  return name === '' ? (i === 0 ? 'default' : `server-${i + 1}`) : name;
}

function titleOf(description: string): string {
  const [line = ''] = description.trim().split('\n');
  return line.length > 60 ? `${line.slice(0, 57).trimEnd()}…` : line;
}

function kindOf(server: Server | undefined): string {
  const said = `${server?.description ?? ''} ${server?.url ?? ''}`;
  if (/\b(non-?prod|pre-?prod)/i.test(said)) return 'staging';
  if (/\b(prod|production|live)\b/i.test(said)) return 'production';
  if (/\b(staging|stage|sandbox)\b/i.test(said)) return 'staging';
  return 'development';
}
