// Judges Postern by an API of its own: breaks it in every way that it knows, and counts what the contract notices.
// node -r ts-node/register test/judge/judge.ts [--newman] [--only REGEXP] [--every N] [--shard I/N] [--out FILE]

import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { report } from './report.ts';
import { judge } from './verdict.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      newman: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      every: { type: 'string', default: '1' },
      shard: { type: 'string', default: '1/1' },
      out: { type: 'string' },
    },
  });
  const [index = 1, count = 1] = values.shard.split('/').map(Number);
  const every = Number(values.every);
  const verdict = await judge({
    runner: values.newman ? 'newman' : 'postern',
    select: ({ kind, name }) => {
      const number = createHash('sha256').update(`${kind}: ${name}`).digest().readUInt32BE();
      return number % every === 0 && Math.floor(number / every) % count === index - 1 && new RegExp(values.only).test(`${kind}: ${name}`);
    },
    tell: (line) => process.stderr.write(`${line}\n`),
  });
  if (values.out !== undefined) writeFileSync(values.out, JSON.stringify(verdict, null, 1));
  process.stdout.write(report(verdict));
}

void main();
