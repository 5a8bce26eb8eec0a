// How much of a first compile the next one takes when one endpoint has changed, through `postern compile --watch`:
// node -r ts-node/register bench/compile/again.ts <document> [rounds]

import { execFileSync, spawn } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { table } from '../table.ts';
import { median } from './measure.ts';

const checkout = resolve(__dirname, '../..');
const postern = join(checkout, 'bin/postern');

/** A folder of specs, and a file of endpoints in it that is changed. */
interface Subject {
  readonly name: string;
  readonly folder: string;
  readonly file: string;
}

async function main(): Promise<void> {
  const [document, rounds = '5'] = process.argv.slice(2);
  if (document === undefined) throw new Error('name an OpenAPI document');
  const work = mkdtempSync(join(tmpdir(), 'postern-again-'));
  try {
    const rows = [['', 'first, CPU s', 'after one endpoint changed, CPU s', 'share']];
    for (const subject of subjects(document, work)) {
      const { first, again } = await measure(subject, Number(rounds));
      const share = (median(again) / first) * 100;
      rows.push([subject.name, first.toFixed(2), median(again).toFixed(2), `${share.toFixed(1)} %`]);
    }
    console.log(table(rows));
  } finally {
    rmSync(work, { recursive: true });
  }
}

function subjects(document: string, work: string): Subject[] {
  const direct = join(work, 'direct');
  mkdirSync(join(direct, 'specs/api/endpoints'), { recursive: true });
  copyFileSync(document, join(direct, 'specs/api/openapi.json'));
  writeFileSync(join(direct, 'specs/api/api.yaml'), 'source: openapi.json\n');

  const imported = join(work, 'imported');
  execFileSync(process.execPath, [postern, 'import', document, '--out', join(imported, 'specs/api'), '--quiet'], { stdio: 'ignore' });
  const single = join(work, 'single');
  cpSync(imported, single, { recursive: true });
  const endpoints = join(single, 'specs/api/endpoints');
  const ids = readdirSync(endpoints).flatMap((file) => split(endpoints, file));
  writeFileSync(
    join(direct, 'specs/api/endpoints/more.yaml'),
    `endpoints:\n  - id: ${ids[0]}\n    name: The first one\n    description: It is described here.\n`,
  );
  const own = join(work, 'own');
  cpSync(join(checkout, 'specs/peddler'), join(own, 'specs/peddler'), { recursive: true });

  const bySize = readdirSync(join(imported, 'specs/api/endpoints')).sort(
    (a, b) => sizeOf(join(imported, 'specs/api/endpoints', b)) - sizeOf(join(imported, 'specs/api/endpoints', a)),
  );
  const middle = bySize[bySize.length >> 1] as string;
  return [
    { name: 'the document as `source`, a file adds to an operation', folder: direct, file: 'specs/api/endpoints/more.yaml' },
    { name: `imported, ${ids.length} endpoints in a file each`, folder: single, file: `specs/api/endpoints/${readdirSync(endpoints)[0]}` },
    { name: `imported, in ${bySize.length} files: one of middling size`, folder: imported, file: `specs/api/endpoints/${middle}` },
    { name: `imported, in ${bySize.length} files: the largest`, folder: imported, file: `specs/api/endpoints/${bySize[0]}` },
    { name: 'peddler, its largest file', folder: own, file: 'specs/peddler/endpoints/shipments.yaml' },
  ];
}

function sizeOf(file: string): number {
  return statSync(file).size;
}

/** Puts each endpoint of a file into one of its own. */
function split(folder: string, file: string): string[] {
  const text = readFileSync(join(folder, file), 'utf8');
  rmSync(join(folder, file));
  const start = text.indexOf('\nendpoints:\n') + '\nendpoints:\n'.length;
  return text
    .slice(start)
    .split(/^(?= {2}- id: )/m)
    .map((part) => {
      const id = /id: (\S+)/.exec(part)?.[1] ?? '';
      writeFileSync(join(folder, `${file.replace(/\.yaml$/, '')}-${id}.yaml`), text.slice(0, start) + part);
      return id;
    });
}

/** The CPU time of the first compile, from the start of the process on, and of those after a change. */
async function measure({ folder, file }: Subject, rounds: number): Promise<{ readonly first: number; readonly again: readonly number[] }> {
  const child = spawn(process.execPath, ['--require', join(__dirname, 'marks.cjs'), postern, 'compile', '--watch', '--quiet'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const marks: number[] = [];
  let tell: () => void = () => undefined;
  child.on('message', (cpu: number) => {
    marks.push(cpu);
    tell();
  });
  const ended = new Promise<never>((_, reject) => child.on('exit', () => reject(new Error('postern ended'))));
  const mark = (count: number) =>
    Promise.race([
      ended,
      new Promise<void>((done) => {
        tell = () => {
          if (marks.length >= count) done();
        };
        tell();
      }),
    ]);
  await mark(1);
  const full = join(folder, file);
  const text = readFileSync(full, 'utf8');
  for (let round = 1; round <= rounds; round++) {
    writeFileSync(`${full}~`, text.replace(/( name: .*)/, `$1 ${'again '.repeat(round)}`));
    renameSync(`${full}~`, full);
    await mark(round + 1);
  }
  ended.catch(() => undefined);
  child.kill('SIGINT');
  return { first: marks[0] ?? 0, again: marks.slice(1).map((cpu, i) => cpu - (marks[i] ?? 0)) };
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
