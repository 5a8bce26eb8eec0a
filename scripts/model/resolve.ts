import { readSpec, type Spec } from '../language/read-spec.ts';
import type { SpecSources, Workspace } from '../language/workspace.ts';
import { completeFromSource } from '../openapi/source.ts';
import { hasErrors, type Problem, problem, sortProblems } from '../source/problem.ts';
import { suggest } from '../source/suggest.ts';
import type { Context } from './context.ts';
import { type Documented, resolveDocumented } from './documented.ts';
import { milliseconds } from './duration.ts';
import { Kept } from './kept.ts';
import type { Api, Auth, Endpoint, Flow, Folder, Request } from './model.ts';
import { resolveAuth } from './resolve-auth.ts';
import { resolveEndpoint } from './resolve-endpoint.ts';
import { resolveEnvironment } from './resolve-environment.ts';
import { resolveFlow } from './resolve-flow.ts';
import { checkAddresses } from './rules/addresses.ts';
import { checkAssertion } from './rules/assertion.ts';
import { checkFiles } from './rules/files.ts';
import { checkIds } from './rules/ids.ts';
import { checkOrder } from './rules/order.ts';
import { checkPaths } from './rules/paths.ts';
import { checkSecrets } from './rules/secrets.ts';
import { checkSuccesses } from './rules/successes.ts';
import { checkVariables } from './rules/variables.ts';

/** What reading specs gives: the APIs that could be resolved, and every problem of every file, sorted. */
export interface Resolved {
  readonly apis: readonly Api[];
  /** The name of every API in the folder. */
  readonly known: readonly string[];
  readonly problems: readonly Problem[];
  /** The APIs as they are written, by name, and the files that they were read from. */
  readonly specs: ReadonlyMap<string, Spec>;
  readonly workspace: Workspace;
}

/**
 * Reads and resolves the APIs of a specs folder: those that are named, or all. Mistakes never throw: they come back as problems, and an API is only
 * to be used when none of them is an error.
 * @param kept what may be known from the time before, in a process that resolves again and again
 */
export function resolveSpecs(sources: SpecSources, names: readonly string[] = [], kept: Kept = new Kept()): Resolved {
  const problems: Problem[] = [];
  const context = kept.contextFor(sources, names, problems);
  const { workspace } = context;
  const known = workspace.apis();
  const wanted = names.length === 0 ? known : known.filter((id) => names.includes(id));
  const specs = new Map<string, Spec>();
  const apis = wanted.flatMap((id) => {
    const spec = readSpec(workspace, id, (raw) => completeFromSource(raw, workspace, context.schemas));
    specs.set(id, spec);
    return resolveApi(spec, context, () => hasErrors(problems)) ?? [];
  });
  // Which files are needed is only known when everything has been read without a mistake.
  for (const id of wanted) checkFiles(id, names.length === 0 && !hasErrors(problems), context);
  return { apis, known, problems: sortProblems(problems), specs, workspace };
}

function resolveApi(spec: Spec, context: Context, broken: () => boolean): Api | undefined {
  const { report, places, memory, schemas } = context;
  const file = spec.api;
  if (!file) return undefined;
  const api = file.spec;
  // What the files lack is only known when all of them could be read.
  if (!broken() && spec.environments.length === 0) report(problem('no-environment', { api: spec.id }, places.key(api, 'name')));
  if (!broken() && !api.auth && spec.endpoints.every((each) => each.spec.endpoints.length === 0)) {
    const { source } = api;
    report(
      problem(
        'no-endpoint',
        { api: spec.id, ...(source === undefined ? {} : { source }) },
        places.key(api, source === undefined ? 'name' : 'source'),
      ),
    );
  }
  const documented = resolveAllDocumented(spec, context);
  const flows = spec.flows
    .flatMap((each) => each.spec.flows)
    .map((flow) => {
      // What is not there is another each time: the problem depends on what else there is.
      const starts = flow.steps.map((step) => documented.get(step.endpoint) ?? {});
      return memory.once('flow', [flow, ...starts], () => resolveFlow(flow, documented, context));
    });
  const { auth: written } = api;
  const auth = written && memory.once('auth', [written], () => resolveAuth(written, context));
  const resolved: Api = {
    id: spec.id,
    name: api.name,
    version: api.version,
    description: api.description,
    auth,
    environments: spec.environments.map((environment) => resolveEnvironment(environment, context)),
    folders: resolveFolders(spec, auth, documented, flows, context),
    flows,
    mock: {
      clientId: api.mock?.clientId ?? 'mock-client',
      clientSecret: api.mock?.clientSecret ?? 'mock-secret',
      tokenLife: api.mock?.tokenLife === undefined ? undefined : milliseconds(api.mock.tokenLife),
    },
    locate: (schema, location) => schemas.locate(schema, location),
    written: (schema, location) => schemas.written(schema, location),
    origin: file.span,
  };
  checkIds(spec, context);
  checkAssertion(api, context);
  checkOrder(spec, resolved.folders, context);
  if (!broken()) checkSuccesses(resolved.folders, report);
  checkSecrets(spec, context);
  checkAddresses(spec, context);
  checkPaths(spec, context);
  checkVariables(spec, resolved.environments, context, broken());
  return resolved;
}

/** What each endpoint documents, by its id; of two with one id the first, since the second is a problem of its own. */
function resolveAllDocumented(spec: Spec, context: Context): Map<string, Documented> {
  const all = new Map<string, Documented>();
  const api = spec.api?.spec;
  for (const endpoint of spec.endpoints.flatMap((file) => file.spec.endpoints)) {
    const documented = api && context.memory.once('documented', [endpoint, api], () => resolveDocumented(endpoint, api, context));
    if (documented && !all.has(endpoint.id)) all.set(endpoint.id, documented);
  }
  return all;
}

/** Files that name the same folder fill it together. Folders come as api.yaml orders them, then by the names of their files. */
function resolveFolders(
  spec: Spec,
  auth: Auth | undefined,
  all: ReadonlyMap<string, Documented>,
  flows: readonly Flow[],
  context: Context,
): Folder[] {
  const folders = new Map<string, { description: string | undefined; endpoints: Endpoint[] }>();
  const api = spec.api?.spec;
  const steps = new Map<string, Request[]>();
  for (const { endpointId, request } of flows.flatMap((flow) => flow.steps)) {
    steps.set(endpointId, [...(steps.get(endpointId) ?? []), request]);
  }
  for (const { spec: file } of spec.endpoints) {
    const folder = folders.get(file.folder) ?? { description: undefined, endpoints: [] };
    folders.set(file.folder, folder);
    folder.description ??= file.description;
    for (const endpoint of file.endpoints) {
      const documented = all.get(endpoint.id);
      if (documented?.spec !== endpoint || !api) continue;
      const own = steps.get(endpoint.id) ?? [];
      const inputs = [documented, api, auth, ...own] as const;
      folder.endpoints.push(context.memory.once('endpoint', inputs, () => resolveEndpoint(documented, api, auth, own, context)));
    }
  }
  const order = spec.api?.spec.folders ?? [];
  order.forEach((name, i) => {
    const near = suggest(name, folders.keys());
    if (!folders.has(name))
      context.report(problem('unknown-folder', { name, ...(near ? { suggestion: near } : {}) }, context.places.value(order, i)));
  });
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...folders].map(([name, folder]) => ({ name, ...folder })).sort((a, b) => rank(a.name) - rank(b.name));
}
