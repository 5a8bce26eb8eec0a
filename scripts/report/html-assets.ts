import { readFileSync } from 'node:fs';
import path from 'node:path';
import { link } from '../postman/link.ts';

/** What the page of a report is put together from. */
export interface HtmlAssets {
  readonly page: string;
  readonly style: string;
  readonly script: string;
}

/** Reads the sources of the page, which stand in the folder `html`, also in the published package. */
export function htmlAssets(): HtmlAssets {
  const read = (name: string) => readFileSync(path.resolve(__dirname, '../report/html', name), 'utf8').replaceAll('\r\n', '\n');
  const script = `${link({ entries: [{ file: 'report/html/view.js', name: 'showReport' }] })}\nshowReport();\n`;
  // It would end its element (HTML, section 13.2.5.4).
  if (/<\/script|<!--/i.test(script)) throw new Error('the script of the report cannot stand in a page');
  return { page: read('page.html'), style: read('style.css'), script };
}
