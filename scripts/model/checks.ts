import type { Span } from '../source/source-file.ts';
import type { Check, Response } from './model.ts';
import { statusName } from './status.ts';

/** A limit on how long an answer may take, and where it was written. */
export interface TimeLimit {
  readonly milliseconds: number;
  readonly origin: Span;
}

/**
 * What an answer is held to, in the order in which it is told: status first, since nothing else means much without it.
 * @param documented every documented answer of the endpoint, for the sentence about one that is not
 * @param further what a case or a step adds
 */
export function checksOf(
  expected: Response,
  documented: readonly Response[],
  limit: TimeLimit | undefined,
  further: readonly Check[] = [],
): Check[] {
  const { status, range, contentType, origin } = expected;
  const known = documented.map((response) => ({ status: response.status, range: response.range, description: response.description }));
  const checks: Check[] = [{ kind: 'status', name: `status is ${statusName(expected)}`, status, range, documented: known, origin }];
  if (contentType !== undefined) checks.push({ kind: 'contentType', name: `content type is ${contentType}`, contentType, origin });
  for (const header of expected.headers)
    checks.push({ kind: 'header', name: `header ${header.name} is as documented`, header, origin: header.origin });
  const { readAs } = expected;
  if (readAs !== 'none') {
    expected.schemas.forEach((schema, i) => {
      checks.push({ kind: 'body', name: i === 0 ? 'body is as documented' : 'body is as this case expects', schema, readAs, origin });
    });
  }
  checks.push(...further);
  if (limit)
    checks.push({ kind: 'time', name: `answered within ${limit.milliseconds} ms`, milliseconds: limit.milliseconds, origin: limit.origin });
  return checks;
}
