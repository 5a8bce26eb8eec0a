import type { Spec } from '../../language/read-spec.ts';
import { problem } from '../../source/problem.ts';
import type { Span } from '../../source/source-file.ts';
import { suggest } from '../../source/suggest.ts';
import type { Context } from '../context.ts';
import type { Folder } from '../model.ts';

/** One `after`: what comes after what, and where that is said. */
interface Wait {
  readonly id: string;
  readonly after: string;
  readonly span: Span;
}

/** What comes after other endpoints can: they are there, none waits for itself, and their folder is not sent later. */
export function checkOrder(spec: Spec, folders: readonly Folder[], context: Context): void {
  const { places, report } = context;
  const folderOf = new Map(folders.flatMap(({ name, endpoints }, i) => endpoints.map(({ id }) => [id, { name, i }] as const)));
  const endpoints = spec.endpoints.flatMap((file) => file.spec.endpoints);
  const known = new Set(endpoints.map(({ id }) => id));
  const waits: Wait[] = [];
  for (const endpoint of endpoints) {
    waits.push(...waitsOf(endpoint.id, endpoint));
    // Nothing waits for a case that comes after others by itself, so it is part of no cycle.
    for (const each of endpoint.cases ?? []) waitsOf(endpoint.id, each);
  }
  for (const { cycle, spans } of cyclesOf(waits)) {
    const [span, ...related] = spans;
    report(problem('after-cycle', { cycle }, span, { related }));
  }

  function waitsOf(id: string, holder: { readonly after?: string | readonly string[] }): Wait[] {
    const { after } = holder;
    if (after === undefined) return [];
    const named = typeof after === 'string' ? [after] : after;
    return named.flatMap((name, i) => {
      const span = typeof after === 'string' ? places.value(holder, 'after') : places.value(after, i);
      if (!known.has(name)) {
        const near = suggest(name, known);
        report(problem('unknown-endpoint', { id: name, ...(near ? { suggestion: near } : {}) }, span));
        return [];
      }
      const [own, other] = [folderOf.get(id), folderOf.get(name)];
      if (own && other && other.i > own.i) report(problem('after-folder', { id: name, folder: other.name, own: own.name }, span));
      return [{ id, after: name, span }];
    });
  }
}

/** Each cycle once, written as `a after b, b after a`. */
function cyclesOf(waits: readonly Wait[]): { readonly cycle: string; readonly spans: readonly Span[] }[] {
  const done = new Set<string>();
  const found: { cycle: string; spans: Span[] }[] = [];
  const follow = (id: string, path: readonly Wait[]): void => {
    const from = path.findIndex((wait) => wait.id === id);
    if (from >= 0) {
      const cycle = path.slice(from);
      found.push({ cycle: cycle.map((wait) => `${wait.id} after ${wait.after}`).join(', '), spans: cycle.map(({ span }) => span) });
      return;
    }
    if (done.has(id)) return;
    for (const wait of waits.filter((each) => each.id === id)) follow(wait.after, [...path, wait]);
    done.add(id);
  };
  for (const { id } of waits) follow(id, []);
  return found;
}
