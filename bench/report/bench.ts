// How much CPU time each report of a large run takes to make, and how large it is. Run it from the checkout:
//   node -r ts-node/register bench/report/bench.ts [requests] [share of failures, in percent]

import type { Api } from '../../scripts/model/model.ts';
import { resolveSpecs } from '../../scripts/model/resolve.ts';
import { type Planned, planOf } from '../../scripts/postman/plan.ts';
import { type ReportInput, reporters } from '../../scripts/report/reporters.ts';
import { reconcile } from '../../scripts/runner/reconcile.ts';
import type { RequestResult } from '../../scripts/runner/results.ts';
import { SourceFile } from '../../scripts/source/source-file.ts';

const requests = Number(process.argv[2] ?? 5000);
const broken = Number(process.argv[3] ?? 10) / 100;
const perFolder = 50;

/** An API with an endpoint for each request, fifty to a folder. */
function files(): Map<string, string> {
  const all = new Map([
    ['large/api.yaml', 'name: Large\ndefaults: { headers: { Accept: application/json }, timeLimit: 5s }\n'],
    ['large/environments/dev.yaml', 'name: Dev\nvariables: { baseUrl: https://large.example.com }\n'],
  ]);
  for (let folder = 0; folder * perFolder < requests; folder++) {
    const endpoints = Array.from({ length: Math.min(perFolder, requests - folder * perFolder) }, (_, i) => {
      const id = `thing-${folder}-${i}`;
      return `  - id: ${id}
    name: Get the thing ${i} of folder ${folder}
    method: GET
    path: /folders/${folder}/things/${i}
    responses:
      200:
        description: It.
        headers: { ETag: { schema: { pattern: ^a }, example: a } }
        schema:
          type: object
          required: [id, size]
          properties:
            id: { type: string, pattern: ^t }
            size: { type: integer, minimum: 0 }
        example: { id: t${i}, size: ${i} }
`;
    });
    all.set(`large/endpoints/folder-${folder}.yaml`, `folder: Folder ${folder}\nendpoints:\n${endpoints.join('')}`);
  }
  return all;
}

function resultOf(planned: Planned, i: number): RequestResult {
  const isBroken = i % Math.round(1 / broken) === 0;
  const body = JSON.stringify({ id: 12, size: 'large', more: 'x'.repeat(500) });
  const message =
    'at /id: expected a string, got 12 (#/properties/id/type)\nat /size: expected an integer, got "large" (#/properties/size/type)';
  const tests = planned.request.checks.map((check): [string, { outcome: 'passed' | 'failed'; message: string }] => [
    check.name,
    isBroken && check.kind === 'body' ? { outcome: 'failed', message } : { outcome: 'passed', message: '' },
  ]);
  const headers = Array.from({ length: 8 }, (_, at) => ({ name: `X-Header-${at}`, value: 'a value of a header' }));
  return reconcile(
    planned,
    {
      tests: new Map(tests),
      status: 200,
      duration: 20 + ((i * 7919) % 300),
      error: undefined,
      repeats: 0,
      scriptErrors: [],
      exchange: isBroken
        ? {
            request: {
              method: 'GET',
              url: `https://large.example.com${planned.request.path}`,
              headers,
              body: { text: '', bytes: 0, note: '' },
            },
            response: { status: 200, reason: 'OK', headers, body: { text: body, bytes: body.length, note: '' } },
          }
        : undefined,
    },
    undefined,
  );
}

function millisecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const texts = files();
const [api] = resolveSpecs({ root: 'specs', files: texts }).apis as [Api];
const plan = planOf(api, 'contract').flatMap((folder) => folder.requests);
const sources = new Map([...texts].map(([name, text]) => [`specs/${name}`, new SourceFile(`specs/${name}`, text)]));
const input: ReportInput = {
  results: [
    {
      api,
      environment: 'Dev',
      requests: plan.map(resultOf),
      leftOut: [],
      tokenFailure: undefined,
      token: undefined,
      variables: {},
      duration: 60_000,
    },
  ],
  sourceOf: (file) => sources.get(file),
  started: '2026-11-01T12:00:00Z',
  pathOf: ({ file }) => file,
  coverage: true,
};
process.stdout.write(`${plan.length} requests, ${broken * 100} % failed\n`);
for (const [name, { render, summary }] of Object.entries(reporters)) {
  const times = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    const text = render(input) + (summary?.(input) ?? '');
    return { time: millisecondsSince(before), bytes: Buffer.byteLength(text) };
  });
  const [first, ...warm] = times.map(({ time }) => time);
  const best = Math.min(...warm);
  process.stdout.write(
    `${name.padEnd(9)} ${first?.toFixed(0).padStart(5)} ms the first time, ${best.toFixed(0).padStart(5)} ms at best, ${(Number(times[0]?.bytes) / 1e6).toFixed(1)} MB\n`,
  );
}
