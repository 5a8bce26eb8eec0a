import { isObject, type Json, type JsonObject } from '../../source/json.ts';
import { kindOf } from '../media.ts';
import type { Notes } from '../notes.ts';
import type { PostmanRequest, SavedAnswer } from './collection.ts';
import { inferSchema } from './infer-schema.ts';
import type { Variables } from './names.ts';

/** Headers of answers that say something of the answer, not of how it was carried. */
const telling =
  /^(location|etag|link|retry-after|last-modified|content-disposition|deprecation|sunset|allow|x-total.*|x-page.*|x-?rate-?limit.*|ratelimit.*)$/i;

/** A longer text shows no more than its beginning would. */
const longestText = 5_000;

/** Every saved answer of a request as documented answers, by status; the first of a status is its example. */
export function toResponses(
  request: PostmanRequest,
  file: string,
  variables: Variables,
  notes: Notes,
  writeSchema: (schema: JsonObject, status: number) => Json,
): { readonly [status: string]: Json } {
  const where = [...request.folders, request.name].join(' › ');
  const byStatus = new Map<number, SavedAnswer[]>();
  for (const answer of request.answers) {
    if (answer.code === undefined)
      notes.add('answer', { file, pointer: answer.pointer }, `${where}: ${answer.name || 'an answer'} has no status`);
    else byStatus.set(answer.code, [...(byStatus.get(answer.code) ?? []), answer]);
  }
  if (byStatus.size === 0) {
    notes.add('no-answer', { file, pointer: request.pointer }, where);
    return { 200: { description: 'The collection has no saved answer.', readAs: 'none' } };
  }
  const found = [...byStatus].sort(([a], [b]) => a - b);
  return Object.fromEntries(
    found.map(([status, answers]) => [
      String(status),
      toResponse(
        status,
        answers,
        request.method,
        variables,
        (schema) => writeSchema(schema, status),
        (answer, what) => notes.add('answer', { file, pointer: answer.pointer }, `${where}: ${what}`),
      ),
    ]),
  );
}

function toResponse(
  status: number,
  answers: readonly SavedAnswer[],
  method: string,
  variables: Variables,
  writeSchema: (schema: JsonObject) => Json,
  note: (answer: SavedAnswer, what: string) => void,
): Json {
  const [first] = answers;
  const description = variables.shown((first?.name ?? '').replace(/^\d{3}[:\s-]+/, '')) || `The answer with the status ${status}.`;
  const headers = headersOf(answers, variables);
  const start = { description, ...(Object.keys(headers).length > 0 ? { headers } : {}) };
  if (method === 'HEAD' || status < 200 || status === 204 || status === 304) return start;
  const withBody = answers.filter(({ body }) => body.trim() !== '');
  const type = typeOf(withBody[0] ?? first);
  if (withBody.length === 0) return { ...start, readAs: 'none' };
  const values = withBody.flatMap((answer): Json[] => {
    const value = jsonOf(answer.body);
    return value === undefined ? [] : [variables.shownValue(value)];
  });
  const isJson = type === undefined ? values.length > 0 : kindOf(type) === 'json';
  if (isJson) {
    const usable = values.filter((value) => !isMisread(value));
    if (usable.length < withBody.length) note(withBody[0] as SavedAnswer, 'a body that is no JSON, or holds what a spec would follow');
    const contentType = type === undefined || /^application\/json\s*(;|$)/i.test(type) ? {} : { contentType: type };
    const [example] = usable;
    if (example === undefined) return { ...start, ...contentType, readAs: 'none' };
    return { ...start, ...contentType, schema: writeSchema(inferSchema(usable)), example };
  }
  const text = withBody[0]?.body ?? '';
  const isText = type === undefined || ['text', 'xml'].includes(kindOf(type));
  if (!isText || text.length > longestText || /\{\{/.test(text)) {
    note(withBody[0] as SavedAnswer, 'the body is not checked');
    return { ...start, ...(type === undefined ? {} : { contentType: type }), readAs: 'none' };
  }
  return { ...start, contentType: type ?? 'text/plain', readAs: 'text', schema: { type: 'string' }, example: variables.shown(text) };
}

function headersOf(answers: readonly SavedAnswer[], variables: Variables): { [name: string]: Json } {
  const found = new Map<string, { name: string; value: string; count: number }>();
  for (const { headers } of answers) {
    for (const { key, value, disabled } of headers) {
      if (disabled || !telling.test(key) || value === '' || /\{\{|[\r\n]/.test(value)) continue;
      const name = key.toLowerCase();
      const known = found.get(name);
      found.set(name, known ? { ...known, count: known.count + 1 } : { name: key, value, count: 1 });
    }
  }
  return Object.fromEntries(
    [...found.values()].map(({ name, value, count }) => [
      name,
      { ...(count < answers.length ? { required: false } : {}), example: variables.shown(value) },
    ]),
  );
}

function typeOf(answer: SavedAnswer | undefined): string | undefined {
  const type = answer?.headers.find(({ key }) => key.toLowerCase() === 'content-type')?.value;
  return type === undefined || !/^[\w.+-]+\/[\w.+-]+/.test(type) ? undefined : type;
}

function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Whether a spec would take a part of a value for something else: a reference, or a variable. */
function isMisread(value: Json): boolean {
  if (typeof value === 'string') return /\{\{[^{}]*\}\}/.test(value);
  if (Array.isArray(value)) return value.some(isMisread);
  return isObject(value) && (Object.hasOwn(value, '$ref') || Object.values(value).some(isMisread));
}
