import type { ExpectationSpec, ResponseHeaderSpec, ResponseSpec, ResponsesSpec } from '../language/definition.ts';
import { type CompiledSchema, compileSchema } from '../schema/compile.ts';
import { isValid } from '../schema/validate.ts';
import { isObject, type Json } from '../source/json.ts';
import { problem } from '../source/problem.ts';
import type { Span } from '../source/source-file.ts';
import type { Context } from './context.ts';
import { checkHeaderNames, isHeaderName } from './header-name.ts';
import { checkHeaderValue, isHeaderValue } from './header-value.ts';
import type { Method, Response, ResponseHeader } from './model.ts';
import { valuesOf } from './scalar.ts';
import { firstStatus } from './status.ts';

/** Every documented answer of an endpoint, by rising status, ranges after them: its own, then the API's defaults for the rest. */
export function resolveResponses(own: ResponsesSpec, defaults: ResponsesSpec | undefined, method: Method, context: Context): Response[] {
  const all: ResponsesSpec = { ...defaults, ...own };
  return Object.keys(all)
    .sort()
    .map((status) => {
      const spec = all[status] as ResponseSpec;
      if (Object.hasOwn(own, status)) return resolveResponse(status, spec, method, context.places.key(own, status), context);
      const origin = context.places.key(defaults as ResponsesSpec, status);
      // What holds for every endpoint says what a body looks like; for HEAD the rest of it holds.
      return resolveResponse(status, method === 'HEAD' ? withoutBody(spec, context) : spec, method, origin, context);
    });
}

/** The documented answer that means success: a 2xx, or what is said of all answers when nothing else is said of any but errors. */
export function successOf(responses: readonly Response[]): Response | undefined {
  const success = responses.find(({ status }) => status >= 200 && status < 300);
  if (success) return success;
  const others = responses.find(({ range }) => range === 'default');
  return others && responses.every(({ status }) => status >= 400) ? { ...others, status: 200, range: '2XX' } : undefined;
}

/** Why an answer never has a body (RFC 9110 section 6.4.1), as the beginning of a sentence; undefined when it may have one. */
function bodilessBecause(status: number, method: Method): string | undefined {
  if (method === 'HEAD') return 'an answer to HEAD';
  return status === 204 || status === 304 || status < 200 ? `the ${status} answer` : undefined;
}

function withoutBody(spec: ResponseSpec, context: Context): ResponseSpec {
  const { schema: _, example: __, readAs: ___, ...rest } = spec;
  context.places.copy(spec, rest);
  return rest;
}

/** Reports what is said of a body that never comes. */
function refuseBody(spec: object, keys: readonly string[], answer: string, { places, report }: Context): void {
  for (const key of keys) if (Object.hasOwn(spec, key)) report(problem('no-body', { answer, key }, places.key(spec, key)));
}

function resolveResponse(key: string, spec: ResponseSpec, method: Method, origin: Span, context: Context): Response {
  const { places, report, schemas } = context;
  const status = firstStatus(key);
  const range = key === String(status) ? undefined : key;
  const bodiless = bodilessBecause(status, method);
  if (bodiless !== undefined) {
    refuseBody(spec, ['schema', 'example'], bodiless, context);
    return {
      status,
      range,
      description: spec.description,
      contentType: spec.contentType,
      readAs: 'none',
      bodiless,
      headers: resolveHeaders(spec.headers, context),
      schemas: [],
      example: undefined,
      origin,
    };
  }
  const hasBody = spec.schema !== undefined || spec.example !== undefined;
  const contentType = spec.contentType ?? (hasBody ? 'application/json' : undefined);
  const readAs = spec.readAs ?? (contentType === undefined ? 'none' : isJson(contentType) ? 'json' : 'text');
  if (spec.schema === undefined && spec.readAs !== 'none' && places.isWhole(spec)) report(problem('no-contract', { status: key }, origin));
  const schema = spec.schema && schemas.compile(spec.schema);
  if (schema && readAs === 'none') report(problem('unread-schema', { status: key }, places.key(spec, 'readAs')));
  const made = schema && spec.example === undefined && places.isWhole(spec) ? madeBody(schema, readAs, context) : undefined;
  const example = spec.example === undefined ? made : spec.example;
  if (schema && readAs !== 'none') {
    if (example === undefined && places.isWhole(spec))
      report(problem('no-example', { what: `the ${key} answer`, reason: 'schema' }, origin));
    if (spec.example !== undefined)
      schemas.holdExample(schema, spec.example, `the example of the ${key} answer`, places.value(spec, 'example'));
  }
  return {
    status,
    range,
    description: spec.description,
    contentType,
    readAs,
    bodiless,
    headers: resolveHeaders(spec.headers, context),
    schemas: schema ? [schema] : [],
    example,
    ...(made === undefined ? {} : { made: true }),
    origin,
  };
}

/** A body that the schema of an answer describes; what is read as text has to be one. */
function madeBody(schema: CompiledSchema, readAs: Response['readAs'], { schemas }: Context): Json | undefined {
  if (readAs === 'none') return undefined;
  const made = schemas.example(schema, { for: 'answer' });
  return readAs === 'text' && typeof made !== 'string' ? undefined : made;
}

/** The answer that one case expects: the documented one with what the case adds to it. */
export function withExpectation(documented: Response, spec: ExpectationSpec, context: Context): Response {
  const { places, schemas } = context;
  const own = resolveHeaders(spec.headers, context);
  if (documented.bodiless !== undefined) {
    refuseBody(spec, ['schema', 'example', 'equals'], documented.bodiless, context);
    return { ...documented, headers: replacing(documented.headers, own), origin: places.of(spec) };
  }
  const schema = spec.schema && schemas.compile(spec.schema);
  const all = schema ? [...documented.schemas, schema] : documented.schemas;
  if (spec.example !== undefined) {
    const span = places.value(spec, 'example');
    for (const each of all) schemas.holdExample(each, spec.example, 'the example of this case', span);
  }
  const { made: _, ...rest } = documented;
  const readAs = documented.readAs === 'none' && schema ? 'json' : documented.readAs;
  return {
    ...rest,
    headers: replacing(documented.headers, own),
    schemas: all,
    readAs,
    ...(spec.example === undefined ? exampleOfCase(documented, schema, readAs, context) : { example: spec.example }),
    origin: places.of(spec),
  };
}

/** The documented example where it fits the case too; else one that is made from what the case says. */
function exampleOfCase(
  { example, made, schemas: documented }: Response,
  schema: CompiledSchema | undefined,
  readAs: Response['readAs'],
  context: Context,
): Pick<Response, 'example' | 'made'> {
  const isFitting = (value: Json, schemas: readonly CompiledSchema[]) => schemas.every((each) => isValid(each, value));
  const own = schema && (example === undefined || (made && !isFitting(example, [schema]))) ? madeBody(schema, readAs, context) : undefined;
  if (own !== undefined && isFitting(own, documented)) return { example: own, made: true };
  return { example, ...(made ? { made } : {}) };
}

function replacing(documented: readonly ResponseHeader[], own: readonly ResponseHeader[]): ResponseHeader[] {
  const replaced = new Set(own.map((header) => header.name.toLowerCase()));
  return [...documented.filter((header) => !replaced.has(header.name.toLowerCase())), ...own];
}

function resolveHeaders(specs: Readonly<Record<string, ResponseHeaderSpec>> | undefined, context: Context): ResponseHeader[] {
  if (!specs) return [];
  checkHeaderNames(specs, context);
  return Object.entries(specs).flatMap(([name, spec]): ResponseHeader[] => {
    const origin = context.places.key(specs, name);
    if (!isHeaderName(name)) {
      context.report(problem('header-name', { name }, origin));
      return [];
    }
    if (typeof spec === 'string') {
      checkHeaderValue(name, spec, specs, name, context);
      const { compiled } = compileSchema({ schema: { const: spec }, uri: 'postern:exact-header', load: () => undefined });
      return [{ name, description: undefined, required: true, schema: compiled, example: spec, origin }];
    }
    checkHeaderValue(name, (spec.example as Json | undefined) ?? '', spec, 'example', context);
    const schema = spec.schema && context.schemas.compile(spec.schema);
    const required = spec.required ?? true;
    const made = schema && required && spec.example === undefined ? madeHeader(name, schema, context) : undefined;
    // A schema that does not compile has a problem of its own.
    if (required && spec.example === undefined && made === undefined && context.places.isWhole(spec) && (schema || !spec.schema))
      context.report(problem('no-example', { what: `the header ${name}`, reason: schema ? 'schema' : 'no schema' }, origin));
    if (schema && spec.example !== undefined)
      context.schemas.holdExample(schema, spec.example as Json, `the example of the header ${name}`, context.places.value(spec, 'example'));
    const example = spec.example === undefined ? made : valuesOf(spec.example as Json).join(', ');
    return [{ name, description: spec.description, required, schema, example, ...(made === undefined ? {} : { made: true }), origin }];
  });
}

/** A value that the schema of a header describes, in one line. */
function madeHeader(name: string, schema: CompiledSchema, { schemas }: Context): string | undefined {
  const made = schemas.example(schema, { for: 'answer', name });
  if (made === undefined || isObject(made)) return undefined;
  const text = valuesOf(made).join(', ');
  return isHeaderValue(text) ? text : undefined;
}

/** Whether a media type is JSON (RFC 8259) or built on it (RFC 6839). */
export function isJson(contentType: string): boolean {
  return /^[^;]*[/+]json\s*(;|$)/i.test(contentType);
}
