import type { Span } from './source-file.ts';
import type { ProblemArgs, ProblemCode } from './wording.ts';
import { severityOf, wordingOf } from './wording.ts';

/** How much a problem weighs: an error stops every command, a warning only speaks. */
export type Severity = 'error' | 'warning';

/**
 * A user's mistake, as data: a closed code, what the sentence needs, and where it is. The sentence itself is made by
 * `messageOf`, from the one file that holds the wording.
 */
export interface Problem {
  readonly code: ProblemCode;
  readonly args: Readonly<Record<string, string | number>>;
  /** Where the mistake is; absent for one on the command line. */
  readonly span?: Span;
  /** Other places that belong to it: "first defined here". */
  readonly related?: readonly Span[];
  /** The text at `span` may be a secret: never show it. */
  readonly hidden?: boolean;
}

/** What a function that may find problems hands its problems to. */
export type Report = (problem: Problem) => void;

/** Makes a problem; the arguments that `code` needs are checked by the compiler. */
export function problem<C extends ProblemCode>(
  code: C,
  args: ProblemArgs<C>,
  span?: Span,
  more: { related?: readonly Span[]; hidden?: boolean } = {},
): Problem {
  return { code, args: args as Problem['args'], ...(span ? { span } : {}), ...more };
}

/** The sentence a person reads for a problem. */
export function messageOf(found: Problem): string {
  return wordingOf(found.code, found.args);
}

/** The severity of a problem, which its code decides. */
export function severity(found: Problem): Severity {
  return severityOf(found.code);
}

/** Whether any of the problems is an error. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((found) => severity(found) === 'error');
}

/** Problems by file, place and code; the same problem at the same place only once. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const keyed = problems.map((found) => ({
    found,
    file: found.span?.file ?? '',
    offset: found.span?.start.offset ?? -1,
    text: `${found.code} ${messageOf(found)}`,
  }));
  keyed.sort((a, b) => compare(a.file, b.file) || a.offset - b.offset || compare(a.text, b.text));
  return keyed
    .filter((entry, i) => {
      const last = keyed[i - 1];
      return !last || last.file !== entry.file || last.offset !== entry.offset || last.text !== entry.text;
    })
    .map((entry) => entry.found);
}

/** Order by UTF-16 code unit: the same on every machine, whatever its locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
