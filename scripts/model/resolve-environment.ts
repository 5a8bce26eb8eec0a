import type { EnvironmentSpec, VariableSpec } from '../language/definition.ts';
import type { SpecFile } from '../language/read-spec.ts';
import { problem } from '../source/problem.ts';
import { reservedVariables } from '../source/reserved-variables.ts';
import type { Context } from './context.ts';
import type { Environment, Limits, Variable } from './model.ts';

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
    origin: file.span,
  };
}

const period: Readonly<Record<string, number>> = { s: 1000, min: 60_000, h: 3_600_000 };

function limitsOf({ limits }: EnvironmentSpec): Limits {
  const [times = '', unit = ''] = (limits?.rate ?? '').split('/');
  return {
    interval: limits?.rate === undefined ? undefined : (period[unit] ?? 0) / Number(times),
    concurrency: limits?.concurrency,
  };
}
