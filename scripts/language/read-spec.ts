import type { Json } from '../source/json.ts';
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

/** One file of a spec as it was read, before anything is checked. */
export interface RawFile {
  readonly id: string;
  readonly file: string;
  readonly value: Json;
  readonly span: Span;
}

/** The files of an API before anything is checked. */
export interface RawSpec {
  readonly id: string;
  readonly api: RawFile | undefined;
  readonly environments: readonly RawFile[];
  readonly endpoints: readonly RawFile[];
  readonly flows: readonly RawFile[];
}

/**
 * Reads the files of one API: `<id>/api.yaml`, `environments/`, `endpoints/`, `flows/`. Problems go to the workspace's report.
 * @param complete adds what is described elsewhere to what stands in the files
 */
export function readSpec(workspace: Workspace, id: string, complete: (raw: RawSpec) => RawSpec = (raw) => raw): Spec {
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
  const raw = (file: string): RawFile[] => {
    const read = workspace.file(file);
    return read ? [{ id: idOf(file), file, value: read.value, span: read.span }] : [];
  };
  const all = complete({
    id,
    api: apiFile ? raw(apiFile)[0] : undefined,
    environments: folders.environments.flatMap(raw),
    endpoints: folders.endpoints.flatMap(raw),
    flows: folders.flows.flatMap(raw),
  });
  return {
    id,
    api: all.api && checked<ApiSpec>(workspace, all.api, 'api')[0],
    environments: all.environments.flatMap((file) => checked<EnvironmentSpec>(workspace, file, 'environment')),
    endpoints: all.endpoints.flatMap((file) => checked<EndpointsSpec>(workspace, file, 'endpoints')),
    flows: all.flows.flatMap((file) => checked<FlowsSpec>(workspace, file, 'flows')),
  };
}

function checked<T>(workspace: Workspace, { id, file, value, span }: RawFile, kind: FileKind): SpecFile<T>[] {
  const spec = checkShape<T>(fileShapes[kind], value, span, file, workspace);
  return spec === undefined ? [] : [{ id, file, spec, span }];
}

function idOf(file: string): string {
  return (file.split('/').at(-1) ?? file).replace(/\.[^.]+$/, '');
}
