import type { EnvironmentSpec, VariableSpec } from '../language/definition.ts';
import type { SpecFile } from '../language/read-spec.ts';
import { problem } from '../source/problem.ts';
import { reservedVariables } from '../source/reserved-variables.ts';
import { hasUserInfo } from '../source/secrets.ts';
import type { Context } from './context.ts';
import type { Environment, Limits, NamedFile, ProxyAddress, Tls, Variable } from './model.ts';

/** One environment: its variables, then its secrets, which never have a value. */
export function resolveEnvironment(file: SpecFile<EnvironmentSpec>, context: Context): Environment {
  const { spec } = file;
  const { places, report } = context;
  const variables: Variable[] = [];
  const add = (holder: object, name: string, variable: Omit<Variable, 'name' | 'origin'>): void => {
    const origin = places.key(holder, name);
    if (reservedVariables.includes(name)) report(problem('reserved-variable', { name }, origin));
    const earlier = variables.find((each) => each.name === name);
    if (earlier) report(problem('duplicate-id', { id: name, of: 'the variable' }, origin, { related: [earlier.origin] }));
    else variables.push({ ...variable, name, origin });
  };
  for (const [name, value] of Object.entries(spec.variables ?? {})) {
    const full: VariableSpec = typeof value === 'string' ? { value } : value;
    const { description, required = false, from, example } = full;
    add(spec.variables as object, name, { secret: false, value: full.value, description, required, from, example });
  }
  for (const [name, { description, required = true, from }] of Object.entries(spec.secrets ?? {})) {
    add(spec.secrets as object, name, { secret: true, value: undefined, description, required, from, example: undefined });
  }
  return {
    id: file.id,
    name: spec.name,
    kind: spec.kind ?? 'development',
    description: spec.description,
    variables,
    limits: limitsOf(spec),
    tls: tlsOf(file, context),
    proxy: proxyOf(spec, context),
    origin: file.span,
  };
}

function tlsOf({ spec, span }: SpecFile<EnvironmentSpec>, { places }: Context): Tls {
  const { tls = {} } = spec;
  const { clientCertificate: client } = tls;
  const named = (holder: object, key: string, path: string): NamedFile => ({ path, origin: places.value(holder, key) });
  return {
    ca: tls.ca === undefined ? undefined : named(tls, 'ca', tls.ca),
    clientCertificate: client && {
      certificate: named(client, 'certificate', client.certificate),
      key: named(client, 'key', client.key),
      passphrase: client.passphrase?.from,
      origin: places.key(tls, 'clientCertificate'),
    },
    verify: tls.verify ?? true,
    origin: spec.tls ? places.key(spec, 'tls') : span,
  };
}

function proxyOf(spec: EnvironmentSpec, { places, report }: Context): ProxyAddress | undefined {
  const { proxy } = spec;
  if (proxy === undefined) return undefined;
  const origin = places.value(spec, 'proxy');
  if (typeof proxy !== 'string') return { url: undefined, from: proxy.from, origin };
  const instead = 'write proxy: { from: NAME }, and put the address into that variable of the process';
  if (hasUserInfo(proxy)) report(problem('literal-secret', { what: 'the password of a proxy', instead }, origin, { hidden: true }));
  return { url: proxy, from: undefined, origin };
}

const period: Readonly<Record<string, number>> = { s: 1000, min: 60_000, h: 3_600_000 };

function limitsOf({ limits }: EnvironmentSpec): Limits {
  const [times = '', unit = ''] = (limits?.rate ?? '').split('/');
  return {
    interval: limits?.rate === undefined ? undefined : (period[unit] ?? 0) / Number(times),
    concurrency: limits?.concurrency,
  };
}
