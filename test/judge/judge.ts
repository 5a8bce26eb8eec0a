// Judges Postern by an API of its own: breaks it in every way that it knows, and counts what the contract notices.
// node -r ts-node/register test/judge/judge.ts [--newman] [--only TEXT] [--every N] [--shard I/N] [--out FILE]

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { report } from './report.ts';
import { judge } from './verdict.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      newman: { type: 'boolean', default: false },
      only: { type: 'string' },
      every: { type: 'string', default: '1' },
      shard: { type: 'string', default: '1/1' },
      out: { type: 'string' },
    },
  });
  const [index = 1, count = 1] = values.shard.split('/').map(Number);
  const verdict = await judge({
    runner: values.newman ? 'newman' : 'postern',
    select: (each, i) =>
      i % Number(values.every) === 0 &&
      Math.floor(i / Number(values.every)) % count === index - 1 &&
      (values.only === undefined || `${each.kind}: ${each.name}`.includes(values.only)),
    tell: (line) => process.stderr.write(`${line}\n`),
  });
  if (values.out !== undefined) writeFileSync(values.out, JSON.stringify(verdict, null, 1));
  process.stdout.write(report(verdict));
}

void main();
