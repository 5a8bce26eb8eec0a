/** What a command may touch of the process: the streams, the environment, the folder that it was started in. */
export interface Io {
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: () => string;
  /** The version of the program. */
  readonly version: string;
  /** The clone that the program runs from; its specs are looked at where there are no others. */
  readonly home?: string;
  /** Listens for the signals that ask a command to stop. */
  readonly once: (signal: 'SIGINT' | 'SIGTERM', listener: () => void) => unknown;
  readonly off: (signal: 'SIGINT' | 'SIGTERM', listener: () => void) => unknown;
}

/** How a command ends; see the design of the exit codes in the README. */
export type ExitCode = 0 | 1 | 2 | 3 | 130;
/** `interrupted`: by Ctrl-C, as shells have it (128 and the number of the signal). */
export const exit = { holds: 0, broken: 1, mistake: 2, notRun: 3, interrupted: 130 } as const;
