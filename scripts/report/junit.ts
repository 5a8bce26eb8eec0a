import xmlbuilder from 'xmlbuilder';
import { failuresOf, type RequestResult, type RunResult } from '../runner/results.ts';
import { placesOf } from './run-terminal.ts';

/**
 * Results as JUnit XML: a suite for each API, a test case for each check, named the same from run to run, with the file
 * and line of the spec. A request that got no answer is one failed case; one that was held back is skipped.
 */
export function junitOf(results: readonly RunResult[]): string {
  const root = xmlbuilder.create('testsuites', { version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '\ufffd' } as never);
  for (const result of results) {
    const classnames = classnamesOf(result);
    const cases = result.requests.flatMap((request, i) => casesOf(request, classnames[i] ?? '', result));
    const token = result.tokenFailure;
    const suite = root.ele('testsuite', {
      name: `${result.api.name} (${result.environment})`,
      tests: cases.length + (token === undefined ? 0 : 1),
      failures: cases.filter((each) => each.failure !== undefined).length + (token === undefined ? 0 : 1),
      errors: 0,
      skipped: cases.filter((each) => each.skipped).length,
      time: seconds(result.duration),
    });
    if (token !== undefined && result.api.auth) {
      const { origin } = result.api.auth.token;
      suite
        .ele('testcase', { classname: result.api.id, name: 'Access token', file: origin.file, line: origin.start.line })
        .ele('failure', { message: firstLine(token) }, token);
    }
    for (const each of cases) {
      const element = suite.ele('testcase', {
        classname: each.classname,
        name: each.name,
        file: each.file,
        line: each.line,
        time: each.time,
      });
      if (each.failure !== undefined) element.ele('failure', { message: firstLine(each.failure) }, each.failure);
      else if (each.skipped) element.ele('skipped');
    }
  }
  return `${root.end({ pretty: true })}\n`;
}

interface Case {
  readonly classname: string;
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly time: string;
  readonly failure: string | undefined;
  readonly skipped: boolean;
}

/**
 * A class name for each request: API, folder and title. CI systems know a case by its names alone, and would take requests
 * of the same name for one, so those have what makes them themselves behind it.
 */
function classnamesOf({ api, requests }: RunResult): string[] {
  const names = requests.map(({ folder, title }) => [api.id, folder, title].filter((part) => part !== '').join('.'));
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return names.map((name, i) => (times.get(name) === 1 ? name : `${name} (${requests[i]?.request.identity.join(' ')})`));
}

function casesOf(request: RequestResult, classname: string, result: RunResult): Case[] {
  const failures = failuresOf({ ...result, requests: [request] });
  const checks = request.checks.map((each, i): Case => {
    const failure = failures.find((found) => found.check === each.check);
    const span = (failure && placesOf(failure, result.api)[0]?.span) ?? each.check.origin;
    return {
      classname,
      name: each.check.name,
      file: span.file,
      line: span.start.line,
      // The time is the request's: it is told once, so that sums are right.
      time: seconds(i === 0 ? request.duration : 0),
      failure: failure?.message,
      skipped: each.outcome === 'skipped',
    };
  });
  const { origin } = request.request;
  const whole = failures.filter((found) => found.check === undefined);
  return [
    ...whole.map(
      (found, i): Case => ({
        classname,
        name: `request${i === 0 ? '' : ` ${i + 1}`}`,
        file: origin.file,
        line: origin.start.line,
        time: seconds(0),
        failure: found.message,
        skipped: false,
      }),
    ),
    ...checks,
  ];
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
