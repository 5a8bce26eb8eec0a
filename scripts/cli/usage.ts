import { withoutValue } from '../source/secrets.ts';
import type { ProblemCode } from '../source/wording.ts';
import type { RunOptions } from './run-options.ts';

/** What only another command line sets right. */
export const misuses: readonly ProblemCode[] = [
  'usage',
  'unknown-api',
  'unknown-environment',
  'unfit-selection',
  'results-unreadable',
  'unknown-reporter',
  'newman-reporter',
  'reporter-file',
  'reporter-no-file',
  'reporter-same-file',
];

/** What of the options of a run does not go together, as a sentence. */
export function usageProblem(names: readonly string[], options: RunOptions): string | undefined {
  if (options.mock && options.env !== undefined) return 'give either --env or --mock: the mock is an environment of its own';
  if (!options.mock && options.env === undefined) return 'say where to run: --env <name>, or --mock for the built-in server';
  if (options.mock && (options.ca !== undefined || options.insecure)) return '--ca and --insecure are for --env: the mock needs neither';
  if (options.watch && options.format === 'json') return '--watch tells of runs as they come; leave --format json out';
  if (options.watch && options.changedSince !== undefined) return '--watch runs what changes from now on; leave --changed-since out';
  const twice = options.env?.find((id, i, all) => all.indexOf(id) !== i);
  if (twice !== undefined) return `--env ${withoutValue(twice)} is there twice; name each environment once`;
  if (!options.mock && names.length !== 1) return 'name one API to run against an environment: postern run <api> --env <name>';
  return undefined;
}
