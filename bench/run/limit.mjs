// The limit: the same requests and checks with nothing in between. `limit.mjs <url> <requests> <at a time> <schema file>`
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const [, , url = '', requests = '', lanes = '', schemaFile = ''] = process.argv;
const ajv = new Ajv2020();
addFormats(ajv);
const isValid = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));
const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'ali', client_secret: 'secret' });
const answer = await fetch(`${url}/oauth/token`, { method: 'POST', body: form });
const { access_token: token } = JSON.parse(await answer.text());

let next = 0;
let failed = 0;
async function lane() {
  while (next < Number(requests)) {
    const started = Date.now();
    const response = await fetch(`${url}/things/${next++}`, { headers: { Authorization: `Bearer ${token}`, Accept: 'application/json' } });
    const isJson = /^application\/json/.test(response.headers.get('content-type') ?? '');
    const body = await response.json();
    if (response.status !== 200 || !isJson || !isValid(body) || Date.now() - started > 5000) failed++;
  }
}
await Promise.all(Array.from({ length: Number(lanes) }, lane));
process.exitCode = failed > 0 ? 1 : 0;
