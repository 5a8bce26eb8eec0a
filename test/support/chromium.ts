// Pages as a browser reads them: Chromium, when the machine has one (CHROMIUM, or one of the usual names on the path).

import { execFile } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** The program; undefined when there is none. */
export const chromium: string | undefined = [
  process.env['CHROMIUM'],
  ...(process.env['PATH'] ?? '')
    .split(path.delimiter)
    .flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => path.join(folder, name))),
].find((file) => file !== undefined && file !== '' && isProgram(file));

/** Why tests with a browser are left out; false when they are not. */
export const withoutChromium: string | false = chromium === undefined ? 'there is no Chromium: CHROMIUM names one' : false;

/** What a browser makes of a page: its elements after scripts have run, and what it complained of. */
export async function openPage(file: string, hash = ''): Promise<{ readonly dom: string; readonly complaints: readonly string[] }> {
  const { profile, options } = setUp();
  try {
    // Time is the page's own: it is over when nothing is left to do, however slow the machine is.
    const more = ['--virtual-time-budget=5000', '--enable-logging=stderr', '--dump-dom', `${pathToFileURL(file)}${hash}`];
    const { stdout, stderr } = await promisify(execFile)(chromium ?? '', [...options, ...more], { maxBuffer: 1e9 });
    return { dom: stdout, complaints: stderr.split('\n').filter((line) => line.includes('CONSOLE')) };
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A folder for what the program keeps, to be taken away, and what it is started with. */
export function setUp(): { readonly profile: string; readonly options: readonly string[] } {
  const profile = mkdtempSync(path.join(tmpdir(), 'postern-chromium-'));
  return { profile, options: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', `--user-data-dir=${profile}`] };
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
