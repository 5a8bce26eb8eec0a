import type { ApiSpec, EndpointSpec } from '../language/definition.ts';
import { problem } from '../source/problem.ts';
import { checksOf, type TimeLimit } from './checks.ts';
import type { Context } from './context.ts';
import { milliseconds } from './duration.ts';
import type { Body, NamedValue, Parameter, Request, Response } from './model.ts';
import { cookieHeader } from './parameter-style.ts';
import { resolveBody } from './resolve-body.ts';
import { type Expected, resolveExpect } from './resolve-expect.ts';
import { resolveParameters } from './resolve-parameters.ts';
import { resolveResponses, successOf } from './resolve-response.ts';

/** What an endpoint documents, and the request that shows it: what its cases and the steps of flows start from. */
export interface Documented {
  readonly spec: EndpointSpec;
  readonly parameters: readonly Parameter[];
  readonly body: Body | undefined;
  readonly responses: readonly Response[];
  readonly limit: TimeLimit | undefined;
  /** Whether the API says where to get a token. */
  readonly hasAuth: boolean;
  readonly request: Request;
}

/** Resolves what an endpoint documents; undefined when it says too little to make a request of. */
export function resolveDocumented(spec: EndpointSpec, api: ApiSpec, context: Context): Documented | undefined {
  const { places, report } = context;
  const parameters = resolveParameters(spec, api.defaults?.headers, context);
  const body = spec.body && resolveBody(spec.body, context);
  const responses = resolveResponses(spec.responses, api.defaults?.responses, spec.method, context);
  const auth = spec.auth ?? (api.auth ? 'token' : 'none');
  if (auth === 'token' && !api.auth && places.isWhole(api)) report(problem('no-auth', {}, places.value(spec, 'auth')));
  const expected = expectedOf(spec, responses, context);
  if (!expected) return undefined;

  const limit = timeLimit(spec, api, context);
  const request: Request = {
    kind: 'documented',
    identity: [spec.id],
    name: spec.name,
    description: spec.description,
    method: spec.method,
    baseUrl: spec.baseUrl ?? api.baseUrl ?? '{{baseUrl}}',
    path: spec.path,
    pathValues: Object.fromEntries(of(parameters, 'path').map((parameter) => [parameter.name, parameter.sends[0]?.value ?? ''])),
    query: of(parameters, 'query').flatMap(named),
    headers: [...of(parameters, 'header').flatMap(named), ...cookieHeader(of(parameters, 'cookie').flatMap(named))],
    body: body?.example,
    auth,
    ...(spec.safe ? { safe: true } : {}),
    ...(spec.after === undefined ? {} : { after: [spec.after].flat() }),
    expected: expected.response,
    checks: checksOf(expected.response, responses, limit, expected.further),
    origin: places.key(spec, 'id'),
  };
  return { spec, parameters, body: body?.body, responses, limit, hasAuth: api.auth !== undefined || !places.isWhole(api), request };
}

function expectedOf(spec: EndpointSpec, responses: readonly Response[], context: Context): Expected | undefined {
  const whole = context.places.isWhole(spec.responses);
  if (spec.expect !== undefined) return resolveExpect(spec.expect, spec, responses, whole, context);
  const response = successOf(responses);
  if (!response && whole) context.report(problem('no-success', { id: spec.id }, context.places.key(spec, 'responses')));
  return response && { response, further: [] };
}

function timeLimit(spec: EndpointSpec, api: ApiSpec, { places }: Context): TimeLimit | undefined {
  if (spec.timeLimit !== undefined) return { milliseconds: milliseconds(spec.timeLimit), origin: places.key(spec, 'timeLimit') };
  const limit = api.defaults?.timeLimit;
  if (limit === undefined || !api.defaults) return undefined;
  return { milliseconds: milliseconds(limit), origin: places.key(api.defaults, 'timeLimit') };
}

function of(parameters: readonly Parameter[], place: Parameter['in']): Parameter[] {
  return parameters.filter((parameter) => parameter.in === place);
}

function named({ sends }: Parameter): readonly NamedValue[] {
  return sends;
}
