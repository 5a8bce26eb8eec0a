/**
 * What is shown: an outcome, and a text that has to be in it.
 *
 * @typedef {{ show: 'all' | 'failed' | 'skipped', search: string }} Filter
 */

/**
 * Whether a request is shown. Each word of the search has to be somewhere in what identifies it or went wrong with it.
 *
 * @param {import('./data.ts').RequestData} request
 * @param {Filter} filter
 */
export function isShown(request, { show, search }) {
  if (show !== 'all' && request.outcome !== show) return false;
  if (search.trim() === '') return true;
  const { folder, title, method, path, status, note, failures } = request;
  const told = failures.flatMap(({ name, places }) => [
    name,
    ...places.flatMap((each) => [each.place, ...each.findings.map((finding) => finding.message)]),
  ]);
  const text = [folder, title, method, path, String(status ?? ''), note, ...told].join('\n').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/**
 * The filter that an address names (`#show=failed&search=label`), so that a link can lead to what it is about.
 *
 * @param {string} hash
 * @param {Filter['show']} usual what is shown when the address says nothing
 * @returns {Filter}
 */
export function readFilter(hash, usual) {
  const parameters = new URLSearchParams(hash.slice(1));
  const show = parameters.get('show');
  return { show: show === 'all' || show === 'failed' || show === 'skipped' ? show : usual, search: parameters.get('search') ?? '' };
}

/**
 * @param {Filter} filter
 * @param {Filter['show']} usual
 */
export function writeFilter({ show, search }, usual) {
  const parameters = new URLSearchParams({ ...(show === usual ? {} : { show }), ...(search === '' ? {} : { search }) });
  return `#${parameters}`;
}
