import type { Endpoint, Parameter } from '../model/model.ts';
import { cookiesOf } from '../model/parameter-style.ts';
import { findingsOfParameter } from '../model/received-parameter.ts';
import { groupByName } from '../model/scalar.ts';
import { findingsOfFields } from '../schema/read-values.ts';
import type { Finding } from '../schema/types.ts';
import { validate } from '../schema/validate.ts';
import type { Received } from './match.ts';
import { isJsonType, mediaTypeOf, type ReceivedBody } from './received-body.ts';

/** One way in which a request is not what its endpoint documents. The value itself is never told: it may be a secret. */
export interface Invalid {
  readonly part: 'parameter' | 'body' | 'contentType';
  /** Such as `query page` or `/items/0/weight`. */
  readonly where: string;
  /** What follows "expected". */
  readonly expected: string;
}

/** Everything in which a request breaks what its endpoint documents; empty for a valid request. */
export function validateRequest(endpoint: Endpoint, received: Received): Invalid[] {
  return [...endpoint.parameters.flatMap((parameter) => checkParameter(parameter, received)), ...checkBody(endpoint, received.body)];
}

function checkParameter(parameter: Parameter, received: Received): Invalid[] {
  const where = `${parameter.in} ${parameter.name}`;
  const findings = findingsOfParameter(parameter, sentOf(parameter, received));
  if (!findings) return parameter.required ? [{ part: 'parameter', where, expected: 'a value' }] : [];
  return findings.map(({ pointer, expected }) => ({ part: 'parameter', where: where + pointer, expected }));
}

/** Everything that came in the place of a parameter, by name. */
function sentOf({ in: place, name }: Parameter, received: Received): ReadonlyMap<string, readonly string[]> {
  const header = (key: string) => (received.headers.get(key) ?? []).map((value) => Buffer.from(value, 'latin1').toString('utf8'));
  switch (place) {
    case 'path': {
      const value = received.pathValues.get(name);
      return new Map(value === undefined ? [] : [[name, [value]]]);
    }
    case 'query':
      return groupByName(received.queries[0] ?? []);
    case 'header':
      return new Map([[name, header(name.toLowerCase())]]);
    case 'cookie':
      return groupByName(cookiesOf(header('cookie').join('; ')));
  }
}

function checkBody(endpoint: Endpoint, body: ReceivedBody): Invalid[] {
  const wanted = endpoint.body;
  if (!wanted) return [];
  if (body.empty) return wanted.required ? [{ part: 'body', where: '/', expected: 'a body' }] : [];

  const mediaType = mediaTypeOf(wanted.contentType);
  const bothJson = wanted.kind === 'json' && body.mediaType !== undefined && isJsonType(body.mediaType);
  if (body.mediaType !== mediaType && !bothJson) return [{ part: 'contentType', where: 'header Content-Type', expected: mediaType }];

  const { schema } = wanted;
  switch (wanted.kind) {
    case 'json': {
      const json = body.json();
      if (!json) return [{ part: 'body', where: '/', expected: 'JSON' }];
      return schema ? validate(schema, json.value).map(inBody) : [];
    }
    case 'urlencoded': {
      const form = body.form();
      if (!form) return [{ part: 'body', where: '/', expected: 'a form with well-formed percent sequences' }];
      return schema ? findingsOfFields(groupByName(form), schema).map(inBody) : [];
    }
    case 'multipart': {
      if (!body.parts) return [{ part: 'body', where: '/', expected: 'a multipart body with a boundary' }];
      // A file counts as text of which nothing is known but that it is there.
      const fields = body.parts.map(({ name, value }) => ({ name, value: value ?? '' }));
      return schema ? findingsOfFields(groupByName(fields), schema).map(inBody) : [];
    }
    case 'text':
      return schema ? validate(schema, body.text()).map(inBody) : [];
    case 'binary':
      return [];
  }
}

function inBody(finding: Finding): Invalid {
  return { part: 'body', where: finding.pointer === '' ? '/' : finding.pointer, expected: finding.expected };
}
