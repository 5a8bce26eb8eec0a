// Lists and objects as parameters, JSON in a parameter, and cookies: written as OpenAPI says, and read back in the same way.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import { auditApi } from '../../scripts/audit/audit.ts';
import { defaultStyle } from '../../scripts/language/parameter-styles.ts';
import type { MockRequest } from '../../scripts/mock/exchange.ts';
import { startMock } from '../../scripts/mock/server.ts';
import type { Api } from '../../scripts/model/model.ts';
import { readParameter, type Written, writeParameter } from '../../scripts/model/parameter-style.ts';
import { failuresOf } from '../../scripts/runner/results.ts';
import { runContract } from '../../scripts/runner/run.ts';
import { resolveDemo, sentences } from '../support/specs.ts';

const list = ['blue', 'black', 'brown'];
const object = { R: '100', G: '200', B: '150' };

const written: readonly [Partial<Written>, string, string][] = [
  [{ in: 'query' }, 'color=blue&color=black&color=brown', 'R=100&G=200&B=150'],
  [{ in: 'query', explode: false }, 'color=blue,black,brown', 'color=R,100,G,200,B,150'],
  [{ in: 'query', style: 'spaceDelimited', explode: false }, 'color=blue black brown', ''],
  [{ in: 'query', style: 'pipeDelimited', explode: false }, 'color=blue|black|brown', ''],
  [{ in: 'query', style: 'deepObject', explode: true }, '', 'color[R]=100&color[G]=200&color[B]=150'],
  [{ in: 'path' }, 'color=blue,black,brown', 'color=R,100,G,200,B,150'],
  [{ in: 'path', style: 'label' }, 'color=.blue,black,brown', 'color=.R,100,G,200,B,150'],
  [{ in: 'path', style: 'label', explode: true }, 'color=.blue.black.brown', 'color=.R=100.G=200.B=150'],
  [{ in: 'path', style: 'matrix' }, 'color=;color=blue,black,brown', 'color=;color=R,100,G,200,B,150'],
  [{ in: 'path', style: 'matrix', explode: true }, 'color=;color=blue;color=black;color=brown', 'color=;R=100;G=200;B=150'],
  [{ in: 'header', explode: true }, 'color=blue,black,brown', 'color=R=100,G=200,B=150'],
  [{ in: 'query', contentType: 'application/json' }, 'color=["blue","black","brown"]', 'color={"R":"100","G":"200","B":"150"}'],
];

describe('a parameter of several values', () => {
  for (const [part, asList, asObject] of written) {
    const place = part.in ?? 'query';
    const style = part.style ?? defaultStyle(place);
    const parameter: Written = { in: place, name: 'color', style, explode: style === 'form', contentType: undefined, ...part };
    const title = [place, style, parameter.explode ? 'exploded' : '', part.contentType ?? ''].filter(Boolean).join(', ');
    for (const [value, text] of [
      [list, asList],
      [object, asObject],
    ] as const) {
      if (text === '') continue;
      test(`${title}: ${text}`, () => {
        const pairs = writeParameter(parameter, value);
        expect(pairs.map((each) => `${each.name}=${each.value}`).join('&')).to.equal(text);
        if (parameter.contentType) return;
        const sent = new Map<string, string[]>();
        for (const each of pairs) sent.set(each.name, [...(sent.get(each.name) ?? []), each.value]);
        const isList = Array.isArray(value);
        const read = readParameter(parameter, sent, isList, isList ? undefined : Object.keys(object));
        if ('values' in read) expect(read.values).to.deep.equal(list);
        else expect(Object.fromEntries([...read.fields].map(([name, [first]]) => [name, first]))).to.deep.equal(object);
      });
    }
  }
});

describe('one value in a path', () => {
  for (const [style, value, text] of [
    ['label', '1.5,2', '.1.5,2'],
    ['matrix', 'a,b', ';color=a,b'],
  ] as const)
    for (const explode of [false, true])
      test(`${style}${explode ? ', exploded' : ''}: ${text}`, () => {
        const parameter: Written = { in: 'path', name: 'color', style, explode, contentType: undefined };
        expect(writeParameter(parameter, value)).to.deep.equal([{ name: 'color', value: text }]);
        const read = (sent: string) => readParameter(parameter, new Map([['color', [sent]]]), false, undefined);
        expect(read(text)).to.deep.equal({ values: [value] });
        expect(read(value), 'without what the style puts before it').to.deep.equal({ values: [] });
      });
});

const files = {
  'api.yaml': 'name: Demo\nversion: "1"\n',
  'environments/dev.yaml': 'name: Demo dev\nvariables: { baseUrl: https://demo.example.com }\n',
  'schemas/thing.yaml': undefined,
  'endpoints/things.yaml': `folder: Things
endpoints:
  - id: find
    name: Find things
    method: GET
    path: /things/{ids}/{dots}/{pairs}
    parameters:
      path:
        ids: { example: [3, 4], schema: { type: array, items: { type: integer } } }
        dots: { style: label, explode: true, example: [a, b], schema: { type: array, items: { enum: [a, b] } } }
        pairs: { style: matrix, explode: true, example: { x: 1, y: 2 }, schema: { type: object, required: [x], properties: { x: { type: integer }, y: { type: integer } } } }
      query:
        sort: { style: pipeDelimited, explode: false, required: true, example: [name, age], schema: { type: array, items: { enum: [name, age] } } }
        filter: { style: deepObject, required: true, example: { color: red, size: 5 }, schema: { type: object, required: [color], properties: { color: { type: string }, size: { type: integer } } } }
        where: { contentType: application/json, example: { a: [1] }, schema: { type: object, properties: { a: { type: array, items: { type: integer } } } } }
      cookie:
        session: { required: true, example: abc, schema: { type: string, pattern: "^[a-z]+$" } }
        theme: dark
    responses:
      200: { description: OK, schema: { type: object }, example: {} }
      400: { description: Refused, schema: { type: object, required: [error] }, example: { error: x } }
    cases:
      - name: no session is refused
        parameters: { cookie: { session: null } }
        expect: 400
      - name: another order
        parameters: { path: { dots: b }, query: { sort: [age] }, cookie: { theme: light } }
        expect: 200
`,
};

function demoApi(): Api {
  const { apis, problems } = resolveDemo(files);
  if (!apis[0] || problems.length > 0) throw new Error(sentences(problems).join('\n'));
  return apis[0];
}

describe('parameters on the wire', () => {
  const api = demoApi();

  test('Newman sends them as they are written, and the mock reads them back', async () => {
    const seen: MockRequest[] = [];
    const mock = await startMock(api, {
      transform: (answer, { request }) => {
        seen.push(request);
        return answer;
      },
    });
    try {
      const result = await runContract(api, { environment: 'the mock', values: mock.variables, secrets: [], timeout: 10_000 });
      expect(failuresOf(result).map(({ result: { title }, message }) => `${title}: ${message}`)).to.deep.equal([]);
    } finally {
      await mock.close();
    }
    const shown = seen.map(({ path, query, headers }) => `${decodeURIComponent(`${path}?${query}`)} ${headers.get('cookie')?.join('; ')}`);
    const rest = 'filter[color]=red&filter[size]=5&where={"a":[1]}';
    expect(shown.slice(0, 3)).to.deep.equal([
      `/things/3,4/.a.b/;x=1;y=2?sort=name|age&${rest} session=abc; theme=dark`,
      `/things/3,4/.a.b/;x=1;y=2?sort=name|age&${rest} theme=dark`,
      `/things/3,4/.b/;x=1;y=2?sort=age&${rest} session=abc; theme=light`,
    ]);
    expect(shown.slice(3)).to.include(`/things/3,4/.a.b/;x=1;y=2?sort=name|age&${rest} theme=dark`);
    expect(shown.slice(3).join('\n')).to.match(/where=\{"a":\[/);
  });

  test('an audit of them raises no false alarm', () => {
    expect(auditApi(api).falseAlarms.map(({ planned, what, message }) => `${planned.title}: ${what}: ${message}`)).to.deep.equal([]);
  });
});
