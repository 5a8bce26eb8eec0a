// Whatever text stands in a spec, the collection sends exactly that, checks exactly that, and its scripts parse.

import { describe, test } from 'node:test';
import { parse } from 'acorn';
import { expect } from 'chai';
import fc from 'fast-check';
import type { MockRequest } from '../../scripts/mock/exchange.ts';
import { parseForm } from '../../scripts/mock/form.ts';
import { startMock } from '../../scripts/mock/server.ts';
import type { Api } from '../../scripts/model/model.ts';
import { resolveSpecs } from '../../scripts/model/resolve.ts';
import { collectionOf } from '../../scripts/postman/collection.ts';
import type { Item, ItemGroup } from '../../scripts/postman/collection-types.ts';
import { failuresOf } from '../../scripts/runner/results.ts';
import { runContract } from '../../scripts/runner/run.ts';
import { messageOf } from '../../scripts/source/problem.ts';

const hostile = [
  `"double" 'single' \`back\``,
  '${process.exit(1)} $& $1 $$',
  '</script><script>alert(1)</script><!-- -->',
  'line\u2028separator\u2029end',
  'a {{ b, c { d } and }} e {{',
  '{ { x } }',
  '{{}',
  '100% %41 %zz a+b a&b=c;d#e?f/g\\h',
  ':id /:id //',
  '*/ // /* \\u0041 \\',
  'ünïcode 漢字 😀 e\u0301',
  '__proto__',
  'constructor',
  "'); throw new Error('x'); ('",
  '| table | cell |',
  '../../etc/hosts',
  'tab\tand  spaces ',
  'null',
  '007',
];

/** An endpoint for each text, which stands wherever the language takes one. */
function apiOf(texts: readonly string[]): Api {
  const endpoints = texts.flatMap((text, i) => [
    {
      id: `json-${i}`,
      name: `JSON ${text}`,
      description: text,
      tags: [text],
      method: 'POST',
      path: `/json/${i}/{value}`,
      parameters: {
        path: { value: { description: text, example: `x${text}` } },
        query: { [`q${text}`]: { description: text, example: [text, `${text}${text}`] } },
        header: { 'X-Text': encodeURIComponent(text) },
      },
      body: { schema: { properties: { [text]: { const: text } } }, example: { [text]: text, list: [text] } },
      responses: {
        200: {
          description: text || 'none',
          schema: { type: 'object', required: [text], properties: { [text]: { enum: [text] } }, additionalProperties: false },
          example: { [text]: text },
        },
      },
      cases: [{ name: `case ${text}`, body: { other: text }, expect: { status: 200, schema: { not: { const: { [text]: 'x' } } } } }],
    },
    {
      id: `form-${i}`,
      name: `Form ${text}`,
      method: 'POST',
      path: `/form/${i}`,
      body: { contentType: 'application/x-www-form-urlencoded', example: { [`f${text}`]: text } },
      responses: { 200: { description: 'ok', readAs: 'none' } },
    },
    {
      id: `text-${i}`,
      name: `Text ${text}`,
      method: 'POST',
      path: `/text/${i}`,
      body: { contentType: 'text/plain', example: `>${text}` },
      responses: { 200: { description: 'ok', contentType: 'text/plain', schema: { const: `<${text}` }, example: `<${text}` } },
    },
  ]);
  const files = {
    'x/api.yaml': { name: `n${texts[0]}`, description: texts.join('\n') },
    'x/environments/dev.yaml': { name: `n${texts[0]}`, variables: { baseUrl: 'https://x.example.com' } },
    'x/endpoints/all.yaml': { folder: `f${texts[0]}`, description: texts[0], endpoints },
  };
  const { apis, problems } = resolveSpecs({
    root: 'specs',
    files: new Map(Object.entries(files).map(([name, value]) => [name, JSON.stringify(value)])),
  });
  const [api] = apis;
  if (!api || problems.length > 0) throw new Error(problems.map(messageOf).join('\n'));
  return api;
}

/** What the server received, decoded, by method of sending and number of the text. */
async function runAndRecord(api: Api): Promise<{ failures: string[]; received: Map<string, unknown[]> }> {
  const received = new Map<string, unknown[]>();
  const record = (request: MockRequest): void => {
    const [, kind = '', i = '', value] = request.path.split('/');
    const query = parseForm(request.query)?.map((pair) => [pair.name, pair.value]);
    const bodyText = request.body.toString('utf8');
    const body =
      kind === 'json' ? JSON.parse(bodyText) : kind === 'form' ? parseForm(bodyText)?.map((pair) => [pair.name, pair.value]) : bodyText;
    const seen =
      kind === 'json' ? { path: decodeURIComponent(value ?? ''), query, header: request.headers.get('x-text')?.[0], body } : body;
    received.set(`${kind}-${i}`, [...(received.get(`${kind}-${i}`) ?? []), seen]);
  };
  const mock = await startMock(api, {
    transform: (answer, { request }) => {
      record(request);
      return answer;
    },
  });
  try {
    const result = await runContract(api, { environment: 'the mock', values: mock.variables, secrets: [], timeout: 10_000 });
    return { failures: failuresOf(result).map((failure) => `${failure.result.title}: ${failure.message}`), received };
  } finally {
    await mock.close();
  }
}

async function expectFaithful(texts: readonly string[]): Promise<void> {
  const { failures, received } = await runAndRecord(apiOf(texts));
  expect(failures).to.deep.equal([]);
  texts.forEach((text, i) => {
    const common = {
      path: `x${text}`,
      query: [
        [`q${text}`, text],
        [`q${text}`, `${text}${text}`],
      ],
      header: encodeURIComponent(text),
    };
    const own = Object.fromEntries([[text, text]]);
    expect(received.get(`json-${i}`)).to.deep.equal([
      { ...common, body: JSON.parse(JSON.stringify({ ...own, list: [text] })) },
      { ...common, body: { other: text } },
    ]);
    expect(received.get(`form-${i}`)).to.deep.equal([[[`f${text}`, text]]]);
    expect(received.get(`text-${i}`)).to.deep.equal([`>${text}`]);
  });
}

function itemsIn(items: readonly (Item | ItemGroup)[]): Item[] {
  return items.flatMap((item) => ('item' in item ? itemsIn(item.item) : [item]));
}

describe('hostile text in a spec', () => {
  test('is sent and checked as it stands', async () => {
    await expectFaithful(hostile);
  });

  test('leaves every script a script', () => {
    for (const item of itemsIn(collectionOf(apiOf(hostile), 'contract').item)) {
      for (const { script } of item.event) expect(() => parse(script.exec.join('\n'), { ecmaVersion: 2020 }), item.name).to.not.throw();
    }
  });

  test('any text is sent and checked as it stands', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((each) => !/\{\{[^{}]*\}\}/.test(`x${each}${each}`));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 4 }), (texts) => expectFaithful(texts)),
      { numRuns: 8, seed: 20, endOnFailure: true },
    );
  });
});
