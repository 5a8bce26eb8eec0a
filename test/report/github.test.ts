// Annotations as GitHub's runner reads them, and the page of a job.

import { writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { expect } from 'chai';
import { parcelFiles } from '../support/parcels.ts';
import { reported, withBody, wrongParcel } from './broken-run.ts';

/** A workflow command as actions/runner reads it (src/Runner.Common/ActionCommand.cs). */
function readCommand(line: string): { name: string; properties: Record<string, string>; data: string } {
  const [, name = '', list = '', data = ''] = /^::([^ :]+)(?: (.*?))?::(.*)$/.exec(line) ?? [];
  const plain = (text: string) =>
    text.replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%3A/g, ':').replace(/%2C/g, ',').replace(/%25/g, '%');
  const pairs = list.split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), plain(pair.slice(pair.indexOf('=') + 1))]);
  return { name, properties: Object.fromEntries(pairs), data: plain(data) };
}

const commandsOf = (stdout: string) => stdout.trimEnd().split('\n').map(readCommand);

describe('the reporter for GitHub', { concurrency: true }, () => {
  test('annotates each line of the specs that was broken', async () => {
    const { exit, stdout } = await reported(['--reporter', 'github'], () => '', { mock: wrongParcel });
    expect(exit).to.equal(1);
    const commands = commandsOf(stdout);
    expect(commands.map(({ name }) => name)).to.deep.equal(['error', 'error', 'error']);
    const [first, second] = commands;
    expect(first?.properties).to.deep.equal({
      file: 'specs/parcels/endpoints/parcels.yaml',
      line: '20',
      endLine: '20',
      col: '42',
      endColumn: '43',
      title: 'Get a parcel: body is as documented',
    });
    expect(first?.data).to.equal('at /id: expected to match /^p/, got "x" (#/properties/id/pattern)');
    expect(second?.properties['file']).to.equal('specs/parcels/schemas/size.yaml');
  });

  test('says nothing of a contract that holds', async () => {
    expect((await reported(['--reporter', 'github'], () => '')).stdout).to.equal('');
  });

  test('keeps what is hostile inside of its place', async () => {
    const name = 'Get: a, b%0A::error::\u001b[31m ::x';
    const files = {
      ...parcelFiles,
      'parcels/endpoints/parcels.yaml': (parcelFiles['parcels/endpoints/parcels.yaml'] ?? '').replace(
        'name: Get a parcel',
        `name: ${JSON.stringify(name)}`,
      ),
    };
    const mock = withBody('get-parcel', JSON.stringify({ id: '%25,:::\r\n::error::owned', size: {}, at: '' }));
    const { stdout } = await reported(['--reporter', 'github'], () => '', { files, mock });
    const commands = commandsOf(stdout);
    expect(commands).to.have.lengthOf(3);
    for (const command of commands) {
      expect(command.name).to.equal('error');
      expect(command.properties['title']).to.equal('Get: a, b%0A::error::␛[31m ::x: body is as documented');
    }
    expect(commands[0]?.data).to.contain('%25,:::');
  });

  test('names files as the repository does', async () => {
    const env = (work: { path: string }) => ({ GITHUB_WORKSPACE: `${work.path}/..` });
    const { stdout, files: folder } = await reported(['--reporter', 'github'], (work) => work.path.split('/').at(-1), {
      mock: wrongParcel,
      env,
    });
    expect(commandsOf(stdout)[0]?.properties['file']).to.equal(`${folder}/specs/parcels/endpoints/parcels.yaml`);
  });

  test('writes to stderr where stdout is a document', async () => {
    const { stdout, stderr } = await reported(['--reporter', 'github', '--format', 'json'], () => '', { mock: wrongParcel });
    expect(() => JSON.parse(stdout)).to.not.throw();
    expect(stderr).to.match(/^::error file=specs\/parcels/m);
  });

  test('adds to the page of the job, behind what stands there', async () => {
    const env = (work: { at: (name: string) => string }) => {
      writeFileSync(work.at('summary.md'), 'before\n');
      return { GITHUB_STEP_SUMMARY: work.at('summary.md') };
    };
    const { files: page } = await reported(['--reporter', 'github'], (work) => work.read('summary.md'), { mock: wrongParcel, env });
    expect(page).to.match(/^before\n## API contracts\n/);
    expect(page).to.contain('| ❌ Parcels | Parcels dev | 3 | ').and.contain('### Parcels: the contract is broken: 1 failure\n');
    expect(page).to.contain('`specs/parcels/schemas/size.yaml:4:17`\n\n```text\n    4 |   unit: { enum: [cm, in] }\n');
    expect(page).to.contain('```sh\ncurl -i http://127.0.0.1:');
  });

  test('lets nothing in an answer or a name be Markdown or HTML', async () => {
    const files = {
      ...parcelFiles,
      'parcels/api.yaml': (parcelFiles['parcels/api.yaml'] ?? '').replace('name: Parcels', 'name: "<img src=x> | `a` **b** [c](d)"'),
    };
    const mock = withBody('get-parcel', JSON.stringify({ id: '```\n<script>', size: {}, at: '' }));
    const env = (work: { at: (name: string) => string }) => ({ GITHUB_STEP_SUMMARY: work.at('summary.md') });
    const { files: page } = await reported(['--reporter', 'github'], (work) => work.read('summary.md'), { mock, env, files });
    expect(page).to.contain('| ❌ &lt;img src\\=x\\> \\| \\`a\\` \\*\\*b\\*\\* \\[c\\]\\(d\\) |');
    const outside = page.replace(/^(`{3,})(?:text|sh)\n[\s\S]*?^\1$/gm, '');
    expect(outside).to.not.contain('<script>').and.not.contain('<img');
  });

  test('tells when the page of the job cannot be written', async () => {
    const { exit, stderr } = await reported(['--reporter', 'github'], () => '', { env: { GITHUB_STEP_SUMMARY: '/dev/null/page' } });
    expect(exit).to.equal(2);
    expect(stderr).to.contain('error file-unwritable');
  });
});
