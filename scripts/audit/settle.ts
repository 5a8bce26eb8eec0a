import type { Response } from '../model/model.ts';
import { documentedAs } from '../model/status.ts';
import type { Planned } from '../postman/plan.ts';

/**
 * A refusal may be answered in several ways: what is broken and judged from here on is the one that came.
 * @param status of the right answer
 */
export function settle(planned: Planned, status: number): Planned {
  const { request } = planned;
  const [check] = request.checks;
  if (check?.kind !== 'refusal' && check?.kind !== 'tokenRefusal') return planned;
  const documented = documentedAs(check.answers, status);
  return { ...planned, request: { ...request, expected: documented ?? undocumented(status, request.expected) } };
}

/** What is known of a token endpoint's refusal that nobody documented: nothing but its status. */
function undocumented(status: number, expected: Response): Response {
  return { ...expected, status, range: undefined, contentType: undefined, readAs: 'none', headers: [], schemas: [], example: undefined };
}
