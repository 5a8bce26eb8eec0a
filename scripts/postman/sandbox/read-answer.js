import { previewJson } from '../../schema/validator/wording.js';

/**
 * The body of the answer as a check reads it.
 *
 * @param {import('./check-answer.js').Check} check
 * @returns {any}
 */
export function readAnswer(check) {
  const text = pm.response.text() || '';
  if (check.readAs !== 'json') return text;
  if (text === '') throw new Error('expected JSON, the body is empty');
  try {
    return JSON.parse(text);
  } catch (_) {
    // What a token endpoint answers is never repeated.
    throw new Error(`expected JSON, got ${check.secret ? 'something else' : previewJson(text)}`);
  }
}

/**
 * What a JSON Pointer (RFC 6901) names in a value. Where it leads nowhere, the message says how far it led.
 *
 * @param {any} value
 * @param {string} pointer
 * @returns {any}
 */
export function valueAtPointer(value, pointer) {
  let here = value;
  let path = '';
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replace(/~1/g, '/').replace(/~0/g, '~');
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name)) {
      throw new Error(
        `expected something at ${pointer}, there is nothing below ${path || 'the root'} by the name of ${JSON.stringify(name)}`,
      );
    }
    here = here[name];
    path += `/${part}`;
  }
  return here;
}
