// Runs whose answers are broken on purpose, reported through the command line.

import { type MockOptions, startMock } from '../../scripts/mock/server.ts';
import { resolveSpecs } from '../../scripts/model/resolve.ts';
import { messageOf } from '../../scripts/source/problem.ts';
import { parcelFiles } from '../support/parcels.ts';
import { Folder, type Outcome, postern } from '../support/specs.ts';

export type Texts = Readonly<Record<string, string>>;

/** Answers of one endpoint with another body. */
export const withBody = (id: string, body: string): MockOptions => ({
  transform: (answer, { endpoint }) => (endpoint?.id === id ? { ...answer, body } : answer),
});

/** A parcel with three things wrong. */
export const wrongParcel: MockOptions = withBody('get-parcel', JSON.stringify({ id: 'x', size: { unit: 'mm' }, at: 'yesterday' }));

/**
 * Runs the contract of the one API in `files` (paths below the specs folder) against a mock of it.
 * @param argv options behind `run <api> --env dev`
 * @param read what to take from the working directory before it is gone
 */
export async function reported<T>(
  argv: readonly string[],
  read: (work: Folder) => T | Promise<T>,
  {
    mock: options = {},
    files = parcelFiles,
    env = {},
    changes = {},
    tty = false,
  }: { mock?: MockOptions; files?: Texts; env?: Texts | ((work: Folder) => Texts); changes?: Texts; tty?: boolean } = {},
): Promise<Outcome & { readonly files: T }> {
  const { apis, problems } = resolveSpecs({ root: 'specs', files: new Map(Object.entries(files)) });
  const [api] = apis;
  if (!api || problems.length > 0) throw new Error(problems.map(messageOf).join('\n'));
  using work = new Folder(Object.fromEntries(Object.entries(files).map(([name, text]) => [`specs/${name}`, text])));
  const mock = await startMock(api, options);
  try {
    const variables = Object.entries({ ...mock.variables, ...changes }).flatMap(([name, value]) => ['--var', `${name}=${value}`]);
    const given = typeof env === 'function' ? env(work) : env;
    const outcome = await postern(['run', api.id, '--env', 'dev', ...variables, ...argv], work.path, { env: given, tty });
    return { ...outcome, files: await read(work) };
  } finally {
    await mock.close();
  }
}
