import type { Io } from './io.ts';

/** A signal that is aborted when the process is asked to stop, with the name of what asked it; `release` stops listening. */
export function untilSignal(io: Io): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const names = ['SIGINT', 'SIGTERM'] as const;
  const listeners = names.map((name) => ({ name, stop: () => controller.abort(name) }));
  for (const { name, stop } of listeners) io.once(name, stop);
  return {
    signal: controller.signal,
    release: () => {
      for (const { name, stop } of listeners) io.off(name, stop);
    },
  };
}
