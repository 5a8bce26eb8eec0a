import type { Api, Variable } from '../model/model.ts';
import { addressesOf, isUrl, leadingVariable, pathOf } from './address.ts';
import { kebab } from './kebab.ts';
import { routesOf } from './routes.ts';

export interface MockVariables {
  /** A value for every variable of every environment, and for every variable that an address begins with. */
  readonly variables: Record<string, string>;
  /** Addresses that do not begin with a variable, so that nothing can send their requests to the mock instead. */
  readonly fixed: readonly string[];
}

/** What the environments say of one variable, the first that says anything first. */
interface Known {
  readonly value: string | undefined;
  readonly example: string | undefined;
  /** What the caller uses instead. */
  readonly given: string | undefined;
}

/**
 * The values with which a collection talks to a mock instead of to the real servers. Addresses keep their paths
 * (`https://api.example.com/v2` becomes `<origin>/v2`), the client's credentials are those of `api.mock`, and every other
 * variable has its value, else its example, else `mock-` and its name.
 * @param origin scheme, host and port of the mock, without a slash at its end
 * @param given values to use instead, by the name of the variable; not for addresses and credentials, which are the mock's
 * @param privateKey what the client signs assertions with
 */
export function mockVariables(api: Api, origin: string, given: Readonly<Record<string, string>> = {}, privateKey?: string): MockVariables {
  const known = knownVariables(api, given);
  const addresses = addressesOf(api);
  const leading = new Map(addresses.map((address) => [address, addressVariable(address, known)]));
  const prefixes = new Map<string, string>();
  for (;;) {
    const variables = valuesFor(api, origin, known, new Set(leading.values()), prefixes, privateKey);
    const clash = clashingVariable(api, variables, leading, prefixes);
    if (clash === undefined) return { variables, fixed: addresses.filter((address) => leading.get(address) === undefined) };
    prefixes.set(clash, freshPrefix(clash, prefixes));
  }
}

function knownVariables(api: Api, given: Readonly<Record<string, string>>): Map<string, Known> {
  const known = new Map<string, Known>();
  const add = ({ name, value, example }: Variable) => {
    const earlier = known.get(name) ?? {
      value: undefined,
      example: undefined,
      given: Object.hasOwn(given, name) ? given[name] : undefined,
    };
    known.set(name, { ...earlier, value: earlier.value ?? value, example: earlier.example ?? example });
  };
  for (const environment of api.environments) environment.variables.forEach(add);
  return known;
}

/** The variable that moves an address: the one it begins with, or that one's value begins with, and so on. */
function addressVariable(address: string, known: ReadonlyMap<string, Known>): string | undefined {
  const seen = new Set<string>();
  let name = leadingVariable(address);
  for (;;) {
    const next = name === undefined ? undefined : leadingVariable(known.get(name)?.value ?? '');
    if (next === undefined || seen.has(next)) return name;
    seen.add(next);
    name = next;
  }
}

function valuesFor(
  api: Api,
  origin: string,
  known: ReadonlyMap<string, Known>,
  leading: ReadonlySet<string | undefined>,
  prefixes: ReadonlyMap<string, string>,
  privateKey: string | undefined,
): Record<string, string> {
  const credentials = new Map<string, string>();
  if (api.auth) {
    for (const [template, value] of [
      [api.auth.clientId, api.mock.clientId],
      [api.auth.clientSecret, api.mock.clientSecret],
      [api.auth.assertion?.key, privateKey],
    ] as const) {
      const name = /^\{\{([^{}]+)\}\}$/.exec(template ?? '')?.[1];
      if (name !== undefined && value !== undefined) credentials.set(name, value);
    }
  }
  const names = new Set([...known.keys(), ...[...leading].filter((name) => name !== undefined), ...credentials.keys()]);
  const entries = [...names].map((name) => {
    const { value, example, given } = known.get(name) ?? {};
    if (leading.has(name)) {
      const prefix = prefixes.get(name);
      return [name, origin + (prefix === undefined ? '' : `/${prefix}`) + addressPath(name, value, example)] as const;
    }
    return [name, credentials.get(name) ?? given ?? value ?? example ?? `mock-${kebab(name)}`] as const;
  });
  return Object.fromEntries(entries);
}

function addressPath(name: string, value: string | undefined, example: string | undefined): string {
  if (value !== undefined) return pathOf(value);
  return example !== undefined && isUrl(example) ? pathOf(example) : `/${kebab(name)}`;
}

/** The variable of the first route that coincides with an earlier route of another variable, and can be moved. */
function clashingVariable(
  api: Api,
  variables: Readonly<Record<string, string>>,
  leading: ReadonlyMap<string, string | undefined>,
  prefixes: ReadonlyMap<string, string>,
): string | undefined {
  const taken = new Map<string, string | undefined>();
  for (const route of routesOf(api, variables)) {
    const variable = leading.get(route.address);
    if (!taken.has(route.key)) {
      taken.set(route.key, variable);
      continue;
    }
    const movable = [variable, taken.get(route.key)].find((name) => name !== undefined && !prefixes.has(name));
    if (taken.get(route.key) !== variable && movable !== undefined) return movable;
  }
  return undefined;
}

/** Two names may have the same kebab case; their prefixes must differ. */
function freshPrefix(name: string, prefixes: ReadonlyMap<string, string>): string {
  const taken = new Set(prefixes.values());
  const base = kebab(name);
  for (let n = 1; ; n++) {
    const prefix = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(prefix)) return prefix;
  }
}
