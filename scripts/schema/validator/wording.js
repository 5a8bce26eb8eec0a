import { isJsonObject } from './values.js';

/**
 * A value as JSON of at most about 80 characters.
 * @param {unknown} value
 * @returns {string}
 */
export function previewJson(value) {
  const longest = 80;
  const text = beginningOfJson(value, longest);
  return text.length > longest ? `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

/**
 * At least the first `room` characters of a value's JSON. It stops writing when there are enough: the value may be huge, or nested very deep.
 * @param {unknown} value
 * @param {number} room
 * @returns {string}
 */
function beginningOfJson(value, room) {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, Math.max(room, 0) + 1));
  if (typeof value !== 'object' || value === null) return String(value);
  let text = Array.isArray(value) ? '[' : '{';
  const parts = Array.isArray(value) ? value.slice(0, Math.max(room, 0)) : Object.entries(value);
  for (const part of parts) {
    if (text.length > room) break;
    if (text.length > 1) text += ',';
    if (Array.isArray(value)) text += beginningOfJson(part, room - text.length);
    else text += `${JSON.stringify(part[0])}:${beginningOfJson(part[1], room - text.length - part[0].length)}`;
  }
  return text + (Array.isArray(value) ? ']' : '}');
}

/**
 * What an object has, for a finding about a property that it has not.
 * @param {SchemaObject} object
 * @returns {string}
 */
export function previewNames(object) {
  const names = Object.keys(object);
  if (names.length === 0) return 'an empty object';
  const shown = names.slice(0, 8).map(previewJson).join(', ');
  return `an object with ${names.length > 8 ? `${shown} and ${names.length - 8} more` : shown}`;
}

/**
 * "1 item", "3 items".
 * @param {unknown} number
 * @param {string} one
 * @param {string} [many]
 * @returns {string}
 */
export function countOf(number, one, many = `${one}s`) {
  return `${number} ${number === 1 ? one : many}`;
}

/**
 * "1st", "2nd", "3rd", "4th" for the indexes 0, 1, 2, 3.
 * @param {number} index
 * @returns {string}
 */
export function ordinalOf(index) {
  const number = index + 1;
  const teen = number % 100 > 10 && number % 100 < 14;
  return number + ((!teen && ['th', 'st', 'nd', 'rd'][number % 10]) || 'th');
}

/**
 * What `const` or `enum` asks for: `"A"`, or `one of "A", "B"`.
 * @param {readonly unknown[]} allowed
 * @returns {string}
 */
export function describeAllowed(allowed) {
  const shown = allowed.slice(0, 12).map(previewJson).join(', ');
  if (allowed.length === 1) return shown;
  return `one of ${shown}${allowed.length > 12 ? ` or ${allowed.length - 12} more` : ''}`;
}

/**
 * What `type` asks for: `a string`, or `a string or null`.
 * @param {string | readonly string[]} types
 * @returns {string}
 */
export function describeTypes(types) {
  const names = typeof types === 'string' ? [types] : types;
  return names.map((name) => (name === 'null' ? name : `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`)).join(' or ');
}

/**
 * What the schema under `not` excludes, when that can be said in a few words; undefined otherwise.
 * @param {unknown} schema
 * @returns {string | undefined}
 */
export function describeExcluded(schema) {
  if (!isJsonObject(schema) || Object.keys(schema).length !== 1) return undefined;
  if ('const' in schema) return `anything but ${previewJson(schema.const)}`;
  if (Array.isArray(schema.enum)) return `none of ${schema.enum.slice(0, 12).map(previewJson).join(', ')}`;
  if (typeof schema.type === 'string') return `anything but ${describeTypes(schema.type)}`;
  if (Array.isArray(schema.required) && schema.required.length === 1) return `no property ${previewJson(schema.required[0])}`;
  return undefined;
}
