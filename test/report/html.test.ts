// The HTML report: what stands in the file, and what a browser makes of it.

import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { expect } from 'chai';
import type { ReportData, RequestData } from '../../scripts/report/html/data.ts';
import { isShown, readFilter, writeFilter } from '../../scripts/report/html/filter.js';
import { layOutJson } from '../../scripts/report/html/lay-out-json.js';
import { openPage, withoutChromium } from '../support/chromium.ts';
import { parcelFiles } from '../support/parcels.ts';
import { reported, type Texts, wrongParcel } from './broken-run.ts';

const reporter = ['--reporter', 'html=report.html'];

/** The texts between the tags of a page's elements of one name. */
function contentsOf(page: string, tag: string): string[] {
  return [...page.matchAll(new RegExp(`<${tag}(?: [^>]*)?>([\\s\\S]*?)</${tag}>`, 'g'))].map((match) => String(match[1]));
}

function dataOf(page: string): ReportData {
  return JSON.parse(contentsOf(page, 'script')[0] ?? '');
}

/** What is hostile to a page, wherever it stands. */
const hostile = `</script><script>document.title="owned"</script><img src=x onerror="document.title='owned'"><!--<script>\u2028\u2029 &amp; {{data}} $& "'`;

const hostileFiles: Texts = {
  'parcels/api.yaml': (parcelFiles['parcels/api.yaml'] ?? '').replace('name: Parcels', `name: ${JSON.stringify(hostile)}`),
  'parcels/environments/dev.yaml': (parcelFiles['parcels/environments/dev.yaml'] ?? '').replace(
    'name: Parcels dev',
    `name: ${JSON.stringify(hostile)}`,
  ),
  'parcels/schemas/size.yaml': parcelFiles['parcels/schemas/size.yaml'] ?? '',
  'parcels/endpoints/parcels.yaml': (parcelFiles['parcels/endpoints/parcels.yaml'] ?? '')
    .replace('folder: Parcels', `folder: ${JSON.stringify(hostile)}`)
    .replace('name: Get a parcel', `name: ${JSON.stringify(hostile)}`),
};

describe('the HTML report', { concurrency: true }, () => {
  test('runs and fetches nothing but what it came with', async () => {
    const { files: page } = await reported(reporter, (work) => work.read('report.html'), { mock: wrongParcel });
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    const hash = (text = '') => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(policy.split('; ')).to.deep.equal([
      "default-src 'none'",
      `script-src ${hash(contentsOf(page, 'script')[1])}`,
      `style-src ${hash(contentsOf(page, 'style')[0])}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(page).to.not.match(/<(?:link|img|iframe|object|embed|base)\b/);
    expect(contentsOf(page, 'style')[0]).to.not.match(/@import|url\(/);
  });

  test('has what went wrong as a text where scripts are not allowed', async () => {
    const { files: page } = await reported(reporter, (work) => work.read('report.html'), { mock: wrongParcel });
    expect(contentsOf(page, 'noscript')[0]).to.contain('failed Get a parcel: body is as documented').and.contain('&quot;yesterday&quot;');
  });

  test('shows the line of the spec, the finding, the command, the request and the answer of a failure only', async () => {
    const { files: page } = await reported(reporter, (work) => work.read('report.html'), { mock: wrongParcel });
    const [run] = dataOf(page).runs;
    expect(run).to.include({ name: 'Parcels', outcome: 'broken', verdict: 'the contract is broken: 1 failure' });
    const failed = run?.requests.filter((each) => each.outcome === 'failed') ?? [];
    expect(failed).to.have.lengthOf(1);
    const [first] = failed[0]?.failures[0]?.places ?? [];
    expect(first?.place).to.match(/^specs\/parcels\/endpoints\/parcels.yaml:20:42$/);
    expect(first?.frame.split('\n').map((line) => line.trim())).to.deep.equal([
      '20 |             id: { type: string, pattern: ^p }',
      '|                                          ^^',
    ]);
    expect(first?.findings[0]).to.include({ pointer: '/id', actual: '"x"' });
    expect(failed[0]?.command).to.match(/^curl -i /);
    expect(failed[0]?.exchange?.response?.body.text).to.contain('yesterday');
    expect(run?.requests.filter((each) => each.exchange)).to.have.lengthOf(1);
  });

  test('tells of requests that were left out, and of a token that cannot be had', async () => {
    const { files: page } = await reported(reporter, (work) => work.read('report.html'), { changes: { clientSecret: 'another secret' } });
    const [run] = dataOf(page).runs;
    expect(run?.outcome).to.equal('notRun');
    expect(run?.requests.map((each) => each.outcome)).to.deep.equal(['failed', 'skipped', 'skipped', 'skipped']);
    expect(run?.requests[0]).to.include({ title: 'Access token', method: '' });
    expect(run?.requests[0]?.failures[0]?.places[0]?.findings[0]?.message).to.not.equal('');
  });

  test('puts nothing in its markup that comes from outside', async () => {
    const { files: page } = await reported(reporter, (work) => work.read('report.html'), {
      files: hostileFiles,
      mock: { transform: (answer, { endpoint }) => (endpoint?.id === 'get-parcel' ? { ...answer, body: hostile } : answer) },
    });
    expect(page.match(/<\/?script/g)).to.have.lengthOf(4);
    expect(page)
      .to.not.contain('<img')
      .and.not.contain('<!--')
      .and.not.match(/[\u2028\u2029]/);
    const [run] = dataOf(page).runs;
    expect(run?.requests.find((each) => each.outcome === 'failed')?.exchange?.response?.body.text).to.equal(hostile);
  });
});

describe('the HTML report in a browser', { skip: withoutChromium }, () => {
  test('shows what failed first, opened, with nothing to complain of', async () => {
    const { files } = await reported(reporter, (work) => openPage(work.at('report.html')), { mock: wrongParcel });
    expect(files.complaints).to.deep.equal([]);
    expect(files.dom.match(/<details class="request [^>]*>/g)).to.deep.equal(['<details class="request failed" open="">']);
    expect(contentsOf(files.dom, 'h2')).to.deep.equal(['Parcels']);
    expect(files.dom).to.contain('<dd class="actual">"yesterday"</dd>').and.contain('>POST</span>'.replace('POST', 'GET'));
    expect(contentsOf(files.dom, 'pre').join('')).to.contain('<span class="string">"yesterday"</span>');
  });

  test('shows all, or what was searched for, when its address says so', async () => {
    const { files } = await reported(
      reporter,
      async (work) => {
        const titles = async (hash: string) =>
          [...(await openPage(work.at('report.html'), hash)).dom.matchAll(/<span class="title">([^<]*)</g)].map((match) => match[1]);
        return [await titles('#show=all'), await titles('#show=all&search=LABEL'), await titles('#show=skipped')];
      },
      { mock: wrongParcel },
    );
    expect(files).to.deep.equal([['Get an access token', 'Get a parcel', 'Get a label'], ['Get a label'], []]);
  });

  test('shows what is hostile as text', async () => {
    const { files } = await reported(reporter, (work) => openPage(work.at('report.html'), '#show=all'), {
      files: hostileFiles,
      mock: {
        transform: (answer, { endpoint }) =>
          endpoint?.id === 'get-parcel'
            ? {
                ...answer,
                headers: [...answer.headers, { name: 'X-Hostile', value: hostile.replace(/[\u2028\u2029]/g, '') }],
                body: hostile,
              }
            : answer,
      },
    });
    expect(files.complaints).to.deep.equal([]);
    expect(contentsOf(files.dom, 'title')[0]).to.contain('contract report').and.not.equal('owned');
    expect(files.dom).to.not.contain('<img');
    expect(contentsOf(files.dom, 'script')).to.have.lengthOf(2);
    expect(contentsOf(files.dom, 'h2')[0]).to.contain('&lt;/script&gt;&lt;script&gt;');
  });
});

describe('the filter of the page', () => {
  const request: RequestData = {
    title: 'Get a label',
    folder: 'Labels',
    method: 'GET',
    path: '/labels/{id}',
    outcome: 'failed',
    status: 500,
    duration: 1,
    note: '',
    passed: [],
    unchecked: [],
    failures: [{ name: 'status is 200', places: [{ place: 'a.yaml:1:1', frame: '', findings: [{ message: 'expected status 200' }] }] }],
  };

  test('looks for every word, in what a request is and in what went wrong with it', () => {
    for (const search of ['', ' ', 'LABEL get', '500', 'a.yaml', 'expected', '{id}'])
      expect(isShown(request, { show: 'all', search }), search).to.equal(true);
    for (const search of ['parcel', 'label parcel']) expect(isShown(request, { show: 'all', search }), search).to.equal(false);
    expect(isShown(request, { show: 'failed', search: '' })).to.equal(true);
    expect(isShown(request, { show: 'skipped', search: '' })).to.equal(false);
  });

  test('comes back from the address as it went there', () => {
    for (const filter of [
      { show: 'all', search: '' },
      { show: 'failed', search: 'a & b = c #%' },
      { show: 'skipped', search: '' },
    ] as const)
      expect(readFilter(writeFilter(filter, 'failed'), 'failed')).to.deep.equal(filter);
    expect(readFilter('#show=nonsense&%', 'all')).to.deep.equal({ show: 'all', search: '' });
  });
});

describe('JSON laid out for reading', () => {
  const laidOut = (text: string): string =>
    layOutJson(text)
      .map((piece) => piece.text)
      .join('');

  test('is as JSON.stringify lays it out', () => {
    const value = { a: [1, { b: 'x{,}[]: "y" \\' }, [], {}], c: { d: null, '': true }, e: '' };
    expect(laidOut(JSON.stringify(value))).to.equal(JSON.stringify(value, null, 2));
    expect(laidOut(JSON.stringify(value, null, 7))).to.equal(JSON.stringify(value, null, 2));
  });

  test('keeps numbers as they came, and shows what breaks off or is no JSON', () => {
    expect(laidOut('[12345678901234567890.00]')).to.equal('[\n  12345678901234567890.00\n]');
    expect(laidOut('{"a":[1,"tex…')).to.equal('{\n  "a": [\n    1,\n    "tex…');
    expect(laidOut('not json "at all')).to.equal('not json "at all');
    expect(laidOut(']]]')).to.contain(']');
    expect(laidOut('')).to.equal('');
  });

  test('tells keys from texts', () => {
    const kinds = layOutJson('{"a":"b"}').map(({ kind, text }) => [kind, text.trim()]);
    expect(kinds).to.deep.include.members([
      ['key', '"a"'],
      ['string', '"b"'],
    ]);
  });
});
