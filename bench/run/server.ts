// The server that all contenders ask, in a process of its own: `server.ts <latency in ms>`. Prints its address.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { thing } from './things.ts';

const latency = Number(process.argv[2] ?? 0);
const token = JSON.stringify({ access_token: 'a-token', token_type: 'Bearer', expires_in: 3600 });
const body = JSON.stringify(thing);

const server = createServer((request, response) => {
  request.resume();
  const isToken = request.url === '/oauth/token';
  const send = (): void => {
    response.writeHead(200, { 'Content-Type': 'application/json', ...(isToken ? { 'Cache-Control': 'no-store' } : {}) });
    response.end(isToken ? token : body);
  };
  if (!isToken && request.headers.authorization !== 'Bearer a-token') response.writeHead(401).end();
  else if (latency === 0) send();
  else setTimeout(send, latency);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
