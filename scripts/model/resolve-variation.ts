import type { CaseSpec } from '../language/definition.ts';
import type { Json } from '../source/json.ts';
import { problem } from '../source/problem.ts';
import { suggest } from '../source/suggest.ts';
import { checksOf } from './checks.ts';
import type { Context } from './context.ts';
import type { Documented } from './documented.ts';
import { checkHeaderNames } from './header-name.ts';
import { checkHeaderValue } from './header-value.ts';
import type { Body, Check, NamedValue, Parameter, Request, RequestBody } from './model.ts';
import { cookieHeader, cookiesOf, writeParameter } from './parameter-style.ts';
import { pathMistakes } from './path.ts';
import { filesOf, writeBody } from './resolve-body.ts';
import type { Expected } from './resolve-expect.ts';
import { scalarText, valuesOf } from './scalar.ts';

/** What a case and a step of a flow have in common: a request that differs from the documented one. */
export type Variation = Pick<CaseSpec, 'description' | 'parameters' | 'body' | 'auth'>;

/** The documented request with what a case or a step sends in its place. */
export function vary(spec: Variation, documented: Documented, expected: Expected, captures: readonly Check[], context: Context) {
  const { request, parameters, responses, limit } = documented;
  if (spec.auth === 'token' && !documented.hasAuth) context.report(problem('no-auth', {}, context.places.value(spec, 'auth')));
  const changed = spec.parameters ?? {};
  for (const name of Object.keys(changed.path ?? {})) {
    if (!Object.hasOwn(request.pathValues, name) && pathMistakes(request.path).length === 0) {
      const near = suggest(name, Object.keys(request.pathValues));
      const args = { name, path: request.path, ...(near ? { suggestion: near } : {}) };
      context.report(problem('path-unknown', args, context.places.key(changed.path as object, name)));
    }
  }
  if (changed.header) checkHeaderNames(changed.header, context);
  for (const [name, value] of Object.entries(changed.header ?? {})) checkHeaderValue(name, value, changed.header as object, name, context);
  return {
    ...request,
    description: spec.description,
    pathValues: { ...request.pathValues, ...pathChanges(changed.path ?? {}, of(parameters, 'path')) },
    query: withChanges(request.query, of(parameters, 'query'), changed.query, (name) => name),
    headers: withCookies(
      withChanges(request.headers, of(parameters, 'header'), changed.header, (name) => name.toLowerCase()),
      of(parameters, 'cookie'),
      changed.cookie,
    ),
    body: spec.body === undefined ? request.body : bodyOf(spec, documented, context),
    auth: spec.auth ?? request.auth,
    expected: expected.response,
    checks: checksOf(expected.response, responses, limit, [...expected.further, ...captures]),
  } satisfies Partial<Request>;
}

/** Values of the path, each in the style of its parameter. */
function pathChanges(changes: Readonly<Record<string, Json>>, parameters: readonly Parameter[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(changes).map(([name, value]) => {
      const parameter = parameters.find((each) => each.name === name);
      return [name, (parameter && writeParameter(parameter, value)[0]?.value) ?? scalarText(value)];
    }),
  );
}

/** The documented values, with those that are set in their place, without those that are set to null. */
function withChanges(
  values: readonly NamedValue[],
  parameters: readonly Parameter[],
  changes: Readonly<Record<string, Json>> | undefined,
  fold: (name: string) => string,
): NamedValue[] {
  if (!changes) return [...values];
  const changed = new Map(Object.entries(changes).map(([name, value]) => [fold(name), { name, value }]));
  const known = new Map(parameters.map((parameter) => [fold(parameter.name), parameter]));
  const replaced = new Set([...changed.keys()].flatMap((name) => [name, ...(known.get(name)?.sends ?? []).map((each) => fold(each.name))]));
  const kept = values.filter(({ name }) => !replaced.has(fold(name)));
  const added = [...changed].flatMap(([folded, { name, value }]) => {
    const parameter = known.get(folded);
    if (value === null) return [];
    return parameter ? writeParameter({ ...parameter, name }, value) : valuesOf(value).map((each) => ({ name, value: each }));
  });
  const order = new Map(
    parameters.flatMap(({ name, sends }, i) => [name, ...sends.map((each) => each.name)].map((each) => [fold(each), i] as const)),
  );
  const rank = ({ name }: NamedValue) => order.get(fold(name)) ?? parameters.length;
  return [...kept, ...added].sort((a, b) => rank(a) - rank(b));
}

/** Headers with the changes to their cookies. */
function withCookies(
  headers: readonly NamedValue[],
  parameters: readonly Parameter[],
  changes: Readonly<Record<string, Json>> | undefined,
): NamedValue[] {
  if (!changes) return [...headers];
  const isCookie = ({ name }: NamedValue) => name.toLowerCase() === 'cookie';
  const cookies = withChanges(cookiesOf(headers.find(isCookie)?.value), parameters, changes, (name) => name);
  return [...headers.filter((header) => !isCookie(header)), ...cookieHeader(cookies)];
}

function bodyOf(spec: Variation, documented: Documented, context: Context): RequestBody | undefined {
  if (spec.body === null || spec.body === undefined) return undefined;
  const body: Body = documented.body ?? {
    kind: 'json',
    contentType: 'application/json',
    description: undefined,
    required: false,
    schema: undefined,
    origin: context.places.key(spec, 'body'),
  };
  const files = documented.spec.body ? filesOf(documented.spec.body) : [];
  return writeBody(body, spec.body, files, context.places.value(spec, 'body'), context);
}

function of(parameters: readonly Parameter[], place: Parameter['in']): Parameter[] {
  return parameters.filter((parameter) => parameter.in === place);
}
