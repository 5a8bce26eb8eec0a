import { createRequire } from 'node:module';
import path from 'node:path';

/** A reporter of Newman: a class whose instances listen to a run. */
export type NewmanReporter = new (emitter: unknown, options: { readonly export?: string }, runOptions: unknown) => unknown;

/** A reporter that is there, and how it is loaded; loading it may throw. */
export interface Found {
  readonly name: string;
  readonly load: () => NewmanReporter;
}

/** The reporters that Newman brings along: whether they write a file. */
export const builtIn: Readonly<Record<string, boolean>> = { cli: false, json: true, junit: true, progress: false, emojitrain: false };

/** The package that a reporter is in, by Newman's rule: `html` is newman-reporter-html, `@us/html` is @us/newman-reporter-html. */
export function packageOf(name: string): string {
  return name.replace(/^(@[^/]*\/)?/, '$1newman-reporter-');
}

/** Whether a name can be that of a package. */
export function isName(name: string): boolean {
  return /^(@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/i.test(name);
}

/**
 * Finds a reporter: one of Newman's own, or a package that is installed in `folder` or beside Newman.
 * @returns undefined when it is not installed
 */
export function findReporter(name: string, folder: string): Found | undefined {
  const newman = createRequire(createRequire(__filename).resolve('newman/package.json'));
  if (Object.hasOwn(builtIn, name)) return { name, load: () => newman(`./lib/reporters/${name}`) };
  for (const from of [createRequire(path.join(folder, 'package.json')), newman]) {
    try {
      const file = from.resolve(packageOf(name));
      return { name, load: () => from(file) };
    } catch {
      // It is not installed here.
    }
  }
  return undefined;
}

/** What Newman keeps of a run for its reporters: it listens to the emitter that it is made for. */
export function loadSummary(): new (emitter: unknown, options: unknown) => object {
  return createRequire(__filename)('newman/lib/run/summary');
}
