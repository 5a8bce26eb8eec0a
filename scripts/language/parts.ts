import { isObject, type Json } from '../source/json.ts';
import { branchFor, type Shape } from './check-shape.ts';
import { type PartName, partShapes } from './definition.ts';

/** What the language has at a place: a JSON Schema, any value, or a map, list or scalar of its own with more parts inside. */
export interface Part {
  readonly kind: 'schema' | 'value' | 'map' | 'list' | 'scalar';
  /** The part that a member of a map or an item of a list is; a value for a key that the language does not know. */
  readonly inside: (key: string, value: Json) => Part;
}

/** A part of the language that holds `value`. */
export function partOf(name: PartName, value: Json): Part {
  return partAt(partShapes[name] as unknown as Shape, value);
}

const anything: Part = { kind: 'value', inside: () => anything };

function partAt(shape: Shape, value: Json): Part {
  if (shape['x-kind'] !== undefined) return { ...anything, kind: shape['x-kind'] };
  const branch = branchFor(shape, value);
  if (!branch) return anything;
  if (branch !== shape) return partAt(branch, value);
  const { properties = {}, patternProperties, items } = shape;
  if (Array.isArray(value)) return { kind: 'list', inside: (_, item) => (items ? partAt(items, item) : anything) };
  if (!isObject(value)) return { ...anything, kind: 'scalar' };
  const [any] = Object.values(patternProperties ?? {});
  const inside = (key: string, member: Json): Part => {
    const known = any ?? (Object.hasOwn(properties, key) ? properties[key] : undefined);
    return known ? partAt(known, member) : anything;
  };
  return { kind: 'map', inside };
}
