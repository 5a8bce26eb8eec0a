import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Api } from '../model/model.ts';
import { isSelective, type Selection, selectedOf, unfitOf } from '../runner/select.ts';
import { problem } from '../source/problem.ts';
import type { Session } from './session.ts';

/** What of the contracts is run; everything when nothing is asked for. */
export interface SelectionOptions {
  readonly grep?: readonly string[];
  readonly endpoint?: readonly string[];
  readonly folder?: readonly string[];
  readonly tag?: readonly string[];
  /** A commit, branch or tag of git. */
  readonly changedSince?: string;
  /** Files of the specs that have changed, while they are watched. */
  readonly changed?: readonly string[];
}

/** The ids of the requests that were asked for, over all APIs. */
export type Selected = ReadonlySet<string>;

/**
 * Reads what the options select.
 * @returns undefined when everything is selected; `mistake` when a problem has been told, such as a word that fits nothing
 */
export function selectionOf(apis: readonly Api[], options: SelectionOptions, session: Session): Selected | 'mistake' | undefined {
  const { grep, endpoint, folder, tag, changedSince } = options;
  const changed = changedSince === undefined ? options.changed : changedFiles(changedSince, session);
  if (changed === 'mistake') return 'mistake';
  const given = { grep, endpoint, folder, tag, changed };
  const selection: Selection = Object.fromEntries(Object.entries(given).filter(([, words]) => words !== undefined));
  if (!isSelective(selection)) return undefined;
  const unfit = unfitOf(apis, selection);
  if (unfit.length > 0) {
    session.tell(unfit.map(({ suggestion, ...rest }) => problem('unfit-selection', { ...rest, ...(suggestion ? { suggestion } : {}) })));
    return 'mistake';
  }
  const ids = new Set(apis.flatMap((api) => [...selectedOf(api, selection)]));
  // While specs are watched, a change need not touch any request.
  if (ids.size > 0 || options.changed) return ids;
  session.tell([problem('nothing-selected', { since: changedSince })]);
  return 'mistake';
}

/** The files of the specs that differ from a commit, the ones that git does not know among them. */
function changedFiles(since: string, session: Session): readonly string[] | 'mistake' {
  const { specs } = session.options;
  const cwd = path.resolve(session.io.cwd(), specs);
  const root = specs.replace(/\\/g, '/').replace(/\/+$/, '') || '/';
  const git = (...argv: string[]): string[] =>
    execFileSync('git', argv, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
      .split('\0')
      .filter((file) => file !== '');
  const refuse = (reason: string): 'mistake' => {
    session.tell([problem('git', { since, reason })]);
    return 'mistake';
  };
  const works = (...argv: string[]): boolean => {
    try {
      git(...argv);
      return true;
    } catch {
      return false;
    }
  };
  if (!works('--version')) return refuse('there is no git here');
  if (!works('rev-parse', '--git-dir')) return refuse('the specs are in no repository');
  if (!works('rev-parse', '--verify', '--end-of-options', `${since}^{commit}`)) return refuse('there is no such commit, branch or tag');
  const files = [
    ...git('diff', '--name-only', '--relative', '-z', '--end-of-options', since, '--'),
    ...git('ls-files', '--others', '--exclude-standard', '-z'),
  ];
  return files.map((file) => `${root}/${file}`);
}
