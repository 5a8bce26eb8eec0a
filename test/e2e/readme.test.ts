// The README tells no tales: its example is complete and green, what it shows is what comes, and what it names is there.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { expect } from 'chai';
import type { MockAnswer } from '../../scripts/mock/exchange.ts';
import { startMock } from '../../scripts/mock/server.ts';
import { resolveSpecs } from '../../scripts/model/resolve.ts';
import { ownApi, root } from '../support/own-specs.ts';
import { Folder, postern } from '../support/specs.ts';

const readme = readFileSync(path.join(root, 'README.md'), 'utf8');

/** The code blocks of one language, in their order. */
function blocks(language: string): string[] {
  return [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)].filter((match) => match[1] === language).map((match) => match[2] ?? '');
}

/** The one element of a list. */
function only<T>(list: readonly T[]): T {
  const [one] = list;
  expect(list).to.have.lengthOf(1);
  return one as T;
}

/** The specs that the README shows, by the path in their first line. */
const example = Object.fromEntries(
  blocks('yaml').flatMap((text) => {
    const file = /^# (specs\/\S+)\n/.exec(text)?.[1];
    return file === undefined ? [] : [[file, text] as const];
  }),
);
const greetings = 'specs/hello/endpoints/greetings.yaml';

/** Text without what differs from run to run: ports, times, and white space at the ends. */
function masked(text: string): string {
  return text
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replace(/\b\d+ ms\b/g, 'N ms')
    .replace(/\b\d+\.\d s\b/g, 'N s')
    .trim();
}

/** What a page of help, or all of them, must name. */
async function help(...command: string[]): Promise<string> {
  return (await postern([...command, '--help'], root)).stdout;
}

describe('the example of the README', { concurrency: true }, () => {
  test('prints what its console block shows, and is green', async () => {
    using work = new Folder(example);
    const [, ...calls] = only(blocks('console')).split(/^\$ postern /m);
    expect(calls).to.have.lengthOf(2);
    for (const call of calls) {
      const [command = '', ...shown] = call.split('\n');
      const { exit, stdout, stderr } = await postern(command.split(' '), work.path);
      expect(exit, stderr).to.equal(0);
      expect(stdout).to.equal('');
      expect(masked(stderr)).to.equal(masked(shown.join('\n')));
    }
  });

  test('has a mistake told as shown', async () => {
    const wrong = (example[greetings] ?? '').replace('method: POST', 'methd: POST');
    using work = new Folder({ ...example, [greetings]: wrong });
    const { exit, stderr } = await postern(['compile'], work.path);
    expect(exit).to.equal(2);
    expect(stderr.split('\n\n')).to.include(only(blocks('text').filter((text) => text.includes('error unknown-key'))).trimEnd());
  });

  test('has a broken answer told as shown', async () => {
    using work = new Folder(example);
    const specs = new Map(Object.entries(example).map(([file, text]) => [file.replace('specs/', ''), text]));
    const api = only(resolveSpecs({ root: 'specs', files: specs }).apis);
    const yesterday = (answer: MockAnswer): MockAnswer => {
      const greeting = String(answer.body).includes('"at"') ? { ...JSON.parse(String(answer.body)), at: 'yesterday' } : undefined;
      return greeting ? { ...answer, body: JSON.stringify(greeting) } : answer;
    };
    const mock = await startMock(api, { transform: yesterday });
    try {
      const values = Object.entries(mock.variables).flatMap(([name, value]) => ['--var', `${name}=${value}`]);
      const { exit, stderr } = await postern(['run', 'hello', '--env', 'dev', ...values], work.path);
      expect(exit).to.equal(1);
      const shown = masked(only(blocks('text').filter((text) => text.includes('  failed '))));
      expect(stderr.split('\n\n').map(masked)).to.include(shown);
    } finally {
      await mock.close();
    }
  });

  test('is audited as shown', async () => {
    using work = new Folder(example);
    const { exit, stderr } = await postern(['audit', 'hello', '--min', '100'], work.path);
    expect(exit, stderr).to.equal(0);
    expect(stderr.split('\n\n').at(-1)).to.equal(only(blocks('text').filter((text) => text.includes('broken answers noticed'))));
  });

  test('has what nothing would notice told as shown', async () => {
    const weaker = (example[greetings] ?? '').replace('text: { type: string, minLength: 1 }', 'text: {}');
    using work = new Folder({ ...example, [greetings]: weaker });
    const { exit, stderr } = await postern(['audit', 'hello', '--min', '100'], work.path);
    expect(exit, stderr).to.equal(1);
    expect(stderr.split('\n\n')).to.include(only(blocks('text').filter((text) => text.includes('  survived '))).trimEnd());
  });

  test('runs against an environment with the variables of the process that it names', async () => {
    using work = new Folder(example);
    const shell = blocks('sh').find((text) => text.includes('postern run hello --env dev')) ?? '';
    const names = [...shell.matchAll(/\b([A-Z_]+)=…/g)].map((match) => String(match[1]));
    expect(names).to.deep.equal(['HELLO_CLIENT_ID', 'HELLO_CLIENT_SECRET']);
    const argv = /postern (run .*)$/m.exec(shell)?.[1]?.split(' ') ?? [];
    const env = Object.fromEntries(names.map((name) => [name, 'a-value']));
    const { exit, stderr } = await postern([...argv, '--var', 'baseUrl=http://127.0.0.1:1'], work.path, { env });
    expect(exit, stderr).to.equal(3);
    expect(stderr).to.contain('nothing listens there').and.not.contain('missing-value');
    expect(existsSync(work.at('results.xml'))).to.equal(true);
  });
});

describe('what the README names', { concurrency: true }, () => {
  test('commands and their options are in the help', async () => {
    const rows = [...readme.matchAll(/^\| `(\w+)( .*?)?` \| (.*) \|$/gm)];
    expect([...new Set(rows.map((row) => row[1]))]).to.deep.equal(['compile', 'run', 'merge', 'mock', 'audit', 'import', 'export', 'schemas']);
    const all = await help();
    for (const [, command = '', usage = '', prose = ''] of rows) {
      expect(all).to.match(new RegExp(`^  ${command} `, 'm'));
      const page = await help(command);
      for (const [option] of `${usage} ${prose}`.matchAll(/--[\w-]+/g)) expect(page, `${command} ${option}`).to.contain(`${option} `);
      if (usage.includes('<api>')) expect(page).to.match(/<api>|\[api\.\.\.\]/);
    }
  });

  test('no command is left out', async () => {
    const commands = [...(await help()).matchAll(/^ {2}(\w+) (?=.*\s{2,})/gm)].map((match) => match[1]).filter((name) => name !== 'help');
    for (const command of commands) expect(readme).to.match(new RegExp(`^\\| \`${command}\\b`, 'm'));
    expect(commands).to.have.lengthOf(8);
  });

  test('the common options are those of each command', async () => {
    const common = /^On (.*): (.*)\.$/m.exec(readme);
    const commands = [...(common?.[1] ?? '').matchAll(/`(\w+)`/g)].map((match) => String(match[1]));
    const options = [...(common?.[2] ?? '').matchAll(/--[\w-]+/g)].map(([option]) => option);
    expect(commands).to.deep.equal(['compile', 'run', 'merge', 'mock', 'audit']);
    expect(options).to.have.lengthOf(6);
    for (const command of commands) for (const option of options) expect(await help(command)).to.contain(option);
  });

  test('every option, wherever it stands, is one of a command, of Newman or of npm', async () => {
    const commands = ['compile', 'run', 'merge', 'mock', 'audit', 'import', 'export', 'schemas'];
    const pages = (await Promise.all(commands.map((command) => help(command)))).join('');
    const foreign = ['--env-var', '--timeout-request', '--reporter-junit-export', '--data-raw'];
    for (const [option] of readme.matchAll(/(?<![\w-])--[a-z][\w-]*/g)) {
      if (!foreign.includes(option)) expect(pages, option).to.match(new RegExp(`${option}[ ,]`));
    }
  });

  test('files and folders are there', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => String(match[1]));
    const named = [...readme.matchAll(/(?:collections|scripts|bin|schemas)\/[\w./-]*\w/g)]
      .map(([name]) => name)
      .filter((name) => !name.startsWith('collections/hello'));
    expect(links).to.include('ARCHITECTURE.md');
    expect(named).to.include('collections/peddler/dev.postman_environment.json');
    for (const name of [...links, ...named]) expect(existsSync(path.join(root, name)), name).to.equal(true);
  });

  test('what has to be typed into the environment of Peddler is all that has no value', () => {
    const environment = ownApi('peddler').environments.find((each) => each.id === 'dev');
    const needed = environment?.variables.filter((variable) => variable.required && !variable.value).map((variable) => variable.name);
    const typed = /type as \*current values\*: (.*)\.$/m.exec(readme)?.[1] ?? '';
    expect([...typed.matchAll(/`(\w+)`/g)].map((match) => match[1])).to.have.members(needed ?? []);
    expect(readme).to.contain(`**${environment?.name}**`);
    const given = [...readme.matchAll(/--env-var (\w+)=/g)].map((match) => match[1]);
    expect([...new Set(given)]).to.have.members(needed ?? []);
  });

  test('variables of the process are those of the environment of Peddler', () => {
    const environment = ownApi('peddler').environments.find((each) => each.id === 'dev');
    const from = environment?.variables.flatMap((variable) => variable.from ?? []);
    const named = [...readme.matchAll(/\b(PEDDLER_[A-Z_]+)\b/g)].map((match) => match[1]);
    expect([...new Set(named)]).to.have.members(from ?? []);
  });

  test('the library has what is imported', () => {
    const names = /import \{ (.*) \} from 'postern'/.exec(readme)?.[1]?.split(', ') ?? [];
    const library: object = require('../../scripts/index.ts');
    expect(names).to.have.lengthOf(3);
    expect(library).to.include.all.keys(names);
  });
});
