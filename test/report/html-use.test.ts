// The HTML report in the hands of a person: what a click and a key do.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import { withoutChromium } from '../support/chromium.ts';
import { type Page, usePage } from '../support/page.ts';
import { reported, wrongParcel } from './broken-run.ts';

/** Uses the report of a run in which one of three requests failed. */
async function use(work: (page: Page) => Promise<void>, hash = ''): Promise<void> {
  const look = async (file: string): Promise<void> => {
    const page = await usePage(file, hash);
    try {
      await work(page);
    } finally {
      await page.close();
    }
  };
  await reported(['--reporter', 'html=report.html'], (folder) => look(folder.at('report.html')), { mock: wrongParcel });
}

const titles = `[...document.querySelectorAll('.request .title')].map((each) => each.textContent).join()`;
const all = 'Get an access token,Get a parcel,Get a label';
const focused = 'document.activeElement';

describe('a person with the HTML report', { skip: withoutChromium, concurrency: 2, timeout: 120_000 }, () => {
  test('opens and closes a request with a click, and finds inside what was checked', () =>
    use(async (page) => {
      const label = 'details.request:last-of-type';
      expect(await page.evaluate(`document.querySelector('${label}').open`)).to.equal(false);
      expect(await page.evaluate(`document.querySelector('${label} .inside')`)).to.equal(null);
      await page.click(`${label} summary`);
      await page.until(`document.querySelector('${label} .inside')`);
      expect(await page.evaluate(`document.querySelector('${label} .checks.passed').textContent`)).to.contain('status is 200');
      await page.click(`${label} summary`);
      expect(await page.evaluate(`document.querySelector('${label}').open`)).to.equal(false);
    }, '#show=all'));

  test('chooses what is shown with a click, which the address tells, and what was opened stays open', () =>
    use(async (page) => {
      expect(await page.evaluate(titles)).to.equal('Get a parcel');
      await page.click('label.all');
      await page.until(`${titles} === '${all}'`);
      expect(await page.evaluate('location.hash')).to.equal('#show=all');
      expect(await page.evaluate(`document.querySelector('.request.failed').open`)).to.equal(true);
      expect(await page.evaluate(`document.querySelector('.shown').textContent`)).to.equal('3 requests');
      await page.press('ArrowRight');
      await page.until(`${titles} === 'Get a parcel'`);
      expect(await page.evaluate('location.hash')).to.equal('');
      await page.click('label.skipped');
      await page.until(`document.querySelector('.nothing')?.textContent === 'There are none.'`);
    }));

  test('comes to the search with a slash, and sees what fits while typing', () =>
    use(async (page) => {
      await page.press('/');
      expect(await page.evaluate(`${focused}.type`)).to.equal('search');
      expect(await page.evaluate(`${focused}.value`)).to.equal('');
      await page.type('label');
      await page.until(`${titles} === 'Get a label'`);
      expect(await page.evaluate('location.hash')).to.equal('#show=all&search=label');
      expect(await page.evaluate(`document.querySelector('.shown').textContent`)).to.equal('1 of 3 requests');
      // In the search itself a slash is a letter like any other.
      await page.press('/');
      expect(await page.evaluate(`${focused}.value`)).to.equal('label/');
      await page.until(`document.querySelector('.nothing')?.textContent === 'Nothing matches.'`);
      await page.press('Escape');
      await page.until(`${titles} === '${all}'`);
    }, '#show=all'));

  test('gets along without a mouse: Tab leads to a request, and Enter opens it', () =>
    use(async (page) => {
      await page.press('/');
      await page.press('Tab');
      expect(await page.evaluate(`${focused}.tagName + ' ' + ${focused}.querySelector('.title')?.textContent`)).to.equal(
        'SUMMARY Get an access token',
      );
      await page.press('Enter');
      await page.until(`${focused}.parentElement.open && ${focused}.parentElement.querySelector('.inside')`);
      await page.press('Enter');
      await page.until(`!${focused}.parentElement.open`);
    }, '#show=all'));

  test('copies the command that sends a request again, or has it selected', () =>
    use(async (page) => {
      const command = await page.evaluate<string>(`document.querySelector('.command pre').textContent`);
      expect(command).to.match(/^curl -i /);
      await page.click('.command .copy');
      await page.until(`['Copied', 'Selected'].includes(document.querySelector('.command .copy').textContent)`);
      expect(await page.evaluate('getSelection().toString()')).to.equal(command);
    }));
});
