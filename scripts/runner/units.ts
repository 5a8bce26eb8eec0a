import type { Auth, Request } from '../model/model.ts';
import { isSentInOrder, waitsAlone } from '../postman/order.ts';
import type { Planned } from '../postman/plan.ts';
import { resourcesOf } from './resources.ts';

/** Requests that have to be sent one after another, in this order. Most are alone. */
export type Unit = readonly Planned[];

/** Own checks that do more than read the answer: what they change cannot be told from outside. */
const reachesFurther = /setNextRequest|cookies|sendRequest|\.(?:set|unset|clear)\s*\((?!\s*(['"])[^'"]+\1)/;

/**
 * What can be sent side by side. Together stay: the steps of a flow, what is sent to the token endpoint, what needs a token
 * that lacks the same scope, what an author puts after others with these, whatever uses a captured variable with what captures it, and what is about something that
 * requests change.
 */
export function unitsOf(plan: readonly Planned[], auth: Auth | undefined): Unit[] {
  if (plan.some(({ request }) => codeOf(request).some((code) => reachesFurther.test(code)))) return plan.length > 0 ? [plan] : [];
  const captured = [...new Set(plan.flatMap(({ request }) => capturedBy(request)))];
  const together = new Groups();
  const resourceOf = resourcesOf(plan);
  const orderOf = ordersOf(plan);
  const units = plan.map((planned) => {
    const { request, flow, endpoint } = planned;
    const text = captured.length > 0 ? textOf(request) : '';
    const resource = resourceOf(planned);
    const keys = [
      ...(resource === undefined ? [] : [`resource ${resource}`]),
      ...(flow ? [`flow ${flow.id}`] : []),
      ...orderOf(planned).map((id) => `after ${id}`),
      ...(auth && endpoint.id === auth.token.id ? ['the token endpoint'] : []),
      ...(typeof request.auth === 'object' && 'without' in request.auth ? [`without ${request.auth.without}`] : []),
      ...captured.filter((name) => text.includes(name)).map((name) => `variable ${name}`),
    ];
    return { planned, key: together.join(keys.length > 0 ? keys : [`request ${planned.id}`]) };
  });
  const byKey = new Map<string, Planned[]>();
  for (const { planned, key } of units) {
    const root = together.rootOf(key);
    byKey.set(root, [...(byKey.get(root) ?? []), planned]);
  }
  return [...byKey.values()];
}

/** The ids of the endpoints whose order a request is part of: those that it comes after, and its own when others come after that. */
function ordersOf(plan: readonly Planned[]): (planned: Planned) => readonly string[] {
  const awaited = new Set(plan.filter(isSentInOrder).flatMap(({ request }) => request.after ?? []));
  return (planned) => {
    if (!isSentInOrder(planned)) return [];
    const { endpoint, request } = planned;
    return [...(request.after ?? []), ...(awaited.has(endpoint.id) && !waitsAlone(planned) ? [endpoint.id] : [])];
  };
}

/** The variables that a request's checks set. */
function capturedBy(request: Request): string[] {
  const captures = request.checks.flatMap((check) => (check.kind === 'capture' ? [check.variable] : []));
  const own = codeOf(request).flatMap((code) => [...code.matchAll(/\.(?:set|unset)\s*\(\s*['"]([^'"]+)/g)].map((match) => match[1] ?? ''));
  return [...captures, ...own];
}

function codeOf({ checks }: Request): string[] {
  return checks.flatMap((check) => (check.kind === 'own' ? [check.code] : []));
}

/** Everything of a request that may name a variable. */
function textOf(request: Request): string {
  const { baseUrl, path, pathValues, query, headers, body, auth } = request;
  return JSON.stringify([baseUrl, path, pathValues, query, headers, body, auth, capturedBy(request), codeOf(request)]);
}

/** Keys that belong together (disjoint sets). */
class Groups {
  readonly #parents = new Map<string, string>();

  rootOf(key: string): string {
    let root = key;
    for (let next = this.#parents.get(root); next !== undefined; next = this.#parents.get(root)) root = next;
    return root;
  }

  /** Joins all of them, and returns one. */
  join(keys: readonly string[]): string {
    const [first = '', ...others] = keys;
    for (const other of others) {
      const [a, b] = [this.rootOf(first), this.rootOf(other)];
      if (a !== b) this.#parents.set(b, a);
    }
    return first;
  }
}
