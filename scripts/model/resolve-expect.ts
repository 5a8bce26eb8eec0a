import { parse } from 'acorn';
import type { ExpectationSpec, StepSpec } from '../language/definition.ts';
import type { Json } from '../source/json.ts';
import { problem } from '../source/problem.ts';
import type { Span } from '../source/source-file.ts';
import type { Context } from './context.ts';
import type { Check, Response } from './model.ts';
import { withExpectation } from './resolve-response.ts';
import { responseFor, statusName } from './status.ts';

/** The answer that a request expects, and what is checked of it besides what is documented. */
export interface Expected {
  readonly response: Response;
  readonly further: readonly Check[];
}

/**
 * Resolves `expect`: a status, or more about the answer.
 * @param holder what `expect` is written in
 * @param at where a bare status stands, when it is not under `expect`
 * @param whole whether all responses could be read: one that is not there is missing only then
 */
export function resolveExpect(
  expect: number | ExpectationSpec,
  holder: object,
  responses: readonly Response[],
  whole: boolean,
  context: Context,
  at?: Span,
): Expected | undefined {
  const { places } = context;
  if (typeof expect === 'number') {
    const response = documentedResponse(expect, responses, whole, at ?? places.value(holder, 'expect'), context);
    return response && { response, further: [] };
  }
  const documented = documentedResponse(expect.status, responses, whole, places.value(expect, 'status'), context);
  if (!documented) return undefined;
  const response = withExpectation(documented, expect, context);
  return { response, further: [...equalsOf(expect, response, context), ...testsOf(expect, response, context)] };
}

function documentedResponse(
  status: number,
  responses: readonly Response[],
  whole: boolean,
  at: Span,
  context: Context,
): Response | undefined {
  const found = responseFor(responses, status);
  if (!found && whole) {
    const documented = responses.map(statusName).join(', ') || 'none';
    context.report(problem('undocumented-status', { status, documented }, at));
  }
  return found;
}

function equalsOf(spec: ExpectationSpec, response: Response, { places }: Context): Check[] {
  const { equals } = spec;
  if (!equals) return [];
  return Object.entries(equals).map(([pointer, value]) => ({
    kind: 'equals',
    name: `${pointer === '' ? 'the body' : pointer} is ${short(value)}`,
    pointer,
    value,
    readAs: readAs(response),
    origin: places.key(equals, pointer),
  }));
}

function testsOf(spec: ExpectationSpec, response: Response, { places, report }: Context): Check[] {
  const { tests } = spec;
  if (!tests) return [];
  return Object.entries(tests).map(([name, code]) => {
    const origin = places.key(tests, name);
    try {
      // The code becomes the body of a function.
      parse(`(function (answer) {\n${code}\n})`, { ecmaVersion: 2020 });
    } catch (error) {
      const reason = (error as Error).message.replace(/ \(\d+:\d+\)$/, '');
      report(problem('test-syntax', { reason: reason.charAt(0).toLowerCase() + reason.slice(1) }, places.value(tests, name)));
    }
    return { kind: 'own', name, code, readAs: readAs(response), origin };
  });
}

/** What a step keeps of an answer for the steps after it. */
export function capturesOf(spec: StepSpec, response: Response, { places }: Context): Check[] {
  const { capture } = spec;
  if (!capture) return [];
  return Object.entries(capture).map(([variable, from]) => ({
    kind: 'capture',
    name: `{{${variable}}} is in the answer`,
    variable,
    from: typeof from === 'string' ? { pointer: from } : { header: from.header },
    readAs: readAs(response),
    origin: places.key(capture, variable),
  }));
}

function readAs(response: Response): 'json' | 'text' {
  return response.readAs === 'text' ? 'text' : 'json';
}

function short(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
