import type { EnvironmentSpec, VariableSpec } from '../../language/definition.ts';
import type { SpecFile } from '../../language/read-spec.ts';
import type { Json, JsonObject } from '../../source/json.ts';
import { extensionKey, mapOf, someOf } from '../extension.ts';
import { encoded } from '../uri.ts';

/** Variables whose values hold variables, and so on: deeper than this nobody means it. */
const MOST_LEVELS = 10;

/** An address in one environment: what has a value is filled in, the rest are variables of the server. */
interface Address {
  readonly url: string;
  readonly variables: ReadonlyMap<string, { readonly value: string; readonly description: string | undefined }>;
}

/** An environment as a server: its address for everyone, and all of it in its own words. */
export function exportServer({ id, spec }: SpecFile<EnvironmentSpec>, address: string): JsonObject {
  const { name, ...rest } = spec;
  return mapOf([
    ...serverEntries(addressIn(spec, address), name),
    [extensionKey, mapOf([['id', id], ...(Object.entries(rest) as [string, Json][])])],
  ]);
}

/** The servers of an operation that has an address of its own: one for each environment. */
export function exportOwnServers(environments: readonly SpecFile<EnvironmentSpec>[], address: string): Json[] | undefined {
  const servers = environments.map(({ spec }) => mapOf(serverEntries(addressIn(spec, address), spec.name)));
  return servers.length === 0 ? undefined : servers;
}

/** The address of the token endpoint as the first environment has it: OpenAPI knows no variables there. */
export function exportTokenUrl(environment: EnvironmentSpec | undefined, tokenUrl: string): string {
  const { url, variables } = addressIn(environment ?? { name: '' }, tokenUrl);
  return encoded(url.replace(/\{([^{}]+)\}/g, (_, name: string) => variables.get(name)?.value ?? name)) || '/';
}

function serverEntries({ url, variables }: Address, name: string): [string, Json | undefined][] {
  return [
    ['url', url || '/'],
    ['description', name],
    [
      'variables',
      someOf(
        [...variables].map(([key, { value, description }]) => [
          key,
          mapOf([
            ['default', value],
            ['description', description],
          ]),
        ]),
      ),
    ],
  ];
}

function addressIn({ variables: known = {}, secrets = {} }: EnvironmentSpec, address: string): Address {
  const open = new Map<string, { value: string; description: string | undefined }>();
  const fill = (text: string, level: number): string =>
    text.replace(/\{\{([^{}]*)\}\}/g, (_, written: string) => {
      const name = written.trim();
      const variable: VariableSpec | string | undefined = Object.hasOwn(known, name) ? known[name] : undefined;
      const value = typeof variable === 'string' ? variable : variable?.value;
      if (value !== undefined && level < MOST_LEVELS) return fill(value, level + 1);
      const { example, description = undefined } = typeof variable === 'object' ? variable : {};
      open.set(name, { value: example ?? name, description: description ?? secrets[name]?.description });
      return `{${name}}`;
    });
  const url = fill(address, 0);
  // An address that is one variable of which this environment says nothing is an address to somewhere else.
  const whole = /^\{\{\s*([^{}]*?)\s*\}\}$/.exec(address)?.[1];
  const isKnown = whole === undefined || Object.hasOwn(known, whole) || Object.hasOwn(secrets, whole);
  return isKnown ? { url, variables: open } : { url: '/', variables: new Map() };
}
