import { problem } from '../source/problem.ts';
import type { Span } from '../source/source-file.ts';
import { checkShape } from './check-shape.ts';
import { type ApiSpec, type EndpointsSpec, type EnvironmentSpec, type FileKind, type FlowsSpec, fileShapes } from './definition.ts';
import type { Workspace } from './workspace.ts';

/** One file of a spec, checked, with where it came from. `id` is its name without folder and ending. */
export interface SpecFile<T> {
  readonly id: string;
  readonly file: string;
  readonly spec: T;
  readonly span: Span;
}

/** Everything written about one API, checked file by file; rules between files are the model's. */
export interface Spec {
  readonly id: string;
  readonly api: SpecFile<ApiSpec> | undefined;
  readonly environments: readonly SpecFile<EnvironmentSpec>[];
  readonly endpoints: readonly SpecFile<EndpointsSpec>[];
  readonly flows: readonly SpecFile<FlowsSpec>[];
}

/** What the folder of an API may be called: names that differ only in letter case are one file on some disks. */
const apiName = /^[a-z0-9][a-z0-9._-]*$/;

/** The file of an environment is named in commands that people copy into a shell. */
const environmentName = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** Reads the files of one API: `<id>/api.yaml`, `environments/`, `endpoints/`, `flows/`. Problems go to the workspace's report. */
export function readSpec(workspace: Workspace, id: string): Spec {
  if (!apiName.test(id)) workspace.report(problem('api-name', { api: id }, workspace.source(workspace.filesIn(id)[0] ?? id).span(0, 0)));
  const folders = { environments: [] as string[], endpoints: [] as string[], flows: [] as string[] };
  let apiFile: string | undefined;
  for (const file of workspace.filesIn(id)) {
    const [, folder = '', name] = file.split('/');
    if (name === undefined && /^api\.(ya?ml|json)$/i.test(folder)) {
      if (apiFile !== undefined)
        workspace.report(problem('second-api-file', { file: workspace.source(apiFile).path }, workspace.source(file).span(0, 0)));
      else apiFile = file;
    }
    if (folder === 'environments' || folder === 'endpoints' || folder === 'flows') folders[folder].push(file);
  }
  if (!apiFile) workspace.report(problem('no-api-file', { api: id }, workspace.source(`${id}/api.yaml`).span(0, 0)));
  for (const file of folders.environments) {
    const name = idOf(file);
    if (!environmentName.test(name)) workspace.report(problem('environment-name', { name }, workspace.source(file).span(0, 0)));
  }
  return {
    id,
    api: apiFile ? readFile<ApiSpec>(workspace, apiFile, 'api') : undefined,
    environments: folders.environments.flatMap((file) => readFile<EnvironmentSpec>(workspace, file, 'environment') ?? []),
    endpoints: folders.endpoints.flatMap((file) => readFile<EndpointsSpec>(workspace, file, 'endpoints') ?? []),
    flows: folders.flows.flatMap((file) => readFile<FlowsSpec>(workspace, file, 'flows') ?? []),
  };
}

function readFile<T>(workspace: Workspace, file: string, kind: FileKind): SpecFile<T> | undefined {
  const read = workspace.file(file);
  if (!read) return undefined;
  const spec = checkShape<T>(fileShapes[kind], read.value, read.span, file, workspace);
  return spec === undefined ? undefined : { id: idOf(file), file, spec, span: read.span };
}

function idOf(file: string): string {
  return (file.split('/').at(-1) ?? file).replace(/\.[^.]+$/, '');
}
