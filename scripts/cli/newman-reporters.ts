import path from 'node:path';
import { builtIn, type Found, findReporter, isName, packageOf } from '../runner/newman-reporters/find.ts';
import type { Exported, NewmanReporters } from '../runner/newman-reporters/reporting.ts';
import { type Problem, problem } from '../source/problem.ts';
import { withoutValue } from '../source/secrets.ts';
import { suggest } from '../source/suggest.ts';
import { writeReport } from './disk.ts';
import type { Session } from './session.ts';

/** A reporter of Newman's own that was asked for, and the file that it writes. */
export type NewmanWanted = Found & { readonly file: string | undefined };

/** What the names of these reporters begin with. */
const prefix = 'newman:';

/** How they are asked for. */
export const newmanNames: readonly string[] = Object.keys(builtIn).map((name) => prefix + name);

/** Reads `newman:name`: a reporter that Newman brings along, or a package that is installed. Undefined for another name. */
export function readNewmanReporter(
  given: string,
  file: string | undefined,
  cwd: string,
): { readonly wanted: NewmanWanted } | { readonly problem: Problem } | undefined {
  if (!given.startsWith(prefix)) return undefined;
  const name = given.slice(prefix.length);
  const found = isName(name) ? findReporter(name, cwd) : undefined;
  if (!found) {
    const near = suggest(given, newmanNames);
    const shown = isName(name) ? given : withoutValue(given);
    const installable = isName(name) ? { package: packageOf(name) } : {};
    const known = newmanNames.join(', ');
    return { problem: problem('newman-reporter', { name: shown, known, ...installable, ...(near ? { suggestion: near } : {}) }) };
  }
  const writes = Object.hasOwn(builtIn, name) ? builtIn[name] : undefined;
  if (writes === true && !file)
    return { problem: problem('reporter-file', { name: given, example: name === 'junit' ? 'results.xml' : 'results.json' }) };
  if (writes === false && file !== undefined) return { problem: problem('reporter-no-file', { name: given }) };
  return { wanted: { ...found, file: file || undefined } };
}

/** Why such reporters cannot be had for a call; undefined when they can. They know one run, sent one after another. */
export function unfitForNewman(
  wanted: readonly NewmanWanted[],
  { workers, lanes }: { readonly workers?: number; readonly lanes?: number },
): string | undefined {
  const [first] = wanted;
  if (!first || (workers === undefined && lanes === undefined)) return undefined;
  return `${prefix}${first.name} has the requests sent one after another; leave --workers and --lanes out`;
}

/**
 * Lets reporters of Newman follow a run.
 * @param problems told of what could not be loaded or written
 */
export function followWith(wanted: readonly NewmanWanted[], session: Session, problems: Problem[]): NewmanReporters {
  const { io, options } = session;
  const names = wanted.map(({ name }) => prefix + name).join(', ');
  session.say(`for ${names} the requests are sent one after another, by Newman as it is`);
  // With --format json stdout is one document.
  const stream = options.format === 'json' ? io.stderr : io.stdout;
  return {
    reporters: wanted,
    color: options.color !== false && !io.env['NO_COLOR'],
    capture: (redact) => capturePrinted((text) => stream.write(redact(text)), stream),
    onExport: (exported) => void problems.push(...write(exported, io.cwd())),
    onFailure: (reason) => {
      // One that is broken throws at each request.
      const found = problem('newman-reporter-failed', { names, reason });
      if (!problems.some(({ code }) => code === found.code)) problems.push(found);
    },
  };
}

/** A file that was not asked for goes where Newman would put it, without the time in its name. */
function write({ file, name, content }: Exported, cwd: string): Problem[] {
  return writeReport(file ?? path.join('newman', name), content, cwd);
}

/** Newman's reporters print to the stream of the process itself. It is left to who calls this with streams of its own. */
function capturePrinted(print: (text: string) => void, target: object): () => void {
  const { stdout, stderr } = process;
  if (target !== stdout && target !== stderr) return () => undefined;
  const own = stdout.write;
  let inside = false;
  const captured = (chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    if (inside && target === stdout) return own.call(stdout, text);
    inside = true;
    try {
      print(text);
    } finally {
      inside = false;
    }
    const callback = typeof encoding === 'function' ? encoding : done;
    if (typeof callback === 'function') callback();
    return true;
  };
  stdout.write = captured as typeof stdout.write;
  return () => {
    stdout.write = own;
  };
}
