// Compares ways from an OpenAPI document to a collection. Run it from the checkout: node -r ts-node/register bench/compile/bench.ts [rounds]

import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { table } from '../table.ts';
import { CONTENDERS, keep, limitOf, readOutput } from './contenders.ts';
import { count } from './count.ts';
import { documents } from './documents.ts';
import { median, runOnce, type Usage } from './measure.ts';
import { installTools } from './tools.ts';

async function main(): Promise<void> {
  const rounds = Number(process.argv[2] ?? 5);
  const only = process.argv.slice(3);
  const tools = installTools();
  console.log(`Medians of ${rounds} rounds; × the limit is the median of the ratios within each round.\n`);
  for (const { name, path } of documents(tools)) {
    if (only.length > 0 && !only.includes(name)) continue;
    const work = mkdtempSync(join(tmpdir(), 'postern-bench-'));
    const runs = CONTENDERS.map((contender) => {
      const folder = join(work, contender.name);
      mkdirSync(folder);
      return { contender, folder, argv: contender.prepare(path, folder, tools), usages: [] as Usage[], ratios: [] as number[] };
    });
    const usageFile = join(work, 'usage');
    // Once without measuring: what it wrote, whether it writes the same again, and how many bytes the limit has to write.
    const written = runs.map(({ contender, folder, argv }) => {
      const output = join(folder, contender.output);
      if (!runOnce(argv, folder, usageFile) || !existsSync(output)) return undefined;
      keep(output, join(folder, 'first'));
      rmSync(output, { recursive: true });
      runOnce(argv, folder, usageFile);
      const [first, second] = [readOutput(join(folder, 'first')), readOutput(output)];
      const same = [...first].every(([file, text], i) => [...second.values()][i] === text || second.get(file) === text);
      return { ...count(second), same };
    });
    const limit = limitOf(path, written[0]?.bytes ?? 0, tools);
    const limits: Usage[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const least = runOnce(limit, work, usageFile);
      if (!least) throw new Error('the limit could not be measured');
      limits.push(least);
      runs.forEach((run, i) => {
        if (!written[i]) return;
        const usage = runOnce(run.argv, run.folder, usageFile);
        if (usage) {
          run.usages.push(usage);
          run.ratios.push(usage.wall / least.wall);
        }
      });
    }
    const rows = runs.map(({ contender, usages, ratios }, i) => {
      const what = written[i];
      if (!what || usages.length === 0) return [contender.name, 'gives up', '', '', '', '', '', '', '', ''];
      return [
        contender.name,
        ...figures(usages),
        `${median(ratios).toFixed(1)}×`,
        (what.bytes / 1e6).toFixed(2),
        String(what.requests),
        String(what.checks),
        String(what.schemas),
        what.same ? 'yes' : 'no',
      ];
    });
    console.log(`**${name}**\n`);
    const head = ['', 'wall s', 'CPU s', 'peak MiB', '× the limit', 'MB', 'requests', 'checks', 'schema checks', 'same bytes again'];
    console.log(`${table([head, ['limit', ...figures(limits), '1', '', '', '', '', ''], ...rows])}\n`);
    rmSync(work, { recursive: true });
  }
}

function figures(usages: readonly Usage[]): string[] {
  const of = (key: keyof Usage) => median(usages.map((usage) => usage[key]));
  return [of('wall').toFixed(2), of('cpu').toFixed(2), of('peak').toFixed(0)];
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
