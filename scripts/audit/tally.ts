import { type AuditResult, type BreakClass, breakClasses, type Constraint, type Verdict } from './result.ts';

/** How many broken answers there were of one sort, and how many of them were noticed. */
export interface Tally {
  readonly name: string;
  readonly mutants: number;
  readonly killed: number;
}

/** The verdicts by the way in which answers were broken, in the order of `breakClasses`; what did not occur is left out. */
export function tallyByClass({ verdicts }: AuditResult): Tally[] {
  return tally(verdicts, (each) => each.class).sort((a, b) => rank(a.name) - rank(b.name));
}

/** The verdicts by endpoint, in the order of the collection. */
export function tallyByEndpoint({ verdicts }: AuditResult): Tally[] {
  return tally(verdicts, ({ planned }) => planned.endpoint.name);
}

/** Survivors that one constraint would catch. */
export interface SurvivorGroup {
  readonly constraint: Constraint;
  /** Never empty. */
  readonly verdicts: readonly Verdict[];
}

/** What was not noticed, by the place in the spec that would catch it, in the order of files and lines. */
export function survivorsOf({ verdicts }: AuditResult): SurvivorGroup[] {
  const groups = new Map<string, { constraint: Constraint; verdicts: Verdict[] }>();
  for (const verdict of verdicts.filter((each) => !each.killed)) {
    const { span } = verdict.constraint;
    const key = `${span.file}\n${span.start.offset}`;
    const group = groups.get(key) ?? { constraint: verdict.constraint, verdicts: [] };
    groups.set(key, group);
    group.verdicts.push(verdict);
  }
  return [...groups.values()].sort(
    ({ constraint: { span: a } }, { constraint: { span: b } }) => compare(a.file, b.file) || a.start.offset - b.start.offset,
  );
}

function tally(verdicts: readonly Verdict[], nameOf: (verdict: Verdict) => string): Tally[] {
  const tallies = new Map<string, { name: string; mutants: number; killed: number }>();
  for (const verdict of verdicts) {
    const name = nameOf(verdict);
    const entry = tallies.get(name) ?? { name, mutants: 0, killed: 0 };
    tallies.set(name, entry);
    entry.mutants += 1;
    if (verdict.killed) entry.killed += 1;
  }
  return [...tallies.values()];
}

function rank(name: string): number {
  return breakClasses.indexOf(name as BreakClass);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
