import xmlbuilder from 'xmlbuilder';
import { coverageOf } from '../runner/coverage.ts';
import { type Failure, failuresOf, type RequestResult, type RunResult } from '../runner/results.ts';
import type { Span } from '../source/source-file.ts';
import { describeNever, shareText } from './coverage.ts';
import { curlOf } from './curl.ts';
import { commandOf, placeOfConnection, placesOf } from './failures.ts';

/**
 * Results as JUnit XML: a suite for each API, a test case for each check, named the same from run to run, with the file
 * and line of the spec. A request that got no answer is one failed case; one that was held back is skipped. The text of the
 * last failure of a request ends with the command that sends it again. The life of the token is three cases more; what was
 * exercised is in the properties of the suite.
 */
export function junitOf(results: readonly RunResult[]): string {
  const root = xmlbuilder.create('testsuites', { version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '\ufffd' } as never);
  for (const result of results) {
    // CI systems know a case by its names alone: those of two environments differ.
    const isOneOfSeveral = results.some((each) => each.api === result.api && each !== result);
    const top = isOneOfSeveral ? `${result.api.id} (${result.environment})` : result.api.id;
    const classnames = classnamesOf(result, top);
    const cases = [
      ...connectionCases(result, top),
      ...tokenCases(result, top),
      ...result.requests.flatMap((request, i) => casesOf(request, classnames[i] ?? '', result)),
    ];
    const suite = root.ele('testsuite', {
      name: `${result.api.name} (${result.environment})`,
      tests: cases.length,
      failures: cases.filter((each) => each.failure !== undefined).length,
      errors: 0,
      skipped: cases.filter((each) => each.skipped).length,
      time: seconds(result.duration),
    });
    addProperties(suite, result);
    for (const each of cases) {
      const element = suite.ele('testcase', {
        classname: each.classname,
        name: each.name,
        file: each.file,
        line: each.line,
        time: each.time,
      });
      if (each.failure !== undefined)
        element.ele('failure', { message: firstLine(each.failure) }, [each.failure, ...(each.command ?? [])].join('\n\n'));
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
  /** What sends the request again, behind its last failure. */
  readonly command?: string[];
  readonly skipped: boolean;
}

function addProperties(suite: xmlbuilder.XMLElement, result: RunResult): void {
  const { endpoints, statuses, cases, never } = coverageOf(result);
  const properties = suite.ele('properties');
  const add = (name: string, value: string) => properties.ele('property', { name, value });
  add('coverage.endpoints', shareText(endpoints));
  add('coverage.statuses', shareText(statuses));
  add('coverage.cases', shareText(cases));
  for (const each of never) add('coverage.never', `${each.origin.file}:${each.origin.start.line} ${describeNever(each)}`);
}

/** Why no connection could be had, if so. */
function connectionCases(result: RunResult, top: string): Case[] {
  const { connectionFailure: failure } = result;
  return failure === undefined
    ? []
    : [{ ...at(placeOfConnection(result)), classname: top, name: 'The connection', failure, skipped: false }];
}

function at(span: Span): Pick<Case, 'file' | 'line' | 'time'> {
  return { file: span.file, line: span.start.line, time: seconds(0) };
}

/** Why no token could be had, if so, and what became of the promises about its life. */
function tokenCases(result: RunResult, top: string): Case[] {
  const { api, token, tokenFailure } = result;
  if (!api.auth) return [];
  const { origin, request } = api.auth.token;
  const failed: Case = {
    ...at(origin),
    classname: top,
    name: 'Access token',
    failure: tokenFailure,
    command: [curlOf(request, api.auth.token, result)],
    skipped: false,
  };
  const life = token?.results.map(
    ({ name, outcome, message }): Case => ({
      ...at(origin),
      classname: `${top}.Access token`,
      name,
      failure: outcome === 'failed' ? message : undefined,
      skipped: outcome === 'skipped',
    }),
  );
  return [...(tokenFailure === undefined ? [] : [failed]), ...(life ?? [])];
}

/**
 * A class name for each request: API (`top`), folder and title. CI systems know a case by its names alone, and would take requests
 * of the same name for one, so those have what makes them themselves behind it.
 */
function classnamesOf({ requests }: RunResult, top: string): string[] {
  const names = requests.map(({ folder, title }) => [top, folder, title].filter((part) => part !== '').join('.'));
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return names.map((name, i) => (times.get(name) === 1 ? name : `${name} (${requests[i]?.request.identity.join(' ')})`));
}

function casesOf(request: RequestResult, classname: string, result: RunResult): Case[] {
  const failures = failuresOf({ ...result, requests: [request] });
  const last = failures.at(-1);
  const commandBehind = (failure: Failure | undefined): string[] =>
    failure !== undefined && failure === last ? [commandOf(request, result) ?? []].flat() : [];
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
      command: commandBehind(failure),
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
        command: commandBehind(found),
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
