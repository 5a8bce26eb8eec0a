import path from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { milliseconds } from '../model/duration.ts';
import { reporterNames } from '../report/reporter-names.ts';
import type { Shard } from '../runner/shard.ts';
import { problem } from '../source/problem.ts';
import type { AuditCommandOptions } from './audit.ts';
import type { CompileOptions } from './compile.ts';
import type { ExportOptions } from './export.ts';
import { homeOf } from './home.ts';
import type { ImportOptions } from './import.ts';
import { type ExitCode, exit, type Io } from './io.ts';
import type { MergeOptions } from './merge.ts';
import type { MockCommandOptions } from './mock.ts';
import type { RunOptions } from './run-options.ts';
import { type CommonOptions, Session } from './session.ts';

/**
 * The command line. Only this folder reads the disk, the environment and the clock. A command is loaded when it is called: what
 * others need, such as Newman's workers and a server, takes longer to load than a small compile.
 * @param argv the arguments after the program's name
 * @returns 0 the contract holds · 1 it is broken, or --check found drift · 2 a mistake in specs or on the command line · 3 it could not be run
 */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = exit.holds;
  const program = new Command('postern')
    .description('Compiles YAML specs into Postman collections that keep their own OAuth 2.0 tokens, and runs them as contract tests.')
    .version(io.version, '-V, --version', 'tell the version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      outputError: (text, write) => write(withoutValues(text)),
    })
    .showHelpAfterError('(--help tells what there is)')
    .enablePositionalOptions();

  const home = homeOf(io);
  common(program.command('compile'), home)
    .description('write the collections that the specs describe')
    .argument('[api...]', 'the APIs (folders in the specs folder); all when left out')
    .option('--check', 'write nothing; end with 1 when a file is not what the specs compile to')
    .option('--watch', 'compile again when a spec changes, until Ctrl-C')
    .action(async (names: string[], options: CompileOptions) => {
      const { compileCommand } = await import('./compile.ts');
      code = await compileCommand(names, options, io);
    });

  common(program.command('run'), home)
    .description('run contracts with Newman')
    .argument('[api...]', 'the APIs; all when left out, with --mock')
    .option('--env <name>', 'the environment to run against (repeatable: each in turn, then side by side)', collect)
    .option('--mock', 'run against the built-in mock server')
    .option('--allow-writes', 'send requests that change something to a production environment too')
    .option('--ca <file>', 'a PEM file with certificate authorities to trust, in place of tls.ca of the environment')
    .option('--insecure', 'do not verify the certificates of servers')
    .option('--coverage', 'list what nothing exercised: documented statuses, endpoints and cases')
    .option(
      '--reporter <name=file>',
      `also report as ${reporterNames.join(', ')}, or newman:<name> with a reporter of Newman (repeatable)`,
      collect,
    )
    .setOptionValueWithSource('reporter', [], 'default')
    .addOption(new Option('--timeout <time>', 'how long an answer may take').argParser(timeAboveZero).default(60_000, '60s'))
    .addOption(new Option('--workers <number>', 'how many processes send requests side by side').argParser(whole(1, 64)))
    .addOption(new Option('--lanes <number>', 'how many requests each of them has under way at once').argParser(whole(1, 64)))
    .option('--serial', 'send one request after another')
    .addOption(
      new Option('--retries <times>', 'send safe requests again that failed on the network, or with 502, 503 or 504').argParser(
        whole(0, 10),
      ),
    )
    .option('--fail-on-flaky', 'end with 1 when a request passed only when it was sent again')
    .option('--bail', 'stop at the first failure')
    .option('--grep <text>', 'only requests whose title fits this text or regular expression (repeatable)', collect)
    .option('--endpoint <id>', 'only requests of this endpoint (repeatable)', collect)
    .option('--folder <name>', 'only requests of this folder (repeatable)', collect)
    .option('--tag <tag>', 'only requests of endpoints with this tag (repeatable)', collect)
    .option('--changed-since <commit>', 'only requests whose specs differ from this commit of git')
    .option('--watch', 'run again what a change of the specs touches, until Ctrl-C')
    .addOption(new Option('--shard <part>', 'only one part of several, such as 2/5; postern merge puts them together').argParser(shard))
    .option('--timings <file>', 'the results of an earlier run, by which shards take the same time')
    .option('--results <file>', 'also write the results for postern merge, or for --timings')
    .action(async (names: string[], options: RunOptions) => {
      const { runCommand } = await import('./run.ts');
      code = await runCommand(names, options, io);
    });

  common(program.command('merge'), home)
    .description('make the reports of several runs, such as the shards of one')
    .argument('<results...>', 'the files that postern run --results wrote')
    .option('--coverage', 'list what nothing exercised: documented statuses, endpoints and cases')
    .option('--fail-on-flaky', 'end with 1 when a request passed only when it was sent again')
    .option('--reporter <name[=file]>', 'also write a report, as for postern run (repeatable)', collect)
    .setOptionValueWithSource('reporter', [], 'default')
    .action(async (files: string[], options: MergeOptions) => {
      const { mergeCommand } = await import('./merge.ts');
      code = await mergeCommand(files, options, io);
    });

  common(program.command('mock'), home)
    .description('serve an API as its specs say, token endpoint included')
    .argument('<api>', 'the API')
    .addOption(new Option('--port <number>', 'the port; a free one when left out').argParser(whole(0, 65_535)).default(0, 'a free one'))
    .addOption(new Option('--token-life <time>', 'how long tokens live, such as 3s').argParser(timeAboveZero))
    .addOption(new Option('--revoke-every <requests>', 'revoke the token after every so many requests').argParser(whole(1, 1_000_000)))
    .addOption(new Option('--latency <time>', 'how long every answer is held back, such as 50ms').argParser(time))
    .action(async (name: string, options: MockCommandOptions) => {
      const { mockCommand } = await import('./mock.ts');
      code = await mockCommand(name, options, io);
    });

  common(program.command('audit'), home)
    .description('break what the mock answers, one thing at a time, and count what the contract notices')
    .argument('<api>', 'the API')
    .addOption(new Option('--min <percent>', 'end with 1 when a smaller share of the broken answers is noticed').argParser(percent))
    .action(async (name: string, options: AuditCommandOptions) => {
      const { auditCommand } = await import('./audit.ts');
      code = await auditCommand(name, options, io);
    });

  // What is new belongs to whoever calls, not to the program's own clone.
  program
    .command('import')
    .description('write an OpenAPI document (2.0, 3.0, 3.1) or a Postman collection as specs, and list what could not be carried over')
    .argument('<file>', 'the document, JSON or YAML; files that it refers to are read from beside it')
    .option(
      '--environment <file>',
      'an environment file of Postman, for a collection; repeatable',
      (file: string, all: string[]) => [...all, file],
      [],
    )
    .option('--specs <dir>', 'the folder of the specs', path.join(homeOf({ cwd: io.cwd }), 'specs'))
    .option('--out <dir>', 'the folder of the API; below the specs and named after its title when left out')
    .addOption(new Option('--format <format>', 'how to tell of what could not be carried over').choices(['text', 'json']).default('text'))
    .option('--list', 'write nothing; only list what could not be carried over, all of it')
    .option('--quiet', 'say nothing but what went wrong')
    .option('--no-color', 'no colours (NO_COLOR does the same)')
    .action(async (file: string, { out, ...options }: Omit<ImportOptions, 'into' | 'var'>) => {
      const { importCommand } = await import('./import.ts');
      code = await importCommand(file, { ...options, out: '', var: {}, ...(out ? { into: out } : {}) }, io);
    });

  program
    .command('export')
    .description('write an API as an OpenAPI 3.1 document, which import reads back')
    .argument('<api>', 'the API')
    .option('--specs <dir>', 'the folder of the specs', path.join(home, 'specs'))
    .option('--out <file>', 'the file to write, JSON or YAML by its ending; JSON on stdout when left out')
    .addOption(new Option('--format <format>', 'the format of the document').choices(['openapi']).default('openapi'))
    .option('--quiet', 'say nothing but what went wrong')
    .option('--no-color', 'no colours (NO_COLOR does the same)')
    .action(async (name: string, { out, format: _, ...options }: Omit<ExportOptions, 'into' | 'var'>) => {
      const { exportCommand } = await import('./export.ts');
      code = await exportCommand(name, { ...options, out: '', var: {}, ...(out ? { into: out } : {}) }, io);
    });

  program
    .command('schemas')
    .description("write the JSON Schemas that give editors completion in specs, and that of a run's results")
    .option('--into <dir>', 'the folder to write them to', 'schemas')
    .action(async ({ into }: { into: string }) => {
      const { schemasCommand } = await import('./schemas.ts');
      code = await schemasCommand(into, io);
    });

  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.holds : exit.mistake;
    // Nothing that a user does ends here: it is a defect, told in one line, in full with POSTERN_DEBUG.
    const { message, stack } = error as Error;
    const session = new Session(io, { specs: '', out: '', var: {} } satisfies CommonOptions);
    session.tell([problem('defect', { reason: message })]);
    if (io.env['POSTERN_DEBUG']) io.stderr.write(`${stack}\n`);
    return exit.notRun;
  }
}

/**
 * The options that every command has. The repeatable ones begin empty without a default in the library's sense, which
 * the help would show as "(default: {})".
 */
function common(command: Command, home: string): Command {
  return command
    .option('--specs <dir>', 'the folder of the specs', path.join(home, 'specs'))
    .option('--out <dir>', 'the folder of the collections', path.join(home, 'collections'))
    .option('--var <name=value>', 'set a variable of the environment (repeatable)', variable)
    .setOptionValueWithSource('var', {}, 'default')
    .addOption(
      new Option('--format <format>', 'how to tell of problems, and of the results of a run').choices(['text', 'json']).default('text'),
    )
    .option('--quiet', 'say nothing but what went wrong')
    .option('--no-color', 'no colours (NO_COLOR does the same)');
}

/** The library repeats the argument that it refuses, which may well be a secret. */
function withoutValues(text: string): string {
  return text
    .replace(/( argument '[^'=]*)=.*' is invalid\./s, "$1=…' is invalid.")
    .replace(/(option '--var <name=value>') argument '.*' is invalid\./s, '$1 is invalid:')
    .replace(/(unknown option '[^'=]*)=.*'/s, "$1=…'");
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function variable(text: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const equals = text.indexOf('=');
  // The value may be a secret: the message does not repeat it.
  if (equals < 1) throw new InvalidArgumentError('write name=value.');
  return { ...before, [text.slice(0, equals)]: text.slice(equals + 1) };
}

function shard(text: string): Shard {
  const [, number = '', of = ''] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? [];
  if (number === '' || Number(number) > Number(of)) throw new InvalidArgumentError('Write the part and how many there are, such as 2/5.');
  return { number: Number(number), of: Number(of) };
}

function time(text: string): number {
  if (!/^[0-9]+(\.[0-9]+)?(ms|s|m|h)$/.test(text)) throw new InvalidArgumentError('Write a time such as 500ms, 5s or 2m.');
  return milliseconds(text);
}

function percent(text: string): number {
  const number = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || number > 100) throw new InvalidArgumentError('write a number from 0 to 100.');
  return number;
}

/** Within 0 ms nothing is ever answered, and a token that lives for 0 ms is none. */
function timeAboveZero(text: string): number {
  const milliseconds = time(text);
  if (milliseconds === 0) throw new InvalidArgumentError('Write a time above 0 such as 500ms, 5s or 2m.');
  return milliseconds;
}

function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least || number > most)
      throw new InvalidArgumentError(`Write a whole number from ${least} to ${most}.`);
    return number;
  };
}
