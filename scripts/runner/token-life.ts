import type { Auth } from '../model/model.ts';
import type { Planned } from '../postman/plan.ts';
import type { ObtainedToken, TokenUse } from './token-watch.ts';

/** One promise about the life of the token, judged by what was seen of a run. */
export interface TokenResult {
  readonly name: string;
  /** `skipped`: no token was had, so there is nothing to judge. */
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** What broke it, a line for each time; empty when it holds. */
  readonly message: string;
}

/** The life of the token in one run. */
export interface TokenLife {
  /** How many tokens the collection's script obtained, those that lack a scope on purpose left out. */
  readonly obtained: number;
  /** How many requests were sent with one of them. */
  readonly used: number;
  /** How many of these got an answer that says that the token is dead, when another was expected. */
  readonly refused: number;
  readonly results: readonly TokenResult[];
}

/** The names of the results, the same in every run. */
export const tokenResults = [
  'one token serves many requests',
  'the token is replaced before it expires',
  'a dead token is replaced once',
] as const;

/** So many renewals that did not help does a run allow itself: MOST_WASTED_RENEWALS of postman/sandbox/repeat-request.js. */
const mostWasted = 3;

/** More lines than these help nobody. */
const mostLines = 5;

/** A use of a token with the request that it was for. */
interface Use extends TokenUse {
  readonly title: string;
  readonly refused: boolean;
}

/**
 * Judges the life of the token.
 * @param plan what the run was to send
 * @returns undefined when nothing of it needs a token
 */
export function judgeTokenLife(
  auth: Auth | undefined,
  plan: readonly Planned[],
  obtained: readonly ObtainedToken[],
  all: readonly TokenUse[],
): TokenLife | undefined {
  if (!auth || !plan.some(({ request }) => request.auth === 'token')) return undefined;
  const needing = new Map(plan.filter(({ request }) => request.auth === 'token').map((planned) => [planned.id, planned]));
  const uses = all.flatMap((use): Use[] => {
    const planned = needing.get(use.item);
    if (!planned || use.token === undefined) return [];
    // An answer that is meant to refuse says nothing about the token.
    const meant = auth.refreshOn.includes(planned.request.expected.status);
    return [{ ...use, title: planned.title, refused: !meant && use.status !== undefined && auth.refreshOn.includes(use.status) }];
  });
  // A token that is to lack a scope is obtained for the request that tries it, and kept by nobody.
  const lacking = new Set(plan.filter(({ request }) => typeof request.auth === 'object' && 'without' in request.auth).map(({ id }) => id));
  const ordinals = [...obtained.keys()].filter((i) => !lacking.has(obtained[i]?.item ?? ''));
  const broken = [needlessTokens(auth, obtained, ordinals, uses), usesAfterExpiry(obtained, uses), badReplacements(uses)];
  return {
    obtained: ordinals.length,
    used: uses.length,
    refused: uses.filter((use) => use.refused).length,
    results: tokenResults.map((name, i) => {
      const lines = broken[i] ?? [];
      return { name, outcome: ordinals.length === 0 ? 'skipped' : lines.length > 0 ? 'failed' : 'passed', message: shortened(lines) };
    }),
  };
}

/** Tokens but the first that were obtained although the one before was neither refused nor about to expire. */
function needlessTokens(auth: Auth, obtained: readonly ObtainedToken[], ordinals: readonly number[], uses: readonly Use[]): string[] {
  return ordinals.flatMap((ordinal, i) => {
    const previous = previousOf(ordinal, obtained, ordinals);
    const [before, token] = [previous === undefined ? undefined : obtained[previous], obtained[ordinal]];
    if (!before || !token || uses.some((use) => use.token === previous && use.refused)) return [];
    if (before.life !== undefined && token.receivedAt - before.askedAt >= usableFor(auth, before.life)) return [];
    const times = uses.filter((use) => use.token === previous).length;
    const served = times === 1 ? 'one request' : `${times} requests`;
    const number = ordinals.indexOf(previous ?? 0) + 1;
    return [`token ${i + 1} was obtained although token ${number} had served ${served}, was not refused and not about to expire`];
  });
}

/** Which token was had before one: by the same lane where that is known, and none that was obtained to lack a scope. */
function previousOf(ordinal: number, obtained: readonly ObtainedToken[], ordinals: readonly number[]): number | undefined {
  const token = obtained[ordinal];
  if (!token || !('before' in token)) return ordinals[ordinals.indexOf(ordinal) - 1];
  let previous = token.before;
  while (previous !== undefined && !ordinals.includes(previous)) previous = obtained[previous]?.before;
  return previous;
}

/** How long the collection's script uses a token of a certain life (s), in ms: see postman/sandbox/token.js. */
function usableFor({ refreshBefore }: Auth, life: number): number {
  return life * 1000 - Math.min(refreshBefore, (life * 1000) / 4);
}

/** Requests that were sent with a token whose life was over. Its life is counted from when it came: it may be shorter, not longer. */
function usesAfterExpiry(obtained: readonly ObtainedToken[], uses: readonly Use[]): string[] {
  return uses.flatMap(({ token: ordinal = -1, sentAt, title }) => {
    const token = obtained[ordinal];
    const age = token ? sentAt - token.receivedAt : 0;
    if (token?.life === undefined || age <= token.life * 1000) return [];
    return [`${title}: sent with a token that was ${(age / 1000).toFixed(1)} s old, and lives for ${token.life} s`];
  });
}

/** Refused requests that were not repeated, more than once, or in vain. */
function badReplacements(uses: readonly Use[]): string[] {
  const lines: string[] = [];
  let wasted = 0;
  uses.forEach((use, i) => {
    if (!use.refused) return;
    const isRepeat = uses.slice(0, i).some((each) => each.item === use.item);
    if (isRepeat) {
      wasted++;
      lines.push(`${use.title}: refused with ${use.status}, and once more with a new token`);
      return;
    }
    // A token that has never been accepted is not dead, it is not good for this.
    const wasGood = uses.slice(0, i).some((each) => each.token === use.token && !each.refused && each.status !== undefined);
    const repeats = uses.slice(i + 1).filter((each) => each.item === use.item).length;
    if (repeats > 1) lines.push(`${use.title}: refused with ${use.status}, and sent ${repeats} times more instead of once`);
    else if (repeats === 0 && wasGood && wasted < mostWasted) lines.push(`${use.title}: refused with ${use.status}, and not sent again`);
  });
  return lines;
}

function shortened(lines: readonly string[]): string {
  const more = lines.length - mostLines;
  return [...lines.slice(0, mostLines), ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}
