import { type Static, type TSchema, Type } from '@sinclair/typebox';

/**
 * The document that `--format json` and `--reporter json=FILE` write. This is the one place that says what it holds: the types
 * and `schemas/run.schema.json` come from it. Every text is redacted, places count from 1, times are in milliseconds.
 */
const closed = { additionalProperties: false };
const text = (description: string) => Type.String({ description });
const whole = (description: string) => Type.Integer({ minimum: 0, description });
const time = (description: string) => Type.Number({ minimum: 0, description: `${description}, in milliseconds.` });
const oneOf = <const T extends readonly string[]>(values: T, description: string) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values], description });
const nullable = <T extends TSchema>(schema: T, description: string) => Type.Union([schema, Type.Null()], { description });

const place = {
  file: text('The file of the spec, as the run named it.'),
  line: Type.Integer({ minimum: 1, description: 'The line in that file, from 1.' }),
};

const finding = Type.Object(
  {
    message: text('One line of what is wrong.'),
    ...place,
    pointer: Type.Optional(text('The place in the answer (JSON Pointer, RFC 6901); empty for the whole.')),
    expected: Type.Optional(text('What was expected.')),
    actual: Type.Optional(text('What came, shortened.')),
  },
  { ...closed, description: 'One thing that is wrong, at the line of the spec that it breaks.' },
);

const check = Type.Object(
  {
    name: text('Unique within its request.'),
    kind: oneOf(
      ['status', 'contentType', 'header', 'body', 'time', 'equals', 'capture', 'refusal', 'tokenRefusal', 'own'],
      'What is checked.',
    ),
    outcome: oneOf(
      ['passed', 'failed', 'skipped', 'missing'],
      'What became of it; one that did not report is missing, which is a failure.',
    ),
    message: text('Why, empty when it passed; the findings are its lines.'),
    ...place,
    findings: Type.Optional(Type.Array(finding, { description: 'There when it failed.' })),
  },
  { ...closed, description: 'One thing that the answer was held to. Its place is that of the first finding when it failed.' },
);

const message = {
  headers: Type.Array(
    Type.Object({ name: text('Its name.'), value: text('Its value; credentials are left out.') }, { ...closed, description: 'A header.' }),
    { description: 'As they were sent.' },
  ),
  body: Type.Object(
    {
      text: text('The body or its beginning; empty when there is none, or when it is not shown.'),
      bytes: whole('How long the whole body is, in bytes.'),
      note: text('Why not all of the body is in text; empty when all is.'),
    },
    { ...closed, description: 'The body.' },
  ),
};

const exchange = Type.Object(
  {
    request: Type.Object(
      { method: text('The method.'), url: text('The whole address.'), ...message },
      { ...closed, description: 'What was sent.' },
    ),
    response: nullable(
      Type.Object({ status: whole('The status.'), reason: text('The reason phrase.'), ...message }, closed),
      'What came; null when nothing did.',
    ),
  },
  { ...closed, description: 'What was sent and what came: redacted, shortened, and only there when something was wrong.' },
);

const request = Type.Object(
  {
    id: text('Stable from run to run.'),
    name: text('The name of its item in the collection.'),
    folder: text('The folder or flow that it is in; empty at the top.'),
    endpoint: text('The id of its endpoint.'),
    kind: oneOf(['documented', 'case', 'step', 'refusal'], 'Why it is sent.'),
    method: text('The HTTP method.'),
    path: text('The path as the spec has it.'),
    ...place,
    state: oneOf(
      ['sent', 'unanswered', 'held', 'lost'],
      'sent: it got an answer. unanswered: none came. held: it was not sent. lost: the run ended before it was answered.',
    ),
    status: nullable(Type.Integer(), 'The status of the answer; null when none came.'),
    duration: time('From sending to the whole answer'),
    repeats: whole('How often it was sent once more with a new token.'),
    retries: Type.Optional(whole('How often it was sent once more since the network or the server had failed; left out when never.')),
    error: nullable(Type.String(), 'Why there was no answer.'),
    checks: Type.Array(check, { description: 'Everything that its answer was held to.' }),
    surprises: Type.Array(Type.String(), { description: 'Errors of scripts, and failed tests that the spec does not know.' }),
    curl: Type.Optional(text('The command that sends it again; there when it failed.')),
    exchange: Type.Optional(exchange),
  },
  { ...closed, description: 'One request and what became of it.' },
);

const share = (description: string) =>
  Type.Object(
    { exercised: whole('How many of them the run exercised.'), documented: whole('How many there are.') },
    { ...closed, description },
  );

const coverage = Type.Object(
  {
    endpoints: share('Endpoints, the token endpoint among them.'),
    statuses: share('The documented statuses of all endpoints.'),
    cases: share('Cases.'),
    refusals: share('Requests that have to be refused, made from the contract.'),
    refusesUnsaid: Type.Array(Type.Object({ endpoint: text('Its id.'), ...place }, closed), {
      description: 'The endpoints that document no answer to a bad request, so that none is tried.',
    }),
    never: Type.Array(
      Type.Object(
        {
          kind: oneOf(['endpoint', 'status', 'case'], 'What was not exercised.'),
          status: nullable(Type.Union([Type.Integer(), Type.String()]), 'For a status: which, such as 404, "4XX" or "default".'),
          names: Type.Array(Type.String(), { description: 'The endpoints, or the case, that it is about.' }),
          ...place,
        },
        closed,
      ),
      { description: 'What nothing exercised, by its place in the specs.' },
    ),
  },
  { ...closed, description: 'What the run exercised of what the specs document.' },
);

const token = Type.Object(
  {
    obtained: whole('How many were obtained.'),
    used: whole('How often one was sent.'),
    refused: whole('How often one was refused.'),
    results: Type.Array(
      Type.Object(
        {
          name: text('What is promised.'),
          outcome: oneOf(['passed', 'failed', 'skipped'], 'What became of it.'),
          message: text('Why; empty when it passed.'),
        },
        closed,
      ),
      { description: 'What a collection promises about the life of its token.' },
    ),
  },
  { ...closed, description: 'The life of the access token.' },
);

const result = Type.Object(
  {
    api: text('The name of the folder of its specs.'),
    environment: text('What the run was against.'),
    outcome: oneOf(['holds', 'broken', 'notRun'], 'holds, broken, or notRun when there was no token, or no server.'),
    duration: time('How long the run took'),
    tokenFailure: nullable(Type.String(), 'Why there was no token; null when there was one, or none was needed.'),
    connectionFailure: Type.Optional(text('Why no connection could be had; left out when one could.')),
    leftOut: Type.Array(Type.String(), { description: 'The names of requests that were not to be sent.' }),
    requests: Type.Array(request, { description: 'In the order of the collection.' }),
    coverage,
    token: nullable(token, 'Null when nothing needs one.'),
  },
  { ...closed, description: 'The run of one API.' },
);

const problem = Type.Object(
  {
    code: text('What kind of mistake it is.'),
    severity: oneOf(['error', 'warning'], 'An error stops the command.'),
    message: text('What is wrong, and the way out.'),
    file: Type.Optional(text('The file; absent for a mistake on the command line.')),
    line: Type.Optional(whole('From 1.')),
    column: Type.Optional(whole('From 1.')),
    endLine: Type.Optional(whole('From 1.')),
    endColumn: Type.Optional(whole('From 1; the end is not included.')),
    related: Type.Optional(
      Type.Array(Type.Object({ ...place, column: whole('From 1.') }, closed), { description: 'Further places that belong to it.' }),
    ),
  },
  { ...closed, description: 'A mistake in the specs or on the command line.' },
);

const document = Type.Object(
  {
    problems: Type.Array(problem, { description: 'Mistakes in the specs or on the command line.' }),
    started: Type.Optional(text('When the run began (RFC 3339); absent when nothing was run.')),
    results: Type.Optional(Type.Array(result, { description: 'One for each API; absent when nothing was run.' })),
  },
  {
    ...closed,
    title: 'What postern run found',
    description: 'The document of --format json and of --reporter json=FILE: every text redacted, places from 1, times in milliseconds.',
  },
);

export type RunDocument = Static<typeof document>;
export type ResultDocument = Static<typeof result>;
export type RequestDocument = Static<typeof request>;
export type CheckDocument = Static<typeof check>;
export type FindingDocument = Static<typeof finding>;

/** The JSON Schema of the document, as `{path, content}` to write. */
export function runSchema(): { path: string; content: string } {
  const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', ...document };
  return { path: 'run.schema.json', content: `${JSON.stringify(schema, null, 2)}\n` };
}
