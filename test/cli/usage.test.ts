import { describe, it } from 'node:test';
import { expect } from 'chai';
import { main } from '../../scripts/cli/main.ts';
import { demo, Folder, postern } from '../support/specs.ts';

describe('the command line', { concurrency: true }, () => {
  const call = (...argv: string[]) => postern(argv, '.');

  it('tells its commands on stdout with --help', async () => {
    const { exit, stdout, stderr } = await call('--help');
    expect(exit).to.equal(0);
    expect(stderr).to.equal('');
    for (const command of ['compile', 'run', 'mock', 'schemas']) expect(stdout).to.match(new RegExp(`^  ${command} `, 'm'));
  });

  for (const command of ['compile', 'run', 'mock']) {
    it(`tells the options of ${command}, with the ones that all commands have`, async () => {
      const { exit, stdout } = await call(command, '--help');
      expect(exit).to.equal(0);
      for (const option of ['--specs <dir>', '--out <dir>', '--var <name=value>', '--format <format>', '--quiet', '--no-color'])
        expect(stdout).to.contain(option);
    });
  }

  it('tells its version', async () => {
    for (const option of ['--version', '-V']) {
      const { exit, stdout, stderr } = await call(option);
      expect([exit, stdout, stderr]).to.deep.equal([0, '1.2.3\n', '']);
    }
  });

  it('shows no defaults that are empty', async () => {
    const { stdout } = await call('run', '--help');
    expect(stdout).to.contain('--reporter').and.not.contain('default: [').and.not.contain('default: {');
    expect(stdout).to.contain('(default: 60s)');
  });

  it('takes the folder of an API for its name, as a shell completes it', async () => {
    using work = new Folder(demo);
    for (const name of ['demo', 'demo/', 'specs/demo', 'specs/demo/', './specs/demo', work.at('specs/demo')])
      expect((await postern(['compile', name], work.path)).exit, name).to.equal(0);
    expect((await postern(['compile', 'apis/demo', '--specs', 'apis'], work.path)).exit).to.equal(2);
    for (const name of ['specs', 'other/demo', 'specs/demo/endpoints', 'specs/../demo', '/']) {
      const { exit, stderr } = await postern(['compile', name], work.path);
      expect([exit, /error unknown-api/.test(stderr)], name).to.deep.equal([2, true]);
    }
  });

  it('begins a sentence after another with a capital', async () => {
    for (const argv of [
      ['mock', 'demo', '--port', 'x'],
      ['run', 'demo', '--timeout', 'soon'],
      ['run', 'demo', '--timeout', '0s'],
    ]) {
      const { stderr } = await call(...argv);
      expect(stderr.split('\n')[0], argv.join(' ')).to.match(/ is invalid\. Write /);
    }
  });

  it('refuses an unknown command with the nearest one', async () => {
    const { exit, stdout, stderr } = await call('complie');
    expect(exit).to.equal(2);
    expect(stdout).to.equal('');
    expect(stderr).to.contain("unknown command 'complie'").and.contain('Did you mean compile?');
  });

  it('refuses an unknown option with the nearest one', async () => {
    const { exit, stderr } = await call('compile', '--chekc');
    expect(exit).to.equal(2);
    expect(stderr).to.contain("unknown option '--chekc'").and.contain('Did you mean --check?');
  });

  it('refuses a call without a command', async () => {
    const { exit, stderr } = await call();
    expect(exit).to.equal(2);
    expect(stderr).to.contain('Usage: postern');
  });

  it('refuses values of options that make no sense', async () => {
    for (const argv of [
      ['compile', '--format', 'xml'],
      ['mock', 'demo', '--port', '70000'],
      ['mock', 'demo', '--latency', '5'],
      ['mock', 'demo', '--token-life', '0s'],
      ['run', 'demo', '--timeout', '0s'],
      ['run', 'demo', '--timeout', '0.0ms'],
      ['mock', 'demo', '--revoke-every', '0'],
      ['mock'],
      ['run', 'demo', '--env'],
    ]) {
      const { exit, stderr } = await call(...argv);
      expect(exit, argv.join(' ')).to.equal(2);
      expect(stderr, argv.join(' ')).to.match(/^error: /);
    }
  });

  it('does not repeat what was given to --var, nor to an option that it does not know', async () => {
    for (const argv of [
      ['run', 'demo', '--var', 'correct-horse'],
      ['run', 'demo', '--var', '=correct-horse'],
      ['run', 'demo', '--var=correct-horse'],
      ['run', 'demo', "--vra=clientSecret=it's correct-horse"],
    ]) {
      const { exit, stdout, stderr } = await call(...argv);
      expect(exit).to.equal(2);
      expect(stderr).to.match(/^error: /);
      expect(stdout + stderr).not.to.contain('correct-horse');
    }
  });

  it('says how --var is written', async () => {
    const { stderr } = await call('run', 'demo', '--var', 'clientSecret');
    expect(stderr.split('\n')[0]).to.equal("error: option '--var <name=value>' is invalid: write name=value.");
  });

  it('keeps what follows the first = of --var, and an empty value', async () => {
    using work = new Folder(demo);
    const { exit, stderr } = await postern(['run', 'demo', '--env', 'dev', '--var', 'clientId=a=b', '--var', 'clientSecret='], work.path);
    expect(exit).to.equal(2);
    expect(stderr).to.contain('{{clientSecret}} has no value').and.not.contain('{{clientId}}');
  });

  it('tells a defect of its own as one, with exit code 3', async () => {
    using work = new Folder(demo);
    const err: string[] = [];
    const exit = await main(['run', 'demo', '--mock'], {
      stdout: { write: () => undefined },
      stderr: { write: (text) => err.push(text) },
      env: {},
      version: '1.2.3',
      cwd: () => work.path,
      once: () => {
        throw new Error('no signals here');
      },
      off: () => undefined,
    });
    expect(exit).to.equal(3);
    expect(err.join('')).to.contain('error defect').and.contain('please report it: no signals here');
  });
});
