import type { Spec } from '../../language/read-spec.ts';
import { problem } from '../../source/problem.ts';
import type { Span } from '../../source/source-file.ts';
import type { Context } from '../context.ts';
import { casesOf } from '../each.ts';
import { tokenRequest } from '../resolve-auth.ts';

/** Each environment and endpoint is there once in an API, each case name once in an endpoint: ids and file names are made of them. */
export function checkIds(spec: Spec, context: Context): void {
  const { places, report } = context;
  const endpoints = new Map<string, Span>();
  // The token endpoint is an endpoint of the collection too.
  const auth = spec.api?.spec.auth;
  if (auth) endpoints.set(tokenRequest.id, places.key(auth, 'tokenUrl'));
  const environments = new Map<string, Span>();
  for (const { id, span } of spec.environments) once(environments, id, 'the environment', span);
  for (const { spec: file } of spec.endpoints) {
    for (const endpoint of file.endpoints) {
      once(endpoints, endpoint.id, 'the endpoint', places.value(endpoint, 'id'));
      const cases = new Map<string, Span>();
      for (const each of casesOf(endpoint, context)) once(cases, each.name, 'the case', places.value(each, 'name'));
    }
  }

  const flows = new Map<string, Span>();
  for (const flow of spec.flows.flatMap((file) => file.spec.flows)) once(flows, flow.id, 'the flow', places.value(flow, 'id'));

  function once(seen: Map<string, Span>, id: string, of: string, at: Span): void {
    const earlier = seen.get(id);
    if (earlier) report(problem('duplicate-id', { id, of }, at, { related: [earlier] }));
    else seen.set(id, at);
  }
}
