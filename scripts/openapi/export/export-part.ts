import type { PartName, SchemaSource } from '../../language/definition.ts';
import { type Part, partOf } from '../../language/parts.ts';
import type { Json, JsonObject } from '../../source/json.ts';
import { mapOf } from '../extension.ts';
import type { ExportedSchemas } from './export-schemas.ts';

/** A checked part of a spec in the words of the language, for an extension: its schemas stand as the document has them. */
export function exportPart(name: PartName, checked: object, schemas: ExportedSchemas): JsonObject {
  const value = checked as Json;
  return exportValue(partOf(name, value), value, schemas) as JsonObject;
}

/** The same; undefined when there is nothing in it. */
export function exportRest(name: PartName, checked: object, schemas: ExportedSchemas): JsonObject | undefined {
  return Object.keys(checked).length === 0 ? undefined : exportPart(name, checked, schemas);
}

function exportValue(part: Part, value: Json, schemas: ExportedSchemas): Json {
  switch (part.kind) {
    case 'schema':
      return schemas.write(value as unknown as SchemaSource);
    case 'map':
      return mapOf(
        Object.entries(value as JsonObject).map(([key, member]) => [key, exportValue(part.inside(key, member), member, schemas)]),
      );
    case 'list':
      return (value as Json[]).map((item, i) => exportValue(part.inside(String(i), item), item, schemas));
    default:
      return value;
  }
}
