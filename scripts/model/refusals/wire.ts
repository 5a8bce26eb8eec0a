import type { CompiledSchema } from '../../schema/compile.ts';
import { findingsOfFields } from '../../schema/read-values.ts';
import { type Finding, isValid, validate } from '../../schema/validate.ts';
import { isObject, type Json } from '../../source/json.ts';
import type { Parameter } from '../model.ts';
import { writeParameter } from '../parameter-style.ts';
import { findingsOfParameter } from '../received-parameter.ts';
import { fieldsOf, groupByName } from '../scalar.ts';

/** How a value gets to the server: what a server that knows the schema finds wrong with it once it is there. */
export interface Wire {
  /** The same for two ways on which the same comes of every value. */
  readonly key: string;
  /** Undefined for a value that cannot be sent, or that would be another one on arrival. */
  readonly findings: (value: Json, compiled: CompiledSchema) => readonly Finding[] | undefined;
  /** Whether there are none: what is asked most, and can be known sooner than what they say. */
  readonly isRight?: (value: Json, compiled: CompiledSchema) => boolean;
}

/** A JSON body: what is sent is what arrives. */
export const json: Wire = {
  key: 'json',
  findings: (value, compiled) => validate(compiled, value),
  isRight: (value, compiled) => isValid(compiled, value),
};

/** A body that is text. */
export const text: Wire = {
  key: 'text',
  findings: (value, compiled) => (typeof value === 'string' ? validate(compiled, value) : undefined),
};

/** A parameter, which is text as well: only what is wrong however that is read is wrong. */
export function wireOfParameter(parameter: Parameter): Wire {
  const { in: place, name, style, explode, contentType } = parameter;
  return {
    key: JSON.stringify([place, name, style, explode, contentType]),
    findings: (value, compiled) => {
      const sent = writeParameter(parameter, value);
      if (sent.length === 0 || !sent.every((each) => survives(each.value, parameter))) return undefined;
      return findingsOfParameter({ ...parameter, schema: compiled }, groupByName(sent));
    },
  };
}

/** A form: each field is text, and a list several fields. Of a file nothing is known but that it is there. */
export function wireOfForm(files: readonly string[]): Wire {
  return {
    key: JSON.stringify(files),
    findings: (value, compiled) => {
      if (!isObject(value) || files.some((name) => Object.hasOwn(value, name) && value[name] !== '')) return undefined;
      return findingsOfFields(groupByName(fieldsOf(value)), compiled);
    },
  };
}

/** Whether a text arrives as it is: an empty value is none, a path is cut at slashes, and proxies tidy up dots. A cookie has no room for spaces, quotes, commas and semicolons (RFC 6265 section 4.1.1). */
function survives(value: string, { in: place, style }: Parameter): boolean {
  if (value === '' || value.trim() !== value) return false;
  if (place === 'cookie') return /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/.test(value);
  if (place === 'header') return /^[\x20-\x7e]+$/.test(value);
  // A semicolon ends a segment for many servers: where it is the style, it is expected.
  return place === 'query' || !(style === 'matrix' ? /[/\\?#%]/ : /[/\\?#%;]|^\.+$/).test(value);
}
