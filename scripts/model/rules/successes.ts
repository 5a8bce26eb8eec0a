import type { Report } from '../../source/problem.ts';
import { problem } from '../../source/problem.ts';
import type { Folder } from '../model.ts';

/** Each documented success is what some request expects: one that none does could be anything, and nobody would see it. */
export function checkSuccesses(folders: readonly Folder[], report: Report): void {
  for (const { id, request, cases, steps, responses } of folders.flatMap((folder) => folder.endpoints)) {
    const expected = new Set([request, ...cases, ...steps].map((each) => each.expected.status));
    for (const { status, range, origin } of responses)
      if (range === undefined && status >= 200 && status < 300 && !expected.has(status))
        report(problem('unexercised-success', { id, status }, origin));
  }
}
