// Servers for tests of connections: HTTPS with the certificates beside this file, and a proxy.

import { readFileSync } from 'node:fs';
import { createServer, request as httpRequest, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import path from 'node:path';

/** The path of a file in test/support/tls. */
export const tlsFile = (name: string): string => path.join(__dirname, 'tls', name);
const read = (name: string): Buffer => readFileSync(tlsFile(name));

/** A server that a test closes at its end (`using`). */
export interface Listening extends Disposable {
  readonly port: number;
}

async function listen(server: Server): Promise<Listening> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.dispose]: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** HTTPS in front of a server that speaks HTTP. */
export function serveSecurely(
  url: string,
  { certificate = 'server.pem', ...options }: ServerOptions & { certificate?: string } = {},
): Promise<Listening> {
  const secured = { cert: read(certificate), key: read('server-key.pem'), ...options };
  return listen(createSecureServer(secured, (request, response) => forward(new URL(request.url ?? '', url), request, response)) as never);
}

/** What a server needs to ask for a client certificate. */
export const asksForCertificate: ServerOptions = { requestCert: true, rejectUnauthorized: true, ca: read('ca.pem') };

function forward(url: URL, incoming: IncomingMessage, response: ServerResponse): void {
  const outgoing = httpRequest(url, { method: incoming.method, headers: incoming.headers, agent: false }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  outgoing.on('error', () => response.destroy());
  incoming.pipe(outgoing);
}

/** A proxy for HTTP, and for HTTPS by CONNECT; `seen` lists what came through. With `user` it asks for that name and password. */
export async function serveProxy({
  user,
  status,
}: {
  user?: string;
  status?: number;
} = {}): Promise<Listening & { readonly seen: string[] }> {
  const seen: string[] = [];
  const refusal = (headers: IncomingMessage['headers']): number | undefined => {
    const wanted = user === undefined ? undefined : `Basic ${Buffer.from(user).toString('base64')}`;
    return wanted !== undefined && headers['proxy-authorization'] !== wanted ? 407 : status;
  };
  const server = createServer((request, response) => {
    const refused = refusal(request.headers);
    if (refused !== undefined) {
      response.writeHead(refused).end();
      return;
    }
    seen.push(`${request.method} ${request.url}`);
    forward(new URL(request.url ?? ''), request, response);
  });
  server.on('connect', (request: IncomingMessage, socket) => {
    const refused = refusal(request.headers);
    if (refused !== undefined) {
      socket.end(`HTTP/1.1 ${refused} Refused\r\n\r\n`);
      return;
    }
    seen.push(`CONNECT ${request.url}`);
    const [host = '', port] = (request.url ?? '').split(':');
    const tunnel = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      tunnel.pipe(socket).pipe(tunnel);
    });
    for (const end of [tunnel, socket]) {
      end.on('error', () => {
        tunnel.destroy();
        socket.destroy();
      });
    }
  });
  return { ...(await listen(server)), seen };
}
