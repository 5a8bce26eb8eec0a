import type { FlowSpec, StepSpec } from '../language/definition.ts';
import { problem } from '../source/problem.ts';
import { suggest } from '../source/suggest.ts';
import type { Context } from './context.ts';
import type { Documented } from './documented.ts';
import type { Flow, Step } from './model.ts';
import { capturesOf, resolveExpect } from './resolve-expect.ts';
import { vary } from './resolve-variation.ts';

/** A flow over endpoints that are documented elsewhere. */
export function resolveFlow(spec: FlowSpec, endpoints: ReadonlyMap<string, Documented>, context: Context): Flow {
  const used = new Map<string, number>();
  const steps = spec.steps.flatMap((step) => {
    const documented = endpoints.get(step.endpoint);
    if (!documented) {
      const near = suggest(step.endpoint, endpoints.keys());
      const args = { id: step.endpoint, ...(near ? { suggestion: near } : {}) };
      context.report(problem('unknown-endpoint', args, context.places.value(step, 'endpoint')));
      return [];
    }
    const name = step.name ?? documented.spec.name;
    const times = (used.get(name) ?? 0) + 1;
    used.set(name, times);
    // The same step twice in a flow: the second is another request.
    return resolveStep(step, ['flow', spec.id, name, ...(times > 1 ? [String(times)] : [])], documented, context) ?? [];
  });
  return { id: spec.id, name: spec.name, description: spec.description, steps, origin: context.places.value(spec, 'id') };
}

function resolveStep(spec: StepSpec, identity: readonly string[], documented: Documented, context: Context): Step | undefined {
  const { places } = context;
  const { request, responses } = documented;
  const expected =
    spec.expect === undefined
      ? { response: request.expected, further: [] }
      : resolveExpect(spec.expect, spec, responses, places.isWhole(documented.spec.responses), context);
  if (!expected) return undefined;
  return {
    endpointId: documented.spec.id,
    request: {
      ...request,
      ...vary(spec, documented, expected, capturesOf(spec, expected.response, context), context),
      kind: 'step',
      identity,
      name: spec.name ?? request.name,
      origin: places.value(spec, 'endpoint'),
    },
  };
}
