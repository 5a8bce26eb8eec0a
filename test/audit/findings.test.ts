// An audit tells what is not noticed, with the constraint that would catch it and its line; and what is noticed wrongly.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import { auditApi } from '../../scripts/audit/audit.ts';
import { type AuditResult, breakClasses, percentKilled } from '../../scripts/audit/result.ts';
import { survivorsOf, tallyByClass } from '../../scripts/audit/tally.ts';
import type { Api, Check, Request } from '../../scripts/model/model.ts';
import { apiOf } from '../support/mock-api.ts';
import { parcels } from '../support/parcels.ts';

/** An API without a token and one endpoint, whose answer has `schema` and `example`. */
function apiWithBody(schema: string, example: string, more = ''): Api {
  return apiOf({
    'api.yaml': 'name: Sample\n',
    'endpoints/all.yaml': `folder: All
endpoints:
  - id: thing
    name: Get a thing
    method: GET
    path: /thing
    responses:
      200:
        description: The thing
${more}        schema: ${schema}
        example: ${example}
`,
  });
}

/** `line constraint (how many)` of each survivor. */
function survivors(result: AuditResult): string[] {
  return survivorsOf(result).map(({ constraint: { text, span }, verdicts }) => `${span.start.line} ${text} (${verdicts.length})`);
}

function gaps(result: AuditResult): string[] {
  return result.gaps.map(({ kind, span }) => `${span.start.line} ${kind}`);
}

/** The API with other checks for the requests of its folders. */
function withChecks(api: Api, change: (checks: readonly Check[], request: Request) => readonly Check[]): Api {
  const changed = (request: Request): Request => ({ ...request, checks: change(request.checks, request) });
  const folders = api.folders.map((folder) => ({
    ...folder,
    endpoints: folder.endpoints.map((endpoint) => ({ ...endpoint, request: changed(endpoint.request) })),
  }));
  return { ...api, folders };
}

describe('what is not noticed', () => {
  test('is a place without a type, at its line', () => {
    const result = auditApi(apiWithBody('{ type: object, required: [id], properties: { id: {} } }', '{ id: 1 }'));
    expect(survivors(result)).to.deep.equal(['10 give /id a type (3)']);
    expect(result.falseAlarms).to.deep.equal([]);
    expect(percentKilled(result)).to.be.below(100).and.above(80);
  });

  test('is a property that the example has and no schema names', () => {
    const result = auditApi(apiWithBody('{ type: object, properties: { id: { type: integer } } }', '{ id: 1, size: 2 }'));
    expect(survivors(result)).to.deep.equal(['10 describe /size: no schema names it (3)']);
  });

  test('is a header of which any value will do', () => {
    const more = '        headers: { X-Rate: { example: 7 } }\n';
    const result = auditApi(apiWithBody('{ type: array }', '[]', more));
    expect(survivors(result)).to.deep.equal(['10 give the header X-Rate a schema (1)']);
  });

  test('is explained where the spec says that it is open: by a comment, a description, or true', () => {
    for (const open of ['{ $comment: Depends on the shop. }', '{ description: Its form is not documented. }', 'true']) {
      const result = auditApi(apiWithBody(`{ type: object, required: [id], properties: { id: ${open} } }`, '{ id: 1 }'));
      expect(survivors(result), open).to.deep.equal([]);
      expect(gaps(result), open).to.include('10 described as open');
    }
    const described = auditApi(apiWithBody('{ type: object, required: [id], properties: { id: { description: The id. } } }', '{ id: 1 }'));
    expect(survivors(described)).to.have.lengthOf(1);
  });

  test('is no survivor where a schema is permissive as schemas are: each such place is named once', () => {
    const schema = '{ type: array, items: { type: object, required: [n, t], properties: { n: { type: number }, t: { type: string } } } }';
    const result = auditApi(apiWithBody(schema, '[{ n: 1, t: a }, { n: 2, t: b }]'));
    expect(survivors(result)).to.deep.equal([]);
    expect(gaps(result)).to.have.members(['10 list of any length', '10 open object', '10 number without bounds', '10 text of any form']);
    const strict =
      '{ type: array, minItems: 2, maxItems: 2, items: { type: object, required: [n, t], additionalProperties: false, properties: { n: { type: number, minimum: 0, maximum: 9 }, t: { enum: [a, b] } } } }';
    expect(gaps(auditApi(apiWithBody(strict, '[{ n: 1, t: a }, { n: 2, t: b }]')))).to.deep.equal([]);
  });

  test('is what a check fails to do, although the spec says it', () => {
    const { api } = parcels();
    for (const [kind, classes] of [
      ['status', ['status', 'refusal accepted']],
      ['contentType', ['content type']],
      ['header', ['header']],
      [
        'body',
        ['body', 'dropped property', 'null', 'wrong type', 'format or pattern', 'range or length', 'enum or const', 'extra property'],
      ],
    ] as const) {
      const weaker = auditApi(withChecks(api, (checks) => checks.filter((check) => check.kind !== kind)));
      const weak = tallyByClass(weaker).filter((each) => each.killed < each.mutants);
      expect(classes, kind).to.include.members(weak.map(({ name }) => name));
      expect(weak.length, kind).to.be.above(0);
      for (const { constraint } of survivorsOf(weaker)) expect(constraint.text).to.match(/^documented, and not noticed: /);
    }
  });
});

describe('what is noticed wrongly', () => {
  test('is a false alarm, with the test that failed and its message', () => {
    const { api } = parcels();
    const stricter = withChecks(api, (checks) =>
      checks.map((check) => (check.kind === 'contentType' ? { ...check, contentType: 'application/json; charset=utf-8' } : check)),
    );
    const { falseAlarms } = auditApi(stricter);
    expect(falseAlarms[0]).to.include({ what: 'the right answer', test: 'content type is application/json' });
    expect(falseAlarms[0]?.message).to.contain('got application/json');
  });

  test('is none of a check that the author wrote', () => {
    const { api } = parcels();
    const own: Check = {
      kind: 'own',
      name: 'two stops',
      code: 'pm.expect(answer.stops).to.have.lengthOf(2);',
      readAs: 'json',
      origin: api.origin,
    };
    const result = auditApi(withChecks(api, (checks, request) => (request.identity[0] === 'get-parcel' ? [...checks, own] : checks)));
    expect(result.falseAlarms).to.deep.equal([]);
    const dropped = result.verdicts.filter(({ what }) => what.startsWith('/stops'));
    expect(dropped.length).to.be.above(3);
  });
});

describe('a check that the right answer fails', () => {
  const { api } = parcels();
  const own: Check = {
    kind: 'own',
    name: 'three stops',
    code: 'pm.expect(answer.stops).to.have.lengthOf(3);',
    readAs: 'json',
    origin: api.origin,
  };
  const withOwn = withChecks(api, (checks, request) => (request.identity[0] === 'get-parcel' ? [...checks, own] : checks));

  test('is told, and notices nothing', () => {
    const result = auditApi(withOwn);
    expect(result.falseAlarms.map(({ what, test: name }) => `${what}: ${name}`)).to.deep.equal(['the right answer: three stops']);
    const headersNoticed = (sample: Api) => {
      const blind = auditApi(withChecks(sample, (checks) => checks.filter((check) => check.kind !== 'header')));
      return tallyByClass(blind).find(({ name }) => name === 'header')?.killed;
    };
    expect(headersNoticed(withOwn))
      .to.equal(headersNoticed(api))
      .and.to.be.below(tallyByClass(result).find(({ name }) => name === 'header')?.mutants ?? 0);
  });
});

describe('a sample with something of everything', () => {
  const { api } = parcels();
  const result = auditApi(api);

  test('has every break noticed, and no false alarm', () => {
    expect(survivors(result)).to.deep.equal([]);
    expect(result.falseAlarms.map(({ what, test: name, message }) => `${what}: ${name}: ${message}`)).to.deep.equal([]);
    expect(result.variations).to.be.above(50);
  });

  test('is broken in every way that it documents', () => {
    const missing = breakClasses.filter((each) => !result.verdicts.some((verdict) => verdict.class === each));
    // It has no request that expects a refusal, and no list with bounds.
    expect(missing).to.have.members(['refusal accepted', 'security off', 'list', 'constraint forgotten']);
    const whats = new Set(result.verdicts.map(({ what }) => what));
    for (const what of [
      'the documented answer 404',
      'status 418, the rest as it was',
      'no charset',
      'ETag is left out',
      'ETag is empty',
      'X-Remaining is "1.5"',
      'the body is cut off',
      'the body is that of the answer 404',
      '/id is left out',
      '/size/unit is null',
      '/size/length is "2.5"',
      '/size/length is 0',
      '/at is "2026-02-30T12:00:00Z"',
      '/stops/0/depot is 12345',
      '/size/unit is "cm-unknown"',
      'the body has an extra property',
      'answered after 20001 ms',
      'access_token is left out',
    ])
      expect([...whats]).to.include(what);
  });

  test('gives the same result again', () => {
    expect(auditApi(api)).to.deep.equal(result);
  });
});

describe('a server that forgets a constraint of requests', () => {
  const api = (more: string, responses = '422: { description: No, readAs: none }') =>
    apiOf({
      'api.yaml': 'name: Sample\n',
      'endpoints/all.yaml': `folder: All
endpoints:
  - id: thing
    name: Make a thing
    method: POST
    path: /things
${more}
    responses:
      200: { description: Made, readAs: none }
      ${responses}
`,
    });
  const body = (schema: string, example: string, kind = 'application/json', files = '') =>
    `    body: { contentType: ${kind}, schema: ${schema}, example: ${example}${files} }`;
  const whole =
    '{ type: object, required: [n, t], additionalProperties: false, maxProperties: 3, properties: { n: { type: integer, minimum: 1, maximum: 10 }, t: { type: string, minLength: 2, maxLength: 4, pattern: "^[a-z]*$" }, l: { type: array, minItems: 1, maxItems: 3, uniqueItems: true, items: { enum: [a, b, c] } }, d: { type: string, format: date } } }';
  const forgotten = (result: AuditResult) => result.verdicts.filter((verdict) => verdict.class === 'constraint forgotten');

  for (const [name, kind] of [
    ['a JSON body', 'application/json'],
    ['a form', 'application/x-www-form-urlencoded'],
  ] as const)
    test(`is noticed, whichever: ${name}`, () => {
      const result = auditApi(api(body(whole, '{ n: 5, t: abc, l: [a, b] }', kind)));
      expect(survivors(result)).to.deep.equal([]);
      expect(result.falseAlarms).to.deep.equal([]);
      expect(forgotten(result).length).to.be.above(14);
    });

  test('is noticed where a file has to come', () => {
    const schema = '{ type: object, required: [file, note], properties: { note: { type: string, maxLength: 5 } } }';
    const result = auditApi(api(body(schema, '{ note: abc }', 'multipart/form-data', ', files: { file: { file: a.pdf } }')));
    expect(survivors(result)).to.deep.equal([]);
    expect(forgotten(result).map(({ what }) => what)).to.include.members([
      'forgets required "file" (#) of the body',
      'forgets maxLength (#/properties/note) of the body',
    ]);
  });

  test('is noticed of parameters, also of those that have no example', () => {
    const parameters = `    parameters:
      query:
        status: { example: [open], schema: { type: array, maxItems: 2, uniqueItems: true, items: { enum: [open, done, late] } } }
        page: { schema: { type: integer, minimum: 1 } }
        day: { required: true, example: "2026-01-31", schema: { type: string, format: date } }
      header: { X-Kind: { example: big, schema: { enum: [big, small] } } }`;
    const result = auditApi(api(parameters));
    expect(survivors(result)).to.deep.equal([]);
    const whats = forgotten(result).map(({ what }) => what);
    expect(whats).to.include.members([
      'forgets maxItems (#) of the query parameter status',
      'forgets uniqueItems (#) of the query parameter status',
      'forgets enum (#/items) of the query parameter status',
      'forgets minimum (#) of the query parameter page',
      'forgets that the query parameter day is required',
      'forgets format (#) of the query parameter day',
      'forgets enum (#) of the header X-Kind',
    ]);
  });

  test('is not noticed where refusals.most leaves the request out: it survives, with its line', () => {
    const result = auditApi(api(`${body(whole, '{ n: 5, t: abc }')}\n    refusals: { most: 3 }`));
    const texts = survivorsOf(result).map(({ constraint }) => constraint.text);
    expect(texts.length).to.be.above(5);
    for (const each of texts)
      expect(each).to.match(/^documented, and not noticed when the server forgets it: .*; refusals\.most leaves it out$/);
  });

  test('is told, and not counted, where nothing breaks it alone', () => {
    const result = auditApi(api(body('{ properties: { t: { type: string, minLength: 1, pattern: "^[a-z]{3}$" } } }', '{ t: abc }')));
    expect(survivors(result)).to.deep.equal([]);
    const told = result.gaps.filter(({ kind }) => kind === 'not broken alone');
    expect(told.map(({ text }) => text)).to.deep.equal(['minLength (#/properties/t) of the body']);
  });

  test('is told where no refusal is documented', () => {
    const result = auditApi(api(body(whole, '{ n: 5, t: abc }'), '500: { description: Down, readAs: none }'));
    expect(gaps(result).filter((each) => each.includes('refusal'))).to.deep.equal(['3 refusal not documented']);
    expect(forgotten(result)).to.deep.equal([]);
  });
});
