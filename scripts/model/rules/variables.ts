import type { Spec } from '../../language/read-spec.ts';
import { problem } from '../../source/problem.ts';
import { suggest } from '../../source/suggest.ts';
import type { Context } from '../context.ts';
import type { Environment } from '../model.ts';
import { variablesIn } from '../template.ts';
import { sentTexts, type Text } from './texts.ts';

/** Every `{{variable}}` that is used is defined in each environment, and every one that is defined is used. */
export function checkVariables(spec: Spec, environments: readonly Environment[], context: Context, broken: boolean): void {
  const { places, report } = context;
  const texts: Text[] = [...sentTexts(spec, places), ...defaultsInUse(spec)];
  const used = new Set<string>();
  for (const { text, span } of texts) {
    for (const { name } of variablesIn(text)) {
      if (used.has(name)) continue;
      if (name.startsWith('$')) {
        const known = dynamicVariables();
        const near = suggest(name.slice(1), known);
        if (!known.includes(name.slice(1)))
          report(problem('unknown-dynamic-variable', { name, ...(near ? { suggestion: `$${near}` } : {}) }, span));
        continue;
      }
      used.add(name);
      for (const environment of environments) {
        const known = environment.variables.map((variable) => variable.name);
        const near = suggest(name, known);
        if (!known.includes(name)) {
          report(
            problem('undefined-variable', { name, environment: environment.id, ...(near ? { suggestion: near } : {}) }, span, {
              related: [environment.origin],
            }),
          );
        }
      }
    }
  }
  // A file that could not be read may have used it.
  if (broken) return;
  for (const variable of environments.flatMap((environment) => environment.variables)) {
    if (!used.has(variable.name)) report(problem('unused-variable', { name: variable.name }, variable.origin));
  }
}

/** What the language uses when nothing is written: it is used all the same. */
function defaultsInUse(spec: Spec): Text[] {
  const api = spec.api;
  if (!api) return [];
  const texts: Text[] = [];
  const { auth } = api.spec;
  if (auth && auth.clientId === undefined) texts.push({ text: '{{clientId}}', key: 'clientId', span: api.span });
  if (auth && auth.clientSecret === undefined && auth.clientAuthentication !== 'none')
    texts.push({ text: '{{clientSecret}}', key: 'clientSecret', span: api.span });
  const needsBase = spec.endpoints.some((file) => file.spec.endpoints.some((endpoint) => endpoint.baseUrl === undefined));
  if (needsBase && api.spec.baseUrl === undefined) texts.push({ text: '{{baseUrl}}', key: 'baseUrl', span: api.span });
  return texts;
}

/** Postman's own list. Loaded only when a spec uses one, since the library takes a moment. */
function dynamicVariables(): string[] {
  return Object.keys(require('postman-collection/lib/superstring/dynamic-variables')).map((name) => name.replace(/^\$/, ''));
}
