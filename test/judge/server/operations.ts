import { published } from './schemas.ts';
import type { Json } from './types.ts';

export interface ParameterRule {
  readonly in: 'query' | 'header' | 'path';
  readonly name: string;
  readonly required?: boolean;
  readonly schema: Json;
  /** How the text becomes a value. */
  readonly read?: 'integer' | 'number' | 'list';
  /** The status that refuses it; 400 when left out. */
  readonly status?: number;
}

/** What the API's documentation says of an operation besides what it does. */
export interface Operation {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly scope: string;
  readonly parameters: readonly ParameterRule[];
  readonly body?: { readonly type: string; readonly schema: Json; readonly file?: string };
  /** The schema of the JSON that a success answers with. */
  readonly answer?: Json;
}

const uuid: Json = { type: 'string', format: 'uuid' };
const paging: readonly ParameterRule[] = [
  { in: 'query', name: 'page', read: 'integer', schema: { type: 'integer', minimum: 1, maximum: 100 } },
  { in: 'query', name: 'perPage', read: 'integer', schema: { type: 'integer', minimum: 1, maximum: 20 } },
];
const id: readonly ParameterRule[] = [{ in: 'path', name: 'id', schema: uuid }];
const key: ParameterRule = { in: 'header', name: 'idempotency-key', required: true, schema: uuid };
const match: ParameterRule = {
  in: 'header',
  name: 'if-match',
  required: true,
  schema: { type: 'string', pattern: '^"v[1-9][0-9]*"$' },
};
const json = (name: string) => ({ type: 'application/json', schema: published(name) });
const merge = (name: string) => ({ type: 'application/merge-patch+json', schema: published(name) });
const listOf = (name: string): Json => ({ type: 'array', maxItems: 20, items: published(name) });
const family: Json = { enum: ['strings', 'keyboard', 'wind'] };

export const operations: readonly Operation[] = [
  {
    id: 'list-instruments',
    answer: listOf('instrument'),
    method: 'GET',
    path: '/instruments',
    scope: 'instruments:read',
    parameters: [
      ...paging,
      { in: 'query', name: 'family', schema: family },
      { in: 'query', name: 'sort', schema: { enum: ['serial', '-serial'] } },
    ],
  },
  {
    id: 'create-instrument',
    answer: published('instrument'),
    method: 'POST',
    path: '/instruments',
    scope: 'instruments:write',
    parameters: [key],
    body: json('instrument-input'),
  },
  {
    id: 'search-instruments',
    answer: published('search-result'),
    method: 'GET',
    path: '/instruments/search',
    scope: 'instruments:read',
    parameters: [
      {
        in: 'query',
        name: 'tag',
        read: 'list',
        required: true,
        schema: { type: 'array', minItems: 1, maxItems: 3, uniqueItems: true, items: { type: 'string', minLength: 2 } },
      },
      { in: 'query', name: 'minValue', read: 'number', schema: { type: 'number', minimum: 0, maximum: 9000 } },
    ],
  },
  { id: 'latest-instrument', method: 'GET', path: '/instruments/latest', scope: 'instruments:read', parameters: [] },
  {
    id: 'get-instrument',
    answer: published('instrument'),
    method: 'GET',
    path: '/instruments/{id}',
    scope: 'instruments:read',
    parameters: id,
  },
  {
    id: 'replace-instrument',
    answer: published('instrument'),
    method: 'PUT',
    path: '/instruments/{id}',
    scope: 'instruments:write',
    parameters: [...id, match],
    body: json('instrument-input'),
  },
  {
    id: 'patch-instrument',
    answer: published('instrument'),
    method: 'PATCH',
    path: '/instruments/{id}',
    scope: 'instruments:write',
    parameters: [...id, { ...match, required: false }],
    body: merge('instrument-patch'),
  },
  { id: 'delete-instrument', method: 'DELETE', path: '/instruments/{id}', scope: 'instruments:write', parameters: id },
  {
    id: 'upload-photo',
    answer: published('photo'),
    method: 'POST',
    path: '/instruments/{id}/photos',
    scope: 'files:write',
    parameters: id,
    body: { type: 'multipart/form-data', schema: published('photo-form'), file: 'photo' },
  },
  { id: 'get-photo', method: 'GET', path: '/photos/{id}', scope: 'files:read', parameters: id },
  { id: 'get-manual', method: 'GET', path: '/instruments/{id}/manual', scope: 'files:read', parameters: id },
  { id: 'list-members', answer: listOf('member'), method: 'GET', path: '/members', scope: 'members:read', parameters: paging },
  {
    id: 'create-member',
    answer: published('member'),
    method: 'POST',
    path: '/members',
    scope: 'members:write',
    parameters: [],
    body: json('member-input'),
  },
  { id: 'get-member', answer: published('member'), method: 'GET', path: '/members/{id}', scope: 'members:read', parameters: id },
  {
    id: 'patch-member',
    answer: published('member'),
    method: 'PATCH',
    path: '/members/{id}',
    scope: 'members:write',
    parameters: id,
    body: merge('member-patch'),
  },
  { id: 'delete-member', method: 'DELETE', path: '/members/{id}', scope: 'members:write', parameters: id },
  {
    id: 'list-hires',
    answer: listOf('hire'),
    method: 'GET',
    path: '/hires',
    scope: 'hires:read',
    parameters: [
      ...paging,
      {
        in: 'query',
        name: 'status',
        read: 'list',
        schema: { type: 'array', uniqueItems: true, items: { enum: ['booked', 'returned', 'cancelled'] } },
      },
    ],
  },
  {
    id: 'create-hire',
    answer: published('hire'),
    method: 'POST',
    path: '/hires',
    scope: 'hires:write',
    parameters: [],
    body: { type: 'application/x-www-form-urlencoded', schema: published('hire-form') },
  },
  { id: 'get-hire', answer: published('hire'), method: 'GET', path: '/hires/{id}', scope: 'hires:read', parameters: id },
  {
    id: 'return-hire',
    answer: published('hire'),
    method: 'POST',
    path: '/hires/{id}/return',
    scope: 'hires:write',
    parameters: id,
    body: json('return-input'),
  },
  { id: 'cancel-hire', answer: published('hire'), method: 'POST', path: '/hires/{id}/cancel', scope: 'hires:write', parameters: id },
  {
    id: 'export-hires',
    method: 'GET',
    path: '/reports/hires.csv',
    scope: 'reports',
    parameters: [
      { in: 'query', name: 'from', required: true, schema: { type: 'string', format: 'date' } },
      { in: 'query', name: 'separator', schema: { enum: ['comma', 'semicolon'] } },
    ],
  },
  {
    id: 'start-valuation',
    answer: published('valuation'),
    method: 'POST',
    path: '/reports/valuations',
    scope: 'reports',
    parameters: [],
    body: json('valuation-input'),
  },
  {
    id: 'get-valuation',
    answer: published('valuation'),
    method: 'GET',
    path: '/reports/valuations/{id}',
    scope: 'reports',
    parameters: id,
  },
];

export const scopes: readonly string[] = [...new Set(operations.map((operation) => operation.scope))];

/** What the answers of each operation have to be, by `operation status`; those that are no JSON are not here. */
export function answerSchema(operation: string, status: number): Json | undefined {
  if (operation === 'token') return published(status === 200 ? 'token' : 'token-error');
  if (status >= 400) return { ...(published('problem') as object), properties: { status: { const: status } } };
  return operations.find((each) => each.id === operation)?.answer;
}
