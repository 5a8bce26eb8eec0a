// What a right server may do as well: none of it is a reason for red.

import type { Answer, Faults } from '../server/types.ts';
import type { Break } from './types.ts';

const headers = (change: (entries: [string, string][]) => [string, string][]): Faults => ({
  answer: (answer) => ({ ...answer, headers: Object.fromEntries(change(Object.entries(answer.headers))) }),
});

const contentType = (change: (type: string) => string): Faults =>
  headers((entries) => entries.map(([name, value]) => [name, name === 'Content-Type' ? change(value) : value]));

const body = (change: (text: string) => string): Faults => ({
  answer: (answer) => (isJson(answer) ? { ...answer, body: change(String(answer.body)) } : answer),
});

const isJson = ({ headers: { 'Content-Type': type }, body: sent }: Answer): boolean => sent !== undefined && /json/.test(type ?? '');

const token = (change: (answer: Record<string, unknown>) => object): Faults => ({
  answer: (answer, { operation }) =>
    operation === 'token' && answer.status === 200 ? { ...answer, body: JSON.stringify(change(JSON.parse(String(answer.body)))) } : answer,
});

const variation = (name: string, faults: Faults): Break => ({ kind: 'variation', name, faults });

let refusals = 0;

export const variations: readonly Break[] = [
  variation('as it should be', {}),
  variation(
    'quoted charset',
    contentType((type) => (/^text/.test(type) ? 'text/csv; charset="utf-8"' : type)),
  ),
  variation(
    'charset on JSON',
    contentType((type) => (/json/.test(type) ? `${type};charset=UTF-8` : type)),
  ),
  variation(
    'capitals in the media type',
    contentType((type) => type.replace(/^[^;]+/, (text) => text.toUpperCase())),
  ),
  variation(
    'spaces in the media type',
    contentType((type) => type.replace(';', ' ;  ')),
  ),
  variation(
    'headers in small letters',
    headers((entries) => entries.map(([name, value]) => [name.toLowerCase(), value])),
  ),
  variation(
    'headers in capitals',
    headers((entries) => entries.map(([name, value]) => [name.toUpperCase(), value])),
  ),
  variation(
    'headers in another order',
    headers((entries) => [...entries].reverse()),
  ),
  variation(
    'more headers',
    headers((entries) => [...entries, ['X-Powered-By', 'strings'], ['Set-Cookie', 'a=b'], ['Vary', 'Accept']]),
  ),
  variation('in pieces', { send: 'chunked' }),
  variation('compressed', { send: 'gzip' }),
  variation(
    'white space in JSON',
    body((text) => `\r\n ${JSON.stringify(JSON.parse(text), null, 4)}\n\n`),
  ),
  variation(
    'members in another order',
    body((text) =>
      JSON.stringify(
        JSON.parse(text, (_, value) =>
          typeof value === 'object' && value !== null && !Array.isArray(value)
            ? Object.fromEntries(Object.entries(value).reverse())
            : value,
        ),
      ),
    ),
  ),
  variation(
    'characters escaped',
    body((text) => text.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).replaceAll('/', '\\/')),
  ),
  variation(
    'numbers written with a fraction',
    body((text) => text.replace(/("(?:amount|total|version|days)":)(\d+)([,}])/g, '$1$2.0$3')),
  ),
  variation(
    'times with a fraction and another zone',
    body((text) => text.replaceAll('T08:00:00Z', 'T09:00:00.123+01:00').replaceAll('T12:00:00Z', 't12:00:00z')),
  ),
  variation('slow, within the limit', { delay: (operation) => (operation === 'get-instrument' ? 700 : 0) }),
  variation('a token that is revoked', { revokeAfter: 20 }),
  variation('tokens that live for 2 s', { tokenLife: 2 }),
  variation(
    'a token with more members',
    token((answer) => ({ ...answer, refresh_token: null, issued_at: 1 })),
  ),
  variation(
    'another scope order',
    token((answer) => ({ ...answer, scope: String(answer['scope']).split(' ').reverse().join(' ') })),
  ),
  variation('429 at the token endpoint once', {
    answer: (answer, { operation }) => {
      if (operation !== 'token' || answer.status !== 200) return answer;
      refusals += 1;
      return refusals === 1 ? { status: 429, headers: { 'Retry-After': '1', 'Content-Type': 'text/plain' }, body: 'Later' } : answer;
    },
  }),
];
