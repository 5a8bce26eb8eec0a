import { startMock } from '../mock/server.ts';
import type { Api, Environment, Request } from '../model/model.ts';
import { type Planned, planOf } from '../postman/plan.ts';
import type { RunDocument } from '../report/run-document.ts';
import { runAsJson } from '../report/run-json.ts';
import { formatRun } from '../report/run-terminal.ts';
import { type Connection, localConnection } from '../runner/connection.ts';
import { optimizeLater } from '../runner/optimize-later.ts';
import { exitCodeOf, flakyOf, type RunResult } from '../runner/results.ts';
import { runContract } from '../runner/run.ts';
import { shardOf, type Timings } from '../runner/shard.ts';
import { unitsOf } from '../runner/units.ts';
import { type Problem, problem } from '../source/problem.ts';
import { Earlier } from './earlier.ts';
import { type ExitCode, exit, type Io } from './io.ts';
import { followWith, type NewmanWanted, unfitForNewman } from './newman-reporters.ts';
import { noProgress, showProgress } from './progress.ts';
import { readReporters, tellComparisons, writeReports } from './reports.ts';
import { readTimings, writeResults } from './results.ts';
import type { RunOptions } from './run-options.ts';
import { type Selected, selectionOf } from './selection.ts';
import type { Session } from './session.ts';
import { untilSignal } from './signal.ts';
import { type Target, targetsOf } from './targets.ts';
import { usageProblem } from './usage.ts';
import { mockValuesFor, type Values } from './values.ts';
import { type Round, roundOf, watchSpecs } from './watch.ts';
import { Workers } from './workers.ts';

/** What one call of the command carries along. */
interface Call {
  readonly session: Session;
  readonly options: RunOptions;
  readonly signal: AbortSignal;
  /** The ids of what was asked for; undefined: everything. */
  readonly selected: Selected | undefined;
  readonly timings: Timings | undefined;
  readonly newman: readonly NewmanWanted[];
  /** What went wrong with reports while they were made. */
  readonly unreported: Problem[];
  readonly workers: Workers;
}

/**
 * `postern run [api…] --env <name>|--mock`: runs contracts, tells what broke, and ends with 0, 1, 2 or 3. With --format json
 * the document on stdout has `results` besides `problems`, one for each API: see report/run-document.ts.
 */
export function runCommand(names: readonly string[], options: RunOptions, io: Io): Promise<ExitCode> {
  optimizeLater();
  const earlier = new Earlier();
  const run = async (more: Partial<RunOptions>): Promise<Round> => {
    const all = { ...options, ...more };
    const workers = new Workers(all);
    try {
      return await roundOf(io, all, (session) => runAll(names, all, session, workers), earlier);
    } finally {
      await workers.close();
    }
  };
  // A run of few requests is over in this process before a worker has been started.
  return options.watch
    ? watchSpecs(options.specs, io, (changed) => run(changed ? { changed, serial: true } : {}))
    : run({}).then(({ code }) => code);
}

async function runAll(names: readonly string[], options: RunOptions, session: Session, workers: Workers): Promise<ExitCode> {
  const { io } = session;
  const { wanted, newman, problems: wrong } = readReporters(options.reporter, io.cwd());
  const usage = usageProblem(names, options) ?? unfitForNewman(newman, options);
  if (usage !== undefined || wrong.length > 0) {
    session.tell([...(usage === undefined ? [] : [problem('usage', { reason: usage })]), ...wrong]);
    return exit.mistake;
  }
  // Of a part it is not known how small it is before the specs have been understood.
  const apis = session.apis(names, isWhole(options) && newman.length === 0 ? (texts) => workers.startFor(texts) : undefined);
  if (!apis) return exit.mistake;

  const selected = selectionOf(apis, options, session);
  const timings = options.timings === undefined ? undefined : readTimings(options.timings, session);
  if (selected === 'mistake' || timings === 'mistake') return exit.mistake;

  const wantedApis = apis.filter((api) => planFor(api).some(({ id }) => selected?.has(id) ?? true));
  if (newman.length > 0 && wantedApis.length * (options.env?.length ?? 1) > 1) {
    const reason = `newman:${newman[0]?.name} reports one run; name one API and one environment`;
    session.tell([problem('usage', { reason })]);
    return exit.mistake;
  }

  const stop = untilSignal(io);
  const unreported: Problem[] = [];
  const call: Call = { session, options, signal: stop.signal, selected, timings, newman, unreported, workers };
  const results: RunResult[] = [];
  const started = new Date().toISOString();
  try {
    for (const api of wantedApis) {
      const targets = options.env ? targetsOf(api, options.env, options, session) : (['mock'] as const);
      if (!targets) return exit.mistake;
      for (const target of targets) {
        if (stop.signal.aborted) break;
        const result = await (target === 'mock' ? runAgainstMock(api, call) : runAgainst(api, target, call));
        if (!result) return exit.mistake;
        results.push(result);
        if (!options.quiet || exitCodeOf(result) !== exit.holds)
          io.stderr.write(`\n${formatRun(result, session.sourceOf, session.style, { coverage: options.coverage ?? false })}\n`);
      }
    }
  } finally {
    stop.release();
  }
  tellComparisons(results, session);
  if (options.format === 'json') session.addToDocument({ started, results: results.map(runAsJson) } satisfies Partial<RunDocument>);
  const problems = [...unreported, ...writeReports(wanted, results, started, session)];
  if (options.results !== undefined)
    problems.push(...writeResults(options.results, started, results, (api) => elsewhereOf(api, call), session));
  if (problems.length > 0) session.tell(problems);
  if (stop.signal.aborted) io.stderr.write('stopped before the end\n');
  else if (options.mock && !options.watch)
    session.say(`The collections are in ${options.out}; the README.md beside each says what to import, and how to run it.`);
  if (problems.length > 0) return exit.mistake;
  if (stop.signal.aborted) return stop.signal.reason === 'SIGINT' ? exit.interrupted : exit.notRun;
  const isFlaky = options.failOnFlaky === true && results.some((result) => flakyOf(result).length > 0);
  return Math.max(isFlaky ? exit.broken : exit.holds, ...results.map(exitCodeOf)) as ExitCode;
}

async function runAgainstMock(api: Api, call: Call): Promise<RunResult | undefined> {
  const { session, options } = call;
  const mock = await startMock(api, { variables: options.var });
  try {
    const values = mockValuesFor(api, mock.variables, options.var);
    // What cannot be sent to the mock would be sent to the real server.
    const problems = [...mock.fixed.map((address) => problem('fixed-address', { address })), ...values.problems];
    if (problems.length > 0) {
      session.tell(problems);
      return undefined;
    }
    session.say(`${session.style.bold(api.id)}: the mock serves it at ${mock.url}`);
    return await send(
      api,
      { name: 'the mock', limits: { interval: undefined, concurrency: undefined } },
      { ...values, connection: localConnection },
      call,
    );
  } finally {
    await mock.close();
  }
}

function runAgainst(api: Api, { environment, values, connection, sends }: Target, call: Call): Promise<RunResult> {
  if (sends)
    call.session.say(`${environment.name} is a production environment: only requests that read are sent; --allow-writes sends all`);
  return send(api, environment, { ...values, connection }, call, sends);
}

async function send(
  api: Api,
  environment: Pick<Environment, 'name' | 'limits'>,
  values: Values & { readonly connection: Connection },
  call: Call,
  sends: (request: Request) => boolean = () => true,
): Promise<RunResult> {
  const { session, options, signal } = call;
  const elsewhere = elsewhereOf(api, call);
  const planned = planFor(api).filter(({ id, request }) => sends(request) && !elsewhere.has(id));
  const wanted = planned.filter(({ id }) => call.selected?.has(id) ?? true);
  const crew = call.newman.length > 0 ? undefined : call.workers.crewFor(wanted.length);
  if (crew && session.io.env['POSTERN_DEBUG']) session.say(`workers: ${crew.members.map(({ pid }) => pid).join(' ')}`);
  const newman = call.newman.length > 0 ? followWith(call.newman, session, call.unreported) : undefined;
  const progress = call.newman.some(({ file }) => file === undefined) ? noProgress : showProgress(wanted.length, session);
  const { interval, concurrency } = environment.limits;
  try {
    return await runContract(api, {
      environment: environment.name,
      values: values.values,
      secrets: values.secrets,
      connection: values.connection,
      timeout: options.timeout,
      onResult: progress.tell,
      signal,
      sends,
      only: new Set(wanted.map(({ id }) => id)),
      retries: options.retries ?? 0,
      bail: options.bail ?? false,
      ...(crew ? { crew } : {}),
      ...(newman ? { newman } : {}),
      ...(options.lanes === undefined ? {} : { lanes: options.lanes }),
      ...(interval === undefined ? {} : { interval }),
      ...(concurrency === undefined ? {} : { concurrency }),
    });
  } finally {
    progress.end();
  }
}

function planFor(api: Api): Planned[] {
  return planOf(api, 'contract').flatMap((folder) => folder.requests);
}

/** The ids of what other shards run of what was asked for. */
function elsewhereOf(api: Api, { options, selected, timings }: Call): ReadonlySet<string> {
  if (!options.shard) return new Set();
  const wanted = planFor(api).filter(({ id }) => selected?.has(id) ?? true);
  const own = shardOf(unitsOf(wanted, api.auth), options.shard, timings);
  return new Set(wanted.map(({ id }) => id).filter((id) => !own.has(id)));
}

function isWhole({ grep, endpoint, folder, tag, changedSince, changed, shard }: RunOptions): boolean {
  return [grep, endpoint, folder, tag, changedSince, changed, shard].every((part) => part === undefined);
}
