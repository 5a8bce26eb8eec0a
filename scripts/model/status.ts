import type { Response } from './model.ts';

// The statuses under which answers are documented, as OpenAPI writes them: one (`404`), a range (`4XX`), or all others (`default`).

/** The first status that is documented by a key: what the mock answers with. Of all others that is a fault of the server's. */
export function firstStatus(key: string): number {
  return key === 'default' ? 500 : Number(key.replace('XX', '00'));
}

/** What an answer is documented by. */
export function statusName({ status, range }: Pick<Response, 'status' | 'range'>): string {
  return range ?? String(status);
}

/** Whether an answer with this status is documented by this one. */
function covers({ status, range }: Pick<Response, 'status' | 'range'>, code: number): boolean {
  return range === undefined ? status === code : range === 'default' || range === rangeOf(code);
}

/** The range that a status is in. */
export function rangeOf(status: number): string {
  return `${Math.floor(status / 100)}XX`;
}

/** What documents an answer with this status: the status itself, else its range, else what is said of all others (OpenAPI 3.1, Responses Object). */
export function documentedAs(responses: readonly Response[], status: number): Response | undefined {
  const rank = ({ range }: Response) => (range === undefined ? 0 : range === 'default' ? 2 : 1);
  return responses.filter((response) => covers(response, status)).sort((a, b) => rank(a) - rank(b))[0];
}

/** The answer that has to come with exactly this status. */
export function responseFor(responses: readonly Response[], status: number): Response | undefined {
  const response = documentedAs(responses, status);
  return response && { ...response, status, range: undefined };
}

/**
 * The answer that is documented for what any of these statuses means, all of one range: the first that is documented itself; else their
 * range, with the first of them to begin with.
 */
export function firstDocumented(responses: readonly Response[], statuses: readonly number[]): Response | undefined {
  for (const status of statuses) {
    const exact = responses.find((response) => response.range === undefined && response.status === status);
    if (exact) return exact;
  }
  const [first] = statuses;
  const general = first === undefined ? undefined : documentedAs(responses, first);
  return general && first !== undefined ? { ...general, status: first, range: rangeOf(first) } : undefined;
}
