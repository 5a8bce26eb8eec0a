import type { Api } from '../model/model.ts';
import { planOf } from '../postman/plan.ts';
import type { Span } from '../source/source-file.ts';
import { failed, type RequestResult, type RunResult } from './results.ts';

/** What became of one thing in one environment. */
export type Standing = 'holds' | 'fails' | 'no answer' | 'not sent' | 'not checked';

/** Something that holds in one environment and not in another. */
export interface Difference {
  readonly title: string;
  /** The line of the spec that says it. */
  readonly origin: Span;
  /** One for each environment, in their order. */
  readonly standings: readonly Standing[];
}

/** The runs of one API against several environments, side by side. */
export interface Comparison {
  readonly api: Api;
  readonly environments: readonly string[];
  readonly differences: readonly Difference[];
  /** How many checks hold, and how many fail, wherever they were made. */
  readonly holds: number;
  readonly fails: number;
  /** How many requests each environment was not sent and another was. */
  readonly notSent: readonly number[];
}

/** Compares the runs of each API that was run more than once, in the order of the contract. */
export function comparisonsOf(results: readonly RunResult[]): Comparison[] {
  const apis = [...new Set(results.map(({ api }) => api))];
  return apis
    .map((api) => results.filter((result) => result.api === api))
    .filter((runs) => runs.length > 1)
    .map(compare);
}

function compare(runs: readonly RunResult[]): Comparison {
  const [{ api }] = runs as [RunResult];
  const rows = [...tokenRows(api, runs), ...requestRows(api, runs)];
  const all = (wanted: Standing): number =>
    rows.filter(
      ({ standings, isCheck }) => isCheck && standings.includes(wanted) && standings.every((each) => each === wanted || !isKnown(each)),
    ).length;
  const sent = runs.map(({ requests }) => new Set(requests.filter(({ state }) => state !== 'held').map(({ request }) => request)));
  const anywhere = new Set(sent.flatMap((each) => [...each]));
  return {
    api,
    environments: runs.map(({ environment }) => environment),
    differences: rows
      .filter(({ standings }) => standings.includes('holds') && (standings.includes('fails') || standings.includes('no answer')))
      .map(({ title, origin, standings }) => ({ title, origin, standings })),
    holds: all('holds'),
    fails: all('fails'),
    notSent: sent.map((each) => anywhere.size - each.size),
  };
}

interface Row extends Difference {
  /** Counted where it is the same everywhere; else it is about a request as a whole, or about the token. */
  readonly isCheck: boolean;
}

function isKnown(standing: Standing): boolean {
  return standing !== 'not sent' && standing !== 'not checked';
}

function tokenRows({ auth }: Api, runs: readonly RunResult[]): Row[] {
  if (!auth || runs.some(({ connectionFailure }) => connectionFailure !== undefined)) return [];
  const about = { origin: auth.token.origin, isCheck: false };
  const names = new Set(runs.flatMap(({ token }) => token?.results.map(({ name }) => name) ?? []));
  return [
    {
      ...about,
      title: 'an access token can be had',
      standings: runs.map(({ tokenFailure }) => (tokenFailure === undefined ? 'holds' : 'fails')),
    },
    ...[...names].map(
      (name): Row => ({
        ...about,
        title: name,
        standings: runs.map(({ token }) => standingOf(token?.results.find((each) => each.name === name)?.outcome)),
      }),
    ),
  ];
}

function requestRows(api: Api, runs: readonly RunResult[]): Row[] {
  const byRequest = runs.map(({ requests }) => new Map(requests.map((result) => [result.request, result])));
  return planOf(api, 'contract')
    .flatMap((folder) => folder.requests)
    .flatMap(({ request, title, folder }): Row[] => {
      const name = [folder, title].filter((part) => part !== '').join(' › ');
      const found = byRequest.map((results) => results.get(request));
      const whole: Row = { title: name, origin: request.origin, standings: found.map(standingOfWhole), isCheck: false };
      // Where no answer came there is nothing to compare its checks with.
      if (whole.standings.includes('no answer') || found.some((each) => (each?.surprises.length ?? 0) > 0)) return [whole];
      return request.checks.map((check) => ({
        title: `${name}: ${check.name}`,
        origin: check.origin,
        standings: found.map((result, i) => {
          const known = result?.state === 'sent' ? result.checks.find((each) => each.check === check) : undefined;
          return known ? standingOf(known.outcome) : (whole.standings[i] ?? 'not sent');
        }),
        isCheck: true,
      }));
    });
}

function standingOfWhole(result: RequestResult | undefined): Standing {
  if (!result || result.state === 'held') return 'not sent';
  if (result.state !== 'sent') return 'no answer';
  return failed(result) ? 'fails' : 'holds';
}

function standingOf(outcome: 'passed' | 'failed' | 'skipped' | 'missing' | undefined): Standing {
  if (outcome === 'passed') return 'holds';
  return outcome === 'failed' || outcome === 'missing' ? 'fails' : 'not checked';
}
