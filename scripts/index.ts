/**
 * Postern as a library: what the commands do, without printing and without ending the process. Mistakes in specs come
 * back as problems; nothing is written.
 */
import { connectionFor } from './cli/connection.ts';
import { readSources } from './cli/disk.ts';
import { mockValuesFor, valuesFor } from './cli/values.ts';
import { startMock } from './mock/server.ts';
import type { Api } from './model/model.ts';
import { resolveSpecs } from './model/resolve.ts';
import { emit, type OutputFile } from './postman/emit.ts';
import { localConnection } from './runner/connection.ts';
import { allowedIn } from './runner/production.ts';
import type { RequestResult, RunResult } from './runner/results.ts';
import { runContract } from './runner/run.ts';
import { hasErrors, messageOf, type Problem, problem } from './source/problem.ts';

export { type Coverage, coverageOf } from './runner/coverage.ts';
export { exitCodeOf, failuresOf, tokenFailuresOf } from './runner/results.ts';
export type { TokenLife } from './runner/token-life.ts';
export type { Api, OutputFile, Problem, RequestResult, RunResult };
export { messageOf, startMock };

export interface SpecsOptions {
  /** The folder of the specs, seen from `cwd`; `specs` when left out. */
  readonly specs?: string;
  /** The APIs to look at; all when left out. */
  readonly apis?: readonly string[];
  readonly cwd?: string;
}

/** Reads specs. The APIs are only to be used when no problem is an error. */
export function read(options: SpecsOptions = {}): { readonly apis: readonly Api[]; readonly problems: readonly Problem[] } {
  const { sources, problems: unread } = readSources(options.specs ?? 'specs', options.cwd ?? process.cwd());
  const { apis, problems } = resolveSpecs(sources, options.apis ?? []);
  return { apis, problems: [...unread, ...problems] };
}

/** The collections, environments and pages that specs compile to; none while a problem is an error. */
export function compile(options: SpecsOptions = {}): { readonly files: readonly OutputFile[]; readonly problems: readonly Problem[] } {
  const { apis, problems } = read(options);
  return { files: hasErrors(problems) ? [] : apis.flatMap((api) => emit(api)), problems };
}

export interface RunApiOptions {
  /** The environment to run against; the built-in mock server when left out. */
  readonly environment?: string;
  /** Values of variables, in place of those that the environment names. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Whether a production environment may be written to; it is only read when left out. */
  readonly allowWrites?: boolean;
  /** Milliseconds that an answer may take; 60,000 when left out. */
  readonly timeout?: number;
  readonly onResult?: (result: RequestResult) => void;
  readonly signal?: AbortSignal;
}

/**
 * Runs the contract of one API.
 * @returns the result, or the problems because of which nothing was sent
 */
export async function run(
  api: Api,
  options: RunApiOptions = {},
): Promise<{ readonly result?: RunResult; readonly problems: readonly Problem[] }> {
  const { timeout = 60_000, onResult, signal } = options;
  const given = options.variables ?? {};
  const more = { timeout, ...(onResult ? { onResult } : {}), ...(signal ? { signal } : {}) };
  const environment = api.environments.find((each) => each.id === options.environment);
  if (options.environment !== undefined) {
    if (!environment) throw new Error(`${api.id} has no environment ${options.environment}`);
    const io = { env: process.env, cwd: () => process.cwd() };
    const { values, secrets, problems: missing } = valuesFor(environment, given, io);
    const { connection, problems: unusable } = connectionFor(environment, {}, io);
    const problems = [...missing, ...unusable];
    const sends = allowedIn(environment, options.allowWrites === true);
    const all = options.allowWrites ? { ...values, allowWrites: 'true' } : values;
    return problems.length > 0
      ? { problems }
      : {
          problems,
          result: await runContract(api, {
            environment: environment.name,
            values: all,
            secrets,
            connection,
            ...more,
            ...(sends ? { sends } : {}),
          }),
        };
  }
  const mock = await startMock(api, { variables: given });
  try {
    const { values, secrets, problems: wrong } = mockValuesFor(api, mock.variables, given);
    // What cannot be sent to the mock would be sent to the real server.
    const problems = [...mock.fixed.map((address) => problem('fixed-address', { address })), ...wrong];
    return problems.length > 0
      ? { problems }
      : { problems, result: await runContract(api, { environment: 'the mock', values, secrets, connection: localConnection, ...more }) };
  } finally {
    await mock.close();
  }
}
