import type { Io } from './io.ts';

/** A signal that is aborted when the process is asked to stop; `release` stops listening. */
export function untilSignal(io: Io): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  io.once('SIGINT', stop);
  io.once('SIGTERM', stop);
  return {
    signal: controller.signal,
    release: () => {
      io.off('SIGINT', stop);
      io.off('SIGTERM', stop);
    },
  };
}
