import path from 'node:path';
import { parseEnv } from 'node:util';
import type { Api, Environment } from '../model/model.ts';
import { type Problem, problem } from '../source/problem.ts';
import { suggest } from '../source/suggest.ts';
import { readOptional } from './disk.ts';
import type { Io } from './io.ts';

/** The value of each variable of an environment for one run, and which of them are secrets. */
export interface Values {
  readonly values: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
}

/**
 * Where values come from, the first that has one: --var, the process, `.env` in the current folder, the spec. A required
 * variable without a value is a problem.
 */
export function valuesFor(
  environment: Environment,
  given: Readonly<Record<string, string>>,
  io: Pick<Io, 'env' | 'cwd'>,
): Values & { problems: Problem[] } {
  const dotEnv = parseEnv(readOptional(path.join(io.cwd(), '.env'))) as Record<string, string>;
  const values: Record<string, string> = {};
  const problems = unknownVariables(environment, given);
  for (const { name, from, value, required } of environment.variables) {
    const found =
      (Object.hasOwn(given, name) ? given[name] : undefined) ?? (from === undefined ? undefined : (io.env[from] ?? dotEnv[from])) ?? value;
    values[name] = found ?? '';
    if (required && !found)
      problems.push(problem('missing-value', { name, environment: environment.id, ...(from === undefined ? {} : { from }) }));
  }
  return { values, secrets: secretsOf(environment), problems };
}

/** What the process or `.env` in the current folder has under a name. */
export function processValue(name: string, io: Pick<Io, 'env' | 'cwd'>): string | undefined {
  return io.env[name] ?? parseEnv(readOptional(path.join(io.cwd(), '.env')))[name];
}

/** The values that the mock names, with what --var sets in their place. */
export function mockValuesFor(
  api: Api,
  mock: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>>,
): Values & { problems: Problem[] } {
  const [environment] = api.environments;
  if (!environment) return { values: { ...mock, ...given }, secrets: [], problems: [] };
  return { values: { ...mock, ...given }, secrets: secretsOf(environment), problems: unknownVariables(environment, given) };
}

function secretsOf(environment: Environment): string[] {
  return environment.variables.filter((variable) => variable.secret).map((variable) => variable.name);
}

function unknownVariables(environment: Environment, given: Readonly<Record<string, string>>): Problem[] {
  const known = environment.variables.map((variable) => variable.name);
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = suggest(name, known);
      return problem('unknown-variable', { name, environment: environment.id, ...(near ? { suggestion: near } : {}) });
    });
}
