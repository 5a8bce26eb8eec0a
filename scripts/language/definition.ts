/**
 * The spec language, once: this definition is what specs are checked against, where their TypeScript types come from,
 * and what the JSON Schemas for editors are made of. Words are OpenAPI's where OpenAPI has a word, OAuth's for tokens.
 */
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import type { Json } from '../source/json.ts';

/** A JSON Schema as it stands in a spec: not walked by the language, with its home so that `$ref` can be resolved. */
export interface SchemaSource {
  readonly schema: Json;
  /** The file below the specs folder, and the JSON Pointer of the schema in it. */
  readonly file: string;
  readonly pointer: string;
}

const closed = { additionalProperties: false } as const;
const optional = Type.Optional;

const text = (description: string, more: object = {}) => Type.String({ description, ...more });
const words = (description: string) => Type.String({ description: `${description} Markdown.` });
const map = <T extends TSchema>(value: T, description: string) => Type.Record(Type.String(), value, { description });
/** A map by the names of variables: what can stand between `{{` and `}}`, and is no dynamic variable of Postman. */
const variables = <T extends TSchema>(value: T, description: string) =>
  Type.Record(Type.String({ pattern: '^(?!__proto__$)[A-Za-z_][A-Za-z0-9_.-]*$' }), value, {
    description,
    'x-key': 'the name of a variable: a letter, then letters, digits, "_", "-" and "."',
  });
const oneOf = <const T extends readonly string[]>(values: T, description: string) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values], description });

const Schema = (description: string) => Type.Unsafe<SchemaSource>({ 'x-kind': 'schema', description });
const Value = (description: string) => Type.Unsafe<Json>({ 'x-kind': 'value', description });
/** A time above 0: within 0 ms nothing is ever answered. */
const Duration = (description: string) =>
  Type.String({
    pattern: '^(?=.*[1-9])[0-9]+(\\.[0-9]+)?(ms|s|m|h)$',
    description: `${description} For example 500ms, 5s, 2m.`,
    'x-expected': 'a time above 0 such as 500ms, 5s or 2m',
  });
const DurationOrNone = (description: string) =>
  Type.String({
    pattern: '^[0-9]+(\\.[0-9]+)?(ms|s|m|h)$',
    description: `${description} For example 500ms, 5s, 0s.`,
    'x-expected': 'a time such as 500ms, 5s or 0s',
  });
const Scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()], { 'x-expected': 'a string, a number or a boolean' });
/** A scope-token of RFC 6749 section 3.3, or a {{variable}}. */
const Scope = Type.String({
  pattern: '^[!#-\\[\\]-~]+$',
  'x-expected': 'one scope, which has no space in it (two are written [a, b])',
});
const id = (description: string) =>
  Type.String({ pattern: '^[a-z0-9][a-z0-9._-]*$', description, 'x-expected': 'lower-case letters, digits, "-", "_" and "."' });

const Parameter = Type.Object(
  {
    description: optional(words('What it is for.')),
    required: optional(Type.Boolean({ description: 'Whether a request must have it. Path parameters always are.' })),
    deprecated: optional(Type.Boolean({ description: 'Still understood, but not to be used any more.' })),
    schema: optional(Schema('What its values look like: JSON Schema 2020-12.')),
    style: optional(
      oneOf(
        ['form', 'simple', 'label', 'matrix', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
        'How the value is written; form in the query and in cookies, simple in the path and in headers, when left out. A path may have label (.a.b) and matrix (;name=a).',
      ),
    ),
    explode: optional(
      Type.Boolean({ description: 'Whether each item or property of it is sent by itself; true for form and deepObject when left out.' }),
    ),
    contentType: optional(oneOf(['application/json'], 'The value is sent as JSON text.')),
    example: optional(
      Value(
        'The value that the documented request sends. A list repeats the parameter. Made from the schema when a required one has none.',
      ),
    ),
  },
  { ...closed, 'x-name': 'a parameter' },
);
const ParameterOrValue = Type.Union([Scalar, Type.Array(Scalar), Parameter], { 'x-expected': 'a value or a parameter' });

const Parameters = Type.Object(
  {
    path: optional(map(ParameterOrValue, 'Values for the {names} in the path.')),
    query: optional(map(ParameterOrValue, 'The query string.')),
    header: optional(map(ParameterOrValue, 'Request headers.')),
    cookie: optional(map(ParameterOrValue, 'Cookies.')),
  },
  { ...closed, 'x-name': 'parameters', description: 'What varies in the request besides its body.' },
);

const FilePart = Type.Object(
  { file: text('Path of the file, seen from where the collection is run.'), contentType: optional(text('Its content type.')) },
  { ...closed, 'x-name': 'a file' },
);

const Body = Type.Object(
  {
    contentType: optional(text('Media type; application/json when left out.')),
    description: optional(words('What to send.')),
    required: optional(Type.Boolean({ description: 'Whether a request must have a body; true when left out.' })),
    schema: optional(Schema('What the body looks like: JSON Schema 2020-12.')),
    example: optional(Value('The body that the documented request sends; made from the schema when left out.')),
    files: optional(map(FilePart, 'For multipart/form-data: the parts that are files. For a binary body: one, named "file".')),
  },
  { ...closed, 'x-name': 'a body', description: 'The body of the request.' },
);

const ResponseHeader = Type.Object(
  {
    description: optional(words('What it says.')),
    required: optional(Type.Boolean({ description: 'Whether every such answer has it; true when left out.' })),
    schema: optional(Schema('What its value looks like. A value is read as a number or boolean where the schema asks for one.')),
    example: optional(
      Type.Union([Scalar, Type.Array(Scalar)], {
        description: 'A value as it really comes; the mock sends it. A list is sent with commas. Made from the schema when left out.',
        'x-expected': 'a value or a list of values',
      }),
    ),
  },
  { ...closed, 'x-name': 'a response header' },
);

const Response = Type.Object(
  {
    description: words('When this answer comes.'),
    contentType: optional(text('Media type; application/json when there is a schema or an example.')),
    readAs: optional(
      oneOf(
        ['json', 'text', 'none'],
        'How to read the body; by the content type when left out. "none" says that there is none, or that nothing is known of it.',
      ),
    ),
    headers: optional(
      map(
        Type.Union([Type.String(), ResponseHeader], { 'x-expected': 'the exact value or a response header' }),
        'Headers that the answer has. A string is the exact value.',
      ),
    ),
    schema: optional(Schema('What the body looks like: JSON Schema 2020-12.')),
    example: optional(Value('A body as it really comes; made from the schema when left out.')),
  },
  { ...closed, 'x-name': 'a response' },
);
const Responses = Type.Record(Type.String({ pattern: '^([1-5][0-9][0-9]|[1-5]XX|default)$' }), Response, {
  description:
    'Every answer that the endpoint can give, by status; 4XX stands for the others of its hundred, default for all others. One that is not here is a failure.',
  'x-key': 'a status such as 200, a range such as 4XX, or default',
});

const Expectation = Type.Object(
  {
    status: Type.Integer({ minimum: 100, maximum: 599, description: 'The documented status that must come.' }),
    headers: optional(
      map(
        Type.Union([Type.String(), ResponseHeader], { 'x-expected': 'the exact value or a response header' }),
        'Headers, besides those that the response documents.',
      ),
    ),
    schema: optional(Schema('What the body looks like in this case, besides what the response documents.')),
    example: optional(Value('The body as it comes in this case.')),
    equals: optional(
      Type.Record(Type.String({ pattern: '^(/.*)?$' }), Value('The value; {{variables}} in it are filled in.'), {
        'x-key': 'JSON Pointer, such as /status',
        description: 'Values that the body has to have, by JSON Pointer.',
      }),
    ),
    tests: optional(map(Type.String(), 'Checks of your own, by name: a few lines of JavaScript with pm, and the body as "answer".')),
  },
  { ...closed, 'x-name': 'an expectation' },
);
const Expect = Type.Union([Type.Integer({ minimum: 100, maximum: 599 }), Expectation], {
  'x-expected': 'a status or an expectation',
  description: 'The documented status that must come; or more about the answer.',
});

const onOff = ['on', 'off'] as const;
const Refused = Type.Union([Type.Integer({ minimum: 100, maximum: 599 }), Expectation, Type.Array(Expect)], {
  'x-expected': 'a status, an expectation, or a list of them',
  description: 'How the server refuses; any one of a list.',
});
const whether = oneOf(onOff, 'Whether such requests are made.');
const expectedRefused = { 'x-expected': 'on, off, or how the server refuses' };
const RefusedAs = (description: string) =>
  Type.Union([whether, Type.Object({ expect: Refused }, { ...closed, 'x-name': 'a refusal' })], { ...expectedRefused, description });
const SecurityRefused = Type.Union(
  [
    whether,
    Type.Object(
      {
        expect: optional(Refused),
        noToken: optional(RefusedAs('A request without a token.')),
        badToken: optional(RefusedAs('A token that is none, or has expired.')),
        scope: optional(RefusedAs('A token without a scope that the endpoint names.')),
      },
      { ...closed, 'x-name': 'the refusals of tokens' },
    ),
  ],
  { ...expectedRefused, description: 'Requests without a token, or with one that is not good for them.' },
);
const Refusals = Type.Union(
  [
    oneOf(['off'], 'No refusals are tried.'),
    Type.Object(
      {
        security: optional(SecurityRefused),
        parameters: optional(RefusedAs('Parameters that are left out, or not as documented.')),
        body: optional(RefusedAs('A body that is left out, or not as documented.')),
        most: optional(Type.Integer({ minimum: 0, maximum: 1000, description: 'How many there are at most; 200 when left out.' })),
      },
      { ...closed, 'x-name': 'refusals' },
    ),
  ],
  {
    'x-expected': '"off" or refusals',
    description:
      'What becomes of requests that break the contract: made from the contract itself, where it documents a 400, 401, 403 or 422.',
  },
);

const CaseParameters = Type.Object(
  {
    path: optional(map(Scalar, 'Values for the {names} in the path.')),
    query: optional(
      map(
        Type.Union([Scalar, Type.Array(Scalar), Type.Null()], { 'x-expected': 'a value, a list of values or null' }),
        'Query parameters; null leaves one out.',
      ),
    ),
    header: optional(map(Type.Union([Scalar, Type.Null()], { 'x-expected': 'a value or null' }), 'Headers; null leaves one out.')),
    cookie: optional(map(Type.Union([Scalar, Type.Null()], { 'x-expected': 'a value or null' }), 'Cookies; null leaves one out.')),
  },
  { ...closed, 'x-name': "a case's parameters", description: 'What differs from the documented request.' },
);

const After = (description: string) =>
  Type.Union([Type.String({ minLength: 1 }), Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })], {
    'x-expected': 'the id of an endpoint, or a list of them',
    description,
  });

const Case = Type.Object(
  {
    name: text('What is shown, as a sentence: "an unknown tracking number is refused".', { minLength: 1 }),
    description: optional(words('Why.')),
    parameters: optional(CaseParameters),
    body: optional(Value('The body to send instead of the example; null sends none.')),
    auth: optional(oneOf(['token', 'none'], 'Whether the token is sent.')),
    each: optional(
      Type.Array(map(Scalar, 'What each {name} stands for in this row.'), {
        minItems: 1,
        description: 'One case for each row: {name} in the name, the parameters, the body and the expectation stands for its value.',
      }),
    ),
    after: optional(After('The endpoints after which this case is sent. What comes after its own endpoint does not wait for it then.')),
    expect: Expect,
  },
  { ...closed, 'x-name': 'a case' },
);

const Capture = Type.Object({ header: text('The header whose value is kept.') }, { ...closed, 'x-name': 'a capture' });

const Step = Type.Object(
  {
    endpoint: id('The endpoint that the step sends.'),
    name: optional(text("What is shown; the endpoint's name when left out.", { minLength: 1 })),
    description: optional(words('Why.')),
    parameters: optional(CaseParameters),
    body: optional(Value('The body to send instead of the example; null sends none.')),
    auth: optional(oneOf(['token', 'none'], 'Whether the token is sent.')),
    expect: optional(Expect),
    capture: optional(
      map(
        Type.Union([Type.String({ pattern: '^(/.*)?$', 'x-expected': 'a JSON Pointer such as /0/id' }), Capture], {
          'x-expected': 'a JSON Pointer or a capture',
        }),
        'Values that later steps use as {{name}}: a JSON Pointer into the body, or {header: Name}.',
      ),
    ),
  },
  { ...closed, 'x-name': 'a step' },
);

const Flow = Type.Object(
  {
    id: id('Names the flow for good: ids in collections are made from it.'),
    name: text('The flow as readers see it.', { minLength: 1 }),
    description: optional(words('What it shows.')),
    steps: Type.Array(Step, { minItems: 1, description: 'Requests in order; one that fails ends the flow.' }),
  },
  { ...closed, 'x-kept': true, 'x-name': 'a flow' },
);

const method = oneOf(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'], 'The HTTP method.');

const Endpoint = Type.Object(
  {
    id: id('Names the endpoint for good: ids in collections are made from it.'),
    name: text('The request as readers see it.', { minLength: 1 }),
    description: optional(words('What it does.')),
    deprecated: optional(Type.Boolean({ description: 'Still works, but not to be used any more.' })),
    tags: optional(Type.Array(Type.String(), { description: 'Words to select it by.' })),
    safe: optional(
      Type.Boolean({
        description:
          'It changes nothing, whatever its method: production gets it too, and after a failure of the network it may be sent again.',
      }),
    ),
    method,
    baseUrl: optional(text("The address that the path is appended to, instead of the API's.")),
    path: text('The path with {names} for what varies. An empty path is the base address itself.', {
      'x-expected': 'a path that begins with "/", or ""',
      pattern: '^(/.*)?$',
    }),
    auth: optional(oneOf(['token', 'none'], "Whether the request needs the API's token; it does when left out and the API has auth.")),
    parameters: optional(Parameters),
    body: optional(Body),
    expect: optional(Expect),
    responses: Responses,
    timeLimit: optional(Duration('An answer that takes longer is a failure.')),
    scopes: optional(
      Type.Array(Scope, { description: 'The scopes that a token needs; without one of them the answer is the documented 403.' }),
    ),
    after: optional(
      After('The endpoints after which this one and its cases are sent. For a value that one hands to the next, write a flow.'),
    ),
    refusals: optional(Refusals),
    cases: optional(Type.Array(Case, { description: 'Further requests, each with the answer that it must get.' })),
  },
  { ...closed, 'x-kept': true, 'x-name': 'an endpoint' },
);

const TokenRefusal = (description: string) =>
  Type.Union([oneOf(onOff, description), Type.Integer({ minimum: 100, maximum: 599 }), Expectation], {
    'x-expected': 'on, off, a status or an expectation',
    description,
  });

const Token = Type.Object(
  {
    description: optional(words('What an integrator should know about the token endpoint.')),
    responses: optional(Responses),
    refusals: optional(
      Type.Union(
        [
          oneOf(['off'], 'None is tried.'),
          Type.Object(
            {
              wrongSecret: optional(TokenRefusal('A wrong client secret.')),
              unknownClient: optional(TokenRefusal('A client that the server does not know, with the right secret.')),
              missingClient: optional(TokenRefusal('No client authentication, where the client shows who it is.')),
              expiredAssertion: optional(TokenRefusal('A client assertion that has expired, where the client signs one.')),
              missingGrantType: optional(TokenRefusal('No grant_type.')),
              unknownGrantType: optional(TokenRefusal('A grant_type that there is not.')),
              unknownScope: optional(TokenRefusal('A scope that there is not; off when left out, since a server may drop it.')),
              get: optional(TokenRefusal('GET in place of POST; off when left out.')),
            },
            {
              ...closed,
              'x-name': 'the refusals of the token endpoint',
              description:
                'How the server refuses, where it says; else what every server refuses is held to RFC 6749: a 4xx, and no token.',
            },
          ),
        ],
        { 'x-expected': '"off" or the refusals' },
      ),
    ),
  },
  {
    ...closed,
    'x-name': "the token endpoint's contract",
    description: "The token endpoint's own contract; RFC 6749 section 5.1 when left out.",
  },
);

const Assertion = Type.Object(
  {
    algorithm: optional(
      oneOf(
        ['RS256', 'PS256', 'ES256', 'HS256'],
        'How it is signed (RFC 7518 section 3.1): HS256 for client_secret_jwt; RS256 (when left out), PS256 or ES256 for private_key_jwt.',
      ),
    ),
    audience: optional(text('Whom it is for, its "aud"; the token URL when left out.')),
    keyId: optional(text('Which of its keys the client signs with, its "kid", where the server wants to know.')),
    key: optional(text('For private_key_jwt: the private key as PEM text or JWK, always a variable; "{{privateKey}}" when left out.')),
  },
  {
    ...closed,
    'x-name': 'an assertion',
    description: 'For client_secret_jwt and private_key_jwt: the signed statement by which the client shows who it is.',
  },
);

const Auth = Type.Object(
  {
    grant: oneOf(['client_credentials'], 'The OAuth 2.0 grant (RFC 6749 section 4.4).'),
    tokenUrl: text('The token endpoint.'),
    clientAuthentication: optional(
      oneOf(
        ['client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt', 'none'],
        'How the client shows who it is (RFC 6749 section 2.3, RFC 7523 section 2.2); client_secret_basic when left out.',
      ),
    ),
    basicEncoding: optional(
      oneOf(
        ['form', 'raw'],
        'How client_secret_basic encodes id and secret: form-urlencoded first, as RFC 6749 section 2.3.1 says (form, when left out), or as they are (raw).',
      ),
    ),
    assertion: optional(Assertion),
    clientId: optional(text('The client id; "{{clientId}}" when left out.')),
    clientSecret: optional(text('The client secret, always a variable; "{{clientSecret}}" when left out.')),
    scope: optional(Type.Array(Scope, { description: 'The scopes to ask for.' })),
    expiredToken: optional(text('A token that has expired, always a variable; with it, that one is refused is tried too.')),
    audience: optional(text('The audience to ask for, where the server wants one.')),
    parameters: optional(map(Type.String(), 'Further form fields of the token request.')),
    headers: optional(map(Type.String(), 'Further headers of the token request.')),
    timeout: optional(Duration('How long the token endpoint may take; 30s when left out.')),
    attempts: optional(
      Type.Integer({
        minimum: 1,
        maximum: 10,
        description: 'How often to ask when the failure may pass (no connection, 429, 503); 3 when left out.',
      }),
    ),
    refresh: optional(
      Type.Object(
        {
          before: optional(DurationOrNone('How long before it expires the token is replaced; 60s when left out.')),
          on: optional(
            Type.Array(Type.Integer({ minimum: 400, maximum: 599 }), {
              description: 'Statuses that say that the token is dead; 401 when left out.',
            }),
          ),
        },
        { ...closed, 'x-name': 'refresh', description: 'When a token is replaced.' },
      ),
    ),
    send: optional(
      Type.Object(
        {
          in: optional(oneOf(['header', 'query'], 'Where requests carry the token; header when left out.')),
          name: optional(text('The name of the header or query parameter; Authorization or access_token when left out.')),
          scheme: optional(text('The word before the token in the header; Bearer when left out, "" for none.')),
        },
        { ...closed, 'x-name': 'send', description: 'How requests carry the token.' },
      ),
    ),
    token: optional(Token),
  },
  { ...closed, 'x-name': 'auth', description: 'How access tokens are obtained, kept and sent. Without it there are none.' },
);

const Defaults = Type.Object(
  {
    headers: optional(map(Type.String(), 'Headers that every request sends.')),
    responses: optional(Responses),
    timeLimit: optional(Duration('An answer that takes longer is a failure.')),
    refusals: optional(Refusals),
  },
  { ...closed, 'x-name': 'defaults', description: 'What holds for every endpoint that does not say otherwise.' },
);

const Mock = Type.Object(
  {
    clientId: optional(text('The client id that the mock accepts.')),
    clientSecret: optional(text('The client secret that the mock accepts. Only ever one that is public.')),
    tokenLife: optional(Duration('How long the tokens of the mock live; as the documented answer says when left out.')),
  },
  { ...closed, 'x-name': 'mock', description: 'What the mock server accepts.' },
);

const ApiFile = Type.Object(
  {
    name: text('The name of the API.', { minLength: 1 }),
    version: optional(text('Its version, in quotes.')),
    description: optional(words('What it is for.')),
    baseUrl: optional(text('The address that paths are appended to; "{{baseUrl}}" when left out.')),
    source: optional(
      text('An OpenAPI document (2.0, 3.0 or 3.1; JSON or YAML) in the specs folder that describes the API: the files here add to it.'),
    ),
    auth: optional(Auth),
    folders: optional(
      Type.Array(Type.String(), { description: 'The folders in the order in which readers meet them; those that are not named follow.' }),
    ),
    defaults: optional(Defaults),
    mock: optional(Mock),
  },
  { ...closed, 'x-kept': true, 'x-name': 'an API', title: 'Postern: an API (api.yaml)' },
);

/** It stands in commands that people copy into a shell. */
const ProcessVariable = Type.String({
  pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
  description: 'The variable of the process (or of .env) that a run takes it from.',
  'x-expected': 'the name of a variable of the process, such as CLIENT_ID',
});

const Variable = Type.Object(
  {
    value: optional(text('The value, where it is the same for everyone.')),
    description: optional(words('What it is and where to get it.')),
    required: optional(Type.Boolean({ description: 'Whether nothing works without it.' })),
    from: optional(ProcessVariable),
    example: optional(text('A value to show, which the mock uses too.')),
  },
  { ...closed, 'x-name': 'a variable' },
);

const Secret = Type.Object(
  {
    description: optional(words('What it is and where to get it.')),
    required: optional(Type.Boolean({ description: 'Whether nothing works without it; true when left out.' })),
    from: optional(ProcessVariable),
  },
  { ...closed, 'x-name': 'a secret', 'x-secret': true },
);

const Limits = Type.Object(
  {
    rate: optional(
      Type.String({
        pattern: '^[1-9][0-9]*/(s|min|h)$',
        description: 'How many requests a run sends at most: 5/s, 2000/min.',
        'x-expected': 'a rate such as 5/s or 2000/min',
      }),
    ),
    concurrency: optional(Type.Integer({ minimum: 1, description: 'How many requests a run has under way at once at most.' })),
  },
  { ...closed, 'x-name': 'limits', description: 'What a run asks of the server at most.' },
);

const FromProcess = (description: string) =>
  Type.Object({ from: ProcessVariable }, { ...closed, 'x-name': 'a secret', 'x-secret': true, description });

const Tls = Type.Object(
  {
    ca: optional(text('A PEM file with certificate authorities that are trusted besides the known ones, seen from this file.')),
    clientCertificate: optional(
      Type.Object(
        {
          certificate: text('The PEM file of the certificate, seen from this file.'),
          key: text('The PEM file of its private key, seen from this file.'),
          passphrase: optional(FromProcess('The passphrase of the key: never written down.')),
        },
        { ...closed, 'x-name': 'a client certificate', description: 'How a client shows who it is while it connects.' },
      ),
    ),
    verify: optional(
      Type.Boolean({
        description: 'Whether the certificates of servers are verified; true when left out. Production insists, unless --insecure is said.',
      }),
    ),
  },
  {
    ...closed,
    'x-name': 'tls',
    description: 'Secure connections. Collections know nothing of this: Postman and Newman have settings of their own.',
  },
);

const ProxyAddress = Type.Union(
  [Type.String({ pattern: '^https?://\\S+$', 'x-expected': 'an address such as http://proxy.example.com:8080' }), FromProcess('')],
  {
    'x-expected': 'an address or {from: NAME}',
    description:
      'The proxy of all requests of a run. One that asks for a password: {from: NAME}, the variable of the process with the address.',
  },
);

const EnvironmentFile = Type.Object(
  {
    name: text('The name of the environment, as Postman shows it.', { minLength: 1 }),
    kind: optional(
      oneOf(
        ['development', 'test', 'staging', 'production'],
        'What is at stake; development when left out. Production is only read unless the caller insists.',
      ),
    ),
    description: optional(words('What it is for.')),
    variables: optional(
      variables(Type.Union([Type.String(), Variable], { 'x-expected': 'a value or a variable' }), 'What {{name}} stands for.'),
    ),
    secrets: optional(variables(Secret, 'Variables whose values are never written down.')),
    limits: optional(Limits),
    tls: optional(Tls),
    proxy: optional(ProxyAddress),
  },
  { ...closed, 'x-kept': true, 'x-name': 'an environment', title: 'Postern: an environment (environments/*.yaml)' },
);

const EndpointsFile = Type.Object(
  {
    folder: text('The folder in the collection.', { minLength: 1 }),
    description: optional(words('What the endpoints have in common.')),
    endpoints: Type.Array(Endpoint, { description: 'The endpoints, in the order in which readers meet them.' }),
  },
  { ...closed, 'x-name': 'a file of endpoints', title: 'Postern: endpoints (endpoints/*.yaml)' },
);

const FlowsFile = Type.Object(
  { flows: Type.Array(Flow, { description: 'The flows, each run in one go after the endpoints.' }) },
  { ...closed, 'x-name': 'a file of flows', title: 'Postern: flows (flows/*.yaml)' },
);

/** The kinds of file, by the name of the JSON Schema that editors get for it. */
export const fileShapes = { api: ApiFile, environment: EnvironmentFile, endpoints: EndpointsFile, flows: FlowsFile } satisfies Record<
  string,
  TSchema
>;

/** The parts of files that stand by themselves in other documents, by name. */
export const partShapes = {
  api: ApiFile,
  auth: Auth,
  body: Body,
  defaults: Defaults,
  endpoint: Endpoint,
  endpoints: EndpointsFile,
  environment: EnvironmentFile,
  flows: FlowsFile,
  parameter: Parameter,
  response: Response,
  responseHeader: ResponseHeader,
} satisfies Record<string, TSchema>;

export type FileKind = keyof typeof fileShapes;
export type PartName = keyof typeof partShapes;
export type ApiSpec = Static<typeof ApiFile>;
export type AuthSpec = Static<typeof Auth>;
export type TokenSpec = Static<typeof Token>;
export type EnvironmentSpec = Static<typeof EnvironmentFile>;
export type VariableSpec = Static<typeof Variable>;
export type EndpointsSpec = Static<typeof EndpointsFile>;
export type EndpointSpec = Static<typeof Endpoint>;
export type ParameterSpec = Static<typeof ParameterOrValue>;
export type BodySpec = Static<typeof Body>;
export type ResponseSpec = Static<typeof Response>;
export type ResponsesSpec = Static<typeof Responses>;
export type ResponseHeaderSpec = Static<typeof ResponseHeader> | string;
export type CaseSpec = Static<typeof Case>;
export type RefusalsSpec = Static<typeof Refusals>;
export type StepSpec = Static<typeof Step>;
export type FlowSpec = Static<typeof Flow>;
export type FlowsSpec = Static<typeof FlowsFile>;
export type ExpectationSpec = Static<typeof Expectation>;
