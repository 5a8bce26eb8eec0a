// docs/failures.md shows what really comes: each of its blocks is held to a run.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { expect } from 'chai';
import type { MockAnswer } from '../../scripts/mock/exchange.ts';
import { startMock } from '../../scripts/mock/server.ts';
import { resolveSpecs } from '../../scripts/model/resolve.ts';
import { messageOf } from '../../scripts/source/problem.ts';
import { root } from '../support/own-specs.ts';
import { Folder, postern } from '../support/specs.ts';

const file = path.join(root, 'docs/failures.md');
const page = readFileSync(file, 'utf8');
const [, shown = ''] = /^```yaml\n(?:# specs\/parcels\/endpoints\/parcels.yaml\n)(.*?)^```$/ms.exec(page) ?? [];

const specs: Readonly<Record<string, string>> = {
  'specs/parcels/api.yaml': `name: Parcels
auth:
  grant: client_credentials
  tokenUrl: "{{baseUrl}}/token"
  token: { refusals: off }
defaults:
  refusals: off
  responses:
    401: { description: No live token., schema: true, example: { error: unauthorized } }
`,
  'specs/parcels/environments/dev.yaml': `name: Parcels dev
variables: { baseUrl: https://parcels.example.com }
secrets: { clientId: {}, clientSecret: {}, partnerKey: {} }
`,
  'specs/parcels/endpoints/parcels.yaml': `# specs/parcels/endpoints/parcels.yaml\n${shown}`,
};

type Change = (answer: MockAnswer) => MockAnswer;

const body =
  (change: (value: Record<string, unknown>) => object): Change =>
  (answer) => ({ ...answer, body: JSON.stringify(change(JSON.parse(String(answer.body)))) });

/** What a section shows: what the answers to a request are changed to, and the options of the run. */
interface Section {
  readonly heading: string;
  readonly change: Change;
  /** The documented request when left out. */
  readonly of?: 'case';
  readonly options?: readonly string[];
}

const sections: readonly Section[] = [
  { heading: 'A wrong nested value', change: body((value) => ({ ...value, id: 'x1', from: { city: '', opens: 'at noon' } })) },
  { heading: 'A wrong branch of oneOf', change: body((value) => ({ ...value, stops: [{ depot: 'Delft' }, { door: { box: '4b' } }] })) },
  {
    heading: 'A missing header',
    change: (answer) => ({ ...answer, headers: answer.headers.filter(({ name }) => name !== 'ETag') }),
  },
  { heading: 'A wrong status', change: (answer) => ({ ...answer, status: 202 }) },
  { heading: 'A token that is not what it should be', of: 'case', change: (answer) => ({ ...answer, status: 401 }) },
  { heading: 'What nothing exercised', change: (answer) => answer, options: ['--coverage'] },
];

/** What the terminal shows behind the lines of progress, with what differs from run to run made the same. */
async function reportOf({ change, of, options = [] }: Section): Promise<string> {
  const { apis, problems } = resolveSpecs({
    root: 'specs',
    files: new Map(Object.entries(specs).map(([name, text]) => [name.replace('specs/', ''), text])),
  });
  const [api] = apis;
  if (!api || problems.length > 0) throw new Error(problems.map(messageOf).join('\n'));
  using work = new Folder(specs);
  const changed = of ?? 'documented';
  const mock = await startMock(api, {
    transform: (answer, { kind, candidate }) => (kind === 'request' && candidate?.kind === changed ? change(answer) : answer),
  });
  try {
    const values = Object.entries(mock.variables).flatMap(([name, value]) => ['--var', `${name}=${value}`]);
    const { stderr } = await postern(['run', 'parcels', '--env', 'dev', ...values, ...options], work.path);
    return stderr
      .slice(stderr.indexOf('\n\n') + 2)
      .replace(/127\.0\.0\.1:\d+/g, 'localhost:4010')
      .replace(/\b\d+\.\d s\b/g, '0.4 s')
      .trim();
  } finally {
    await mock.close();
  }
}

describe('the page of failures', { concurrency: true }, () => {
  for (const section of sections) {
    const { heading } = section;
    test(`shows ${heading.toLowerCase()} as it comes`, async () => {
      const report = await reportOf(section);
      const block = new RegExp(`(^## ${heading}\\n.*?^\`\`\`text\\n)(.*?)^\`\`\`$`, 'ms');
      // UPDATE_GOLDEN=1 brings the page in line.
      if (process.env['UPDATE_GOLDEN'])
        writeFileSync(
          file,
          readFileSync(file, 'utf8').replace(block, (_, head) => `${head}${report}\n\`\`\``),
        );
      else expect(block.exec(page)?.[2]).to.equal(`${report}\n`);
    });
  }

  test('has no other blocks', () => {
    expect(page.match(/^```\w+$/gm)).to.have.lengthOf(sections.length + 1);
  });
});
