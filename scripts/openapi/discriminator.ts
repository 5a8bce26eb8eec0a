import { isObject, type Json, type JsonObject, pointerTo } from '../source/json.ts';
import type { SchemaSite } from './read-schema.ts';

/**
 * A discriminator over alternatives that are references is a constraint: the property has the name of the one that is meant.
 * It becomes a `const` beside each reference. One over schemas that inherit from this one says nothing of this one.
 */
export function withDiscriminator(read: Record<string, Json>, schema: JsonObject, pointer: string, site: SchemaSite): Record<string, Json> {
  const { discriminator } = schema;
  if (discriminator === undefined) return read;
  const at = pointerTo(pointer, 'discriminator');
  const property = isObject(discriminator) ? discriminator['propertyName'] : undefined;
  const keyword = ['oneOf', 'anyOf'].find((name) => Array.isArray(schema[name]));
  if (typeof property !== 'string' || keyword === undefined || !isObject(discriminator)) {
    site.note('discriminator', at, typeof discriminator === 'string' ? discriminator : String(property ?? 'no propertyName'));
    return read;
  }
  const alternatives = schema[keyword] as readonly Json[];
  const names = alternatives.map((alternative) => namesOf(alternative, discriminator['mapping']));
  const fits = alternatives.map((alternative, i) => names[i] !== undefined && allows(alternative, property, names[i], at, site));
  if (!fits.every(Boolean)) {
    site.note('discriminator', at, property);
    return read;
  }
  const marked = (read[keyword] as Json[]).map((alternative, i): Json => {
    const values = names[i] as string[];
    const value = values.length === 1 ? { const: values[0] as string } : { enum: values };
    return isObject(alternative) ? { ...alternative, properties: { [property]: value }, required: [property] } : alternative;
  });
  return { ...read, [keyword]: marked };
}

/** The values that stand for an alternative: those that are mapped to it, else the name of its schema. */
function namesOf(alternative: Json, mapping: Json | undefined): string[] | undefined {
  const reference = isObject(alternative) ? alternative['$ref'] : undefined;
  if (typeof reference !== 'string') return undefined;
  const name = reference.split('/').at(-1) ?? '';
  const mapped = isObject(mapping) ? Object.entries(mapping).filter(([, target]) => target === reference || target === name) : [];
  return mapped.length > 0 ? mapped.map(([value]) => value) : [name];
}

/** Whether the schema itself lets the property have one of these values: one that says otherwise is believed. */
function allows(alternative: Json, property: string, names: readonly string[], at: string, site: SchemaSite): boolean {
  const reference = isObject(alternative) ? alternative['$ref'] : undefined;
  const target = typeof reference === 'string' ? site.target(reference, at) : undefined;
  return mayBe(target, property, names, at, site, 0);
}

function mayBe(schema: Json | undefined, property: string, names: readonly string[], at: string, site: SchemaSite, depth: number): boolean {
  if (!isObject(schema) || depth > 5) return true;
  if (typeof schema['$ref'] === 'string') return mayBe(site.target(schema['$ref'], at), property, names, at, site, depth + 1);
  const own = isObject(schema['properties']) ? schema['properties'][property] : undefined;
  const value = isObject(own) && typeof own['$ref'] === 'string' ? site.target(own['$ref'], at) : own;
  if (isObject(value)) {
    if (value['type'] !== undefined && ![value['type']].flat().includes('string')) return false;
    if (Array.isArray(value['enum']) && !names.every((name) => (value['enum'] as Json[]).includes(name))) return false;
    if (value['const'] !== undefined && !names.every((name) => name === value['const'])) return false;
  }
  const parts = Array.isArray(schema['allOf']) ? (schema['allOf'] as Json[]) : [];
  return parts.every((part) => mayBe(part, property, names, at, site, depth + 1));
}
