import { formatLogEntry } from '../mock/log.ts';
import { type RunningMock, startMock } from '../mock/server.ts';
import type { Api } from '../model/model.ts';
import { pathsOf } from '../postman/paths.ts';
import { shellWord } from '../report/shell.ts';
import { problem } from '../source/problem.ts';
import { type ExitCode, exit, type Io } from './io.ts';
import { type CommonOptions, Session } from './session.ts';
import { untilSignal } from './signal.ts';

export interface MockCommandOptions extends CommonOptions {
  readonly port: number;
  /** Milliseconds. */
  readonly tokenLife?: number;
  readonly revokeEvery?: number;
  /** Milliseconds. */
  readonly latency?: number;
}

/** `postern mock <api>`: serves an API as its specs say until it is told to stop. */
export async function mockCommand(name: string, options: MockCommandOptions, io: Io): Promise<ExitCode> {
  const session = new Session(io, options);
  const api = session.apis([name])?.[0];
  if (!api) {
    session.close();
    return exit.mistake;
  }
  const stop = untilSignal(io);
  let mock: RunningMock;
  try {
    mock = await startMock(api, {
      port: options.port,
      variables: options.var,
      ...(options.tokenLife === undefined ? {} : { tokenLife: options.tokenLife }),
      ...(options.revokeEvery === undefined ? {} : { revokeEvery: options.revokeEvery }),
      ...(options.latency === undefined ? {} : { latency: options.latency }),
      log: (entry) => session.say(session.style.dim(formatLogEntry(entry))),
    });
  } catch (error) {
    stop.release();
    const { code } = error as NodeJS.ErrnoException;
    const reason =
      code === 'EADDRINUSE'
        ? `the port ${options.port} is already in use; choose another with --port, or leave it out for a free one`
        : `the port ${options.port} cannot be listened on (${code})`;
    session.tell([problem('usage', { reason })]);
    session.close();
    return exit.mistake;
  }
  if (mock.fixed.length > 0) session.tell(mock.fixed.map((address) => problem('fixed-address', { address })));
  const values = { ...mock.variables, ...options.var };
  if (io.stdout.isTTY) io.stdout.write(introduce(api, mock, values, options, session));
  else io.stdout.write(`${JSON.stringify({ api: api.id, url: mock.url, variables: values })}\n`);
  await new Promise<void>((resolve) => {
    if (stop.signal.aborted) resolve();
    stop.signal.addEventListener('abort', () => resolve());
  });
  stop.release();
  await mock.close();
  session.say('the mock has stopped');
  return exit.holds;
}

/** What it serves, with which credentials, and how to run the contract against it. */
function introduce(
  api: Api,
  mock: RunningMock,
  values: Readonly<Record<string, string>>,
  options: MockCommandOptions,
  session: Session,
): string {
  const { style } = session;
  const paths = pathsOf(api);
  const environment = api.environments[0];
  const command = [
    `npx newman run ${options.out}/${paths.contract}`,
    ...(environment ? [`-e ${options.out}/${paths.environment(environment.id)}`] : []),
    ...Object.entries(values).map(([key, value]) => `--env-var ${shellWord([`${key}=${value}`])}`),
  ];
  return [
    `${style.bold(api.name)} at ${style.bold(mock.url)}\n`,
    ...mock.describe().map((route) => `  ${route.method.padEnd(6)} ${route.path || '/'}  ${style.dim(route.statuses.join(' '))}`),
    '',
    'It accepts these values of the environment:',
    ...Object.entries(values).map(([key, value]) => `  ${key.padEnd(20)} ${value}`),
    '',
    'To run the contract against it:',
    `  ${command.join(' \\\n    ')}`,
    '',
    'Ctrl-C stops it.\n',
  ].join('\n');
}
