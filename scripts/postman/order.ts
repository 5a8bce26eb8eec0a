import type { Planned } from './plan.ts';

/** Whether `after` counts for a request: what has to be refused may be sent at any time, and a flow has an order of its own. */
export function isSentInOrder({ request }: Pick<Planned, 'request'>): boolean {
  return request.kind === 'documented' || request.kind === 'case';
}

/** Whether a case comes after endpoints of its own choice: then nothing that comes after its endpoint waits for it. */
export function waitsAlone({ request, endpoint }: Pick<Planned, 'request' | 'endpoint'>): boolean {
  return request.kind === 'case' && request.after !== endpoint.request.after;
}

/**
 * The requests of a folder with each behind those that it comes after, and otherwise as they are written. What is in another
 * folder comes before this one, or is a problem of the specs (model/rules/order.ts).
 */
export function inOrder(requests: readonly Planned[]): readonly Planned[] {
  if (requests.every(({ request }) => request.after === undefined)) return requests;
  const written = new Map<string, Planned[]>();
  for (const each of requests) written.set(each.endpoint.id, [...(written.get(each.endpoint.id) ?? []), each]);

  const ordered: Planned[] = [];
  const placed = new Set<string>();
  const place = (id: string): void => {
    const own = written.get(id);
    if (!own || placed.has(id)) return;
    placed.add(id);
    for (const before of own[0]?.endpoint.request.after ?? []) place(before);
    ordered.push(...own);
  };
  for (const id of written.keys()) place(id);

  // The last one first: what comes behind the same request stays as it is written.
  for (const alone of ordered.filter((each) => waitsAlone(each)).reverse()) moveBehind(ordered, alone);
  return ordered;
}

/** Moves a case behind the last request that it comes after, unless it is there already. */
function moveBehind(ordered: Planned[], moved: Planned): void {
  const { after = [] } = moved.request;
  const last = ordered.findLastIndex((each) => after.includes(each.endpoint.id) && isSentInOrder(each) && !waitsAlone(each));
  const from = ordered.indexOf(moved);
  if (last < from) return;
  ordered.splice(from, 1);
  // What stood behind it has moved up by one.
  ordered.splice(last, 0, moved);
}
