import type { Api, Auth, Endpoint, Parameter, Response } from '../model/model.ts';
import { statusName } from '../model/status.ts';
import type { CollectionKind } from './collection-types.ts';
import { type FieldRow, fieldRows, limits, typeOf } from './fields.ts';
import { code, section, table } from './markdown.ts';

/** What a reader sees first: what the API is, and what to do with the collection. */
export function describeApi(api: Api, kind: CollectionKind): string {
  const parts = [api.version === undefined ? '' : `Version ${api.version}`, api.description?.trim() ?? ''];
  if (kind === 'contract')
    parts.push(
      'Every documented request and every case, each held to its contract. Made to be run, with Newman or the Postman CLI; the collection to work with is its sibling.',
    );
  else if (api.auth)
    parts.push(
      'Choose an environment, fill in its variables, and send any request: the collection gets an access token by itself, keeps it, and replaces it before it expires.',
    );
  return parts.filter((part) => part !== '').join('\n\n');
}

/** The description of a request: prose, then what goes in and what comes out as tables. */
export function describeEndpoint(endpoint: Endpoint, auth: Auth | undefined): string {
  const parts = [endpoint.deprecated ? '**Deprecated.**' : '', endpoint.description?.trim() ?? ''];
  const { parameters, body, responses } = endpoint;
  if (parameters.length > 0) {
    parts.push(section('Parameters', table(['Name', 'In', 'Type', 'Required', 'Description'], parameters.map(parameterRow))));
  }
  if (body) {
    const rows = body.schema ? fieldRows(body.schema) : [];
    const intro = [`\`${body.contentType}\`${body.required ? '' : ', optional'}`, body.description?.trim() ?? '']
      .filter((part) => part !== '')
      .join('\n\n');
    parts.push(section('Body', rows.length > 0 ? `${intro}\n\n${fieldTable(rows)}` : intro));
  }
  if (endpoint === auth?.token) parts.push(section('Body', tokenFields(endpoint)));
  if (responses.length > 0) parts.push(section('Answers', table(['Status', 'When', 'Content type'], responses.map(responseRow))));
  const success = endpoint.request.expected;
  const schema = success.schemas[0];
  const rows = schema ? fieldRows(schema) : [];
  if (rows.length > 0) parts.push(section(`Fields of the ${statusName(success)}`, fieldTable(rows)));
  return parts.filter((part) => part !== '').join('\n\n');
}

const fieldColumns = ['Field', 'Type', 'Required', 'Description'];

function parameterRow(parameter: Parameter): string[] {
  const type = parameter.schema ? typeOf(parameter.schema.schema, parameter.schema) : 'string';
  return [
    code(parameter.name),
    parameter.in,
    type,
    parameter.required ? 'yes' : 'no',
    [parameter.description ?? '', parameter.schema ? limits(parameter.schema, parameter.schema.schema) : ''].filter(Boolean).join(' '),
  ];
}

function responseRow(response: Response): string[] {
  return [statusName(response), response.description, response.contentType === undefined ? '' : code(response.contentType)];
}

/** Many endpoints have the same fields. */
const tables = new WeakMap<readonly FieldRow[], string>();

function fieldTable(rows: readonly FieldRow[]): string {
  const known = tables.get(rows);
  if (known !== undefined) return known;
  const cells = rows.map(({ field, type, required, text }) => [code(field), type, required ? 'yes' : 'no', text]);
  const text = table(fieldColumns, cells);
  tables.set(rows, text);
  return text;
}

/** What the fields of a token request are (RFC 6749 section 4.4.2, RFC 8707 for the resource). */
const tokenFieldTexts: Readonly<Record<string, string>> = {
  grant_type: 'The grant: always `client_credentials`.',
  client_id: 'Who asks: the client id.',
  client_secret: 'The client secret. Keep it out of everything that others see.',
  scope: 'What the token is to be good for, separated by spaces. The server may grant less.',
  audience: 'Whom the token is for.',
  resource: 'The API that the token is for.',
};

function tokenFields({ request }: Endpoint): string {
  const fields = request.body?.kind === 'urlencoded' ? request.body.fields : [];
  const intro = request.auth === 'basic' ? 'Client id and secret go in the header, as HTTP Basic credentials.' : '';
  const rows = fields.map(({ name, value }) => [code(name), code(value), tokenFieldTexts[name] ?? '']);
  return [intro, '`application/x-www-form-urlencoded`', table(['Field', 'Value', 'Description'], rows)].filter(Boolean).join('\n\n');
}
