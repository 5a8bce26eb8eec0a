import type { Documented } from '../documented.ts';
import type { Request, Response } from '../model.ts';
import type { OfSort, Sort } from './spread.ts';

/**
 * One request that has to be refused; none when nothing says how.
 * @param sort what kind of thing is broken, and where
 */
export function refusal(
  { request, responses, spec }: Documented,
  name: string,
  sort: Sort,
  changes: Partial<Request>,
  answers: readonly Response[],
): OfSort<Request>[] {
  const [first] = answers;
  if (!first) return [];
  const it: Request = {
    ...request,
    ...changes,
    kind: 'refusal',
    identity: [spec.id, 'refusal', name],
    name,
    description: undefined,
    expected: first,
    checks: [{ kind: 'refusal', name: 'is refused as documented', answers, others: othersThan(answers, responses), origin: first.origin }],
  };
  return [{ it, ...sort }];
}

/** The statuses that mean something else than these answers, which may be documented for a range. */
function othersThan(answers: readonly Response[], responses: readonly Response[]): number[] {
  if (answers.every((answer) => answer.range === undefined)) return [];
  const exact = (all: readonly Response[]) => all.filter((response) => response.range === undefined).map((response) => response.status);
  return exact(responses).filter((status) => !exact(answers).includes(status));
}
