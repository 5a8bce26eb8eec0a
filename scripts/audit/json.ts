import type { Span } from '../source/source-file.ts';
import { type AuditResult, percentKilled } from './result.ts';
import { survivorsOf, type Tally, tallyByClass, tallyByEndpoint } from './tally.ts';

/** What an audit found, for machines: counts, and each finding with its place in the specs (lines and columns from 1). */
export function auditAsData(result: AuditResult): Record<string, unknown> {
  const { api, verdicts, falseAlarms, variations, gaps } = result;
  return {
    api: api.id,
    percent: percentKilled(result),
    mutants: verdicts.length,
    killed: verdicts.filter((each) => each.killed).length,
    variations,
    classes: tallyByClass(result).map(counted),
    endpoints: tallyByEndpoint(result).map(counted),
    falseAlarms: falseAlarms.map(({ planned, what, test, message, span }) => ({
      request: planned.title,
      what,
      test,
      message,
      ...place(span),
    })),
    survivors: survivorsOf(result).flatMap((group) =>
      group.verdicts.map(({ planned, class: kind, what, constraint }) => ({
        class: kind,
        request: planned.title,
        what,
        constraint: constraint.text,
        ...place(constraint.span),
      })),
    ),
    gaps: gaps.map(({ kind, text, span }) => ({ kind, text, ...place(span) })),
  };
}

function counted({ name, mutants, killed }: Tally): Record<string, unknown> {
  return { name, mutants, killed, survived: mutants - killed };
}

function place({ file, start }: Span): Record<string, unknown> {
  return { file, line: start.line, column: start.column };
}
