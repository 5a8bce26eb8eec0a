import type { Spec } from '../../language/read-spec.ts';
import { problem } from '../../source/problem.ts';
import { hasUserInfo, looksLikeSecret, namesSecret } from '../../source/secrets.ts';
import type { Span } from '../../source/source-file.ts';
import type { Context } from '../context.ts';
import { variablesIn } from '../template.ts';
import { sentTexts } from './texts.ts';

/**
 * No secret stands in a spec: not where one is sent from, not in a variable whose name says what it is, and nothing
 * that has the form of a key or a token anywhere. The text itself is never shown.
 */
export function checkSecrets(spec: Spec, { places, report, workspace }: Context): void {
  const refuse = (what: string, span: Span): void => report(problem('literal-secret', { what }, span, { hidden: true }));
  const told = new Set<string>();
  const refuseOnce = (what: string, span: Span): void => {
    const key = `${span.file}:${span.start.line}`;
    if (!told.has(key)) refuse(what, span);
    told.add(key);
  };

  for (const { text, key, span } of sentTexts(spec, places)) {
    if (hasUserInfo(text)) refuseOnce('a name and password in an address', span);
    else if (looksLikeSecret(text)) refuseOnce('a key or token', span);
    else if (namesSecret(key) && text !== '' && variablesIn(text).length === 0) refuseOnce(`the value of "${key}"`, span);
  }
  for (const { spec: environment } of spec.environments) {
    for (const [name, variable] of Object.entries(environment.variables ?? {})) {
      const value = typeof variable === 'string' ? variable : variable.value;
      if (value === undefined || value === '') continue;
      const holder = typeof variable === 'string' ? (environment.variables as object) : variable;
      const span = places.value(holder, typeof variable === 'string' ? name : 'value');
      if (namesSecret(name) || looksLikeSecret(value) || hasUserInfo(value)) refuseOnce(`the value of "${name}"`, span);
    }
  }
  // Prose, examples of answers, files that are only referred to: a key is a key wherever it stands.
  for (const file of workspace.filesIn(spec.id)) {
    const source = workspace.source(file);
    source.text.split('\n').forEach((line, i) => {
      const at = source.span(source.offsetOfLine(i + 1), source.offsetOfLine(i + 1) + line.length);
      if (looksLikeSecret(line)) refuseOnce('a key or token', at);
    });
  }
}
