// A flow, a table of cases, a value and a check of one's own: green against a server that is right, red against one that is not.

import { describe, test } from 'node:test';
import { expect } from 'chai';
import type { MockAnswer } from '../../scripts/mock/exchange.ts';
import { startMock } from '../../scripts/mock/server.ts';
import type { Api } from '../../scripts/model/model.ts';
import { resolveSpecs } from '../../scripts/model/resolve.ts';
import { collectionOf } from '../../scripts/postman/collection.ts';
import { environmentFile } from '../../scripts/postman/environment.ts';
import { failuresOf } from '../../scripts/runner/results.ts';
import { runContract } from '../../scripts/runner/run.ts';
import { messageOf } from '../../scripts/source/problem.ts';
import { runInNewman } from '../support/newman.ts';
import { asArguments } from '../support/own-specs.ts';
import { runInPostmanCli, withoutPostmanCli } from '../support/postman-cli.ts';

const files = {
  'loans/api.yaml': 'name: Loans\nversion: "1"\n',
  'loans/environments/dev.yaml': 'name: Loans dev\nvariables: { baseUrl: https://loans.example.com }\n',
  'loans/endpoints/loans.yaml': `folder: Loans
endpoints:
  - id: lend
    name: Lend a book
    method: POST
    path: /loans
    body: { schema: { type: object, required: [book] }, example: { book: Emma } }
    responses:
      201:
        description: Lent.
        headers: { Location: { schema: { pattern: ^/loans/ }, example: /loans/l-7 } }
        schema: { type: object, required: [id], properties: { id: { type: string } } }
        example: { id: l-7, book: Emma }
      422: { description: No such book., schema: { type: object, required: [unknown] }, example: { unknown: Dune } }
    expect: { status: 201, equals: { /book: Emma } }
    cases:
      - name: "{book} is not lent"
        each: [{ book: Dune }, { book: Ulysses }]
        body: { book: "{book}" }
        expect: { status: 422, equals: { /unknown: "{book}" }, example: { unknown: "{book}" } }
  - id: loan
    name: Get a loan
    method: GET
    path: /loans/{id}
    parameters: { path: { id: l-7 } }
    responses:
      200: { description: The loan., schema: { type: object, required: [id] }, example: { id: l-7, book: Emma } }
`,
  'loans/flows/life.yaml': `flows:
  - id: life
    name: A loan
    steps:
      - endpoint: lend
        capture: { loanId: /id, loanPlace: { header: Location } }
      - endpoint: loan
        parameters: { path: { id: "{{loanId}}" } }
        expect:
          status: 200
          equals: { /id: "{{loanId}}" }
          tests:
            it is still Emma: |
              pm.expect(answer.book).to.equal('Emma');
              pm.expect(pm.variables.get('loanPlace')).to.equal('/loans/' + answer.id);
      - endpoint: loan
        name: Look at it again
        parameters: { path: { id: "{{loanId}}" } }
`,
};

function loans(): Api {
  const { apis, problems } = resolveSpecs({ root: 'specs', files: new Map(Object.entries(files)) });
  if (!apis[0] || problems.length > 0) throw new Error(problems.map(messageOf).join('\n'));
  return apis[0];
}

const api = loans();
type Change = (answer: MockAnswer, isStep: boolean) => MockAnswer;
const body =
  (from: string, to: string): Change =>
  (answer) => ({ ...answer, body: String(answer.body).replace(from, to) });

const runs: readonly { what: string; change: Change; failures: readonly string[] }[] = [
  { what: 'a server that is right', change: (answer) => answer, failures: [] },
  {
    what: 'another value than the one that must come',
    change: body('"Emma"', '"Persuasion"'),
    failures: [
      'Lend a book | /book is "Emma" | at /book: expected "Emma", got "Persuasion"',
      "Get a loan | it is still Emma | expected 'Persuasion' to equal 'Emma'",
    ],
  },
  {
    what: 'one row of the table',
    change: body('"Ulysses"', '"Odyssey"'),
    failures: ['Lend a book: Ulysses is not lent | /unknown is "Ulysses" | at /unknown: expected "Ulysses", got "Odyssey"'],
  },
  {
    what: 'nothing to capture: the flow ends there, and says so once',
    change: (answer) => ({ ...answer, headers: answer.headers.filter(({ name }) => name !== 'Location') }),
    failures: [
      'Lend a book | header Location is as documented | expected the header Location, the answer has none',
      'Lend a book | header Location is as documented | expected the header Location, the answer has none',
      'Lend a book | {{loanPlace}} is in the answer | expected a value for {{loanPlace}}, there is none',
    ],
  },
];

for (const { what, change, failures } of runs) {
  describe(`against ${what}`, () => {
    const withMock = async <T>(use: (variables: Readonly<Record<string, string>>) => Promise<T>): Promise<T> => {
      const mock = await startMock(api, { transform: (answer, { candidate }) => change(answer, candidate?.kind === 'step') });
      try {
        return await use(mock.variables);
      } finally {
        await mock.close();
      }
    };

    test("Postern's runner", async () => {
      const result = await withMock((values) => runContract(api, { environment: 'the mock', values, secrets: [], timeout: 10_000 }));
      expect(failuresOf(result).map((each) => `${each.result.title} | ${each.check?.name} | ${each.message}`)).to.deep.equal(failures);
      const stopped = result.requests.filter((each) => each.state === 'held').map((each) => each.title);
      expect(stopped).to.deep.equal(
        failures.some((each) => each.includes('loanPlace'))
          ? ['Get a loan', 'Look at it again']
          : failures[0]?.includes('/book')
            ? ['Look at it again']
            : [],
      );
    });

    for (const { program, run, skip } of [
      { program: 'Newman', run: runInNewman, skip: false as const },
      { program: 'the Postman CLI', run: runInPostmanCli, skip: withoutPostmanCli },
    ]) {
      test(program, { skip }, async () => {
        const environment = api.environments[0];
        if (!environment) throw new Error('no environment');
        const { exitCode, output, report } = await withMock((values) =>
          run(collectionOf(api, 'contract'), environmentFile(environment, api), asArguments(values)),
        );
        expect(report.run.failures, output).to.have.lengthOf(failures.length);
        expect(exitCode).to.equal(failures.length > 0 ? 1 : 0);
      });
    }
  });
}
