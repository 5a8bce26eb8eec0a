import type { BodySpec, EndpointSpec, ResponseHeaderSpec, ResponseSpec, SchemaSource } from '../../language/definition.ts';
import { isObject, type Json, type JsonObject } from '../../source/json.ts';
import { extensionKey, isEmpty, mapOf, someOf, templateNames } from '../extension.ts';
import { exportRest } from './export-part.ts';
import type { ExportedSchemas } from './export-schemas.ts';

export function exportBody(body: BodySpec, schemas: ExportedSchemas): JsonObject {
  const { contentType = 'application/json', description, required, schema, example, ...rest } = body;
  return mapOf([
    ['description', description],
    ['required', required === false ? undefined : true],
    ['content', mapOf([[contentType, exportMedia(schema, example, schemas)]])],
    [extensionKey, exportRest('body', rest, schemas)],
  ]);
}

/** @param header what stands for one of its headers */
export function exportResponse(response: ResponseSpec, schemas: ExportedSchemas, header: (header: ResponseHeaderSpec) => Json): JsonObject {
  const { description, contentType, headers, schema, example, ...rest } = response;
  const hasContent = contentType !== undefined || schema !== undefined || example !== undefined;
  return mapOf([
    ['description', description],
    ['headers', headers && someOf(Object.entries(headers).map(([name, each]) => [name, header(each)]))],
    ['content', hasContent ? mapOf([[contentType ?? 'application/json', exportMedia(schema, example, schemas)]]) : undefined],
    [extensionKey, exportRest('response', rest, schemas)],
  ]);
}

/** A body, or a parameter that is described like one. */
export function exportMedia(schema: SchemaSource | undefined, example: Json | undefined, schemas: ExportedSchemas): JsonObject {
  return mapOf([
    ['schema', schema && schemas.write(schema)],
    ['example', example],
  ]);
}

export function exportHeader(header: ResponseHeaderSpec, schemas: ExportedSchemas): JsonObject {
  if (typeof header === 'string')
    return mapOf([
      ['required', true],
      ['schema', { const: header }],
      ['example', header],
    ]);
  const { description, required = true, schema, example, ...rest } = header;
  const written = schema && schemas.write(schema);
  const looksExact = description === undefined && required && isObject(written) && Object.keys(written).join() === 'const';
  const more = { ...(looksExact || isEmpty(written) ? { schema } : {}), ...rest };
  return mapOf([
    ['description', description],
    ['required', required ? true : undefined],
    ['schema', written ?? {}],
    ['example', example as Json | undefined],
    [extensionKey, exportRest('responseHeader', more, schemas)],
  ]);
}

/** A path as OpenAPI has it: a variable is a parameter, and it begins with "/". */
export function exportPath(path: string): string {
  const plain = path.replace(/\{\{([^{}]*)\}\}/g, '{$1}');
  return plain.startsWith('/') ? plain : `/${plain}`;
}

/** Whether OpenAPI has a place for an endpoint: each of its parameters has a name, and none has that of a variable in the path. */
export function hasPlace({ path, parameters = {} }: EndpointSpec): boolean {
  const names = templateNames(path);
  const variables = [...path.matchAll(/\{\{([^{}]*)\}\}/g)].map((match) => match[1] ?? '');
  const all = [...names, ...variables];
  const given = Object.values(parameters).flatMap((map) => Object.keys(map ?? {}));
  return new Set(all).size === all.length && [...all, ...given].every((name) => name.trim() !== '');
}
