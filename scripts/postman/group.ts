import type { Api, Endpoint, Request, Response } from '../model/model.ts';
import { statusName } from '../model/status.ts';
import type { CollectionKind } from './collection-types.ts';
import { stableId } from './id.ts';

/** Requests that share one contract, as a folder inside of a folder. */
export interface RequestGroup {
  readonly id: string;
  readonly name: string;
}

const groupNames = {
  credentials: 'without a valid token',
  scope: 'without the scope',
  parameters: 'with broken parameters',
  body: 'with a broken body',
  'token request': 'as a bad request',
};

/** The groups of an endpoint's refusals: what is broken in the same way and held to the same answers is in one. */
export function groupsOf(endpoint: Endpoint, api: Api, kind: CollectionKind): Map<Request, RequestGroup> {
  const groups = new Map<Request, RequestGroup>();
  const known = new Map<string, { readonly answers: readonly Response[]; readonly group: RequestGroup }[]>();
  for (const request of endpoint.refusals) {
    if (!request.broken) continue;
    const answers = request.checks.flatMap((check) => (check.kind === 'refusal' || check.kind === 'tokenRefusal' ? check.answers : []));
    const statuses = answers.map(statusName);
    const identity = [endpoint.id, request.broken, request.checks[0]?.kind ?? '', ...statuses];
    const alike = known.get(identity.join(' ')) ?? [];
    let same = alike.find((each) => each.answers.every((answer, i) => isHeldAlike(answer, answers[i])));
    if (!same) {
      // A second group of the same statuses, with other answers: the order in the spec tells them apart.
      const turn = alike.length > 0 ? [String(alike.length + 1)] : [];
      const name = `${endpoint.name}: refused ${groupNames[request.broken]}${statuses.length > 0 ? ` (${statuses.join(' or ')})` : ''}`;
      same = { answers, group: { id: stableId(api.id, kind, 'refusals', ...identity, ...turn), name } };
      known.set(identity.join(' '), [...alike, same]);
    }
    groups.set(request, same.group);
  }
  return groups;
}

/** Whether two answers of one status are held to the same. */
function isHeldAlike(one: Response, other: Response | undefined): boolean {
  if (one === other) return true;
  const all = <T>(some: readonly T[], others: readonly T[], isSame: (a: T, b: T) => boolean): boolean =>
    some.length === others.length && some.every((each, i) => isSame(each, others[i] as T));
  return (
    one.contentType === other?.contentType &&
    one.readAs === other?.readAs &&
    all(one.schemas, other.schemas, Object.is) &&
    all(one.headers, other.headers, (a, b) => a === b || (a.name === b.name && a.required === b.required && a.schema === b.schema))
  );
}
