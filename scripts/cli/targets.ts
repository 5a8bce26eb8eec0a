import type { Api, Environment, Request } from '../model/model.ts';
import type { Connection } from '../runner/connection.ts';
import { allowedIn } from '../runner/production.ts';
import { type Problem, problem } from '../source/problem.ts';
import { withoutValue } from '../source/secrets.ts';
import { suggest } from '../source/suggest.ts';
import { type ConnectionOptions, connectionFor } from './connection.ts';
import type { Session } from './session.ts';
import { type Values, valuesFor } from './values.ts';

/** An environment that is ready to be run against. */
export interface Target {
  readonly environment: Environment;
  readonly values: Values;
  readonly connection: Connection;
  /** Which requests may be sent to it; undefined: all. */
  readonly sends: ((request: Request) => boolean) | undefined;
}

export interface TargetOptions extends ConnectionOptions {
  readonly var: Readonly<Record<string, string>>;
  /** Whether a production environment may be written to. */
  readonly allowWrites?: boolean;
}

/**
 * Makes the environments of an API ready that were asked for. Nothing is sent to one while another has a problem.
 * @returns undefined when problems have been told
 */
export function targetsOf(api: Api, ids: readonly string[], options: TargetOptions, session: Session): Target[] | undefined {
  const environments = ids.flatMap((id) => api.environments.find((each) => each.id === id) ?? []);
  const problems = ids.filter((id) => !environments.some((each) => each.id === id)).map((id) => unknownEnvironment(api, id));
  const targets = environments.map((environment) => {
    const { problems: wrong, ...values } = valuesFor(environment, givenFor(environment, environments, options.var), session.io);
    const { connection, problems: unusable } = connectionFor(environment, options, session.io);
    problems.push(...wrong, ...unusable);
    const sends = allowedIn(environment, options.allowWrites === true);
    // The collection has a guard of its own, for plain Newman: it has to be told too.
    const all = options.allowWrites ? { ...values, values: { ...values.values, allowWrites: 'true' } } : values;
    return { environment, values: all, connection, sends };
  });
  session.tell(problems);
  return problems.length > 0 ? undefined : targets;
}

/** What --var sets of the variables of one of several environments: another one may have variables that this one has not. */
function givenFor(environment: Environment, all: readonly Environment[], given: Readonly<Record<string, string>>): Record<string, string> {
  const has = ({ variables }: Environment, name: string): boolean => variables.some((each) => each.name === name);
  const known = Object.entries(given).filter(([name]) => has(environment, name) || !all.some((each) => has(each, name)));
  return Object.fromEntries(known);
}

function unknownEnvironment(api: Api, id: string): Problem {
  const known = api.environments.map((each) => each.id);
  const near = suggest(id, known);
  return problem('unknown-environment', {
    environment: withoutValue(id),
    api: api.id,
    known: known.join(', '),
    ...(near ? { suggestion: near } : {}),
  });
}
