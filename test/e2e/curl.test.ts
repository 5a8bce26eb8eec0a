// The command below a failure sends what Newman has sent: both are received by the mock, and compared.

import { execFile, spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { expect } from 'chai';
import type { MockRequest } from '../../scripts/mock/exchange.ts';
import { parseForm } from '../../scripts/mock/form.ts';
import { startMock } from '../../scripts/mock/server.ts';
import type { Api } from '../../scripts/model/model.ts';
import { resolveSpecs } from '../../scripts/model/resolve.ts';
import { commandOf } from '../../scripts/report/failures.ts';
import { failuresOf } from '../../scripts/runner/results.ts';
import { runContract } from '../../scripts/runner/run.ts';
import { messageOf } from '../../scripts/source/problem.ts';
import { Folder } from '../support/specs.ts';

const missing = ['bash', 'curl'].filter((program) => spawnSync(program, ['--version']).error !== undefined);
const skip = missing.length > 0 ? `${missing.join(' and ')} not found` : false;

const texts = [
  `"double" 'single' \`back\``,
  '$HOME ${HOME} $(id) !! !x',
  'back\\slash \\n \\\\',
  'line\nbreak \\\n     of a command',
  'tab\tcr\r\u001b[31m\u007f bell\u0007',
  'line\u2028separator \u202e turned',
  '100% %41 a+b a&b=c;d#e?f/g\\h',
  'ünïcode 漢字 😀 e\u0301',
  '[1-3] {a,b} { } ]{',
  '@file <file',
  '../../etc/hosts',
  '-X DELETE --data x',
  ' ',
];

/** Means something to curl and to a shell. */
const fileName = "a; b,c'.bin";

/** Of texts that stand in an address, in names and values of forms, and in bodies. */
function endpointsOf(text: string, i: number): object[] {
  const responses = { 200: { description: 'ok', readAs: 'none' } };
  return [
    {
      id: `json-${i}`,
      name: 'JSON',
      method: 'PUT',
      path: `/json/${i}/{value}`,
      parameters: { path: { value: `x${text}` }, query: { [`q${text}`]: [text, `${text}${text}`] } },
      body: { example: { [text]: text, list: [text, 1.5, null] } },
      responses,
    },
    {
      id: `form-${i}`,
      name: 'Form',
      method: 'POST',
      path: `/form/${i}`,
      body: { contentType: 'application/x-www-form-urlencoded', example: { [`f${text}`]: text, second: text } },
      responses,
    },
    {
      id: `text-${i}`,
      name: 'Text',
      method: 'POST',
      path: `/text/${i}`,
      body: { contentType: 'text/plain', example: `${text}{{key}}${text}` },
      responses,
    },
    {
      id: `parts-${i}`,
      name: 'Parts',
      method: 'POST',
      path: `/parts/${i}`,
      body: { contentType: 'multipart/form-data', example: { field: text } },
      responses,
    },
  ];
}

/** One request of each of the kinds that differ in more than their text. */
function kinds(file: string): object[] {
  const responses = { 200: { description: 'ok', readAs: 'none' } };
  const found = { 200: { description: 'ok', schema: { type: 'object' }, example: { id: 'l-7', path: 'a/b' } } };
  return [
    {
      id: 'get',
      name: 'Get',
      method: 'GET',
      path: '/get',
      parameters: { header: { Accept: 'text/x', 'X-Key': 'k {{key}}!' } },
      responses: found,
    },
    {
      id: 'open',
      name: 'Open',
      method: 'GET',
      path: '/open/{a}.{b}',
      auth: 'none',
      parameters: { path: { a: '{{plain}}', b: '..' } },
      responses,
    },
    { id: 'get-body', name: 'Get with a body', method: 'GET', path: '/get-body', body: { example: { a: '{{safeKey}}' } }, responses },
    { id: 'head', name: 'Head', method: 'HEAD', path: '/head', responses },
    {
      id: 'delete',
      name: 'Delete',
      method: 'DELETE',
      path: '/delete',
      parameters: { query: { a: '{{safeKey}}', b: '{{plain}}' } },
      responses,
    },
    { id: 'post', name: 'Post nothing', method: 'POST', path: '/post', responses },
    {
      id: 'nul',
      name: 'NUL',
      method: 'POST',
      path: '/nul',
      body: { contentType: 'text/plain', example: "a\u0000'%s\\b{{key}}" },
      responses,
    },
    {
      id: 'binary',
      name: 'Binary',
      method: 'POST',
      path: '/binary',
      body: { contentType: 'application/octet-stream', files: { content: { file } } },
      responses,
    },
    {
      id: 'upload',
      name: 'Upload',
      method: 'POST',
      path: '/upload',
      body: {
        contentType: 'multipart/form-data',
        example: { note: '@{{plain}}' },
        files: { photo: { file, contentType: 'image/x-none' } },
      },
      responses,
    },
    { id: 'named', name: 'Named', method: 'GET', path: '/named/{id}', parameters: { path: { id: 'l-7' } }, responses },
  ];
}

function apiOf(endpoints: readonly object[], auth: object): Api {
  const files = {
    'x/api.yaml': {
      name: 'X',
      auth: { grant: 'client_credentials', tokenUrl: '{{baseUrl}}/token', scope: ['read', "it's"], token: { refusals: 'off' }, ...auth },
    },
    'x/environments/dev.yaml': {
      name: 'dev',
      variables: { baseUrl: 'https://x.example.com/v1', plain: "Zürich's {{inner}}", inner: '"$1"' },
      secrets: { clientId: {}, clientSecret: {}, key: {}, safeKey: {} },
    },
    'x/endpoints/all.yaml': { folder: 'All', endpoints },
    'x/flows/life.yaml': {
      flows: [
        {
          id: 'life',
          name: 'Life',
          steps: [
            { endpoint: 'get', capture: { loanId: '/id' } },
            { endpoint: 'named', parameters: { path: { id: '{{loanId}}' } } },
          ],
        },
      ],
    },
  };
  const { apis, problems } = resolveSpecs({
    root: 'specs',
    files: new Map(Object.entries(files).map(([name, value]) => [name, JSON.stringify(value)])),
  });
  const [api] = apis;
  // A variable may be named by the value of another one only.
  if (!api || problems.some(({ code }) => code !== 'unused-variable')) throw new Error(problems.map(messageOf).join('\n'));
  return api;
}

/** Headers that every client has its own way with. */
const ownHeaders = ['user-agent', 'postman-token', 'host', 'connection', 'accept-encoding', 'cache-control', 'content-length'];

/** What was received, without what may differ: JSON may be laid out in another way, and forms be encoded in another. */
function essence(request: MockRequest): object {
  const type = request.headers.get('content-type')?.[0] ?? '';
  const headers = [...request.headers]
    .filter(([name]) => !ownHeaders.includes(name))
    .map(([name, values]) => `${name}: ${values.join(', ').replace(/(multipart\/form-data).*/, '$1')}`)
    .sort();
  const text = request.body.toString('latin1');
  const body = type.startsWith('application/json') ? JSON.parse(request.body.toString('utf8')) : text;
  const boundary = /boundary="?([^";]+)/.exec(type)?.[1];
  const form = type.includes('urlencoded') ? parseForm(text) : boundary && text.replaceAll(boundary, 'BOUNDARY');
  return { method: request.method, path: request.path, query: request.query, headers, body: form ?? body };
}

const values = { key: `it's "a" $KEY \\ \`key\``, safeKey: 'safe-key', clientSecret: 'a-secret' };

/** Runs a contract, then the command of each of its requests. */
async function compare(
  endpoints: readonly object[],
  auth: object,
  cwd: string,
): Promise<{ commands: string[]; sent: object[]; again: object[] }> {
  const api = apiOf(endpoints, auth);
  let received: object[] = [];
  const mock = await startMock(api, {
    transform: (answer, { request, kind }) => {
      received.push(essence(request));
      // The mock need not understand what is sent.
      return kind === 'token' || request.path.includes('/get') ? answer : { status: 200, headers: [], body: '' };
    },
  });
  try {
    const all = { ...mock.variables, key: values.key, safeKey: values.safeKey };
    const secrets = ['clientId', 'clientSecret', 'key', 'safeKey'];
    const result = await runContract(api, { environment: 'the mock', values: all, secrets, timeout: 10_000 });
    expect(failuresOf(result).map((each) => `${each.result.title}: ${each.message}`)).to.deep.equal([]);
    // The first is the token that the script has got for itself.
    const sent = received.slice(1);
    received = [];
    const env = {
      PATH: process.env['PATH'],
      LC_ALL: 'C',
      ACCESS_TOKEN: accessTokenOf(sent),
      CLIENT_ID: mock.variables['clientId'],
      CLIENT_SECRET: mock.variables['clientSecret'],
      KEY: values.key,
      SAFE_KEY: values.safeKey,
      LOAN_ID: 'l-7',
    };
    const commands = result.requests.map((each) => commandOf(each, result) ?? 'not sent');
    for (const command of commands) await promisify(execFile)('bash', ['-c', command], { env, cwd, timeout: 20_000 });
    return { commands, sent, again: received };
  } finally {
    await mock.close();
  }
}

/** The token that requests were sent with, so that both are sent with the same. */
function accessTokenOf(sent: readonly object[]): string | undefined {
  return /(?:Bearer |access_token=|x-auth: )([^"& ]+)/.exec(JSON.stringify(sent))?.[1];
}

describe('the command that sends a request again', { skip, concurrency: true }, () => {
  test('sends any text as Newman does', async () => {
    using work = new Folder();
    const endpoints = [
      ...kinds('missing.bin').filter((each) => ['get', 'named'].includes((each as { id: string }).id)),
      ...texts.flatMap(endpointsOf),
    ];
    const { commands, sent, again } = await compare(endpoints, {}, work.path);
    expect(commands).to.have.lengthOf(5 + 4 * texts.length);
    for (const [i, each] of again.entries()) expect(each, commands[i]).to.deep.equal(sent[i]);
    expect(again).to.have.lengthOf(sent.length);
  });

  for (const [what, auth] of [
    ['Basic credentials', {}],
    ['credentials in the body, and the token in the query', { clientAuthentication: 'client_secret_post', send: { in: 'query' } }],
    ['a header and a scheme of its own', { send: { name: 'X-Auth', scheme: '' } }],
  ] as const) {
    test(`sends every kind of request, with ${what}`, async () => {
      using work = new Folder({ [fileName]: new Uint8Array([0, 1, 2, 39, 10, 13, 255, 254]) });
      const { commands, sent, again } = await compare(kinds(work.at(fileName)), auth, work.path);
      expect(commands).to.have.lengthOf(kinds('').length + 3);
      for (const [i, each] of again.entries()) expect(each, commands[i]).to.deep.equal(sent[i]);
      expect(again).to.have.lengthOf(sent.length);
      // No secret is part of a command, and what a flow captures is a variable.
      for (const secret of Object.values(values)) expect(commands.join('\n')).to.not.contain(secret);
      expect(commands.at(-1)).to.contain('/named/$LOAN_ID');
    });
  }
});
