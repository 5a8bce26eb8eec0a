import type { ApiSpec, CaseSpec } from '../language/definition.ts';
import type { Context } from './context.ts';
import type { Documented } from './documented.ts';
import { casesOf } from './each.ts';
import type { Auth, Endpoint, Request } from './model.ts';
import { refusalsOf } from './refusals/refusals.ts';
import { resolveExpect } from './resolve-expect.ts';
import { vary } from './resolve-variation.ts';

/**
 * One endpoint with its documented request and its cases.
 * @param steps the steps of flows that send it
 */
export function resolveEndpoint(
  documented: Documented,
  api: ApiSpec,
  auth: Auth | undefined,
  steps: readonly Request[],
  context: Context,
): Endpoint {
  const { spec, request, parameters, body, responses } = documented;
  const cases = casesOf(spec, context).flatMap((each) => resolveCase(each, documented, context) ?? []);
  return {
    id: spec.id,
    name: spec.name,
    description: spec.description,
    deprecated: spec.deprecated ?? false,
    tags: spec.tags ?? [],
    method: spec.method,
    baseUrl: request.baseUrl,
    path: spec.path,
    auth: request.auth === 'none' ? 'none' : 'token',
    scopes: spec.scopes ?? [],
    parameters,
    body,
    responses,
    request,
    cases,
    ...refusalsOf(documented, auth, spec.refusals ?? api.defaults?.refusals, [...cases, ...steps], context),
    steps,
    origin: request.origin,
  };
}

function resolveCase(spec: CaseSpec, documented: Documented, context: Context): Request | undefined {
  const { places } = context;
  const expected = resolveExpect(spec.expect, spec, documented.responses, places.isWhole(documented.spec.responses), context);
  if (!expected) return undefined;
  return {
    ...documented.request,
    ...vary(spec, documented, expected, [], context),
    ...(spec.after === undefined ? {} : { after: [...(documented.request.after ?? []), ...[spec.after].flat()] }),
    kind: 'case',
    identity: [documented.spec.id, spec.name],
    name: spec.name,
    origin: places.value(spec, 'name'),
  };
}
