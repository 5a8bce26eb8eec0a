import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { describe, mock as doubles, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { MockAnswer } from '../../scripts/mock/exchange.ts';
import { formatLogEntry, type MockLogEntry } from '../../scripts/mock/log.ts';
import { startMock } from '../../scripts/mock/server.ts';
import { apiOf, apiWith } from '../support/mock-api.ts';
import { ask, askForToken, bearer, notesOf, withMock } from '../support/mock-client.ts';

const upload = apiOf({
  'api.yaml': 'name: Upload\n',
  'endpoints/all.yaml': `
folder: All
endpoints:
  - id: upload
    name: Upload
    method: POST
    path: /upload/{key}
    parameters: { path: { key: "{{apiKey}}" } }
    body: { contentType: application/json, schema: { type: [object, array] }, example: {} }
    responses: { 200: { description: Done, schema: true, example: done } }
`,
});

/** Sends bytes as they are; what comes back until the connection is closed. */
async function raw(url: string, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => undefined);
  socket.end(bytes);
  await once(socket, 'close');
  return Buffer.concat(chunks).toString('latin1');
}

describe('a mock', () => {
  it('listens on this machine only, on a port that is free, and serves until it is closed', async () => {
    const mock = await startMock(upload, {});
    expect(mock.url).to.match(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
    expect(
      (await ask(mock.url, '/v1/upload/x', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' })).status,
    ).to.equal(200);
    await mock.close();
    const failure = await ask(mock.url, '/').catch((error: NodeJS.ErrnoException) => error.code);
    expect(failure).to.equal('ECONNREFUSED');
    await mock.close();
  });

  it('refuses to start on a port that is taken', async () => {
    await withMock(upload, {}, async ({ url }) => {
      const failure = await startMock(upload, { port: Number(new URL(url).port) }).catch((error: NodeJS.ErrnoException) => error.code);
      expect(failure).to.equal('EADDRINUSE');
    });
  });

  it('that listens everywhere is called on this machine', async () => {
    await withMock(upload, { host: '0.0.0.0' }, async ({ url }) => {
      expect(url).to.match(/^http:\/\/127\.0\.0\.1:/);
      expect((await ask(url, '/')).status).to.equal(404);
    });
  });

  it('closes connections that are kept alive', async () => {
    const agent = new Agent({ keepAlive: true });
    const mock = await startMock(upload, {});
    const socket = await new Promise<Socket>((resolve, reject) => {
      let used: Socket;
      const outgoing = httpRequest(`${mock.url}/`, { agent }, (incoming) => {
        incoming.resume();
        incoming.on('end', () => resolve(used));
      });
      outgoing.on('socket', (socket) => {
        used = socket;
      });
      outgoing.on('error', reject);
      outgoing.end();
    });
    expect(socket.destroyed).to.equal(false);
    const closed = once(socket, 'close');
    // An agent lets the process end while it keeps a connection; here it is waited for.
    socket.ref();
    await mock.close();
    await closed;
    agent.destroy();
  });
});

describe('latency', () => {
  it('holds each answer back, and no longer', async () => {
    doubles.timers.enable({ apis: ['setTimeout'] });
    try {
      let logged: () => void = () => undefined;
      const arrived = new Promise<void>((resolve) => {
        logged = resolve;
      });
      await withMock(upload, { latency: 1000, log: () => logged() }, async ({ url }) => {
        let status: number | undefined;
        const answered = ask(url, '/').then((answer) => {
          status = answer.status;
        });
        await arrived;
        doubles.timers.tick(999);
        for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
        expect(status).to.equal(undefined);
        doubles.timers.tick(1);
        await answered;
        expect(status).to.equal(404);
      });
    } finally {
      doubles.timers.reset();
    }
  });

  it('ends when the mock is closed', async () => {
    let logged: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      logged = resolve;
    });
    const mock = await startMock(upload, { latency: 2 ** 30, log: () => logged() });
    const answered = ask(mock.url, '/').catch((error: NodeJS.ErrnoException) => error.code);
    await arrived;
    await mock.close();
    expect(await answered).to.equal('ECONNRESET');
  });
});

describe('hostile requests', () => {
  const post = { method: 'POST', headers: { 'Content-Type': 'application/json' } };
  const limit = 10 * 1024 * 1024;

  it('are answered with 413 from the first byte above 10 MiB, announced or not', async () => {
    await withMock(upload, {}, async (mock, base) => {
      const fits = `"${'x'.repeat(limit - 2)}"`;
      expect((await ask(base, '/upload/x', { ...post, body: fits })).status).to.equal(400);
      const announced = await ask(base, '/upload/x', { ...post, body: `${fits} ` });
      expect(announced.status).to.equal(413);
      const chunked = await ask(base, '/upload/x', {
        method: 'POST',
        headers: { ...post.headers, 'Transfer-Encoding': 'chunked' },
        body: `${fits} `,
      });
      expect(chunked.status).to.equal(413);
      expect(mock.log.map((entry) => entry.status)).to.deep.equal([400, 413, 413]);
    });
  });

  it('that announce too much are answered before they send it', async () => {
    await withMock(upload, {}, async ({ url }) => {
      const outgoing = httpRequest(`${url}/v1/upload/x`, { method: 'POST', agent: false, headers: { 'Content-Length': limit + 1 } });
      outgoing.on('error', () => undefined);
      outgoing.flushHeaders();
      const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
      expect(incoming.statusCode).to.equal(413);
      outgoing.destroy();
    });
  });

  it('that never end are cut off', async () => {
    await withMock(upload, {}, async ({ url, log }) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      socket.on('error', () => undefined);
      const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
      const size = 1024 * 1024;
      const chunk = Buffer.from(`${size.toString(16)}\r\n${'x'.repeat(size)}\r\n`);
      const write = (): void => {
        while (!socket.destroyed && socket.write(chunk));
      };
      socket.on('drain', write);
      socket.resume();
      socket.write('POST /v1/upload/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n');
      write();
      await closed;
      expect(log.map((entry) => entry.status)).to.deep.equal([413]);
    });
  });

  it('cannot nest deeper than the mock can bear', async () => {
    await withMock(upload, {}, async (_, base) => {
      const deep = 2_000_000;
      const bodies = ['['.repeat(deep), '['.repeat(deep) + ']'.repeat(deep), '{"a":'.repeat(deep / 2)];
      const statuses: number[] = [];
      for (const body of bodies) statuses.push((await ask(base, '/upload/x', { ...post, body })).status);
      expect(statuses).to.deep.equal([400, 200, 400]);
    });
  });

  it('that are no HTTP do not stop it', async () => {
    await withMock(upload, {}, async (mock) => {
      for (const bytes of [
        '',
        '\r\n\r\n',
        'GET\r\n\r\n',
        'GET / HTTP/1.1\r\n\r\n',
        'GET / HTTP/1.1\r\nHost: x\r\nA: \u0001\r\n\r\n',
        'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n',
      ]) {
        await raw(mock.url, bytes);
      }
      expect((await ask(mock.url, '/')).status).to.equal(404);
    });
  });

  it('that are cut off do not stop it, nor do they count', async () => {
    await withMock(upload, {}, async (mock, base) => {
      await raw(mock.url, 'POST /v1/upload/x HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{}');
      expect(mock.log).to.deep.equal([]);
      expect((await ask(base, '/upload/x', { ...post, body: '{}' })).status).to.equal(200);
    });
  });

  it('with any header values and bodies get an answer', async () => {
    await withMock(apiWith({ endpoints: '' }), {}, async (mock) => {
      const value = fc.string({
        unit: fc
          .integer({ min: 0x20, max: 0xff })
          .filter((code) => code !== 0x7f)
          .map((code) => String.fromCharCode(code)),
        maxLength: 30,
      });
      await fc.assert(
        fc.asyncProperty(value, value, fc.string({ unit: 'binary', maxLength: 200 }), async (authorization, contentType, body) => {
          const answer = await askForToken(mock, body, { Authorization: authorization, 'Content-Type': contentType });
          expect([400, 401]).to.include(answer.status);
          const form = await askForToken(mock, body, { Authorization: authorization });
          expect([400, 401]).to.include(form.status);
        }),
        { seed: 1, numRuns: 40 },
      );
    });
  });
});

describe('an answer', () => {
  const hostile: MockAnswer = {
    status: 200,
    headers: [
      { name: 'X-Line', value: 'a\r\nInjected: yes\0' },
      { name: 'Bad Name', value: 'x' },
      { name: 'Content-Length', value: '999' },
      { name: 'Transfer-Encoding', value: 'chunked' },
      { name: 'Set-Cookie', value: 'a=1' },
      { name: 'Set-Cookie', value: 'b=2' },
    ],
    body: 'ok',
  };

  it('can be changed before it is sent, knowing why it is what it is', async () => {
    const seen: unknown[] = [];
    const transform = (
      answer: MockAnswer,
      context: { request: { method: string }; endpoint: { id: string } | undefined; note: string | undefined },
    ): MockAnswer => {
      seen.push([answer.status, context.request.method, context.endpoint?.id, context.note]);
      return { ...answer, status: 503, body: 'changed' };
    };
    await withMock(apiWith(), { transform }, async (mock, base) => {
      const answer = await ask(base, '/things');
      expect([answer.status, answer.body]).to.deep.equal([503, 'changed']);
      expect(seen).to.deep.equal([[401, 'GET', 'things', 'refused: no token']]);
      expect(mock.log[0]?.status).to.equal(503);
    });
  });

  it('cannot break HTTP, whatever its headers hold', async () => {
    await withMock(upload, { transform: () => hostile }, async ({ url }) => {
      const answer = await ask(url, '/');
      expect([answer.status, answer.body]).to.deep.equal([200, 'ok']);
      expect(answer.headers).to.deep.include({ 'content-length': '2', 'x-line': 'a  Injected: yes', 'set-cookie': ['a=1', 'b=2'] });
      expect(answer.headers).not.to.have.any.keys('injected', 'bad name', 'transfer-encoding');
    });
  });

  it('is a 500 when it cannot be made, and the mock goes on', async () => {
    let calls = 0;
    const transform = (answer: MockAnswer): MockAnswer => {
      calls += 1;
      if (calls === 1) throw new Error('no such mutation');
      return calls === 2 ? { ...answer, status: 20_000 } : answer;
    };
    await withMock(upload, { transform }, async (mock) => {
      expect((await ask(mock.url, '/')).status).to.equal(500);
      expect((await ask(mock.url, '/')).status).to.equal(500);
      expect((await ask(mock.url, '/')).status).to.equal(404);
      expect(notesOf(mock)).to.deep.equal(['failed: no such mutation', 'failed: the status 20000 cannot be sent', 'no such path']);
    });
  });
});

describe('the log', () => {
  it('is told of each request before its answer is sent, and keeps them', async () => {
    const told: MockLogEntry[] = [];
    await withMock(apiWith(), { log: (entry) => void told.push(entry) }, async (mock, base) => {
      await ask(base, '/things', { headers: await bearer(mock) });
      expect(told).to.deep.equal(mock.log);
      expect(told.map(({ note }) => note)).to.deep.equal(['issued t1', 'first use of t1']);
    });
  });

  it('never has a secret or a token in it', async () => {
    await withMock(apiWith(), {}, async (mock, base) => {
      const token = (await bearer(mock)).Authorization.replace('Bearer ', '');
      const { apiKey = '', clientSecret = '' } = mock.variables;
      await ask(base, `/x/${token}/${apiKey}?access_token=${token}&key=${apiKey}`);
      await ask(base, `/x/${Buffer.from(`mock-client:${clientSecret}`).toString('base64')}`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      expect(mock.log.map((entry) => entry.path)).to.deep.equal(['/v1/oauth/token', '/v1/x/‹token›/‹secret›', '/v1/x/‹secret›']);
    });
  });

  it('is one line for each request', () => {
    const entry = { at: 1234, kind: 'request', method: 'GET', path: '/v1/things', status: 200 } as const;
    expect(formatLogEntry(entry)).to.equal('   1.234s  200  GET    /v1/things');
    expect(formatLogEntry({ ...entry, token: 't2', note: 'reused t2' })).to.equal('   1.234s  200  GET    /v1/things  reused t2');
    expect(formatLogEntry({ ...entry, at: 123_456_789, path: '/\u001b[31m', note: 'a\nb\u202e' })).to.equal(
      '123456.789s  200  GET    /\uFFFD[31m  a\uFFFDb\uFFFD',
    );
  });
});
