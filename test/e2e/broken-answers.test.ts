// Whatever an answer has other than the spec says turns the run red, at the line of the spec that it breaks. What the spec allows never does.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import type { MockAnswer } from '../../scripts/mock/exchange.ts';
import { startMock } from '../../scripts/mock/server.ts';
import { placesOf } from '../../scripts/report/failures.ts';
import { exitCodeOf, failuresOf } from '../../scripts/runner/results.ts';
import { runContract } from '../../scripts/runner/run.ts';
import { parcels } from '../support/parcels.ts';

type Change = (answer: MockAnswer) => MockAnswer;

const { api, lineOf } = parcels();

/** Runs the contract against a mock that changes the answers of one endpoint. Gives `line of the spec | message` for each finding. */
async function runBroken(endpoint: string, change: Change): Promise<{ exit: number; findings: string[] }> {
  const mock = await startMock(api, { transform: (answer, { endpoint: asked }) => (asked?.id === endpoint ? change(answer) : answer) });
  try {
    const result = await runContract(api, { environment: 'the mock', values: mock.variables, secrets: ['clientSecret'], timeout: 10_000 });
    const findings = failuresOf(result).flatMap((failure) =>
      placesOf(failure, api).flatMap(({ span, messages }) =>
        messages.map((message) => `${lineOf(span.file, span.start.line)} | ${message}`),
      ),
    );
    return { exit: exitCodeOf(result), findings };
  } finally {
    await mock.close();
  }
}

const header =
  (name: string, value: string | undefined): Change =>
  (answer) => ({
    ...answer,
    headers: [
      ...answer.headers.filter((each) => each.name.toLowerCase() !== name.toLowerCase()),
      ...(value === undefined ? [] : [{ name, value }]),
    ],
  });
const body =
  (change: (value: Record<string, unknown>) => unknown): Change =>
  (answer) => ({
    ...answer,
    body: JSON.stringify(change(JSON.parse(String(answer.body)))),
  });
const text =
  (value: string): Change =>
  (answer) => ({ ...answer, body: value });

interface Break {
  readonly what: string;
  readonly endpoint?: string;
  readonly change: Change;
  /** The start of the line, and of the message. */
  readonly line: string;
  readonly message: string;
}

const breaks: readonly Break[] = [
  {
    what: 'an undocumented status',
    change: (answer) => ({ ...answer, status: 418 }),
    line: '200:',
    message: 'expected status 200, got 418 (which is not documented; documented are 200, 401, 404)',
  },
  {
    what: 'another documented status',
    change: (answer) => ({ ...answer, status: 404 }),
    line: '200:',
    message: 'expected status 200, got 404 (documented as: No such parcel)',
  },
  {
    what: 'another content type',
    change: header('Content-Type', 'text/html'),
    line: '200:',
    message: 'expected content type application/json, got text/html',
  },
  {
    what: 'no content type',
    change: header('Content-Type', undefined),
    line: '200:',
    message: 'expected content type application/json, the answer has none',
  },
  {
    what: 'another charset',
    endpoint: 'label',
    change: header('Content-Type', 'text/plain; charset=latin1'),
    line: '200:',
    message: 'expected content type text/plain; charset=utf-8, got text/plain; charset=latin1',
  },
  { what: 'a missing header', change: header('ETag', undefined), line: 'ETag:', message: 'expected the header ETag, the answer has none' },
  {
    what: 'a wrong header',
    change: header('ETag', 'v1'),
    line: 'ETag:',
    message: 'the header ETag, at the root: expected to match /^"/, got "v1"',
  },
  {
    what: 'a header of the wrong type',
    change: header('X-Remaining', 'many'),
    line: 'X-Remaining:',
    message: 'the header X-Remaining, at the root: expected an integer, got "many"',
  },
  {
    what: 'a header out of range',
    change: header('X-Remaining', '-1'),
    line: 'X-Remaining:',
    message: 'the header X-Remaining, at the root: expected at least 0, got -1',
  },
  {
    what: 'a wrong optional header',
    change: header('Link', 'x'),
    line: 'Link:',
    message: 'the header Link, at the root: expected to match /^</, got "x"',
  },
  {
    what: 'a missing property',
    change: body(({ id: _, ...rest }) => rest),
    line: 'required: [id, size, at]',
    message: 'at the root: expected the property "id"',
  },
  { what: 'a null', change: body((value) => ({ ...value, id: null })), line: 'id:', message: 'at /id: expected a string, got null' },
  {
    what: 'a broken pattern',
    change: body((value) => ({ ...value, id: 'x1' })),
    line: 'id:',
    message: 'at /id: expected to match /^p/, got "x1"',
  },
  {
    what: 'a broken format',
    change: body((value) => ({ ...value, at: 'yesterday' })),
    line: 'at:',
    message: 'at /at: expected a date-time (RFC 3339), got "yesterday"',
  },
  {
    what: 'an extra property',
    change: body((value) => ({ ...value, extra: 1 })),
    line: 'additionalProperties: false',
    message: 'at /extra: expected no property "extra", got 1',
  },
  {
    what: 'an unknown enum value, in another file',
    change: body((value) => ({ ...value, size: { unit: 'mm' } })),
    line: 'unit:',
    message: 'at /size/unit: expected one of "cm", "in", got "mm"',
  },
  {
    what: 'a number out of range, in another file',
    change: body((value) => ({ ...value, size: { unit: 'cm', length: 0 } })),
    line: 'length:',
    message: 'at /size/length: expected more than 0, got 0',
  },
  {
    what: 'a wrong branch',
    change: body((value) => ({ ...value, stops: [{ door: 'left' }] })),
    line: '- { type: object, required: [door]',
    message: 'at /stops/0/door: expected',
  },
  { what: 'a list for an object', change: body(() => []), line: 'type: object', message: 'at the root: expected an object, got []' },
  { what: 'a truncated body', change: text('{"id":'), line: '200:', message: 'expected JSON, got "{\\"id\\":"' },
  { what: 'an empty body', change: text(''), line: '200:', message: 'expected JSON, the body is empty' },
  {
    what: 'a wrong text',
    endpoint: 'label',
    change: text('PDF'),
    line: '200:',
    message: 'at the root: expected to match /^\\^XA/, got "PDF"',
  },
];

describe('an answer that breaks the contract', () => {
  for (const { what, endpoint = 'get-parcel', change, line, message } of breaks) {
    test(what, async () => {
      const { exit, findings } = await runBroken(endpoint, change);
      expect(exit).to.equal(1);
      expect(findings, findings.join('\n')).to.have.lengthOf(1);
      const [at = '', said = ''] = (findings[0] ?? '').split(' | ');
      expect(at.slice(0, line.length)).to.equal(line);
      expect(said.slice(0, message.length)).to.equal(message);
    });
  }

  test('a failure of the server itself is one failure', async () => {
    const { exit, findings } = await runBroken('label', () => {
      throw new Error('the mock answers 500 to this');
    });
    expect(exit).to.equal(1);
    expect(findings).to.have.lengthOf(1);
  });
});

describe('an answer that the contract allows', () => {
  const allowed: readonly [string, string, Change][] = [
    ['as documented', 'get-parcel', (answer) => answer],
    ['a quoted charset', 'get-parcel', header('Content-Type', 'Application/JSON; charset="utf-8"')],
    ['a charset in other letters', 'label', header('content-type', 'text/plain;charset="UTF-8"')],
    ['further headers', 'get-parcel', header('X-More', 'yes')],
    ['an optional property left out', 'get-parcel', body(({ stops: _, ...rest }) => rest)],
    [
      'other values',
      'get-parcel',
      body((value) => ({ ...value, id: 'p😀', at: '2024-02-29T23:59:60-01:00'.replace(':60', ':59'), stops: [] })),
    ],
    ['members in another order', 'get-parcel', body((value) => Object.fromEntries(Object.entries(value).reverse()))],
    ['a number written in another way', 'get-parcel', (answer) => ({ ...answer, body: String(answer.body).replace('2.5', '25e-1') })],
    ['white space', 'get-parcel', (answer) => ({ ...answer, body: `\r\n  ${String(answer.body)}\n` })],
  ];
  for (const [what, endpoint, change] of allowed) {
    test(what, async () => {
      const { exit, findings } = await runBroken(endpoint, change);
      expect(findings).to.deep.equal([]);
      expect(exit).to.equal(0);
    });
  }
});
