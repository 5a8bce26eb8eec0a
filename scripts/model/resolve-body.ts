import type { BodySpec } from '../language/definition.ts';
import { isObject, type Json } from '../source/json.ts';
import { problem } from '../source/problem.ts';
import type { Span } from '../source/source-file.ts';
import type { Context } from './context.ts';
import type { Body, BodyKind, FilePart, RequestBody } from './model.ts';
import { isJson } from './resolve-response.ts';
import { fieldsOf } from './scalar.ts';

/** The body that an endpoint takes, and the one that its documented request sends. */
export function resolveBody(spec: BodySpec, context: Context): { body: Body; example: RequestBody | undefined } {
  const { places, report, schemas } = context;
  const origin = places.of(spec);
  const contentType = spec.contentType ?? 'application/json';
  const kind = kindOf(contentType, spec);
  const schema = spec.schema && schemas.compile(spec.schema);
  const required = spec.required ?? true;
  const body: Body = { kind, contentType, description: spec.description, required, schema, origin };
  const files = filesOf(spec);
  if (files.length > 0 && kind !== 'multipart' && kind !== 'binary')
    report(problem('body-files', { contentType }, places.key(spec, 'files')));
  if (spec.example === undefined && kind !== 'binary' && !(kind === 'multipart' && files.length > 0)) {
    if (!required || !places.isWhole(spec)) return { body, example: undefined };
    const made = schema && schemas.example(schema, { for: 'request' });
    if (made !== undefined && isSendable(made, kind))
      return { body: { ...body, made: true }, example: writeBody(body, made, files, origin, context) };
    // A schema that does not compile has a problem of its own.
    if (schema || !spec.schema) report(problem('no-example', { what: 'the body', reason: schema ? 'schema' : 'no schema' }, origin));
    return { body, example: undefined };
  }
  const at = places.value(spec, 'example');
  // A file is a field of the form too, of which nothing is known but that it is there.
  const parts = kind === 'multipart' && isObject(spec.example) ? Object.fromEntries(files.map(({ name }) => [name, ''])) : {};
  const whole = Object.keys(parts).length > 0 ? { ...(spec.example as object), ...parts } : spec.example;
  if (schema && whole !== undefined) schemas.holdExample(schema, whole as Json, 'the example of the body', at);
  return { body, example: writeBody(body, spec.example, files, at, context) };
}

/** Whether a made value can be written as a body of a kind. */
function isSendable(value: Json, kind: BodyKind): boolean {
  return kind === 'json' || (kind === 'text' ? typeof value === 'string' : isObject(value));
}

/** A value as the body of a request, written the way that the endpoint takes bodies. */
export function writeBody(
  body: Body,
  value: Json | undefined,
  files: readonly FilePart[],
  at: Span,
  context: Context,
): RequestBody | undefined {
  const { kind, contentType } = body;
  const expect = (expected: string): undefined => {
    context.report(problem('body-shape', { contentType, expected }, at));
    return undefined;
  };
  switch (kind) {
    case 'json':
      return { kind, contentType, value: value as Json };
    case 'text':
      return typeof value === 'string' ? { kind, contentType, text: value } : expect('a string');
    case 'binary': {
      const file = files[0]?.file;
      return file === undefined ? expect('a file, under files') : { kind, contentType, file };
    }
    default: {
      if (value !== undefined && !isObject(value)) return expect('a map of fields');
      const fields = fieldsOf(value ?? {});
      return kind === 'urlencoded' ? { kind, contentType, fields } : { kind, contentType, fields, files };
    }
  }
}

/** The files that a body sends, in the order of the spec. */
export function filesOf(spec: BodySpec): FilePart[] {
  return Object.entries(spec.files ?? {}).map(([name, part]) => ({ name, file: part.file, contentType: part.contentType }));
}

function kindOf(contentType: string, spec: BodySpec): BodyKind {
  if (isJson(contentType)) return 'json';
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/x-www-form-urlencoded') return 'urlencoded';
  if (type === 'multipart/form-data') return 'multipart';
  return spec.files ? 'binary' : 'text';
}
