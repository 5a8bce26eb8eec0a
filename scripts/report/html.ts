import { createHash } from 'node:crypto';
import { htmlAssets } from './html-assets.ts';
import { htmlDataOf } from './html-data.ts';
import type { ReportInput } from './reporters.ts';
import { formatRun } from './run-terminal.ts';
import { printable, styleFor } from './style.ts';
import { isBroken } from './totals.ts';

/** So many failures of each API are told where JavaScript is not allowed. */
const most = 100;

/**
 * Results as one HTML file that needs nothing else. Its policy lets it run the script and the style that it came with, and
 * fetch nothing at all.
 */
export function htmlOf(input: ReportInput): string {
  const { page, style, script } = htmlAssets();
  const broken = input.results.filter(isBroken);
  const names = (broken.length > 0 ? broken : input.results).map((result) => result.api.name).join(', ');
  const text = input.results
    .map((result) => formatRun(result, input.sourceOf, styleFor(false), { coverage: input.coverage, most }))
    .join('\n');
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const parts: Readonly<Record<string, string>> = {
    policy,
    style,
    script,
    title: escaped(printable(`${broken.length > 0 ? '✕' : '✓'} ${names}: contract report`)),
    text: escaped(text),
    data: jsonInHtml(htmlDataOf(input)),
  };
  // In one go, so that nothing that is put in is taken for a place to put something in.
  return page.replace(/\{\{(\w+)\}\}/g, (_, name: string) => parts[name] ?? '');
}

/** For a Content-Security-Policy (CSP 3, section 2.3.1). */
function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** JSON that cannot end the element that it stands in. */
function jsonInHtml(value: unknown): string {
  return JSON.stringify(value).replace(/[<\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
