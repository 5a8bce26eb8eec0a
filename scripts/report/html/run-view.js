import { count, element, time } from './element.js';

/**
 * What became of one API, at a glance.
 *
 * @param {import('./data.ts').RunData} run
 */
export function runView(run) {
  const { name, environment, outcome, verdict, duration, checks, facts, never, requests } = run;
  /** @type {(wanted: string) => number} */
  const number = (wanted) => requests.filter((each) => each.outcome === wanted).length;
  const parts = [
    { outcome: 'passed', number: number('passed') },
    { outcome: 'failed', number: number('failed') },
    { outcome: 'skipped', number: number('skipped') },
  ];
  return element(
    'section',
    { class: `run ${outcome}` },
    element('p', { class: 'environment' }, environment),
    element('h2', {}, name),
    element('p', { class: 'verdict' }, verdict),
    proportions(parts, requests.length),
    element(
      'dl',
      { class: 'numbers' },
      ...parts.map((part) => figure(part.outcome, part.number.toLocaleString('en'), part.number > 0 ? part.outcome : '')),
      figure('checks passed', `${checks.passed.toLocaleString('en')} of ${checks.all.toLocaleString('en')}`, ''),
      figure('time', time(duration), ''),
    ),
    ...facts.map((fact) => element('p', { class: 'fact' }, fact)),
    neverView(never),
  );
}

/**
 * @param {readonly { outcome: string, number: number }[]} parts
 * @param {number} all
 */
function proportions(parts, all) {
  const bar = element('div', { class: 'proportions', 'aria-hidden': 'true' });
  for (const { outcome, number } of parts) {
    if (number === 0) continue;
    const part = element('i', { class: outcome });
    part.style.flexGrow = String(number / all);
    bar.append(part);
  }
  return bar;
}

/**
 * @param {string} name
 * @param {string} value
 * @param {string} kind
 */
function figure(name, value, kind) {
  return element('div', { class: kind }, element('dt', {}, name), element('dd', {}, value));
}

/** @param {import('./data.ts').RunData['never']} never */
function neverView(never) {
  if (never.length === 0) return undefined;
  const items = never.map(({ place, text }) => element('li', {}, element('span', { class: 'where' }, place), ` ${text}`));
  return element(
    'details',
    { class: 'never' },
    element('summary', {}, `Never exercised: ${count(never.length, 'place')} of the specs`),
    element('ul', {}, ...items),
  );
}
