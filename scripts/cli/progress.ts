import type { Request } from '../model/model.ts';
import { eraseLine, progressBar } from '../report/progress-bar.ts';
import { formatProgress } from '../report/run-terminal.ts';
import { failed, type RequestResult } from '../runner/results.ts';
import type { Session } from './session.ts';

/** Tells how far a run is. */
export interface Progress {
  readonly tell: (result: RequestResult) => void;
  /** Takes away what is not to stay. */
  readonly end: () => void;
}

/** Where something else tells how far it is. */
export const noProgress: Progress = { tell: () => undefined, end: () => undefined };

/**
 * On a terminal a bar in one line, with what failed above it; elsewhere a line for each request; with --quiet nothing.
 * @param total how many requests there are
 */
export function showProgress(total: number, session: Session): Progress {
  const { io, options, style } = session;
  const hasBar = io.stderr.isTTY === true && io.env['TERM'] !== 'dumb' && !options.quiet;
  if (!hasBar) return { tell: (result) => session.say(formatProgress(result, style)), end: () => undefined };
  // A request that is sent again is told again.
  const done = new Map<Request, boolean>();
  let failures = 0;
  return {
    tell: (result) => {
      failures += Number(failed(result)) - Number(done.get(result.request) ?? false);
      done.set(result.request, failed(result));
      const line = failed(result) ? `${formatProgress(result, style)}\n` : '';
      io.stderr.write(`${eraseLine}${line}${progressBar(done.size, total, failures, style)}`);
    },
    end: () => io.stderr.write(eraseLine),
  };
}
