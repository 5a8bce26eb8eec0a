import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isObject, type Json } from '../../scripts/source/json.ts';
import { PARTS, type Part, readSuite, type SuiteGroup } from '../../test/schema/official-suite.ts';
import { runInNewman } from '../../test/schema/run-in-newman.ts';
import type { Contender } from './contenders.ts';

/** How many groups of the suite go into one script. */
const BATCH = 25;

/** The tests of one part of the official suite, and how many of them come out right inside Newman's sandbox. */
export async function scoreInNewman(contender: Contender, folder: string, part: Part): Promise<{ right: number; total: number }> {
  const groups = readSuite(folder, part);
  const remotes = readRemotes(folder);
  const scripts: string[] = [];
  for (let start = 0; start < groups.length; start += BATCH) {
    scripts.push(
      groups
        .slice(start, start + BATCH)
        .map((group) => scriptOf(contender, group, remotes, PARTS[part].formats))
        .join('\n'),
    );
  }
  const { assertions, failures } = await runInNewman(scripts);
  if (failures.length > 0) throw new Error(failures.join('\n'));
  const total = groups.reduce((sum, group) => sum + group.tests.length, 0);
  return { right: assertions.filter(({ error }) => error === undefined).length, total };
}

/** One group: a schema that cannot be compiled, or throws, gets none of its tests right. */
function scriptOf(contender: Contender, group: SuiteGroup, remotes: ReadonlyMap<string, Json>, formats: boolean): string {
  let source: string;
  try {
    source = contender.source(group.schema, remotes, formats);
  } catch {
    return '';
  }
  const tests = JSON.stringify(JSON.stringify(group.tests));
  return `(() => {
${source}
JSON.parse(${tests}).forEach(({ data, valid }) => pm.test('right', () => pm.expect(isValid(data)).to.equal(valid)));
})();`;
}

/** The schemas that the suite serves at http://localhost:1234. */
function readRemotes(folder: string): Map<string, Json> {
  const directory = path.join(folder, 'remotes');
  const files = (readdirSync(directory, { recursive: true }) as string[]).filter((file) => file.endsWith('.json')).sort();
  const remotes = files.map((file): [string, Json] => [
    `http://localhost:1234/${file.split(path.sep).join('/')}`,
    JSON.parse(readFileSync(path.join(directory, file), 'utf8')) as Json,
  ]);
  return new Map(remotes.filter(([, remote]) => isObject(remote)));
}
