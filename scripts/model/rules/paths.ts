import type { Spec } from '../../language/read-spec.ts';
import { problem } from '../../source/problem.ts';
import type { Context } from '../context.ts';
import { pathMistakes } from '../path.ts';

/** Each path can be sent as it is written: no query, no fragment, no white space, no braces that are left open. */
export function checkPaths(spec: Spec, { places, report, workspace }: Context): void {
  for (const endpoint of spec.endpoints.flatMap((file) => file.spec.endpoints)) {
    const span = places.value(endpoint, 'path');
    for (const { start, end, reason } of pathMistakes(endpoint.path)) {
      const part = endpoint.path.slice(start, end);
      report(problem('path-form', { part, reason }, workspace.partOf(span, endpoint.path, start, end)));
    }
  }
}
