import type { EndpointSpec, ResponseSpec, ResponsesSpec } from '../../language/definition.ts';
import type { Workspace } from '../../language/workspace.ts';
import { type Json, type JsonObject, pointerTokens } from '../../source/json.ts';
import { someOf } from '../extension.ts';
import { UniqueNames } from '../names.ts';
import { exportResponse } from './export-operation.ts';
import { componentName, type ExportedSchemas } from './export-schemas.ts';

/** The answers of endpoints; those that several can share stand once, under `components/responses`. */
export class ExportedResponses {
  readonly #defaults: ResponsesSpec;
  readonly #workspace: Workspace;
  readonly #schemas: ExportedSchemas;
  /** By the place in the specs. */
  readonly #shared = new Map<string, { readonly name: string; readonly value: Json }>();
  readonly #names = new UniqueNames();

  /** @param defaults the answers that the API documents for every endpoint */
  constructor(defaults: ResponsesSpec | undefined, workspace: Workspace, schemas: ExportedSchemas) {
    this.#defaults = defaults ?? {};
    this.#workspace = workspace;
    this.#schemas = schemas;
  }

  /** Every answer of an endpoint by status, those that the API documents for every endpoint among them. */
  of({ method, responses }: EndpointSpec): [string, ResponseSpec][] {
    const others = Object.entries(this.#defaults).filter(([status]) => !Object.hasOwn(responses, status));
    // What holds for every endpoint says what a body looks like; for HEAD the rest of it holds.
    const usable = others.map(([status, spec]): [string, ResponseSpec] => [status, method === 'HEAD' ? withoutBody(spec) : spec]);
    return [...Object.entries(responses), ...usable].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** An answer as it stands in an operation: a reference where it is shared. */
  write(response: ResponseSpec): Json {
    const home = this.#workspace.places.home(response);
    if (!home || /^\/(endpoints|paths)\//.test(home.pointer)) return exportResponse(response, this.#schemas);
    const key = `${home.file}#${home.pointer}`;
    const known = this.#shared.get(key) ?? {
      name: this.#names.take(nameOf(home.pointer)),
      value: exportResponse(response, this.#schemas),
    };
    this.#shared.set(key, known);
    return { $ref: `#/components/responses/${known.name}` };
  }

  /** What stands under `components/responses`, by name. */
  components(): JsonObject | undefined {
    const all = [...this.#shared.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    return someOf(all.map(({ name, value }) => [name, value]));
  }
}

/** The key of a shared answer; a status by itself says nothing. */
function nameOf(pointer: string): string {
  const tokens = pointerTokens(pointer);
  const last = tokens.at(-1) ?? '';
  return componentName(/^([1-5](\d\d|XX)|default)$/.test(last) ? tokens.slice(-2).join('-') : last) || 'response';
}

function withoutBody(spec: ResponseSpec): ResponseSpec {
  const { schema: _, example: __, readAs: ___, ...rest } = spec;
  return rest;
}
