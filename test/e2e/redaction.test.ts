// Whatever a server sends back of the credentials and tokens that it was sent, no output of a run shows it.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import { expect } from 'chai';
import type { Api } from '../../scripts/model/model.ts';
import { resolveSpecs } from '../../scripts/model/resolve.ts';
import { junitOf } from '../../scripts/report/junit.ts';
import { failuresOf, type RequestResult, type RunResult } from '../../scripts/runner/results.ts';
import { runContract } from '../../scripts/runner/run.ts';
import { messageOf } from '../../scripts/source/problem.ts';
import { readJunit } from '../support/junit-report.ts';
import { basicCredentials, encodings, leaksOf } from '../support/leaks.ts';
import { demo, Folder, postern } from '../support/specs.ts';
import { withoutTokenRefusals } from '../support/token-refusals.ts';

const client = { id: 'ali/1:é', secret: `k9%2F:q/ +w&x=y"z<é😀\\v'~3[7]{5}(1)!` };
const token = `eyJhbGciOiJub25lIn0.${'Zq7-_Wv4Kd'.repeat(12)}.~+/Tail==`;
const forms = Object.keys(encodings);

/** How the answers of one kind break the contract, with a text somewhere in them. `path` is `/<kind>/…`. */
type Break = {
  /** Lines of the documented answer, as YAML in braces. */
  readonly answer: string;
  readonly expect?: string;
  readonly send: (response: ServerResponse, echo: string) => void;
};

const sendJson = (response: ServerResponse, value: unknown): void => {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
};
const sendText = (response: ServerResponse, text: string): void => {
  response.writeHead(200, { 'Content-Type': 'text/plain' }).end(text);
};
/** As servers do that write UTF-8 into headers; what cannot stand in one is left out. */
const headerText = (text: string): string =>
  Buffer.from(text, 'utf8')
    .toString('latin1')
    .replace(/[^\t -~\x80-\xff]/g, '');

const anything = 'schema: true, example: {}';
const breaks: Readonly<Record<string, Break>> = {
  status: {
    answer: anything,
    send: (response, echo) => {
      response.statusMessage = headerText(echo);
      response.writeHead(500, { 'Content-Type': 'text/html', 'X-Echo': headerText(echo) }).end(`<h1>${echo}</h1>`);
    },
  },
  'content-type': {
    answer: anything,
    send: (response, echo) => {
      response.writeHead(200, { 'Content-Type': headerText(`text/html; title=${echo}`) }).end(echo);
    },
  },
  header: {
    answer: 'headers: { X-Echo: { schema: { const: nothing }, example: nothing } }, schema: true, example: {}',
    send: (response, echo) => {
      response.setHeader('X-Echo', headerText(echo));
      sendJson(response, {});
    },
  },
  value: {
    answer: 'schema: { type: object, properties: { said: { const: nothing } } }, example: { said: nothing }',
    send: (response, echo) => sendJson(response, { said: echo }),
  },
  object: {
    answer: 'schema: { type: array }, example: []',
    send: (response, echo) => sendJson(response, { error: 'unknown_client', error_description: `no ${echo}` }),
  },
  name: {
    answer: 'schema: { type: object, additionalProperties: { type: string }, maxProperties: 0 }, example: {}',
    send: (response, echo) => sendJson(response, { [echo]: 1 }),
  },
  text: {
    answer: 'contentType: text/plain, schema: { maxLength: 3 }, example: yes',
    send: (response, echo) => sendText(response, `You sent: ${echo}`),
  },
  'no-json': {
    answer: anything,
    send: (response, echo) => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(`<p>You are ${echo}</p>`);
    },
  },
  equals: {
    answer: anything,
    expect: '{ status: 200, equals: { /said: nothing } }',
    send: (response, echo) => sendJson(response, { said: echo }),
  },
  nothing: {
    answer: anything,
    expect: '{ status: 200, equals: { /said/more: nothing } }',
    send: (response, echo) => sendJson(response, { said: echo }),
  },
  own: {
    answer: anything,
    expect: '{ status: 200, tests: { says nothing: "pm.expect(answer.said).to.equal(\'nothing\')" } }',
    send: (response, echo) => sendJson(response, { said: echo }),
  },
  thrown: {
    answer: anything,
    expect: '{ status: 200, tests: { says nothing: "throw new TypeError(answer.said)" } }',
    send: (response, echo) => sendJson(response, { said: echo }),
  },
  // The text begins so far to the right that a message leaves off in the middle of it.
  cut: {
    answer: 'schema: { type: object, properties: { said: { const: nothing } } }, example: { said: nothing }',
    send: (response, echo) => sendJson(response, { said: `${'.'.repeat(60)} ${echo}` }),
  },
  'cut-text': {
    answer: anything,
    send: (response, echo) => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(`${'.'.repeat(65)} ${echo}`);
    },
  },
  garbage: { answer: anything, send: (response, echo) => response.socket?.end(`${echo}\r\n\r\n`) },
};
/** What says nothing about the answer but its status or that there was none. */
const silent = ['status', 'garbage', 'nothing'];

/** A spec with an endpoint for each way to break a contract, and in it a request for each encoding. */
function files(auth: string): Record<string, string> {
  const endpoints = Object.entries(breaks).map(
    ([kind, { answer, expect: expected = '200' }]) => `  - id: ${kind}
    name: ${kind}
    method: GET
    path: /${kind}/{form}
    parameters: { path: { form: "0" } }
    expect: 200
    responses: { 200: { description: Yes., ${answer} } }
    cases:
${forms.map((form, i) => `      - { name: ${form}, parameters: { path: { form: ${i} } }, expect: ${expected} }`).join('\n')}
`,
  );
  return {
    'echo/api.yaml': `name: Echo\nauth: { grant: client_credentials, tokenUrl: "{{baseUrl}}/token", attempts: 1, refresh: { on: [] }, ${auth} }\n`,
    'echo/environments/dev.yaml': `name: Dev
variables: { baseUrl: https://echo.example.com }
secrets:
  clientId: { from: ECHO_CLIENT_ID }
  clientSecret: { from: ECHO_CLIENT_SECRET }
`,
    'echo/endpoints/all.yaml': `folder: All\nendpoints:\n${endpoints.join('')}`,
  };
}

const basic = `clientAuthentication: client_secret_basic, ${withoutTokenRefusals}`;

function apiOf(texts: Readonly<Record<string, string>>): Api {
  const { apis, problems } = resolveSpecs({ root: 'specs', files: new Map(Object.entries(texts)) });
  const [api] = apis;
  if (!api || problems.length > 0)
    throw new Error(problems.map((found) => `${found.span?.file}:${found.span?.start.line} ${messageOf(found)}`).join('\n'));
  return api;
}

/** A server that answers as `serve` says, and issues the token. */
async function withServer<T>(
  serve: (request: IncomingMessage, response: ServerResponse) => void,
  use: (baseUrl: string) => Promise<T>,
): Promise<T> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => serve(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

const issueToken = (response: ServerResponse): void => {
  response.setHeader('Cache-Control', 'no-store');
  sendJson(response, { access_token: token, token_type: 'Bearer', expires_in: 3600 });
};

/** Breaks every contract with an answer that has one of `secrets` in it, in the encoding that the path names. */
const echoing =
  (...secrets: readonly string[]) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const [, kind = '', form = '0'] = (request.url ?? '').split('/');
    const secret = secrets[(Object.keys(breaks).indexOf(kind) + Number(form)) % secrets.length] ?? '';
    if (kind === 'token') issueToken(response);
    else breaks[kind]?.send(response, encodings[forms[Number(form)] ?? '']?.(secret) ?? '');
  };

async function run(api: Api, baseUrl: string, onResult: (result: RequestResult) => void = () => undefined): Promise<RunResult> {
  const values = { baseUrl, clientId: client.id, clientSecret: client.secret };
  return runContract(api, { environment: 'dev', values, secrets: ['clientId', 'clientSecret'], timeout: 10_000, onResult });
}

/** All texts of a result; the specs that it refers to never had a secret in them. */
function textsOf(results: readonly RequestResult[], tokenFailure = ''): string {
  return [
    ...results.flatMap(({ error, checks, surprises }) => [error, ...checks.map(({ message }) => message), ...surprises]),
    tokenFailure,
  ].join('\n');
}

function expectNoLeak(text: string): void {
  for (const secret of [client.secret, token]) expect(leaksOf(text, secret)).to.deep.equal([]);
  for (const credentials of basicCredentials(client.id, client.secret)) expect(text).to.not.contain(credentials.slice(-20));
}

describe('the search for leaks', () => {
  test('finds each encoding, and parts of it', () => {
    for (const [name, encode] of Object.entries(encodings)) {
      expect(leaksOf(`<${encode(client.secret)}>`, client.secret), name).to.not.have.lengthOf(0);
      expect(leaksOf(`<${encode(client.secret).slice(3, 16)}>`, client.secret), name).to.not.have.lengthOf(0);
    }
    expect(leaksOf('The answer has none of it.', client.secret)).to.deep.equal([]);
  });
});

describe('a server that sends back', { concurrency: true }, () => {
  const credentials = basicCredentials(client.id, client.secret);
  for (const [what, secrets] of Object.entries({
    'the client secret': [client.secret],
    'the token and Basic credentials': [token, ...credentials.map((each) => each.slice('Basic '.length))],
  })) {
    test(`${what} in every encoding and place shows nothing of it in any result`, async () => {
      const api = apiOf(files(basic));
      const told: RequestResult[] = [];
      const result = await withServer(echoing(...secrets), (url) => run(api, url, (each) => told.push(each)));
      expect(result.tokenFailure).to.equal(undefined);
      expect(told).to.have.lengthOf(result.requests.length);
      expectNoLeak(textsOf(result.requests));
      expectNoLeak(textsOf(told));
      expectNoLeak(junitOf([result]));
      // Nothing leaks where nothing is said: each answer has failed, and the messages would have shown it.
      for (const { request, title } of result.requests.slice(1)) {
        const failures = failuresOf(result).filter((failure) => failure.result.request === request);
        const [kind = '', encoding = ''] = request.identity;
        if (request.kind === 'documented' && breaks[kind]?.expect) continue;
        expect(failures, title).to.not.have.lengthOf(0);
        // Base64 of base64 is no form of the secret any more.
        if (!silent.includes(kind) && (secrets.length === 1 || !encoding.includes('base64')))
          expect(failures.map(({ message }) => message).join(), title).to.contain('‹secret›');
      }
    });
  }

  test('all of them shows nothing of them on the command line and in its report', async () => {
    using work = new Folder(Object.fromEntries(Object.entries(files(basic)).map(([name, text]) => [`specs/${name}`, text])));
    await withServer(echoing(client.secret, token, ...credentials), async (url) => {
      const env = { ECHO_CLIENT_ID: client.id, ECHO_CLIENT_SECRET: client.secret };
      const reports = ['junit=results.xml', 'json=results.json', 'html=results.html', 'terminal=results.txt', 'github'];
      const argv = ['run', 'echo', '--env', 'dev', '--var', `baseUrl=${url}`, ...reports.flatMap((each) => ['--reporter', each])];
      const page = { GITHUB_STEP_SUMMARY: work.at('summary.md') };
      const { exit, stdout, stderr } = await postern(argv, work.path, { env: { ...env, ...page } });
      expect(exit).to.equal(1);
      expect(stdout).to.match(/^::error /);
      for (const text of [stdout, stderr, ...['results.json', 'results.html', 'results.txt', 'summary.md'].map((name) => work.read(name))])
        expectNoLeak(text);
      // What was sent and what came is there, so nothing of it would be missed.
      expect(work.read('results.json').match(/"exchange"/g)?.length).to.be.greaterThan(100);
      expect(stderr.match(/‹secret›/g)?.length).to.be.greaterThan(100);
      const report = work.read('results.xml');
      expectNoLeak(report);
      const [suite] = readJunit(report);
      expectNoLeak(suite?.cases.map(({ failure }) => `${failure?.message}\n${failure?.text}`).join('\n') ?? '');
      expect(suite?.failures).to.be.greaterThan(100);
    });
  });
});

describe('a token endpoint that sends back the secret', { concurrency: true }, () => {
  const api = apiOf({ ...files(basic), 'echo/endpoints/all.yaml': 'folder: All\nendpoints: []\n' });
  const answers: Readonly<Record<string, (response: ServerResponse, echo: string) => void>> = {
    'in an OAuth error': (response, echo) => {
      response
        .writeHead(401, { 'Content-Type': 'application/json' })
        .end(JSON.stringify({ error: 'invalid_client', error_description: echo }));
    },
    'as an OAuth error': (response, echo) => {
      response.writeHead(400, { 'Content-Type': 'application/json' }).end(JSON.stringify({ error: echo }));
    },
    'in a long OAuth error': (response, echo) => {
      const error_description = `${'.'.repeat(280)} ${echo}`;
      response.writeHead(401, { 'Content-Type': 'application/json' }).end(JSON.stringify({ error: 'invalid_client', error_description }));
    },
    'in HTML': (response, echo) => {
      response.writeHead(500, { 'Content-Type': 'text/html' }).end(`<h1>${echo}</h1>`);
    },
    'in a content type': (response, echo) => {
      response.writeHead(500, { 'Content-Type': headerText(echo) }).end(echo);
    },
    'instead of a token': (response, echo) => sendJson(response, { access_token: `${echo}\n`, token_type: echo }),
    'as a type of token': (response, echo) => sendJson(response, { access_token: 'a', token_type: 'mac', expires_in: echo }),
    'instead of HTTP': (response, echo) => response.socket?.end(`${echo}\r\n\r\n`),
  };
  const encoded = (secret: string): string[] => Object.values(encodings).map((encode) => encode(secret));
  for (const [how, send] of Object.entries(answers)) {
    test(how, async () => {
      // Of an OAuth error the beginning is shown.
      const together = [client.secret, ...basicCredentials(client.id, client.secret)].flatMap(encoded).join(' ');
      for (const echo of how.includes('OAuth') ? encoded(client.secret) : [together]) {
        const result = await withServer(
          (_, response) => send(response, echo),
          (url) => run(api, url),
        );
        expect(result.tokenFailure).to.be.a('string');
        expectNoLeak(textsOf(result.requests, result.tokenFailure));
        expectNoLeak(junitOf([result]));
      }
    });
  }
});

describe('what an own contract of the token endpoint says', () => {
  test('never repeats the answer, which holds tokens that are not in use yet', async () => {
    const closed = (status: number) =>
      `${status}: { description: It., schema: { type: object, additionalProperties: false, properties: { access_token: { const: x } } }, example: {} }`;
    const api = apiOf({
      ...files(
        `token: { responses: { ${closed(200)}, ${closed(401)} }, refusals: { wrongSecret: 401, missingGrantType: off, unknownGrantType: off } }`,
      ),
      'echo/endpoints/all.yaml': 'folder: All\nendpoints: []\n',
    });
    const right = basicCredentials(client.id, client.secret);
    let calls = 0;
    const result = await withServer(
      (request, response) => {
        response.statusCode = right.includes(request.headers.authorization ?? '') ? 200 : 401;
        const access_token = response.statusCode === 200 ? `${token}${++calls}` : 7;
        response.setHeader('Content-Type', 'application/json');
        response.end(JSON.stringify({ access_token, other: client.secret, refresh_token: 'r3fr3sh-t0k3n-of-the-other-kind' }));
      },
      (url) => run(api, url),
    );
    const text = textsOf(result.requests, result.tokenFailure);
    // The token request, a wrong secret, an unknown client and none.
    expect(new Set(failuresOf(result).map((failure) => failure.result.title)).size).to.equal(4);
    expectNoLeak(text);
    expect(text).to.not.contain('r3fr3sh');
  });
});

describe('before anything is sent', { concurrency: true }, () => {
  const secret = 'c0rrect-h0rse-battery';
  const shown = async (argv: readonly string[], changes: Readonly<Record<string, string>> = {}): Promise<string> => {
    using work = new Folder({ ...demo, ...changes });
    const { exit, stdout, stderr } = await postern(argv, work.path);
    expect(exit, stderr).to.equal(2);
    expect(stdout + stderr).to.match(/error|problems/);
    return stdout + stderr;
  };

  const dev = demo['specs/demo/environments/dev.yaml'] ?? '';
  const lines: Readonly<Record<string, string>> = {
    'as the value of a secret': dev.replace('{ from: DEMO_CLIENT_SECRET }', secret),
    'as a key of a secret that is not known': dev.replace('{ from: DEMO_CLIENT_SECRET }', `{ value: ${secret} }`),
    'beside a mistake in YAML': dev.replace('{ from: DEMO_CLIENT_SECRET }', `{ value: ${secret}`),
    'behind a tab': dev.replace('{ from: DEMO_CLIENT_SECRET }', `\t${secret}`),
    'in a list': dev.replace('{ from: DEMO_CLIENT_SECRET }', `[${secret}]`),
    'as a text of several lines': dev.replace('{ from: DEMO_CLIENT_SECRET }', `|\n    ${secret}`),
    'as a variable': `${dev}  password: ${secret}\n`,
    twice: `${dev}  clientSecret: ${secret}\n`,
    'with the wrong indentation': `${dev} clientSecret: ${secret}\n`,
  };
  for (const [what, text] of Object.entries(lines)) {
    for (const format of [[], ['--format', 'json']]) {
      test(`a secret in an environment is not shown: ${what} ${format.join(' ')}`, async () => {
        expect(await shown(['compile', ...format], { 'specs/demo/environments/dev.yaml': text })).to.not.contain('h0rse');
      });
    }
  }

  for (const argv of [
    ['run', 'demo', '--env', 'dev', '--var', secret],
    ['run', 'demo', '--env', 'dev', '--var', `=${secret}`],
    ['run', 'demo', '--env', 'dev', '--var', `clientSecert=${secret}`],
    ['run', 'demo', '--env', 'dev', `--vra=clientSecret=${secret}`],
    ['run', 'demo', '--env', 'dev', `clientSecret=${secret}`],
    ['run', 'demo', '--mock', `clientSecret=${secret}`],
    ['compile', `clientSecret=${secret}`],
    ['mock', 'demo', `clientSecret=${secret}`],
    ['run', 'demo', '--env', `clientSecret=${secret}`],
    ['run', 'demo', '--env', 'dev', '--timeout', `clientSecret=${secret}`],
  ]) {
    test(`a secret in the wrong place of the command line is not shown: ${argv.join(' ')}`, async () => {
      expect(await shown(argv)).to.not.contain('h0rse');
    });
  }

  test('an .env that holds no variables shows nothing of itself', async () => {
    expect(await shown(['run', 'demo', '--env', 'dev'], { '.env': `${secret}\n  = ${secret}\n"${secret}` })).to.not.contain('h0rse');
  });

  test('a folder by the name of .env is as none', async () => {
    expect(await shown(['run', 'demo', '--env', 'dev'], { '.env/file': secret })).to.contain('{{clientId}} has no value');
  });

  test('a password in an address is not shown when nobody is there', async () => {
    using work = new Folder(demo);
    const values = [`baseUrl=http://ali:${secret}@127.0.0.1:1`, 'clientId=a', 'clientSecret=b'].flatMap((value) => ['--var', value]);
    const { exit, stdout, stderr } = await postern(['run', 'demo', '--env', 'dev', ...values], work.path);
    expect(exit).to.equal(3);
    expect(stderr).to.contain('nothing listens there');
    expect(stdout + stderr).to.not.contain('h0rse');
  });
});
