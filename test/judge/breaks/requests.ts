// Breaks of what a server enforces: one constraint of one request at a time is forgotten.

import { operations, type ParameterRule } from '../server/operations.ts';
import { published, publishedWith, schemaFiles } from '../server/schemas.ts';
import { isObject, type Json, type JsonObject } from '../server/types.ts';
import type { Break } from './types.ts';

/** A schema that forgot one constraint, and which. */
interface Weaker {
  readonly name: string;
  readonly schema: Json;
}

const bounds: Readonly<Record<string, number>> = {
  minimum: -1,
  exclusiveMinimum: -1,
  minLength: -1,
  minItems: -1,
  minProperties: -1,
  maximum: 1,
  exclusiveMaximum: 1,
  maxLength: 1,
  maxItems: 1,
  maxProperties: 1,
  maxContains: 1,
};
const single = ['type', 'pattern', 'format', 'enum', 'const', 'multipleOf', 'uniqueItems', 'if', 'then', 'else', 'not', 'contains'];
const closing = ['propertyNames', 'additionalProperties', 'unevaluatedProperties', 'items', 'oneOf', 'anyOf'];
const nested = ['items', 'additionalProperties', 'contains', 'propertyNames', 'not', 'if', 'then', 'else'];

/** Every way to forget one constraint of a schema. */
function weaker(schema: Json, at = ''): Weaker[] {
  if (!isObject(schema)) return [];
  const found: Weaker[] = [];
  const without = (keyword: string): JsonObject => Object.fromEntries(Object.entries(schema).filter(([name]) => name !== keyword));
  for (const [keyword, value] of Object.entries(schema)) {
    const name = `${at}/${keyword}`;
    if (keyword in bounds) {
      found.push({ name: `${name} forgotten`, schema: without(keyword) });
      const next = Math.max(0, Number(value) + (bounds[keyword] ?? 0));
      if (next !== value) found.push({ name: `${name} off by one`, schema: { ...schema, [keyword]: next } });
    } else if (single.includes(keyword) || closing.includes(keyword)) {
      const more = keyword === 'if' ? { then: true, else: true } : {};
      found.push({ name: `${name} forgotten`, schema: { ...without(keyword), ...more } });
    }
    if (keyword === 'required') {
      for (const each of value as readonly string[])
        found.push({
          name: `${name} ${each} forgotten`,
          schema: { ...schema, required: (value as readonly string[]).filter((one) => one !== each) },
        });
    }
    if (keyword === 'dependentRequired') found.push({ name: `${name} forgotten`, schema: without(keyword) });
    // A property that is false or described elsewhere is not forgotten by walking into it.
    if ((keyword === 'properties' || keyword === 'patternProperties' || keyword === '$defs') && isObject(value)) {
      for (const [key, part] of Object.entries(value)) {
        if (part === false) found.push({ name: `${name}/${key} forgotten`, schema: { ...schema, [keyword]: { ...value, [key]: true } } });
        for (const each of weaker(part, `${name}/${key}`))
          found.push({ name: each.name, schema: { ...schema, [keyword]: { ...value, [key]: each.schema } } });
      }
    }
    if (nested.includes(keyword) && keyword !== 'if')
      for (const each of weaker(value, name)) found.push({ name: each.name, schema: { ...schema, [keyword]: each.schema } });
    if (Array.isArray(value) && ['allOf', 'anyOf', 'oneOf', 'prefixItems'].includes(keyword)) {
      value.forEach((part: Json, i) => {
        for (const each of weaker(part, `${name}/${i}`))
          found.push({ name: each.name, schema: { ...schema, [keyword]: value.with(i, each.schema) } });
      });
    }
  }
  return found;
}

/** The files that a schema refers to, itself included. */
function filesOf(file: string, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, other = ''] of JSON.stringify(schemaFiles.get(file)).matchAll(/"\$ref":"([^"#]+\.yaml)/g)) filesOf(other, seen);
  return seen;
}

export function requestBreaks(): Break[] {
  return operations.flatMap((operation): Break[] => {
    const about = { operation: operation.id, shows: 'body' } as const;
    const parameters = operation.parameters.flatMap((rule) => parameterBreaks(operation.id, rule));
    const { body } = operation;
    if (!body) return parameters;
    const name = Object.entries(names).find(([each]) => each === operation.id)?.[1] ?? '';
    const bodies = [...filesOf(`${name}.yaml`)].flatMap((file) =>
      weaker(schemaFiles.get(file) ?? true).map((each): Break => {
        const schemas = { [`${operation.id} body`]: publishedWith(name, file, each.schema) };
        return {
          kind: 'body constraint',
          name: `${operation.id}: ${file.replace('.yaml', '')} ${each.name}`,
          ...about,
          faults: { schemas },
        };
      }),
    );
    const rules = [`required: ${operation.id} body`, `media type: ${operation.id}`];
    if (body.file) rules.push('a photo is needed');
    return [
      ...parameters,
      ...bodies,
      ...rules.map((rule): Break => ({ kind: 'request rule', name: `${rule} not kept`, ...about, faults: { off: [rule] } })),
    ];
  });
}

/** The file that holds what an operation takes. */
const names: Readonly<Record<string, string>> = Object.fromEntries(
  operations.flatMap(({ id, body }) => {
    const found = [...schemaFiles.keys()]
      .map((file) => file.replace('.yaml', ''))
      .find((file) => JSON.stringify(body?.schema) === JSON.stringify(published(file)));
    return found === undefined ? [] : [[id, found]];
  }),
);

function parameterBreaks(operation: string, rule: ParameterRule): Break[] {
  if (rule.in === 'path') return [];
  const name = `${operation} ${rule.in} ${rule.name}`;
  const about = { kind: 'parameter constraint', operation, shows: 'parameters' } as const;
  return [
    ...(rule.required ? [{ ...about, name: `${name} required forgotten`, faults: { off: [`required: ${name}`] } }] : []),
    ...weaker(rule.schema).map((each) => ({ ...about, name: `${name} ${each.name}`, faults: { schemas: { [name]: each.schema } } })),
  ];
}
