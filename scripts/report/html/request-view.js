import { element, time } from './element.js';
import { messageView } from './message-view.js';

/** What stands for an outcome beside its colour, for those who do not see colours. */
const signs = { passed: '✓', failed: '✕', skipped: '–' };

/**
 * One request as a line that can be opened. What is inside is made when it is opened for the first time.
 *
 * @param {import('./data.ts').RequestData} request
 * @param {number} slowest milliseconds, for the length of the bars
 * @returns {{ row: HTMLDetailsElement, fill: () => void }} `fill` makes what is inside
 */
export function requestView(request, slowest) {
  const { outcome, method, title, status, duration } = request;
  const bar = element('span', { class: 'bar', 'aria-hidden': 'true' }, element('i', {}));
  /** @type {HTMLElement} */ (bar.firstChild).style.width = `${slowest === 0 ? 0 : (duration / slowest) * 100}%`;
  const answered = status !== undefined;
  const summary = element(
    'summary',
    {},
    element('span', { class: 'sign', role: 'img', 'aria-label': outcome }, signs[outcome]),
    element('span', { class: 'method' }, method),
    element('span', { class: 'title' }, title),
    element('span', { class: 'status' }, answered ? String(status) : ''),
    answered ? bar : element('span', { class: 'bar' }),
    element('span', { class: 'time' }, answered ? time(duration) : ''),
  );
  const row = element('details', { class: `request ${outcome}` }, summary);
  let isFilled = false;
  const fill = () => {
    if (isFilled) return;
    isFilled = true;
    row.append(insideOf(request));
  };
  row.addEventListener('toggle', () => {
    if (row.open) fill();
  });
  return { row, fill };
}

/** @param {import('./data.ts').RequestData} request */
function insideOf({ path, note, failures, command, exchange, passed, unchecked }) {
  return element(
    'div',
    { class: 'inside' },
    path === '' ? undefined : element('p', { class: 'path' }, path),
    note === '' ? undefined : element('p', { class: 'note' }, note),
    ...failures.map(failureView),
    command === undefined ? undefined : commandView(command),
    exchange && exchangeView(exchange),
    checkList('Passed', 'passed', passed),
    checkList('Not checked', 'skipped', unchecked),
  );
}

/** @param {import('./data.ts').FailureData} failure */
function failureView({ name, places }) {
  const shown = places.map(({ place, frame, findings }) => {
    const [line = '', ...mark] = frame.split('\n');
    return element(
      'div',
      { class: 'place' },
      element('p', { class: 'where' }, place),
      frame === '' ? undefined : element('pre', { tabindex: '0' }, `${line}\n`, element('span', { class: 'mark' }, mark.join('\n'))),
      ...findings.map(findingView),
    );
  });
  return element('section', { class: 'failure' }, element('h4', {}, name), ...shown);
}

/** @param {import('./data.ts').FindingData} finding */
function findingView({ message, pointer, expected, actual }) {
  if (expected === undefined || actual === undefined) return element('p', { class: 'message-text' }, message);
  /** @type {(name: string, kind: string, text: string) => HTMLElement} */
  const line = (name, kind, text) => element('div', {}, element('dt', {}, name), element('dd', { class: kind }, text));
  return element(
    'dl',
    { class: 'finding' },
    pointer === undefined ? undefined : line('at', 'pointer', pointer === '' ? 'the whole body' : pointer),
    line('expected', 'expected', expected),
    line('got', 'actual', actual),
  );
}

/** @param {string} command */
function commandView(command) {
  const text = element('pre', { tabindex: '0' }, command);
  const button = element('button', { type: 'button', class: 'copy' }, 'Copy');
  button.addEventListener('click', async () => {
    // Where a page may not write to the clipboard, the text is selected, to be copied by hand.
    getSelection()?.selectAllChildren(text);
    try {
      await navigator.clipboard.writeText(command);
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Selected';
    }
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 2000);
  });
  return element('section', { class: 'command' }, element('h4', {}, 'Send it again'), button, text);
}

/** @param {import('./data.ts').ExchangeData} exchange */
function exchangeView({ request, response }) {
  return element(
    'div',
    { class: 'exchange' },
    messageView('Request', `${request.method} ${request.url}`, request),
    response ? messageView('Response', `${response.status} ${response.reason}`.trim(), response) : undefined,
  );
}

/**
 * @param {string} heading
 * @param {string} outcome
 * @param {readonly string[]} names
 */
function checkList(heading, outcome, names) {
  if (names.length === 0) return undefined;
  const items = names.map((name) => element('li', {}, name));
  return element('section', { class: `checks ${outcome}` }, element('h4', {}, `${heading} (${names.length})`), element('ul', {}, ...items));
}
