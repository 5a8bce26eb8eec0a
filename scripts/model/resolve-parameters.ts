import type { EndpointSpec, ParameterSpec } from '../language/definition.ts';
import { defaultStyle, stylesOf } from '../language/parameter-styles.ts';
import type { CompiledSchema } from '../schema/compile.ts';
import { isObject, type Json } from '../source/json.ts';
import { problem } from '../source/problem.ts';
import { suggest } from '../source/suggest.ts';
import type { Context } from './context.ts';
import { checkHeaderNames, isHeaderName } from './header-name.ts';
import { checkHeaderValue, isHeaderValue } from './header-value.ts';
import type { Parameter } from './model.ts';
import { type Written, writeParameter } from './parameter-style.ts';
import { pathMistakes, pathNames } from './path.ts';

/** Every parameter of an endpoint: path, query, headers and cookies, the API's default headers included. */
export function resolveParameters(
  spec: EndpointSpec,
  defaultHeaders: Readonly<Record<string, string>> | undefined,
  context: Context,
): Parameter[] {
  const { places, report, workspace } = context;
  const own = spec.parameters ?? {};
  const parameters: Parameter[] = [];
  const names = pathNames(spec.path);
  const whole = places.isWhole(spec) && places.isWhole(own) && places.isWhole(own.path);

  for (const headers of [own.header, defaultHeaders]) if (headers) checkHeaderNames(headers, context);
  for (const place of ['path', 'query', 'header', 'cookie'] as const) {
    const map = own[place];
    for (const [name, value] of Object.entries(map ?? {})) {
      if (place === 'path' && !names.includes(name)) {
        // In a path with a mistake the name may well be there, written in another way.
        if (pathMistakes(spec.path).length > 0) continue;
        const near = suggest(name, names);
        report(problem('path-unknown', { name, path: spec.path, ...(near ? { suggestion: near } : {}) }, places.key(map as object, name)));
      } else if (place === 'header' && !isHeaderName(name)) report(problem('header-name', { name }, places.key(map as object, name)));
      else {
        if (place === 'header' && isObject(value))
          checkHeaderValue(name, (value['example'] as Json | undefined) ?? '', value, 'example', context);
        else if (place === 'header') checkHeaderValue(name, value as Json, map as object, name, context);
        parameters.push(resolveParameter(place, name, value, map as object, context));
      }
    }
  }
  for (const name of names) {
    if (!parameters.some((parameter) => parameter.in === 'path' && parameter.name === name) && whole) {
      report(problem('path-value', { name }, workspace.within(places.value(spec, 'path'), `{${name}}`)));
    }
  }
  const taken = new Set(parameters.filter((parameter) => parameter.in === 'header').map((parameter) => parameter.name.toLowerCase()));
  for (const [name, value] of Object.entries(defaultHeaders ?? {})) {
    const origin = places.key(defaultHeaders as object, name);
    checkHeaderValue(name, value, defaultHeaders as object, name, context);
    if (!isHeaderName(name)) report(problem('header-name', { name }, origin));
    else if (!taken.has(name.toLowerCase())) parameters.push(plain('header', name, value, origin));
  }
  return parameters;
}

function resolveParameter(place: Parameter['in'], name: string, value: ParameterSpec, holder: object, context: Context): Parameter {
  const { places, report, schemas } = context;
  const origin = places.key(holder, name);
  if (!isObject(value)) return plain(place, name, value as Json, origin);
  const spec = value as Exclude<ParameterSpec, string | number | boolean | readonly unknown[]>;
  const schema = spec.schema && schemas.compile(spec.schema);
  const style = spec.style ?? defaultStyle(place);
  if (!stylesOf(place).includes(style))
    report(problem('parameter-style', { style, place, styles: stylesOf(place).join(', ') }, places.value(value, 'style')));
  const explode = spec.explode ?? (style === 'form' || style === 'deepObject');
  const written = { in: place, name, style, explode, contentType: spec.contentType } as const;
  const required = place === 'path' || (spec.required ?? false);
  const made = schema && required && spec.example === undefined ? madeValue(written, schema, context) : undefined;
  const example = spec.example === undefined ? made : spec.example;
  if (example === undefined && required && places.isWhole(value)) {
    if (schema) report(problem('no-example', { what: `the parameter "${name}"`, reason: 'schema' }, origin));
    else if (!spec.schema) report(problem(place === 'path' ? 'path-value' : 'parameter-value', { name }, origin));
  }
  if (schema && spec.example !== undefined)
    schemas.holdExample(schema, spec.example, `the example of "${name}"`, places.value(value, 'example'));
  return {
    description: spec.description,
    required,
    deprecated: spec.deprecated ?? false,
    schema,
    example,
    ...(made === undefined ? {} : { made: true }),
    ...written,
    sends: example === undefined ? [] : writeParameter(written, example),
    origin,
  };
}

/** A value that the schema of a parameter describes, and that can stand where the parameter does. */
function madeValue(written: Written, schema: CompiledSchema, { schemas }: Context): Json | undefined {
  const made = schemas.example(schema, { for: 'request', name: written.name });
  if (made === undefined) return undefined;
  const sends = writeParameter(written, made);
  // An empty segment is another path, and what is left out is no example.
  const isUsable = sends.length > 0 && sends.every(({ value }) => value !== '' && (written.in !== 'header' || isHeaderValue(value)));
  return isUsable ? made : undefined;
}

function plain(place: Parameter['in'], name: string, value: Json, origin: Parameter['origin']): Parameter {
  const style = defaultStyle(place);
  const written = { in: place, name, style, explode: style === 'form', contentType: undefined };
  return {
    ...written,
    description: undefined,
    required: place === 'path',
    deprecated: false,
    schema: undefined,
    example: undefined,
    sends: writeParameter(written, value),
    origin,
  };
}
