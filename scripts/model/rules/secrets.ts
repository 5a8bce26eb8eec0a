import type { Spec } from '../../language/read-spec.ts';
import { problem } from '../../source/problem.ts';
import { hasUserInfo, looksLikeSecret, namesSecret, secretForms } from '../../source/secrets.ts';
import type { Span } from '../../source/source-file.ts';
import type { Context } from '../context.ts';
import { variablesIn } from '../template.ts';
import { sentTexts, stepTexts } from './texts.ts';

const variable = 'write a {{variable}} in its place, and name that under secrets in the environments';
const secrets = 'move it from variables to secrets, which have no value in a spec, only from: and a variable of the process';
const takeOut = 'take it out: specs are read by everyone';

/**
 * No secret stands in a spec: not where one is sent from, not in a variable whose name says what it is, and nothing
 * that has the form of a key or a token anywhere. The text itself is never shown.
 */
export function checkSecrets(spec: Spec, { places, report, workspace }: Context): void {
  const refuse = (what: string, span: Span, instead: string): void =>
    report(problem('literal-secret', { what, instead }, span, { hidden: true }));
  const told = new Set<string>();
  const refuseOnce = (what: string, span: Span, instead: string): void => {
    const key = `${span.file}:${span.start.line}`;
    if (!told.has(key)) refuse(what, span, instead);
    told.add(key);
  };

  const steps = spec.flows.flatMap((file) => file.spec.flows).flatMap((flow) => flow.steps);
  for (const { text, key, span } of [...sentTexts(spec, places), ...steps.flatMap((step) => stepTexts(step, places))]) {
    if (hasUserInfo(text)) refuseOnce('the password in an address', span, takeOut);
    else if (looksLikeSecret(text)) refuseOnce('a key or token', span, variable);
    else if (namesSecret(key) && text !== '' && variablesIn(text).length === 0) refuseOnce(`the value of "${key}"`, span, variable);
  }
  for (const { spec: environment } of spec.environments) {
    for (const [name, variable] of Object.entries(environment.variables ?? {})) {
      const value = typeof variable === 'string' ? variable : variable.value;
      if (namesSecret(name) && !value) report(problem('secret-variable', { name }, places.key(environment.variables as object, name)));
      if (value === undefined || value === '') continue;
      const holder = typeof variable === 'string' ? (environment.variables as object) : variable;
      const span = places.value(holder, typeof variable === 'string' ? name : 'value');
      if (hasUserInfo(value)) refuseOnce('the password in an address', span, takeOut);
      else if (namesSecret(name) || looksLikeSecret(value)) refuseOnce(`the value of "${name}"`, span, secrets);
    }
  }
  // Prose, examples of answers, files that are only referred to: a key is a key wherever it stands.
  for (const file of new Set([...workspace.filesIn(spec.id), ...workspace.filesRead()])) {
    // What an OpenAPI document says has been looked through when it was read.
    if (workspace.isDocument(file)) continue;
    const source = workspace.source(file);
    source.text.split('\n').forEach((line, i) => {
      const start = source.offsetOfLine(i + 1);
      const [form] = looksLikeSecret(line) ? secretForms(line) : [];
      if (form) refuseOnce('a key or token', source.span(start + form[0], start + form[1]), takeOut);
    });
  }
}
