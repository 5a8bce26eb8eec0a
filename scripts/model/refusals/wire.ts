import type { CompiledSchema } from '../../schema/compile.ts';
import { findingsOfFields, findingsOfValues } from '../../schema/read-values.ts';
import { type Finding, validate } from '../../schema/validate.ts';
import { isObject, type Json } from '../../source/json.ts';
import type { Parameter } from '../model.ts';
import { fieldsOf, valuesOf } from '../scalar.ts';

/** How a value gets to the server: what a server that knows the schema finds wrong with it once it is there. */
export interface Wire {
  /** Undefined for a value that cannot be sent, or that would be another one on arrival. */
  readonly findings: (value: Json, compiled: CompiledSchema) => readonly Finding[] | undefined;
}

/** A JSON body: what is sent is what arrives. */
export const json: Wire = { findings: (value, compiled) => validate(compiled, value) };

/** A body that is text. */
export const text: Wire = { findings: (value, compiled) => (typeof value === 'string' ? validate(compiled, value) : undefined) };

/** A parameter, which is text as well: only what is wrong however that is read is wrong. */
export function wireOfParameter({ in: place }: Parameter): Wire {
  return {
    findings: (value, compiled) => {
      const values = valuesOf(value);
      if (values.length === 0 || !values.every((each) => survives(each, place))) return undefined;
      return findingsOfValues(values, compiled, place === 'header');
    },
  };
}

/** A form: each field is text, and a list several fields. Of a file nothing is known but that it is there. */
export function wireOfForm(files: readonly string[]): Wire {
  return {
    findings: (value, compiled) => {
      if (!isObject(value) || files.some((name) => Object.hasOwn(value, name) && value[name] !== '')) return undefined;
      const fields = new Map<string, string[]>();
      for (const field of fieldsOf(value)) fields.set(field.name, [...(fields.get(field.name) ?? []), field.value]);
      return findingsOfFields(fields, compiled);
    },
  };
}

/** Whether a text arrives as it is: an empty value is none, a path is cut at slashes, and proxies tidy up dots. */
function survives(value: string, place: Parameter['in']): boolean {
  if (value === '' || value.trim() !== value) return false;
  if (place === 'header') return /^[\x20-\x7e]+$/.test(value);
  return place === 'query' || !/[/\\?#%;]|^\.+$/.test(value);
}
