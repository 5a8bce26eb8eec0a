import { type SpecSources, Workspace } from '../language/workspace.ts';
import type { Problem } from '../source/problem.ts';
import type { Context } from './context.ts';
import { Schemas } from './schemas.ts';

/** The files that may change while the rest is kept: each describes parts of an API by itself. */
const standsAlone = /^[^/]+\/(endpoints|flows)\//;

/** What other schemas may refer to a schema by, or find out of it, however they came to know it. */
const isNamed = /\$(id|anchor|dynamicAnchor|vocabulary)\b/;

/**
 * What is kept from one time that specs are resolved to the next in the same process: what has not changed stays the same objects, so that
 * what was worked out of it is known (`source/memory.ts`). In doubt nothing is kept, and everything begins anew.
 */
export class Kept {
  #before: { readonly sources: SpecSources; readonly names: string; readonly context: Context } | undefined;
  #problems: Problem[] = [];
  /** Whether a schema has a name: then it depends on the order of things who finds it. */
  #hasNames = false;

  /**
   * What to resolve `sources` with, and where problems then go.
   * @param wanted the names of the APIs that are asked for
   */
  contextFor(sources: SpecSources, wanted: readonly string[], problems: Problem[]): Context {
    this.#problems = problems;
    const names = JSON.stringify(wanted);
    const same = this.#before?.names === names ? this.#before : undefined;
    const context = (same && this.#continued(same.sources, sources, same.context)) ?? this.#anew(sources);
    // A map of the caller's may be another the next time.
    this.#before = { sources: { ...sources, files: new Map(sources.files) }, names, context };
    return context;
  }

  #anew(sources: SpecSources): Context {
    this.#hasNames = [...sources.files.values()].some((text) => isNamed.test(text));
    const workspace = new Workspace(sources, (found) => void this.#problems.push(found));
    return { workspace, places: workspace.places, report: workspace.report, memory: workspace.memory, schemas: new Schemas(workspace) };
  }

  #continued(before: SpecSources, sources: SpecSources, context: Context): Context | undefined {
    const { workspace, schemas } = context;
    const changed = changedIn(before, sources);
    if (!changed || this.#hasNames || schemas.hadProblems) return undefined;
    const isKept = changed.every(
      (file) =>
        standsAlone.test(file) &&
        !workspace.isReferred(file) &&
        !workspace.isDocument(file) &&
        !isNamed.test(sources.files.get(file) ?? ''),
    );
    if (!isKept) return undefined;
    workspace.replace(sources, changed);
    for (const file of changed) schemas.forget(file);
    return context;
  }
}

/** The files whose text is another; undefined when there are other files. */
function changedIn(before: SpecSources, { root, files }: SpecSources): string[] | undefined {
  if (before.root !== root || [...before.files.keys()].join('\n') !== [...files.keys()].join('\n')) return undefined;
  return [...files].flatMap(([file, text]) => (before.files.get(file) === text ? [] : [file]));
}
