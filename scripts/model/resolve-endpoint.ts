import type { ApiSpec, CaseSpec, EndpointSpec, ExpectationSpec } from '../language/definition.ts';
import type { Json } from '../source/json.ts';
import { problem } from '../source/problem.ts';
import type { Span } from '../source/source-file.ts';
import { suggest } from '../source/suggest.ts';
import { checksOf, type TimeLimit } from './checks.ts';
import type { Context } from './context.ts';
import { milliseconds } from './duration.ts';
import type { Body, Endpoint, NamedValue, Parameter, Request, RequestBody, Response } from './model.ts';
import { filesOf, resolveBody, writeBody } from './resolve-body.ts';
import { resolveParameters } from './resolve-parameters.ts';
import { resolveResponses, withExpectation } from './resolve-response.ts';
import { scalarText, valuesOf } from './scalar.ts';

/** What a case starts from. */
interface Documented {
  readonly endpoint: EndpointSpec;
  readonly parameters: readonly Parameter[];
  readonly body: Body | undefined;
  readonly responses: readonly Response[];
  readonly limit: TimeLimit | undefined;
  /** Whether the API says where to get a token. */
  readonly hasAuth: boolean;
  readonly request: Request;
}

/** One endpoint with its documented request and its cases; undefined when it says too little to make a request of. */
export function resolveEndpoint(spec: EndpointSpec, api: ApiSpec, context: Context): Endpoint | undefined {
  const { places, report } = context;
  const parameters = resolveParameters(spec, api.defaults?.headers, context);
  const body = spec.body && resolveBody(spec.body, context);
  const responses = resolveResponses(spec.responses, api.defaults?.responses, context);
  const auth = spec.auth ?? (api.auth ? 'token' : 'none');
  if (auth === 'token' && !api.auth && places.isWhole(api)) report(problem('no-auth', {}, places.value(spec, 'auth')));
  const expected = expectedResponse(spec, responses, context);
  if (!expected) return undefined;

  const limit = timeLimit(spec, api, context);
  const origin = places.key(spec, 'id');
  const request: Request = {
    kind: 'documented',
    identity: [spec.id],
    name: spec.name,
    description: spec.description,
    method: spec.method,
    baseUrl: spec.baseUrl ?? api.baseUrl ?? '{{baseUrl}}',
    path: spec.path,
    pathValues: Object.fromEntries(of(parameters, 'path').map((parameter) => [parameter.name, parameter.values[0] ?? ''])),
    query: of(parameters, 'query').flatMap(named),
    headers: of(parameters, 'header').flatMap(named),
    body: body?.example,
    auth,
    expected,
    checks: checksOf(expected, responses, limit),
    origin,
  };
  const documented: Documented = {
    endpoint: spec,
    parameters,
    body: body?.body,
    responses,
    limit,
    hasAuth: api.auth !== undefined || !places.isWhole(api),
    request,
  };
  return {
    id: spec.id,
    name: spec.name,
    description: spec.description,
    deprecated: spec.deprecated ?? false,
    tags: spec.tags ?? [],
    method: spec.method,
    baseUrl: request.baseUrl,
    path: spec.path,
    auth,
    parameters,
    body: body?.body,
    responses,
    request,
    cases: (spec.cases ?? []).flatMap((each) => resolveCase(each, documented, context) ?? []),
    origin,
  };
}

function resolveCase(spec: CaseSpec, documented: Documented, context: Context): Request | undefined {
  const { places } = context;
  const { request, parameters, responses } = documented;
  const expectation: ExpectationSpec | undefined = typeof spec.expect === 'number' ? undefined : spec.expect;
  const status = typeof spec.expect === 'number' ? spec.expect : spec.expect.status;
  const at = expectation ? places.value(expectation, 'status') : places.value(spec, 'expect');
  const response = documentedResponse(status, responses, places.isWhole(documented.endpoint.responses), at, context);
  if (!response) return undefined;
  const expected = expectation ? withExpectation(response, expectation, context) : response;

  if (spec.auth === 'token' && !documented.hasAuth) context.report(problem('no-auth', {}, places.value(spec, 'auth')));
  const changed = spec.parameters ?? {};
  for (const name of Object.keys(changed.path ?? {})) {
    if (!Object.hasOwn(request.pathValues, name)) {
      const near = suggest(name, Object.keys(request.pathValues));
      const args = { name, path: request.path, ...(near ? { suggestion: near } : {}) };
      context.report(problem('path-unknown', args, places.key(changed.path as object, name)));
    }
  }
  return {
    ...request,
    kind: 'case',
    identity: [...request.identity, spec.name],
    name: spec.name,
    description: spec.description,
    pathValues: {
      ...request.pathValues,
      ...Object.fromEntries(Object.entries(changed.path ?? {}).map(([name, value]) => [name, scalarText(value)])),
    },
    query: withChanges(request.query, of(parameters, 'query'), changed.query, (name) => name),
    headers: withChanges(request.headers, of(parameters, 'header'), changed.header, (name) => name.toLowerCase()),
    body: spec.body === undefined ? request.body : caseBody(spec, documented, context),
    auth: spec.auth ?? request.auth,
    expected,
    checks: checksOf(expected, responses, documented.limit),
    origin: places.value(spec, 'name'),
  };
}

/** The documented values, with those that a case sets in their place, without those that it sets to null. */
function withChanges(
  values: readonly NamedValue[],
  parameters: readonly Parameter[],
  changes: Readonly<Record<string, Json>> | undefined,
  fold: (name: string) => string,
): NamedValue[] {
  if (!changes) return [...values];
  const changed = new Map(Object.entries(changes).map(([name, value]) => [fold(name), { name, value }]));
  const kept = values.filter(({ name }) => !changed.has(fold(name)));
  const added = [...changed.values()].flatMap(({ name, value }) =>
    value === null ? [] : valuesOf(value).map((each) => ({ name, value: each })),
  );
  const order = parameters.map((parameter) => fold(parameter.name));
  const rank = ({ name }: NamedValue) => (order.includes(fold(name)) ? order.indexOf(fold(name)) : order.length);
  return [...kept, ...added].sort((a, b) => rank(a) - rank(b));
}

function caseBody(spec: CaseSpec, documented: Documented, context: Context): RequestBody | undefined {
  if (spec.body === null || spec.body === undefined) return undefined;
  const body: Body = documented.body ?? {
    kind: 'json',
    contentType: 'application/json',
    description: undefined,
    required: false,
    schema: undefined,
    origin: context.places.key(spec, 'body'),
  };
  const files = documented.endpoint.body ? filesOf(documented.endpoint.body) : [];
  return writeBody(body, spec.body, files, context.places.value(spec, 'body'), context);
}

function expectedResponse(spec: EndpointSpec, responses: readonly Response[], context: Context): Response | undefined {
  if (spec.expect !== undefined)
    return documentedResponse(
      spec.expect,
      responses,
      context.places.isWhole(spec.responses),
      context.places.value(spec, 'expect'),
      context,
    );
  const success = responses.find((response) => response.status >= 200 && response.status < 300);
  if (!success && context.places.isWhole(spec.responses))
    context.report(problem('no-success', { id: spec.id }, context.places.key(spec, 'responses')));
  return success;
}

/** @param whole whether all responses could be read: one that is not there is missing only then */
function documentedResponse(
  status: number,
  responses: readonly Response[],
  whole: boolean,
  at: Span,
  context: Context,
): Response | undefined {
  const found = responses.find((response) => response.status === status);
  if (!found) {
    const documented = responses.map((response) => response.status).join(', ') || 'none';
    if (whole) context.report(problem('undocumented-status', { status, documented }, at));
  }
  return found;
}

function timeLimit(spec: EndpointSpec, api: ApiSpec, { places }: Context): TimeLimit | undefined {
  if (spec.timeLimit !== undefined) return { milliseconds: milliseconds(spec.timeLimit), origin: places.key(spec, 'timeLimit') };
  const limit = api.defaults?.timeLimit;
  return limit === undefined || !api.defaults
    ? undefined
    : { milliseconds: milliseconds(limit), origin: places.key(api.defaults, 'timeLimit') };
}

function of(parameters: readonly Parameter[], place: Parameter['in']): Parameter[] {
  return parameters.filter((parameter) => parameter.in === place);
}

function named(parameter: Parameter): NamedValue[] {
  return parameter.values.map((value) => ({ name: parameter.name, value }));
}
