// TLS and proxies: what an environment and the command line say, against real servers.

import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { type MockOptions, startMock } from '../../scripts/mock/server.ts';
import { resolveSpecs } from '../../scripts/model/resolve.ts';
import type { RunDocument } from '../../scripts/report/run-document.ts';
import { withBody } from '../report/broken-run.ts';
import { startPostern } from '../support/child.ts';
import { leaksOf } from '../support/leaks.ts';
import { parcelFiles } from '../support/parcels.ts';
import { asksForCertificate, serveProxy, serveSecurely, tlsFile } from '../support/secure-server.ts';
import { Folder, postern } from '../support/specs.ts';

const passphrase = 'open-sesame-4711';
const ca = `ca: ${tlsFile('ca.pem')}`;
const client = `clientCertificate: { certificate: ${tlsFile('client.pem')}, key: ${tlsFile('client-key.pem')}, passphrase: { from: KEY_PASSPHRASE } }`;

interface Setting {
  /** Further lines of the environment. */
  readonly more?: string;
  readonly argv?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The server that is called, in place of the mock itself. */
  readonly server?: Parameters<typeof serveSecurely>[1];
  readonly mock?: MockOptions;
  /** Further files of the working directory. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
  /** Looks at what is there after the run, while the server is. */
  readonly look?: (work: Folder) => unknown;
}

/** Runs the contract against a mock behind HTTPS. */
async function run({ more = '', argv = [], env = {}, server, mock: options = {}, files: others = {}, look }: Setting) {
  const files = { ...parcelFiles, 'parcels/environments/dev.yaml': `${parcelFiles['parcels/environments/dev.yaml']}${more}\n` };
  const { apis } = resolveSpecs({ root: 'specs', files: new Map(Object.entries(parcelFiles)) });
  const [api] = apis;
  if (!api) throw new Error('no API');
  const mock = await startMock(api, options);
  using secure = await serveSecurely(mock.url, server);
  using work = new Folder({ ...others, ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`specs/${name}`, text])) });
  const { pathname } = new URL(mock.variables['baseUrl'] ?? '');
  const variables = { ...mock.variables, baseUrl: `https://localhost:${secure.port}${pathname.replace(/\/$/, '')}` };
  const given = Object.entries(variables).flatMap(([name, value]) => ['--var', `${name}=${value}`]);
  try {
    const all = ['run', 'parcels', '--env', 'dev', '--reporter', 'json=r.json', ...given, ...argv];
    const outcome = await postern(all, work.path, { env });
    await look?.(work);
    const everything = JSON.stringify(outcome) + JSON.stringify(work.files());
    return { ...outcome, everything, port: secure.port };
  } finally {
    await mock.close();
  }
}

/** The failures as they are told, without code frames. */
function failures(stderr: string): string[] {
  return [...stderr.matchAll(/^\S+:\d+:\d+ {2}failed .*$/gm)].map(([line]) => line);
}

describe('secure connections', { concurrency: 2 }, () => {
  test('a contract holds behind an authority that the environment names', async () => {
    const { exit, stderr } = await run({ more: `tls: { ${ca} }` });
    expect(exit, stderr).to.equal(0);
  });

  test('a contract holds behind an authority that --ca names, and with --insecure', async () => {
    expect((await run({ argv: ['--ca', tlsFile('ca.pem')] })).exit).to.equal(0);
    expect((await run({ argv: ['--insecure'] })).exit).to.equal(0);
    expect((await run({ more: 'tls: { verify: false }' })).exit).to.equal(0);
  });

  test('a contract holds in worker processes too', async () => {
    const { exit, stderr } = await run({
      more: `tls: { ${ca}, ${client} }`,
      argv: ['--workers', '1'],
      env: { KEY_PASSPHRASE: passphrase },
      server: asksForCertificate,
    });
    expect(exit, stderr).to.equal(0);
  });

  const clientless = 'the server asks for a client certificate; name one with tls: { clientCertificate:';
  const cases: readonly (readonly [string, Setting, string])[] = [
    ['an authority that nobody named', {}, 'name the authority that does, with tls: { ca: FILE } in the environment or --ca FILE'],
    ['another authority', { argv: ['--ca', tlsFile('other-ca.pem')] }, 'the authority that tls.ca or --ca names does not vouch for'],
    [
      'a certificate that has expired',
      { more: `tls: { ${ca} }`, server: { certificate: 'expired.pem' } },
      "the server's certificate has expired",
    ],
    ['a certificate for another name', { more: `tls: { ${ca} }`, server: { certificate: 'elsewhere.pem' } }, 'is for another name'],
    ['no client certificate', { more: `tls: { ${ca} }`, server: asksForCertificate }, clientless],
    ['no client certificate (TLS 1.2)', { more: `tls: { ${ca} }`, server: { ...asksForCertificate, maxVersion: 'TLSv1.2' } }, clientless],
  ];
  for (const [name, setting, says] of cases) {
    // One of them from a worker process too: what it says is carried over in the same way.
    for (const argv of name === 'another authority' ? [[], ['--workers', '1']] : [[]]) {
      test(`${name} is one message, with exit 3${argv.length > 0 ? ', from workers too' : ''}`, async () => {
        const { exit, stderr, port } = await run({ ...setting, argv: [...(setting.argv ?? []), ...argv] });
        expect(exit, stderr).to.equal(3);
        expect(failures(stderr), stderr).to.have.lengthOf(1);
        expect(stderr).to.contain(`no secure connection to https://localhost:${port}: `).and.contain(says);
        expect(stderr).to.contain('could not be run: no connection').and.not.contain('cannot be reached');
      });
    }
  }

  test('a client certificate opens the door, and its passphrase is nowhere to be seen', async () => {
    const more = `tls: { ${ca}, ${client} }`;
    const { exit, stderr, everything } = await run({ more, env: { KEY_PASSPHRASE: passphrase }, server: asksForCertificate });
    expect(exit, stderr).to.equal(0);
    expect(leaksOf(everything, passphrase)).to.deep.equal([]);
  });

  test('a wrong passphrase is told before anything is sent, without saying it', async () => {
    const { exit, stderr, everything } = await run({ more: `tls: { ${client} }`, env: { KEY_PASSPHRASE: 'correct-horse-battery' } });
    expect(exit).to.equal(2);
    expect(stderr).to.contain('error tls-file').and.contain('the passphrase does not open it');
    expect(leaksOf(everything, 'correct-horse-battery')).to.deep.equal([]);
  });
});

const missing = ['bash', 'curl'].filter((program) => spawnSync(program, ['--version']).error !== undefined);

describe('the command below a failure', { skip: missing.length > 0 ? `${missing.join(' and ')} not found` : false }, () => {
  const files = Object.fromEntries(
    ['ca.pem', 'client.pem', 'client-key.pem'].map((name) => [`certs/${name}`, readFileSync(tlsFile(name))]),
  );
  const own = '../../../certs';
  const broken = withBody('label', 'no label');

  /** The commands of a run's failures, and how each ends that is run where the run was. */
  async function commands(setting: Setting, env: Readonly<Record<string, string>>) {
    const all: { command: string; ended: string }[] = [];
    const look = async (work: Folder): Promise<void> => {
      const [result] = (JSON.parse(work.read('r.json')) as RunDocument).results ?? [];
      for (const { curl } of result?.requests ?? []) {
        if (curl === undefined) continue;
        const { stdout } = await promisify(execFile)('bash', ['-c', curl], { cwd: work.path, env: { PATH: process.env['PATH'], ...env } });
        all.push({ command: curl, ended: stdout.split('\r\n').findLast((line) => /^HTTP\S* \d/.test(line)) ?? '' });
      }
    };
    const { exit, stderr } = await run({ ...setting, files, mock: broken, look });
    expect(exit, stderr).to.equal(1);
    return all;
  }

  test('names the authority, the certificate with its key, and the proxy, and gets through with them', async () => {
    using proxy = await serveProxy();
    const more = `tls: { ca: ${own}/ca.pem, clientCertificate: { certificate: ${own}/client.pem, key: ${own}/client-key.pem, passphrase: { from: KEY_PASSPHRASE } } }\nproxy: http://127.0.0.1:${proxy.port}`;
    const env = { KEY_PASSPHRASE: passphrase };
    const [label, ...others] = await commands({ more, env, server: asksForCertificate }, { ...env, ACCESS_TOKEN: 'another' });
    expect(others).to.deep.equal([]);
    expect(label?.command.split(' \\\n     ').slice(1, 6)).to.deep.equal([
      '--cacert certs/ca.pem',
      '--cert certs/client.pem',
      '--key certs/client-key.pem',
      '--pass "$KEY_PASSPHRASE"',
      `--proxy http://127.0.0.1:${proxy.port}`,
    ]);
    // The API has seen it: it does not know this token.
    expect(label?.ended).to.match(/ 401 /);
    expect(proxy.seen.filter((line) => line.startsWith('CONNECT')).length).to.be.greaterThan(1);
  });

  test('says what the command line says, and names a proxy with a password by its variable', async () => {
    using proxy = await serveProxy({ user: 'me:correct-horse' });
    const env = { MY_PROXY: `http://me:correct-horse@127.0.0.1:${proxy.port}` };
    const [label] = await commands({ more: 'proxy: { from: MY_PROXY }', argv: ['--insecure'], env }, { ...env, ACCESS_TOKEN: 'another' });
    expect(label?.command).to.contain(' --insecure ').and.contain('--proxy "$MY_PROXY"').and.not.contain('correct-horse');
    expect(label?.ended).to.match(/ 401 /);
    const [other] = await commands({ argv: ['--ca', 'certs/ca.pem'] }, { ACCESS_TOKEN: 'another' });
    expect(other?.command).to.contain('--cacert certs/ca.pem').and.not.contain('--insecure').and.not.contain('--proxy');
    expect(other?.ended).to.match(/ 401 /);
  });
});

describe('proxies', { concurrency: 2 }, () => {
  test('every request of a run goes through the one that the environment names, that for the token too', async () => {
    using proxy = await serveProxy();
    const { exit, stderr, port } = await run({ more: `tls: { ${ca} }\nproxy: http://127.0.0.1:${proxy.port}` });
    expect(exit, stderr).to.equal(0);
    expect(new Set(proxy.seen)).to.deep.equal(new Set([`CONNECT localhost:${port}`]));
  });

  test('a name and a password come from the process, and are nowhere to be seen', async () => {
    using proxy = await serveProxy({ user: 'me:correct-horse' });
    const more = `tls: { ${ca} }\nproxy: { from: MY_PROXY }`;
    const { exit, stderr, everything } = await run({ more, env: { MY_PROXY: `http://me:correct-horse@127.0.0.1:${proxy.port}` } });
    expect(exit, stderr).to.equal(0);
    expect(proxy.seen).to.not.be.empty;
    expect(leaksOf(everything, 'correct-horse')).to.deep.equal([]);
  });

  test('one that refuses, and one that is not there, are one message each, with exit 3', async () => {
    using strict = await serveProxy({ user: 'me:correct-horse' });
    using closed = await serveProxy({ status: 403 });
    const gone = await serveProxy();
    gone[Symbol.dispose]();
    for (const [port, says] of [
      [strict.port, 'the proxy asks for a name and a password (status 407)'],
      [closed.port, 'the proxy does not let it through (status 403)'],
      [gone.port, 'the proxy cannot be reached'],
    ] as const) {
      const { exit, stderr } = await run({ more: `tls: { ${ca} }\nproxy: http://127.0.0.1:${port}` });
      expect(exit, stderr).to.equal(3);
      expect(failures(stderr), stderr).to.have.lengthOf(1);
      expect(stderr).to.contain(says);
    }
  });

  test('the one that the process names is used, but for what NO_PROXY names, and never for the mock', async () => {
    using proxy = await serveProxy();
    const { apis } = resolveSpecs({ root: 'specs', files: new Map(Object.entries(parcelFiles)) });
    const [api] = apis;
    if (!api) throw new Error('no API');
    const mock = await startMock(api, {});
    using work = new Folder(Object.fromEntries(Object.entries(parcelFiles).map(([name, text]) => [`specs/${name}`, text])));
    const given = Object.entries(mock.variables).flatMap(([name, value]) => ['--var', `${name}=${value}`]);
    const named = { HTTP_PROXY: `http://127.0.0.1:${proxy.port}` };
    const seenBy = async (argv: readonly string[], env: Readonly<Record<string, string>>): Promise<number> => {
      const before = proxy.seen.length;
      using child = startPostern(['run', 'parcels', ...argv], work.path, { ...named, ...env });
      const { exit, stderr } = await child.ended;
      expect(exit, stderr).to.equal(0);
      return proxy.seen.length - before;
    };
    try {
      expect(await seenBy(['--env', 'dev', ...given], {})).to.be.greaterThan(3);
      expect(await seenBy(['--env', 'dev', ...given], { NO_PROXY: '127.0.0.1' })).to.equal(0);
      expect(await seenBy(['--mock'], {})).to.equal(0);
    } finally {
      await mock.close();
    }
  });
});
