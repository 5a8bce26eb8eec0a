import { element } from './element.js';
import { layOutJson } from './lay-out-json.js';

/**
 * What was sent or what came: the first line, headers and body.
 *
 * @param {string} heading
 * @param {string} first
 * @param {import('./data.ts').MessageData} message
 */
export function messageView(heading, first, { headers, body }) {
  const list = headers.map(({ name, value }) => element('div', {}, element('dt', {}, name), element('dd', {}, value)));
  return element(
    'section',
    { class: 'message' },
    element('h4', {}, heading),
    element('p', { class: 'first' }, first),
    list.length > 0 ? element('dl', {}, ...list) : undefined,
    ...bodyView(body, headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? ''),
  );
}

/**
 * @param {import('./data.ts').MessageData['body']} body
 * @param {string} contentType
 */
function bodyView(body, contentType) {
  if (body.text === '' && body.note === '') return [element('p', { class: 'note' }, 'No body')];
  const size = `${body.bytes.toLocaleString('en')} bytes`;
  const about = body.bytes === 0 ? body.note : body.note === '' ? size : `${size}, ${body.note}`;
  const note = element('p', { class: 'note' }, `Body: ${about}`);
  if (body.text === '') return [note];
  const shown = element('pre', { tabindex: '0' });
  if (/json/i.test(contentType)) {
    for (const { kind, text } of layOutJson(body.text)) shown.append(kind === 'sign' ? text : element('span', { class: kind }, text));
  } else shown.append(body.text);
  return [note, shown];
}
