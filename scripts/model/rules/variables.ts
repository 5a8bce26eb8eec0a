import type { Places } from '../../language/places.ts';
import type { Spec } from '../../language/read-spec.ts';
import { problem } from '../../source/problem.ts';
import type { Span } from '../../source/source-file.ts';
import { suggest } from '../../source/suggest.ts';
import type { Context } from '../context.ts';
import type { Environment } from '../model.ts';
import { variablesIn } from '../template.ts';
import { sentTexts, stepTexts, type Text } from './texts.ts';

/** Every `{{variable}}` that is used is defined in each environment, and every one that is defined is used. */
export function checkVariables(spec: Spec, environments: readonly Environment[], context: Context, broken: boolean): void {
  const { places, report, workspace } = context;
  const texts: DefaultText[] = [...sentTexts(spec, places), ...defaultsInUse(spec, places)];
  checkFlowVariables(spec, environments, context);
  const used = new Set<string>();
  for (const { text, span, because } of texts) {
    for (const { name } of variablesIn(text)) {
      if (used.has(name)) continue;
      const at = () => workspace.within(span, `{{${name}}}`);
      if (name.startsWith('$')) {
        const known = dynamicVariables();
        const near = suggest(name.slice(1), known);
        used.add(name);
        if (!known.includes(name.slice(1)))
          report(problem('unknown-dynamic-variable', { name, ...(near ? { suggestion: `$${near}` } : {}) }, at()));
        continue;
      }
      used.add(name);
      for (const [i, environment] of environments.entries()) {
        const written = spec.environments[i]?.spec;
        if (!places.isWhole(written) || !places.isWhole(written?.variables) || !places.isWhole(written?.secrets)) continue;
        const known = environment.variables.map((variable) => variable.name);
        const near = suggest(name, known);
        if (!known.includes(name)) {
          report(
            problem(
              'undefined-variable',
              { name, environment: environment.id, ...(near ? { suggestion: near } : {}), ...(because ? { because } : {}) },
              at(),
              { related: [environment.origin] },
            ),
          );
        }
      }
    }
  }
  const steps = spec.flows.flatMap((file) => file.spec.flows).flatMap((flow) => flow.steps);
  for (const { text } of steps.flatMap((step) => stepTexts(step, places))) for (const { name } of variablesIn(text)) used.add(name);
  // A file that could not be read may have used it.
  if (broken) return;
  for (const variable of environments.flatMap((environment) => environment.variables)) {
    if (!used.has(variable.name)) report(problem('unused-variable', { name: variable.name }, variable.origin));
  }
}

/** What a step uses is a variable of the environments, or captured by a step before it; what it captures hides neither. */
function checkFlowVariables(spec: Spec, environments: readonly Environment[], context: Context): void {
  const { places, report, workspace } = context;
  for (const flow of spec.flows.flatMap((file) => file.spec.flows)) {
    const captured = new Set<string>();
    for (const step of flow.steps) {
      for (const { text, span } of stepTexts(step, places)) {
        for (const { name } of variablesIn(text)) {
          if (captured.has(name) || name.startsWith('$') || isDefined(name, environments)) continue;
          const near = suggest(name, [
            ...captured,
            ...environments.flatMap((environment) => environment.variables.map((each) => each.name)),
          ]);
          report(problem('uncaptured-variable', { name, ...(near ? { suggestion: near } : {}) }, workspace.within(span, `{{${name}}}`)));
        }
      }
      for (const name of Object.keys(step.capture ?? {})) {
        if (isDefined(name, environments)) report(problem('captured-variable', { name }, places.key(step.capture as object, name)));
        captured.add(name);
      }
    }
  }
}

function isDefined(name: string, environments: readonly Environment[]): boolean {
  return environments.some((environment) => environment.variables.some((variable) => variable.name === name));
}

/** A text of a spec, or one that stands for what is not written. */
interface DefaultText extends Text {
  /** Why it is used although nobody wrote it. */
  readonly because?: string;
}

/** What the language uses when nothing is written: it is used all the same. */
function defaultsInUse(spec: Spec, places: Places): DefaultText[] {
  const api = spec.api?.spec;
  if (!api) return [];
  const texts: DefaultText[] = [];
  const { auth } = api;
  const missing = (key: string, span: Span, of: string): void =>
    void texts.push({ text: `{{${key}}}`, key, span, because: `which is used because ${of} has no ${key}` });
  if (auth && auth.clientId === undefined) missing('clientId', places.key(api, 'auth'), 'auth');
  const { clientAuthentication: way = 'client_secret_basic' } = auth ?? {};
  if (auth && auth.clientSecret === undefined && way.startsWith('client_secret')) missing('clientSecret', places.key(api, 'auth'), 'auth');
  if (auth && auth.assertion?.key === undefined && way === 'private_key_jwt') {
    const because = 'which is used because auth.assertion has no key';
    texts.push({ text: '{{privateKey}}', key: 'privateKey', span: places.key(auth, 'clientAuthentication'), because });
  }
  const first = spec.endpoints.flatMap((file) => file.spec.endpoints).find((endpoint) => endpoint.baseUrl === undefined);
  if (first && api.baseUrl === undefined) missing('baseUrl', places.value(first, 'path'), 'the API');
  return texts;
}

/** Postman's own list. Loaded only when a spec uses one, since the library takes a moment. */
function dynamicVariables(): string[] {
  return Object.keys(require('postman-collection/lib/superstring/dynamic-variables')).map((name) => name.replace(/^\$/, ''));
}
