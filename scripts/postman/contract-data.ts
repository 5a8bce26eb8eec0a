import type { Auth, Check, Response } from '../model/model.ts';
import { statusName } from '../model/status.ts';
import type { CompiledSchema } from '../schema/compile.ts';
import type { Json } from '../source/json.ts';
import { withoutUndefined } from './literal.ts';
import type { Planned } from './plan.ts';

/** What a request's answer has to be, as the collection's test script takes it (see sandbox/contract.js). */
export function contractOf({ request, flow }: Planned, auth: Auth | undefined): Json {
  // What the token endpoint answers is never repeated in a message.
  const secret = request.identity[0] === auth?.token.id;
  const own = request.checks.some((check) => check.kind === 'own');
  return {
    expected: request.expected.status,
    checks: request.checks.filter((check) => check.kind !== 'own').map((check) => checkData(check, secret)),
    ...(own ? { own } : {}),
    ...(flow ? { flow: flow.id } : {}),
  };
}

/** What a check needs to know inside of Postman. */
function checkData(check: Check, secret: boolean): Json {
  const base = { test: check.name, kind: check.kind };
  switch (check.kind) {
    case 'status':
      return {
        ...base,
        status: check.range ?? check.status,
        documented: Object.fromEntries(check.documented.map((each) => [statusName(each), firstSentence(each.description)])),
      };
    case 'contentType':
      return { ...base, contentType: check.contentType };
    case 'header':
      return withoutUndefined({ ...base, header: check.header.name, required: check.header.required, schema: check.header.schema?.schema });
    case 'body':
      return { ...base, readAs: check.readAs, ...(secret ? { secret } : {}), schema: check.schema.schema };
    case 'time':
      return { ...base, milliseconds: check.milliseconds };
    case 'equals':
      return { ...base, readAs: check.readAs, pointer: check.pointer, value: check.value };
    case 'capture':
      return { ...base, readAs: check.readAs, variable: check.variable, ...check.from };
    case 'own':
      return base;
    case 'refusal':
    case 'tokenRefusal':
      return {
        ...base,
        ...(secret ? { secret } : {}),
        ...(check.kind === 'refusal' && check.others.length > 0 ? { others: check.others } : {}),
        answers: Object.fromEntries(check.answers.map((answer) => [statusName(answer), answerData(answer)])),
      };
  }
}

/** One documented answer of several that may come. */
function answerData(answer: Response): Json {
  return withoutUndefined({
    contentType: answer.contentType,
    headers:
      answer.headers.length > 0
        ? answer.headers.map(({ name, required, schema }) => withoutUndefined({ header: name, required, schema: schema?.schema }))
        : undefined,
    readAs: answer.readAs === 'none' ? undefined : answer.readAs,
    schemas: answer.readAs === 'none' || answer.schemas.length === 0 ? undefined : answer.schemas.map((schema) => schema.schema),
  });
}

/** The schemas that a check holds an answer to. */
export function schemasOf(check: Check): CompiledSchema[] {
  if (check.kind === 'refusal' || check.kind === 'tokenRefusal')
    return check.answers.flatMap((answer) => [...answer.schemas, ...answer.headers.flatMap(({ schema }) => schema ?? [])]);
  if (check.kind === 'body') return [check.schema];
  return check.kind === 'header' && check.header.schema ? [check.header.schema] : [];
}

/** A description as part of a sentence. */
function firstSentence(text: string): string {
  return (/^[^\n]*?[.!?](?=\s|$)|^[^\n]*/.exec(text.trim())?.[0] ?? '').replace(/[.]$/, '').slice(0, 120);
}
