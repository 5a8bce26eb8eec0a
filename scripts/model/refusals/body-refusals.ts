import type { CompiledSchema } from '../../schema/compile.ts';
import { isObject, type Json } from '../../source/json.ts';
import type { Documented } from '../documented.ts';
import type { Request, RequestBody, Response } from '../model.ts';
import { fieldsOf } from '../scalar.ts';
import { variablesIn } from '../template.ts';
import { breaksOf } from './breaks.ts';
import { type Break, sortOf } from './found-breaks.ts';
import { refusal } from './refusal.ts';
import type { OfSort, Sort } from './spread.ts';
import { json, text, wireOfForm } from './wire.ts';

/** A media type that no endpoint takes. */
const strange = 'application/x-not-in-the-documentation';

/**
 * The documented request without its body, and with the body broken in one way at a time.
 * @param taken further requests that the endpoint is to accept
 */
export function bodyRefusals(documented: Documented, taken: readonly Request[], answers: readonly Response[]): OfSort<Request>[] {
  const { request, body } = documented;
  const example = request.body;
  if (!body || !example) return [];
  const refuse = (what: string, sort: Sort, other: RequestBody | undefined, allowed = answers) =>
    refusal(documented, `refuses ${what}`, sort, { ...bodyChange(request, other), broken: 'body' }, allowed);
  // The search is long, and of no use where nothing says how the endpoint refuses.
  const broken = body.schema && answers.length > 0 ? bodyBreaks(body.schema, example, acceptedBodies(request, taken), documented) : [];
  return [
    ...(body.required ? refuse('a request without a body', { sort: 'body missing' }, undefined) : []),
    ...broken.flatMap((each) => refuse(`a body ${each.words}`, sortOf(each, 'body'), each.as)),
    ...(example.kind === 'json'
      ? refuse('a body that is cut off', { sort: 'body cut off' }, { kind: 'text', contentType: example.contentType, text: '{"' })
      : []),
    ...refuse(
      'a body of another media type',
      { sort: 'body media type' },
      ofStrangeType(example),
      documented.responses.filter(({ status }) => status === 415),
    ),
  ];
}

/** The JSON bodies of requests that the endpoint is to accept. What a flow carries along is not known outside of it. */
function acceptedBodies({ auth, body }: Request, taken: readonly Request[]): Json[] {
  return taken.flatMap((other) => {
    const accepted = other.expected.status < 400 && other.auth === auth && other.body?.contentType === body?.contentType;
    if (!accepted || other.body?.kind !== 'json') return [];
    return other.kind === 'step' && variablesIn(JSON.stringify(other.body.value)).length > 0 ? [] : [other.body.value];
  });
}

/** The breaks of a body, each as it is written on the wire. */
function bodyBreaks(
  schema: CompiledSchema,
  example: RequestBody,
  accepted: readonly Json[],
  documented: Documented,
): (Break & { readonly as: RequestBody })[] {
  const all = (values: readonly Json[], wire: typeof json, write: (value: Json) => RequestBody) =>
    breaksOf(schema, values, wire).map((each) => ({ ...each, as: write(each.value) }));
  switch (example.kind) {
    case 'json':
      return all([example.value, ...accepted], json, (value) => ({ ...example, value }));
    case 'text':
      return all([example.text], text, (value) => ({ ...example, text: String(value) }));
    case 'urlencoded':
      return all([formOf(documented)], wireOfForm([]), (value) => ({ ...example, fields: isObject(value) ? fieldsOf(value) : [] }));
    case 'multipart': {
      const { files } = example;
      const names = files.map(({ name }) => name);
      const whole = { ...formOf(documented), ...Object.fromEntries(names.map((name) => [name, ''])) };
      return all([whole], wireOfForm(names), (value) => {
        const form = isObject(value) ? value : {};
        const fields = fieldsOf(form).filter(({ name }) => !names.includes(name));
        return { ...example, fields, files: files.filter(({ name }) => Object.hasOwn(form, name)) };
      });
    }
    case 'binary':
      return [];
  }
}

/** The example of a form before it became text. */
function formOf({ spec }: Documented): { readonly [name: string]: Json } {
  const example = spec.body?.example as Json | undefined;
  return isObject(example) ? example : {};
}

/** What is sent under a type that it is not: the same, where it is text. */
function ofStrangeType(example: RequestBody): RequestBody {
  const same = example.kind === 'json' ? JSON.stringify(example.value) : example.kind === 'text' ? example.text : 'sample';
  return { kind: 'text', contentType: strange, text: same };
}

/** Another body brings its own media type: a header that names one would say otherwise. */
function bodyChange({ headers, body }: Request, other: RequestBody | undefined): Partial<Request> {
  if (other === undefined || other.contentType === body?.contentType) return { body: other };
  return { body: other, headers: headers.filter(({ name }) => name.toLowerCase() !== 'content-type') };
}
