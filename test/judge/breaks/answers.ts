// Breaks of answers, made from the answers that a right server gave: what Ajv calls invalid has to be noticed.

import { answerSchema } from '../server/operations.ts';
import { violations } from '../server/schemas.ts';
import type { Answer, Call, Faults, Json } from '../server/types.ts';
import { type Place, placesOf, valueAt, withValue, wrongFor } from './json.ts';
import type { Break } from './types.ts';

/** The answers of a right server, by operation and status. */
export class Recording {
  readonly answers = new Map<string, Answer[]>();
  readonly note = (answer: Answer, { operation }: Pick<Call, 'operation'>): Answer => {
    const key = `${operation} ${answer.status}`;
    this.answers.set(key, [...(this.answers.get(key) ?? []), answer]);
    return answer;
  };
}

type Change = (answer: Answer) => Answer;

function when(operation: string, status: number, change: Change): Faults {
  return { answer: (answer, call) => (call.operation === operation && answer.status === status ? change(answer) : answer) };
}

const transport = ['content-type'];

/** The breaks, and the changes that Ajv finds nothing wrong with: what is left out where it may be, and added where it may be. */
export function answerBreaks(recording: Recording): { readonly breaks: Break[]; readonly variations: Break[] } {
  const breaks: Break[] = [];
  const variations: Break[] = [];
  for (const [key, answers] of recording.answers) {
    const [operation = '', code = ''] = key.split(' ');
    const status = Number(code);
    const add = (kind: string, name: string, change: Change): void => {
      breaks.push({ kind, name: `${key}: ${name}`, operation, shows: status, faults: when(operation, status, change) });
    };
    for (const other of otherStatuses(status)) add('status', `status ${other}`, (answer) => ({ ...answer, status: other }));
    headerBreaks(answers, add);
    const [first] = answers;
    if (first?.body === undefined) continue;
    textBreaks(first, add);
    const schema = answerSchema(operation, status);
    if (schema === undefined) continue;
    for (const { name, place, wrong, valid } of bodyChanges(answers, schema)) {
      const change: Change = (answer) => {
        const body = JSON.parse(String(answer.body)) as Json;
        return valueAt(body, place) === undefined
          ? answer
          : { ...answer, body: JSON.stringify(withValue(body, place, wrong(valueAt(body, place) as Json))) };
      };
      if (!valid) add(kindOf(name), `${place.join('.') || 'body'} ${name}`, change);
      else if (name === 'missing' || name === 'with one more')
        variations.push({
          kind: 'a change that the schema allows',
          name: `${key}: ${place.join('.') || 'body'} ${name}`,
          operation,
          faults: when(operation, status, change),
        });
    }
  }
  return { breaks, variations };
}

function otherStatuses(status: number): number[] {
  if (status >= 400) return [status === 400 ? 409 : 400, 500, 200].filter((other) => other !== status);
  return [status === 200 ? 201 : 200, 202, 500, 404].filter((other) => other !== status);
}

function headerBreaks(answers: readonly Answer[], add: (kind: string, name: string, change: Change) => void): void {
  const [first] = answers;
  if (!first) return;
  const always = Object.keys(first.headers).filter((name) => answers.every((answer) => Object.hasOwn(answer.headers, name)));
  for (const name of always) {
    const put =
      (value: string | undefined): Change =>
      (answer) => {
        const { [name]: _, ...rest } = answer.headers;
        return { ...answer, headers: value === undefined ? rest : { ...rest, [name]: value } };
      };
    if (transport.includes(name.toLowerCase())) {
      add('content type', 'no content type', put(undefined));
      add('content type', 'text/html', put('text/html'));
      add('content type', 'application/xml', put('application/xml; charset=utf-8'));
      if (/charset/.test(first.headers[name] ?? '')) {
        add('content type', 'another charset', put('text/csv; charset=latin1'));
        add('content type', 'no charset', put('text/csv'));
      }
    } else {
      add('header', `no ${name}`, put(undefined));
      add('header', `${name} malformed`, put('%%%'));
      add('header', `${name} empty`, put(''));
    }
  }
}

function textBreaks(first: Answer, add: (kind: string, name: string, change: Change) => void): void {
  const length = Buffer.from(first.body ?? '').length;
  add('body', 'empty', (answer) => ({ ...answer, body: '' }));
  add('body', 'truncated', (answer) => ({ ...answer, body: Buffer.from(answer.body ?? '').subarray(0, Math.floor(length / 2) - 1) }));
  add('body', 'HTML', (answer) => ({ ...answer, body: '<html><body>Please log in</body></html>' }));
  if (!/json/.test(first.headers['Content-Type'] ?? '')) return;
  add('body', 'JSON in a string', (answer) => ({ ...answer, body: JSON.stringify(String(answer.body)) }));
  add('body', 'wrapped', (answer) => ({ ...answer, body: `{"data":${answer.body}}` }));
  add('body', 'with more behind it', (answer) => ({ ...answer, body: `${answer.body}}` }));
}

interface BodyChange {
  readonly name: string;
  readonly place: Place;
  readonly wrong: (value: Json) => Json | undefined;
  readonly valid: boolean;
}

function bodyChanges(answers: readonly Answer[], schema: Json): BodyChange[] {
  const seen = new Set<string>();
  const changes: BodyChange[] = [];
  for (const answer of answers) {
    const body = JSON.parse(String(answer.body)) as Json;
    if (violations(schema, body).length > 0) throw new Error(`the server breaks its own contract: ${answer.body}`);
    for (const place of placesOf(body)) {
      const value = valueAt(body, place);
      if (value === undefined) continue;
      for (const [name, wrong] of wrongFor(value)) {
        const label = `${place.join('.')} ${name}`;
        if (seen.has(label) || (name === 'missing' && (place.length === 0 || place.at(-1) === '*'))) continue;
        if (JSON.stringify(wrong) === JSON.stringify(value)) continue;
        const valid = violations(schema, withValue(body, place, wrong)).length === 0;
        // What is invalid in one answer and not in another is made by the same name again.
        seen.add(label);
        const make = (now: Json): Json | undefined => wrongFor(now).find(([each]) => each === name)?.[1];
        changes.push({ name, place, wrong: name === 'missing' ? () => undefined : (now) => make(now) ?? wrong ?? null, valid });
      }
    }
  }
  return changes;
}

function kindOf(name: string): string {
  if (name === 'missing') return 'property missing';
  if (name === 'null') return 'property null';
  if (name === 'with one more') return 'property too many';
  if (/^(a number|a string|a list|an object|a text|true)$/.test(name)) return 'property of a wrong type';
  if (/^(with null|with an item twice|too long|empty)$/.test(name)) return 'list or text of a wrong size';
  return 'property of a wrong value';
}
