// Breaks of rules that no schema says: who may do what, what is remembered, and how fast.

import { operations } from '../server/operations.ts';
import type { Break } from './types.ts';

/** What is remembered, with the operation by which it shows. */
const state: readonly (readonly [string, string])[] = [
  ['perPage limits the list', 'list-instruments'],
  ['page moves the list', 'list-instruments'],
  ['family filters', 'list-instruments'],
  ['sort orders', 'list-instruments'],
  ['a key is used once', 'create-instrument'],
  ['a key is for one body', 'create-instrument'],
  ['serials are unique', 'create-instrument'],
  ['what is created is stored', 'create-instrument'],
  ['tags filter', 'search-instruments'],
  ['minValue filters', 'search-instruments'],
  ['replace matches', 'replace-instrument'],
  ['a replacement is stored', 'replace-instrument'],
  ['patch matches', 'patch-instrument'],
  ['null removes', 'patch-instrument'],
  ['a change raises the version', 'patch-instrument'],
  ['a patch is stored', 'patch-instrument'],
  ['a patch is answered', 'patch-instrument'],
  ['a hired instrument stays', 'delete-instrument'],
  ['a deleted instrument is gone', 'delete-instrument'],
  ['a photo is stored', 'upload-photo'],
  ['addresses are unique', 'create-member'],
  ['a new member is stored', 'create-member'],
  ['a changed member is stored', 'patch-member'],
  ['a member with hires stays', 'delete-member'],
  ['a deleted member is gone', 'delete-member'],
  ['status filters', 'list-hires'],
  ['a hired instrument is not hired again', 'create-hire'],
  ['a hired instrument is taken', 'create-hire'],
  ['the price is right', 'create-hire'],
  ['only a booked hire is returned', 'return-hire'],
  ['a return is stored', 'return-hire'],
  ['an instrument comes back', 'return-hire'],
  ['only a booked hire is cancelled', 'cancel-hire'],
  ['a cancellation is stored', 'cancel-hire'],
  ['separator separates', 'export-hires'],
  ['from filters', 'export-hires'],
  ['a valuation ends', 'get-valuation'],
];

const tokenRules = [
  'the client must say who it is',
  'the client must be known',
  'the secret must be right',
  'grant_type is needed',
  'the grant must be known',
  'scopes must be known',
];

export function ruleBreaks(): Break[] {
  const security = operations.flatMap(({ id }) =>
    ['no token', 'garbage token', 'expired token', 'scope'].map(
      (rule): Break => ({
        kind: 'security',
        name: `${rule}: ${id} not kept`,
        operation: id,
        shows: 'credentials',
        faults: { off: [`${rule}: ${id}`] },
      }),
    ),
  );
  const memory = state.map(
    ([rule, operation]): Break => ({ kind: 'state', name: `${rule}: not kept`, operation, shows: 'flows', faults: { off: [rule] } }),
  );
  const token = tokenRules.map(
    (rule): Break => ({ kind: 'token rule', name: `${rule}: not kept`, operation: 'token', shows: 'credentials', faults: { off: [rule] } }),
  );
  const slow = ['get-instrument', 'export-hires', 'delete-instrument', 'get-photo'].map(
    (operation): Break => ({
      kind: 'time',
      name: `${operation} slow`,
      operation,
      faults: { delay: (each) => (each === operation ? 2100 : 0) },
    }),
  );
  return [...security, ...memory, ...token, ...slow, ...special];
}

/** Faults that only show in some of the requests. */
const special: readonly Break[] = [
  {
    kind: 'security',
    name: 'a bad token is refused without error="invalid_token"',
    operation: 'get-instrument',
    shows: 'credentials',
    faults: {
      answer: (answer, { operation }) =>
        operation === 'get-instrument' && answer.status === 401
          ? { ...answer, headers: { ...answer.headers, 'WWW-Authenticate': 'Bearer realm="lyre"' } }
          : answer,
    },
  },
  {
    kind: 'security',
    name: 'a missing token is refused with an error',
    operation: 'get-instrument',
    shows: 'credentials',
    faults: {
      answer: (answer, { operation }) =>
        operation === 'get-instrument' && answer.status === 401
          ? { ...answer, headers: { ...answer.headers, 'WWW-Authenticate': 'Bearer realm="lyre", error="invalid_token"' } }
          : answer,
    },
  },
];
