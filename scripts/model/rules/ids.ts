import type { Spec } from '../../language/read-spec.ts';
import { problem } from '../../source/problem.ts';
import type { Span } from '../../source/source-file.ts';
import type { Context } from '../context.ts';

/** Each endpoint id is used once in an API, each case name once in an endpoint: ids in collections are made of them. */
export function checkIds(spec: Spec, { places, report }: Context): void {
  const endpoints = new Map<string, Span>([['access-token', spec.api?.span ?? ({} as Span)]]);
  for (const { spec: file } of spec.endpoints) {
    for (const endpoint of file.endpoints) {
      once(endpoints, endpoint.id, 'the endpoint', places.value(endpoint, 'id'));
      const cases = new Map<string, Span>();
      for (const each of endpoint.cases ?? []) once(cases, each.name, 'the case', places.value(each, 'name'));
    }
  }

  function once(seen: Map<string, Span>, id: string, of: string, at: Span): void {
    const earlier = seen.get(id);
    if (earlier) report(problem('duplicate-id', { id, of }, at, { related: [earlier] }));
    else seen.set(id, at);
  }
}
