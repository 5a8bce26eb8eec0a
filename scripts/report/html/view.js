import { count, element } from './element.js';
import { isShown, readFilter, writeFilter } from './filter.js';
import { requestView } from './request-view.js';
import { runView } from './run-view.js';

/** So many lines are made at once; the others follow while the page can already be used. */
const batch = 150;

/** Shows the report whose data stands in the page. */
export function showReport() {
  /** @type {import('./data.ts').ReportData} */
  const data = JSON.parse(document.getElementById('data')?.textContent ?? '');
  const requests = data.runs.flatMap((run) => run.requests);
  const usual = requests.some((each) => each.outcome === 'failed') ? 'failed' : 'all';
  let filter = readFilter(location.hash, usual);

  const list = element('main', { id: 'requests' });
  const shown = element('p', { class: 'shown', role: 'status' });
  /** @type {Map<import('./data.ts').RequestData, ReturnType<typeof requestView>>} */
  const views = new Map();
  let drawing = 0;

  /** Makes the lines of what is to be shown: the first ones now, the others bit by bit, or all of them. */
  const draw = (all = false) => {
    const mine = ++drawing;
    list.replaceChildren();
    const steps = stepsOf(data, filter, list, views);
    const matching = requests.filter((each) => isShown(each, filter)).length;
    shown.textContent = matching === requests.length ? count(matching, 'request') : `${matching} of ${count(requests.length, 'request')}`;
    if (matching === 0) list.append(element('p', { class: 'nothing' }, filter.search === '' ? 'There are none.' : 'Nothing matches.'));
    const step = () => {
      if (mine !== drawing) return;
      for (let i = 0; all || i < batch; i++) if (steps.next().done) return;
      setTimeout(step, 0);
    };
    step();
  };

  const change = (/** @type {Partial<import('./filter.js').Filter>} */ part) => {
    filter = { ...filter, ...part };
    history.replaceState(null, '', writeFilter(filter, usual));
    draw();
  };
  document.body.append(
    headerView(data),
    element('div', { class: 'runs' }, ...data.runs.map(runView)),
    toolbarView(requests, filter, change, shown),
    list,
  );
  draw();
  const first = requests.find((each) => each.outcome === 'failed');
  if (first && filter.show === 'failed') openView(views.get(first));

  addEventListener('beforeprint', () => {
    draw(true);
    for (const [request, view] of views) if (request.outcome === 'failed') openView(view);
  });
}

/**
 * Makes one line at each step.
 *
 * @param {import('./data.ts').ReportData} data
 * @param {import('./filter.js').Filter} filter
 * @param {HTMLElement} list
 * @param {Map<import('./data.ts').RequestData, ReturnType<typeof requestView>>} views the lines that were made before
 */
function* stepsOf(data, filter, list, views) {
  for (const run of data.runs) {
    const slowest = run.requests.reduce((most, each) => Math.max(most, each.duration), 0);
    /** @type {HTMLElement | undefined} */
    let group;
    let folder = '';
    for (const request of run.requests) {
      if (!isShown(request, filter)) continue;
      if (!group || folder !== request.folder) {
        folder = request.folder;
        const all = run.requests.filter((each) => each.folder === folder);
        group = element('section', { class: 'group' }, groupHeading(data.runs.length > 1 ? run.name : '', folder, all));
        list.append(group);
      }
      const view = views.get(request) ?? requestView(request, slowest);
      views.set(request, view);
      group.append(view.row);
      yield;
    }
  }
}

/**
 * @param {string} api empty when there is one only
 * @param {string} folder
 * @param {readonly import('./data.ts').RequestData[]} requests
 */
function groupHeading(api, folder, requests) {
  const failed = requests.filter((each) => each.outcome === 'failed').length;
  const passed = requests.filter((each) => each.outcome === 'passed').length;
  return element(
    'h3',
    {},
    api === '' ? undefined : element('span', { class: 'api' }, api),
    element('span', {}, folder === '' ? 'Access token' : folder),
    element('span', { class: failed > 0 ? 'tally failed' : 'tally' }, `${passed} of ${requests.length} passed`),
  );
}

/** @param {import('./data.ts').ReportData} data */
function headerView({ started }) {
  const date = new Date(started);
  const text = date.toLocaleString(undefined, { dateStyle: 'long', timeStyle: 'short' });
  return element(
    'header',
    {},
    element('span', { class: 'gate', 'aria-hidden': 'true' }),
    element('h1', {}, 'Contract report'),
    element('time', { datetime: started, title: started }, text),
  );
}

/**
 * @param {readonly import('./data.ts').RequestData[]} requests
 * @param {import('./filter.js').Filter} filter
 * @param {(part: Partial<import('./filter.js').Filter>) => void} change
 * @param {HTMLElement} shown
 */
function toolbarView(requests, filter, change, shown) {
  /** @type {(show: import('./filter.js').Filter['show'], label: string) => HTMLElement} */
  const choice = (show, label) => {
    const number = show === 'all' ? requests.length : requests.filter((each) => each.outcome === show).length;
    const input = element('input', { type: 'radio', name: 'show', value: show, checked: filter.show === show });
    input.addEventListener('change', () => change({ show }));
    return element('label', { class: show }, input, element('span', {}, label, element('b', {}, number.toLocaleString('en'))));
  };
  const search = element('input', {
    type: 'search',
    placeholder: 'Search',
    'aria-label': 'Search in requests and failures',
    value: filter.search,
  });
  search.addEventListener('input', () => change({ search: search.value }));
  // As on many pages: a slash leads to the search.
  addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.target === search) return;
    event.preventDefault();
    search.focus();
  });
  return element(
    'div',
    { class: 'toolbar', role: 'search' },
    element('fieldset', {}, element('legend', {}, 'Show'), choice('all', 'All'), choice('failed', 'Failed'), choice('skipped', 'Skipped')),
    search,
    shown,
  );
}

/** @param {ReturnType<typeof import('./request-view.js').requestView> | undefined} view */
function openView(view) {
  if (!view) return;
  view.fill();
  view.row.open = true;
}
