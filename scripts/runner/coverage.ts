import type { Endpoint, Request, Response } from '../model/model.ts';
import { documentedAs, statusName } from '../model/status.ts';
import type { Span } from '../source/source-file.ts';
import type { RequestResult, RunResult } from './results.ts';

/** How many of something are documented, and how many of these were exercised: sent, answered and checked. */
export interface Share {
  readonly exercised: number;
  readonly documented: number;
}

/** What a run exercised of what the specs document. */
export interface Coverage {
  /** The token endpoint is one of them. */
  readonly endpoints: Share;
  /** Each documented status of each endpoint. */
  readonly statuses: Share;
  readonly cases: Share;
  /** Of the requests that have to be refused, made from the contract, those that an endpoint gets. */
  readonly refusals: Share;
  /** The endpoints that document no answer to a bad request, so that none is tried; no fault, but worth a word. */
  readonly refusesUnsaid: readonly Endpoint[];
  /** What nothing exercised, in the order of the specs: endpoints, then statuses, then cases. */
  readonly never: readonly NeverExercised[];
}

/** One place of the specs that nothing exercised. */
export interface NeverExercised {
  readonly kind: 'endpoint' | 'status' | 'case';
  readonly origin: Span;
  /** For a status: which, or which range of them. */
  readonly status: string | undefined;
  /** The name of the endpoint or case; for a status, of each endpoint that has it from this place and was never seen to send it. */
  readonly names: readonly string[];
  /** How many endpoints have it from this place. */
  readonly of: number;
}

/**
 * Which endpoints, documented statuses and cases a run exercised. A status counts when a request was meant to get it and
 * did: only then was the answer held to what is documented of it.
 */
export function coverageOf({ api, requests }: RunResult): Coverage {
  const sent = requests.filter(({ state, checks }) => state === 'sent' && checks.some(isReported));
  const endpoints = [...(api.auth ? [api.auth.token] : []), ...api.folders.flatMap((folder) => folder.endpoints)];
  const seen = new Set(sent.map((each) => each.endpoint.id));
  const gotten = new Set(sent.filter(isAsExpected).flatMap(({ endpoint, status = 0 }) => documentedAs(endpoint.responses, status) ?? []));
  const cases = endpoints.flatMap((endpoint) => endpoint.cases.map((each) => ({ endpoint, request: each })));
  const tried = new Set<Request>(sent.map((each) => each.request));
  const statuses = endpoints.flatMap((endpoint) => endpoint.responses.map((response) => ({ endpoint, response })));
  const isGotten = ({ response }: Documented) => gotten.has(response);
  return {
    endpoints: { exercised: endpoints.filter(({ id }) => seen.has(id)).length, documented: endpoints.length },
    statuses: { exercised: statuses.filter(isGotten).length, documented: statuses.length },
    cases: { exercised: cases.filter(({ request }) => tried.has(request)).length, documented: cases.length },
    refusals: {
      exercised: endpoints.reduce((sum, { refusals }) => sum + refusals.length, 0),
      documented: endpoints.reduce((sum, { refusals, refusalsLeftOut }) => sum + refusals.length + refusalsLeftOut.length, 0),
    },
    refusesUnsaid: endpoints.filter((endpoint) => endpoint.refusesUnsaid),
    never: [
      ...endpoints.filter(({ id }) => !seen.has(id)).map(({ name, origin }) => never('endpoint', origin, name)),
      ...groupByPlace(statuses, isGotten),
      ...cases
        .filter(({ request }) => !tried.has(request))
        .map(({ endpoint, request }) => never('case', request.origin, `${endpoint.name}: ${request.name}`)),
    ],
  };
}

interface Documented {
  readonly endpoint: Endpoint;
  readonly response: Response;
}

/** Statuses by the place that documents them: what all endpoints have from the API's defaults is one place. */
function groupByPlace(statuses: readonly Documented[], isGotten: (each: Documented) => boolean): NeverExercised[] {
  const places = new Map<string, Documented[]>();
  for (const each of statuses) places.set(placeOf(each.response), [...(places.get(placeOf(each.response)) ?? []), each]);
  return [...places.values()].flatMap((group): NeverExercised[] => {
    const missing = group.filter((each) => !isGotten(each));
    const [first] = missing;
    if (!first) return [];
    const { origin } = first.response;
    return [
      { kind: 'status', origin, status: statusName(first.response), names: missing.map(({ endpoint }) => endpoint.name), of: group.length },
    ];
  });
}

function never(kind: 'endpoint' | 'case', origin: Span, name: string): NeverExercised {
  return { kind, origin, status: undefined, names: [name], of: 1 };
}

function isReported({ outcome }: RequestResult['checks'][number]): boolean {
  return outcome === 'passed' || outcome === 'failed';
}

function isAsExpected({ checks }: RequestResult): boolean {
  return checks.some(({ check, outcome }) => (check.kind === 'status' || check.kind === 'refusal') && outcome === 'passed');
}

function placeOf(response: Response): string {
  const { origin } = response;
  return `${statusName(response)} ${origin.file}:${origin.start.line}:${origin.start.column}`;
}
