import { problem } from '../../source/problem.ts';
import { suggest } from '../../source/suggest.ts';
import type { Context } from '../context.ts';

/** The folders of an API whose files are read without being named. */
const folders = ['endpoints', 'environments', 'flows'];

/**
 * Every file in the folder of an API is there for something: a file of endpoints in a folder with a misspelt name would
 * be tested by nobody.
 * @param complete whether every file that is needed has been read by now
 */
export function checkFiles(id: string, complete: boolean, { workspace, report }: Context): void {
  const read = new Set(workspace.filesRead());
  for (const file of workspace.filesIn(id)) {
    if (read.has(file)) continue;
    const at = workspace.source(file).span(0, 0);
    const [, folder = '', name] = file.split('/');
    const near = name === undefined ? undefined : suggest(folder, folders);
    if (near !== undefined) report(problem('misplaced-file', { folder, suggestion: near }, at));
    else if (complete) report(problem('unused-file', {}, at));
  }
}
