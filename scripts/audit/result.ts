/** What an audit finds. Types only. */
import type { Api } from '../model/model.ts';
import type { Planned } from '../postman/plan.ts';
import type { Span } from '../source/source-file.ts';

/** In which way an answer is broken; the order is that of reports. */
export const breakClasses = [
  'status',
  'refusal accepted',
  'security off',
  'content type',
  'header',
  'body',
  'dropped property',
  'null',
  'wrong type',
  'format or pattern',
  'range or length',
  'enum or const',
  'extra property',
  'list',
  'slow answer',
  'token endpoint',
  'constraint forgotten',
] as const;
export type BreakClass = (typeof breakClasses)[number];

/** What a spec would have to say, and where, for a change to be noticed. */
export interface Constraint {
  readonly text: string;
  readonly span: Span;
}

/** Something that the spec leaves open, on purpose as far as one can tell. Named once for each place. */
export interface Gap extends Constraint {
  readonly kind: GapKind;
}

export const gapKinds = [
  'open object',
  'text of any form',
  'number without bounds',
  'list of any length',
  'answers alike',
  'described as open',
  'body not looked at',
  'not broken alone',
  'refusal not documented',
] as const;
export type GapKind = (typeof gapKinds)[number];

/** One broken answer to one request, and what became of it. */
export interface Verdict {
  readonly planned: Planned;
  readonly class: BreakClass;
  /** Such as `/0/status is null`. */
  readonly what: string;
  readonly killed: boolean;
  readonly constraint: Constraint;
}

/** An answer that respects the contract, and that the contract refuses all the same. */
export interface FalseAlarm {
  readonly planned: Planned;
  readonly what: string;
  /** The name of the test that failed, and its message. */
  readonly test: string;
  readonly message: string;
  readonly span: Span;
}

export interface AuditResult {
  readonly api: Api;
  readonly verdicts: readonly Verdict[];
  readonly falseAlarms: readonly FalseAlarm[];
  /** How many answers that respect the contract were tried. */
  readonly variations: number;
  readonly gaps: readonly Gap[];
}

/** The share of broken answers that were noticed, in percent, rounded down to one decimal; 100 when there was none to notice. */
export function percentKilled({ verdicts }: Pick<AuditResult, 'verdicts'>): number {
  if (verdicts.length === 0) return 100;
  return Math.floor((1000 * verdicts.filter((each) => each.killed).length) / verdicts.length) / 10;
}
