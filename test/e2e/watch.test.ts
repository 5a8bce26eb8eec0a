// `postern run --watch`: what is run again when a spec changes.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import { startPostern } from '../support/child.ts';
import { parcelFiles } from '../support/parcels.ts';
import { Folder } from '../support/specs.ts';

const specs = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`specs/${name}`, text]));
const more = `folder: More
endpoints:
  - id: ping
    name: Ping
    method: GET
    path: /ping
    responses: { 200: { description: There., schema: { const: pong }, example: pong } }
`;

describe('postern run --watch', () => {
  test('runs what a change touches, tells of a broken spec and goes on, and ends with 130 at Ctrl-C', async () => {
    using work = new Folder(specs({ ...parcelFiles, 'parcels/endpoints/more.yaml': more }));
    using child = startPostern(['run', '--mock', '--watch'], work.path);
    await child.says('stderr', /Get a label[\s\S]*watching the specs/);

    work.write(specs({ 'parcels/endpoints/more.yaml': more.replace('name: Ping', 'nmae: Ping') }));
    await child.says('stderr', /\d\d:\d\d:\d\d specs\/parcels\/endpoints\/more\.yaml changed\n[\s\S]*error unknown-key[\s\S]*watching/);

    work.write(specs({ 'parcels/endpoints/more.yaml': more.replaceAll('pong', 'ping') }));
    const [, again = ''] = await child.says(
      'stderr',
      /watching[\s\S]*watching[\s\S]*?changed\n([\s\S]*?the contract holds[\s\S]*?)watching/,
    );
    expect(again).to.contain('More › Ping (200').and.not.contain('ok    Parcels › Get a');

    child.kill('SIGINT');
    expect((await child.ended).exit).to.equal(130);
  });

  test('ends at once with 2 when the command line names what is not there', { timeout: 60_000 }, async () => {
    using work = new Folder(specs(parcelFiles));
    const mistakes = {
      'unknown-environment': ['run', 'parcels', '--env', 'dve'],
      'unknown-reporter': ['run', '--mock', '--reporter', 'junti=results.xml'],
      'newman-reporter': ['run', '--mock', '--reporter', 'newman:jsno=results.json'],
      'unknown-api': ['run', 'parcel', '--mock'],
      'unfit-selection': ['run', '--mock', '--endpoint', 'lable'],
    };
    for (const [code, argv] of Object.entries(mistakes)) {
      using child = startPostern([...argv, '--watch'], work.path);
      const { exit, stderr } = await child.ended;
      expect(exit, stderr).to.equal(2);
      expect(stderr).to.contain(`error ${code}`).and.contain('did you mean').and.not.contain('watching');
    }
  });

  test('refuses what does not go with it', async () => {
    using work = new Folder(specs(parcelFiles));
    for (const argv of [
      ['--format', 'json'],
      ['--changed-since', 'main'],
    ]) {
      using child = startPostern(['run', '--mock', '--watch', ...argv], work.path);
      const { exit, stdout, stderr } = await child.ended;
      expect(exit).to.equal(2);
      expect(stdout + stderr).to.contain('--watch');
    }
  });
});
