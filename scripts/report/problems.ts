import { messageOf, type Problem, severity } from '../source/problem.ts';
import type { Span } from '../source/source-file.ts';
import { codeFrame, placeOf, type SourceOf } from './frame.ts';
import { count, printable, type Style } from './style.ts';

/** Problems as a person reads them: place, code, the line of the spec, and the sentence beside the mark. */
export function formatProblems(problems: readonly Problem[], sourceOf: SourceOf, style: Style): string {
  // A text that one problem must not show must not be shown by another one on the same line either.
  const hidden = problems.flatMap((found) => (found.hidden && found.span ? [found.span] : []));
  return problems.map((found) => `${formatProblem(found, hidden, sourceOf, style)}\n`).join('\n');
}

function formatProblem(found: Problem, hidden: readonly Span[], sourceOf: SourceOf, style: Style): string {
  const weight = severity(found);
  const label = `${weight === 'error' ? style.red(weight) : style.yellow(weight)} ${found.code}`;
  const message = messageOf(found);
  if (!found.span) return `postern  ${label}\n   ${printable(message)}`;
  const related = (found.related ?? []).map((span) => `\n   ${style.dim(`see ${placeOf(span)}`)}`);
  return `${style.bold(placeOf(found.span))}  ${label}\n${codeFrame(found.span, [message], sourceOf, style, hidden)}${related.join('')}`;
}

/** `2 errors, 1 warning`; empty when there is nothing to count. */
export function countProblems(problems: readonly Problem[]): string {
  const errors = problems.filter((found) => severity(found) === 'error').length;
  const warnings = problems.length - errors;
  return [errors > 0 ? count(errors, 'error') : '', warnings > 0 ? count(warnings, 'warning') : '']
    .filter((part) => part !== '')
    .join(', ');
}

/**
 * Problems for a machine: one JSON document, lines and columns from 1.
 * @param more what the document holds besides `problems`
 */
export function problemsAsJson(problems: readonly Problem[], more: object = {}): string {
  const list = problems.map((found) => ({
    code: found.code,
    severity: severity(found),
    message: messageOf(found),
    ...(found.span
      ? {
          file: found.span.file,
          line: found.span.start.line,
          column: found.span.start.column,
          endLine: found.span.end.line,
          endColumn: found.span.end.column,
        }
      : {}),
    ...(found.related
      ? { related: found.related.map((span) => ({ file: span.file, line: span.start.line, column: span.start.column })) }
      : {}),
  }));
  return `${JSON.stringify({ problems: list, ...more }, null, 2)}\n`;
}
