// Compares ways to validate JSON inside a Postman script. Run it from the checkout: node -r ts-node/register bench/schema/bench.ts

import { suiteFolder } from '../../test/schema/official-suite.ts';
import { table } from '../table.ts';
import { CONTENDERS } from './contenders.ts';
import { millisecondsPerRequest, scriptFor } from './cost.ts';
import { SAMPLES } from './schemas.ts';
import { scoreInNewman } from './score.ts';

const MEASURE = { requests: 200, rounds: 7 };

async function main(): Promise<void> {
  const folder = suiteFolder();
  const rows: string[][] = [];
  for (const contender of CONTENDERS) {
    const row = [contender.name];
    for (const part of ['required', 'format'] as const) {
      if (contender.isVariant === true || folder === undefined) {
        row.push(folder === undefined ? 'no suite' : '–');
        continue;
      }
      const { right, total } = await scoreInNewman(contender, folder, part);
      row.push(`${right} of ${total}`);
    }
    for (const sample of SAMPLES) {
      const script = scriptFor(contender, sample);
      row.push((await millisecondsPerRequest(script, sample, MEASURE)).toFixed(2), String(Buffer.byteLength(script)));
    }
    rows.push(row);
  }
  const costs = SAMPLES.flatMap(({ name }) => [`${name}: ms`, `${name}: bytes`]);
  console.log(table([['in Newman 6.2.2', 'required', 'format', ...costs], ...rows]));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
