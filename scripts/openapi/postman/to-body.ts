import { isObject, type Json, type JsonObject } from '../../source/json.ts';
import type { Notes } from '../notes.ts';
import type { PostmanRequest } from './collection.ts';
import { fieldsIn } from './fields.ts';
import type { Variables } from './names.ts';

/** The media type of a raw body, by the language that Postman shows it in. */
const types: { readonly [language: string]: string } = {
  json: 'application/json',
  xml: 'application/xml',
  html: 'text/html',
  javascript: 'application/javascript',
  text: 'text/plain',
};

/** The body of a request as a spec has it; undefined when there is none. */
export function toBody(request: PostmanRequest, file: string, variables: Variables, notes: Notes): Json | undefined {
  const { body, headers } = request;
  if (!body) return undefined;
  const at = { file, pointer: `${request.pointer}/request/body` };
  const where = [...request.folders, request.name].join(' › ');
  const written = headers.find(({ key, disabled }) => !disabled && key.toLowerCase() === 'content-type')?.value;
  const json = (value: Json): Json => ({
    ...(written !== undefined && !/^application\/json\s*(;|$)/i.test(written) && /[/+]json\b/i.test(written)
      ? { contentType: written }
      : {}),
    example: variables.sentValue(value),
  });
  switch (body['mode']) {
    case 'raw': {
      const raw = typeof body['raw'] === 'string' ? body['raw'] : '';
      if (raw.trim() === '') return undefined;
      const language = optionsOf(body, 'raw')['language'];
      const type = written ?? types[String(language)];
      const value = type === undefined || /[/+]json\b/i.test(type) ? parsed(raw) : undefined;
      if (value === undefined && type !== undefined && /[/+]json\b/i.test(type)) notes.add('body-form', at, `${where}: it is no JSON`);
      if (value !== undefined) {
        if (value.isRepaired) notes.add('body-form', at, `${where}: variables without quotes in JSON are texts now`);
        return json(value.value);
      }
      return { contentType: type === undefined || /json/i.test(type) ? 'text/plain' : type, example: variables.sent(raw, 'a body') };
    }
    case 'graphql': {
      const graphql = isObject(body['graphql']) ? body['graphql'] : {};
      const given = typeof graphql['variables'] === 'string' ? parsed(graphql['variables'])?.value : graphql['variables'];
      return json({ query: String(graphql['query'] ?? ''), ...(given === undefined ? {} : { variables: given }) });
    }
    case 'urlencoded':
      return {
        contentType: 'application/x-www-form-urlencoded',
        example: fieldsIn(body['urlencoded'], at, where, variables, notes).values,
      };
    case 'formdata': {
      const { values, files } = fieldsIn(body['formdata'], at, where, variables, notes);
      return {
        contentType: 'multipart/form-data',
        ...(Object.keys(values).length > 0 || Object.keys(files).length === 0 ? { example: values } : {}),
        ...(Object.keys(files).length > 0 ? { files } : {}),
      };
    }
    case 'file': {
      const src = isObject(body['file']) ? body['file']['src'] : body['file'];
      const name = typeof src === 'string' ? src : 'content';
      notes.add('part-file', at, `${where}: ${name}`);
      return { contentType: written ?? 'application/octet-stream', files: { file: { file: name.split(/[\\/]/).at(-1) ?? name } } };
    }
    default:
      if (body['mode'] !== undefined && body['mode'] !== 'none') notes.add('body-form', at, `${where}: ${String(body['mode'])}`);
      return undefined;
  }
}

function optionsOf(body: JsonObject, mode: string): JsonObject {
  const options = isObject(body['options']) ? body['options'][mode] : undefined;
  return isObject(options) ? options : {};
}

/** What a text is as JSON; a variable that stands where a value does becomes a text. */
function parsed(text: string): { readonly value: Json; readonly isRepaired: boolean } | undefined {
  const read = (json: string): Json | undefined => {
    try {
      return JSON.parse(json) as Json;
    } catch {
      return undefined;
    }
  };
  const plain = read(text);
  if (plain !== undefined) return { value: plain, isRepaired: false };
  const repaired = read(text.replace(/(?<=[:[,]\s*)\{\{[^{}]*\}\}(?=\s*[,\]}])/g, (variable) => JSON.stringify(variable)));
  return repaired === undefined ? undefined : { value: repaired, isRepaired: true };
}
