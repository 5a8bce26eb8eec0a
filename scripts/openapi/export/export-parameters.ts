import type { EndpointSpec, ParameterSpec } from '../../language/definition.ts';
import type { Workspace } from '../../language/workspace.ts';
import { isObject, type Json, type JsonObject, pointerTokens } from '../../source/json.ts';
import { extensionKey, isEmpty, mapOf } from '../extension.ts';
import { exportMedia } from './export-operation.ts';
import { exportRest } from './export-part.ts';
import { componentName, type ExportedSchemas } from './export-schemas.ts';
import { SharedComponents } from './shared-components.ts';

/** The parameters of endpoints; those that several can share stand once, under `components/parameters`. */
export class ExportedParameters {
  readonly #headers: Readonly<Record<string, string>>;
  readonly #workspace: Workspace;
  readonly #schemas: ExportedSchemas;
  readonly #shared = new SharedComponents('parameters');

  /** @param headers the headers that every request sends */
  constructor(headers: Readonly<Record<string, string>> | undefined, workspace: Workspace, schemas: ExportedSchemas) {
    this.#headers = headers ?? {};
    this.#workspace = workspace;
    this.#schemas = schemas;
  }

  /** The parameters of an endpoint; a variable in its path is one as well to OpenAPI. */
  of({ parameters = {}, path }: EndpointSpec): Json[] | undefined {
    const variables = [...path.matchAll(/\{\{([^{}]*)\}\}/g)].map(([all, name = '']) => this.#write('path', name, all));
    const own = (['path', 'query', 'header', 'cookie'] as const).flatMap((place) =>
      Object.entries(parameters[place] ?? {}).map(([name, value]) => this.#write(place, name, value)),
    );
    const taken = Object.keys(parameters.header ?? {}).map((name) => name.toLowerCase());
    const others = Object.keys(this.#headers).filter((name) => !taken.includes(name.toLowerCase()));
    const all = [...variables, ...own, ...others.map((name) => this.#default(name))];
    return all.length > 0 ? all : undefined;
  }

  /** What stands under `components/parameters`. */
  components(): JsonObject | undefined {
    return this.#shared.all();
  }

  #write(place: string, name: string, value: ParameterSpec): Json {
    const home = isObject(value) ? this.#workspace.places.home(value) : undefined;
    const write = () => exportParameter(place, name, value, this.#schemas);
    if (!home || /^\/(endpoints|paths)\//.test(home.pointer)) return write();
    return this.#shared.refer(
      `${place} ${name} ${home.file}#${home.pointer}`,
      componentName(pointerTokens(home.pointer).at(-1) ?? '') || 'parameter',
      write,
    );
  }

  /** A header that every request sends: it is no part of the endpoint. */
  #default(name: string): Json {
    return this.#shared.refer(`default ${name}`, componentName(name) || 'parameter', () => {
      const parameter = exportParameter('header', name, { required: true, example: this.#headers[name] ?? '' }, this.#schemas);
      return mapOf([...(Object.entries(parameter) as [string, Json][]), [extensionKey, { from: 'defaults' }]]);
    });
  }
}

/** @param value a value, or a parameter as the language has it */
function exportParameter(place: string, name: string, value: ParameterSpec, schemas: ExportedSchemas): JsonObject {
  const spec = (isObject(value) ? value : { example: value }) as Exclude<ParameterSpec, string | number | boolean | readonly unknown[]>;
  const { description, required, deprecated, style, explode, contentType, schema, example, ...rest } = spec;
  const written = schema && schemas.write(schema);
  // A parameter of which only a value is known is read back as that value.
  const isWritten = style !== undefined || explode !== undefined || contentType !== undefined;
  const isPlain = description === undefined && !deprecated && !schema && !isWritten && (!required || place === 'path');
  const more = {
    ...(isObject(value) && isPlain && example !== undefined ? { example } : {}),
    ...(isEmpty(written) && contentType === undefined ? { schema } : {}),
    ...rest,
  };
  return mapOf([
    ['name', name],
    ['in', place],
    ['description', description],
    ['required', place === 'path' || required ? true : undefined],
    ['deprecated', deprecated || undefined],
    ['style', style],
    ['explode', explode],
    ...(contentType === undefined
      ? ([
          ['schema', written ?? {}],
          ['example', example],
        ] as [string, Json | undefined][])
      : [['content', mapOf([[contentType, exportMedia(schema, example, schemas)]])] as [string, Json]]),
    [extensionKey, exportRest('parameter', more, schemas)],
  ]);
}
