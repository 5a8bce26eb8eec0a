import type { Documented } from '../documented.ts';
import type { Request, Response } from '../model.ts';
import type { OfSort } from './spread.ts';

/**
 * One request that has to be refused; none when nothing says how.
 * @param sort what kind of thing is broken, and where: of many of a sort one tells most
 */
export function refusal(
  { request, spec }: Documented,
  name: string,
  sort: string,
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
    checks: [{ kind: 'refusal', name: 'is refused as documented', answers, origin: first.origin }],
  };
  return [{ it, sort }];
}
