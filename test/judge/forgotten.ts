// Which constraints of a request no request would miss if the server forgot them: judged by Ajv, without sending anything.
// node -r ts-node/register test/judge/forgotten.ts

import type { Request } from '../../scripts/model/model.ts';
import { requestBreaks } from './breaks/requests.ts';
import { type Operation, operations, type ParameterRule } from './server/operations.ts';
import { readParameter } from './server/read.ts';
import { violations } from './server/schemas.ts';
import type { Json } from './server/types.ts';
import { lyreContract } from './trial.ts';

/** Some UUID, in the place of a `{{$guid}}`. */
const anyUuid = '6f1c1c0e-5f0a-4f0e-9b59-0f6f2f1d2a3b';

function parameterValue(rule: ParameterRule, { query, headers, pathValues }: Request): Json | undefined {
  const url = new URL('http://localhost/');
  for (const { name, value } of query) url.searchParams.append(name, value);
  const sent = headers.map(({ name, value }) => [name.toLowerCase(), value.replaceAll('{{$guid}}', anyUuid)]);
  return readParameter(rule, url, Object.fromEntries(sent), pathValues);
}

function bodyValue({ body }: Request): Json | undefined {
  if (body?.kind === 'json') return body.value;
  if (body?.kind !== 'urlencoded' && body?.kind !== 'multipart') return undefined;
  return Object.fromEntries(body.fields.map(({ name, value }) => [name, name === 'days' && /^-?\d+$/.test(value) ? Number(value) : value]));
}

/** Whether a server takes a request, by its schemas or by those in their place. */
function takes(operation: Operation, request: Request, instead: Readonly<Record<string, Json>> = {}): boolean {
  const { id, parameters, body } = operation;
  const fits = parameters.every((rule) => {
    const value = parameterValue(rule, request);
    return value === undefined ? !rule.required : violations(instead[`${id} ${rule.in} ${rule.name}`] ?? rule.schema, value).length === 0;
  });
  if (!fits || !body) return fits;
  const value = bodyValue(request);
  return value !== undefined && violations(instead[`${id} body`] ?? body.schema, value).length === 0;
}

function main(): void {
  const endpoints = lyreContract().folders.flatMap((folder) => folder.endpoints);
  const judged = requestBreaks().filter((each) => each.faults.schemas !== undefined);
  const unnoticed = judged.filter(({ operation: id, faults }) => {
    const operation = operations.find((each) => each.id === id);
    const endpoint = endpoints.find((each) => each.id === id);
    if (!operation || !endpoint) return true;
    // A server that forgets a part of what is ruled out refuses more.
    const sent = [endpoint.request, ...endpoint.cases, ...endpoint.steps, ...endpoint.refusals];
    return !sent.some((request) => takes(operation, request, faults.schemas) !== takes(operation, request));
  });
  for (const { kind, name } of unnoticed) process.stdout.write(`${kind}: ${name}\n`);
  process.stdout.write(`${judged.length - unnoticed.length} of ${judged.length} would be noticed\n`);
}

main();
