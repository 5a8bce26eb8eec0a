import type { EndpointSpec, ResponseHeaderSpec, ResponseSpec, ResponsesSpec } from '../../language/definition.ts';
import type { Workspace } from '../../language/workspace.ts';
import { isObject, type Json, type JsonObject, pointerTokens } from '../../source/json.ts';
import { exportHeader, exportResponse } from './export-operation.ts';
import { componentName, type ExportedSchemas } from './export-schemas.ts';
import { SharedComponents } from './shared-components.ts';

/** The answers of endpoints; those that several can share stand once, under `components/responses`. */
export class ExportedResponses {
  readonly #defaults: ResponsesSpec;
  readonly #workspace: Workspace;
  readonly #schemas: ExportedSchemas;
  readonly #shared = new SharedComponents('responses');
  readonly #headers = new SharedComponents('headers');

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
    const home = this.#sharedHome(response);
    const write = () => exportResponse(response, this.#schemas, (header) => this.#writeHeader(header));
    return home ? this.#shared.refer(`${home.file}#${home.pointer}`, nameOf(home.pointer), write) : write();
  }

  #writeHeader(header: ResponseHeaderSpec): Json {
    const home = isObject(header) ? this.#sharedHome(header) : undefined;
    const write = () => exportHeader(header, this.#schemas);
    return home
      ? this.#headers.refer(`${home.file}#${home.pointer}`, componentName(pointerTokens(home.pointer).at(-1) ?? '') || 'header', write)
      : write();
  }

  /** Where in the specs something stands, unless that is inside of an endpoint or an answer. */
  #sharedHome(part: object): { readonly file: string; readonly pointer: string } | undefined {
    const home = this.#workspace.places.home(part);
    return home && !/^\/(endpoints|paths)\/|\/headers\/[^/]+$/.test(home.pointer) ? home : undefined;
  }

  /** What stands under `components`. */
  components(): { readonly responses: JsonObject | undefined; readonly headers: JsonObject | undefined } {
    return { responses: this.#shared.all(), headers: this.#headers.all() };
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
