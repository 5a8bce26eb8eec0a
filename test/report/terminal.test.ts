import { describe, test } from 'node:test';
import { expect } from 'chai';
import { eraseLine, progressBar } from '../../scripts/report/progress-bar.ts';
import { slowestOf } from '../../scripts/report/slowest.ts';
import { styleFor } from '../../scripts/report/style.ts';
import type { RequestResult } from '../../scripts/runner/results.ts';
import { reported, wrongParcel } from './broken-run.ts';

/** What is left on a terminal after everything was written. */
function screenOf(text: string): string {
  return text.replace(/[^\n]*\r\u001b\[2K/g, '');
}

describe('a run on a terminal', { concurrency: true }, () => {
  test('shows a bar that is gone at the end, and what failed above it', async () => {
    const { stderr } = await reported(['--no-color'], () => '', { mock: wrongParcel, tty: true });
    expect(stderr).to.contain('━').and.contain('  1 of 3').and.contain('  3 of 3  1 failed');
    const screen = screenOf(stderr);
    expect(screen).to.not.match(/[━─\r\u001b]/);
    expect(screen).to.match(/^ {2}FAIL {2}Parcels › Get a parcel \(200, \d+ ms, \d+ checks\)\n/);
    expect(screen).to.not.contain('  ok ');
  });

  test('has no bar in a pipe, on a terminal that cannot, and with --quiet', async () => {
    const runs = await Promise.all([
      reported([], () => ''),
      reported(['--no-color'], () => '', { tty: true, env: { TERM: 'dumb' } }),
      reported(['--quiet'], () => '', { tty: true, mock: wrongParcel }),
    ]);
    for (const { stderr } of runs) expect(stderr).to.not.contain('━').and.not.contain(eraseLine);
    expect(runs[0]?.stderr).to.contain('  ok    Parcels › Get a label');
    expect(runs[2]?.stderr)
      .to.contain('the contract is broken')
      .and.not.match(/[12] of 3/);
  });

  test('has a bar without colours with NO_COLOR', async () => {
    const { stderr } = await reported([], () => '', { tty: true, env: { NO_COLOR: '1' } });
    expect(stderr)
      .to.contain('━')
      .and.not.match(/\u001b\[\d+m/);
  });

  test('writes the same text to a file, without colours', async () => {
    const run = await reported(['--reporter', 'terminal=run.txt'], (work) => work.read('run.txt'), { mock: wrongParcel, tty: true });
    expect(run.files).to.match(/^specs\/parcels\/endpoints\/parcels.yaml:20:\d+ {2}failed Get a parcel: body is as documented\n/);
    expect(run.files).to.not.contain('\u001b');
    expect((await reported(['--reporter', 'terminal'], () => '')).stdout).to.equal('');
  });
});

describe('the progress bar', () => {
  test('is full at the end only, and of the same length always', () => {
    const plain = styleFor(false);
    const bars = [0, 1, 999, 1000].map((done) => progressBar(done, 1000, 0, plain));
    expect(bars.map((bar) => bar.match(/━/g)?.length ?? 0)).to.deep.equal([0, 0, 23, 24]);
    expect(new Set(bars.map((bar) => bar.match(/[━─]/g)?.length))).to.have.lengthOf(1);
    expect(progressBar(0, 0, 0, plain)).to.contain('0 of 0');
  });
});

describe('the slowest requests', () => {
  const requests = (...durations: number[]) =>
    durations.map((duration, i) => ({ title: `r${i}`, state: 'sent', duration })) as unknown as RequestResult[];
  const titles = (...durations: number[]) => slowestOf(requests(...durations)).map(({ title }) => title);

  test('are named when they stand out: the three slowest at most', () => {
    expect(titles(10, 2000, 12, 900, 11, 3000, 700, 9, 10)).to.deep.equal(['r5', 'r1', 'r3']);
  });
  test('are not named when everything is fast, or everything is slow', () => {
    expect(titles(5, 400, 6, 7)).to.deep.equal([]);
    expect(titles(900, 1000, 1100, 1200)).to.deep.equal([]);
    expect(titles()).to.deep.equal([]);
  });
});
