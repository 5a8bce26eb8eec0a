import type { Json } from '../../scripts/source/json.ts';

/** A schema with a body that satisfies it. `fields` is the number of named properties at all levels. */
export type Sample = { readonly name: string; readonly schema: Json; readonly body: Json };

const small: Json = {
  type: 'object',
  required: ['status', 'count'],
  properties: {
    status: { type: 'string', enum: ['SUCCESS', 'FAILURE'] },
    count: { type: 'integer', minimum: 0 },
    trackingNumber: { type: 'string', pattern: '^P[0-9]{18}$' },
    cancelledAt: { type: 'string', format: 'date-time' },
    reason: { type: ['string', 'null'], maxLength: 200 },
  },
  additionalProperties: false,
};

const large: Json = {
  type: 'object',
  required: ['id', 'status', 'sender', 'receiver', 'parcels', 'price'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    status: { enum: ['created', 'booked', 'collected', 'delivered', 'cancelled'] },
    createdAt: { type: 'string', format: 'date-time' },
    deliveryDate: { type: 'string', format: 'date' },
    reference: { type: 'string', minLength: 1, maxLength: 35 },
    sender: { $ref: '#/$defs/party' },
    receiver: { $ref: '#/$defs/party' },
    parcels: { type: 'array', minItems: 1, maxItems: 99, items: { $ref: '#/$defs/parcel' } },
    price: {
      type: 'object',
      required: ['amount', 'currency'],
      properties: { amount: { type: 'number', minimum: 0, multipleOf: 0.01 }, currency: { type: 'string', pattern: '^[A-Z]{3}$' } },
    },
    services: { type: 'array', uniqueItems: true, items: { enum: ['evening', 'idCheck', 'signature'] } },
  },
  additionalProperties: false,
  $defs: {
    party: {
      type: 'object',
      required: ['name', 'address'],
      properties: {
        name: { type: 'string', minLength: 1, maxLength: 100 },
        email: { type: 'string', format: 'email' },
        phone: { type: 'string', pattern: '^\\+[0-9]{6,15}$' },
        website: { type: 'string', format: 'uri' },
        address: {
          type: 'object',
          required: ['street', 'postalCode', 'city', 'country'],
          properties: {
            street: { type: 'string', maxLength: 100 },
            postalCode: { type: 'string', maxLength: 12 },
            city: { type: 'string', maxLength: 60 },
            country: { type: 'string', pattern: '^[A-Z]{2}$' },
          },
        },
      },
      dependentRequired: { website: ['email'] },
      unevaluatedProperties: false,
    },
    parcel: {
      type: 'object',
      required: ['weight'],
      properties: {
        weight: { type: 'number', exclusiveMinimum: 0, maximum: 31.5 },
        length: { type: 'integer', minimum: 1 },
        width: { type: 'integer', minimum: 1 },
        height: { type: 'integer', minimum: 1 },
        content: { oneOf: [{ $ref: '#/$defs/goods' }, { type: 'null' }] },
      },
    },
    goods: { type: 'object', properties: { description: { type: 'string' }, value: { type: 'number' }, fragile: { type: 'boolean' } } },
  },
};

const party: Json = {
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  phone: '+46701234567',
  website: 'https://example.com/ada',
  address: { street: 'Storgatan 1', postalCode: '111 22', city: 'Stockholm', country: 'SE' },
};

/** The two schemas that the costs are measured with. */
export const SAMPLES: readonly Sample[] = [
  {
    name: '5 fields',
    schema: small,
    body: { status: 'SUCCESS', count: 1, trackingNumber: 'P123456789012345678', cancelledAt: '2024-05-01T12:00:00Z', reason: null },
  },
  {
    name: '30 fields',
    schema: large,
    body: {
      id: '2eb8aa08-aa98-11ea-b4aa-73b441d16380',
      status: 'booked',
      createdAt: '2024-05-01T12:00:00Z',
      deliveryDate: '2024-05-03',
      reference: 'order 17',
      sender: party,
      receiver: party,
      parcels: [
        { weight: 1.5, length: 30, width: 20, height: 10, content: { description: 'books', value: 300, fragile: false } },
        { weight: 0.2, content: null },
      ],
      price: { amount: 79.9, currency: 'SEK' },
      services: ['evening', 'signature'],
    },
  },
];
