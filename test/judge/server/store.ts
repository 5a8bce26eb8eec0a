import type { JsonObject } from './types.ts';

export type Entity = { id: string } & Record<string, unknown>;

/** Everything that the server remembers. Ids are counted, so that a run is the same every time. */
export class Store {
  readonly instruments = new Map<string, Entity>();
  readonly members = new Map<string, Entity>();
  readonly hires = new Map<string, Entity>();
  readonly photos = new Map<string, Entity & { content: Buffer; type: string }>();
  readonly valuations = new Map<string, { id: string; asked: number; currencies: readonly string[] }>();
  readonly replays = new Map<string, { id: string; body: string }>();
  #count = 0;

  constructor() {
    for (let i = 1; i <= 12; i++) {
      const family = (['strings', 'keyboard', 'wind'] as const)[i % 3] ?? 'strings';
      const own = { strings: { strings: 4 }, keyboard: { keys: 88 }, wind: { pitch: i === 2 ? null : 'Bb' } }[family];
      const id = seedId(1, i);
      this.instruments.set(id, {
        id,
        serial: `LY-${1000 + i}`,
        name: `Instrument ${i}`,
        family,
        ...own,
        value: { amount: 1000 + i * 50.5, currency: 'EUR' },
        tags: i % 2 === 0 ? ['school', 'loan'] : ['stage'],
        ...(i % 4 === 0 ? { builtOn: '1987-04-12', warranty: 'P2Y', website: 'https://lyre.example/makers/4' } : {}),
        ...(i === 1
          ? {
              dimensions: [110, 40.5, 'cm'],
              accessories: [{ name: 'case', parts: [{ name: 'lock' }] }, { name: 'stand' }],
              attributes: { colour: 'red', isfragile: true },
              insured: true,
              policy: 'P123',
              insurer: 'Concordia',
            }
          : {}),
        status: i === 3 ? 'hired' : 'available',
        createdAt: '2026-01-31T12:00:00Z',
        version: 1,
      });
    }
    for (let i = 1; i <= 4; i++) {
      const id = seedId(2, i);
      this.members.set(id, {
        id,
        name: `Member ${i}`,
        email: `member${i}@lyre.example`,
        contacts: [{ phone: '+31201234567', preferred: true }, { post: { city: 'Utrecht', country: 'NL' } }],
        ...(i === 1 ? { level: 'amateur', nickname: null } : {}),
        joinedAt: '2025-06-01T09:30:00+02:00',
        links: { self: `/v1/members/${id}` },
      });
    }
    for (let i = 1; i <= 5; i++) {
      const id = seedId(3, i);
      const closed = i === 2 || i === 5;
      this.hires.set(id, {
        id,
        instrumentId: seedId(1, 3),
        memberId: seedId(2, 4),
        from: `2026-02-0${i}`,
        days: i * 2,
        status: i === 2 ? 'returned' : i === 5 ? 'cancelled' : 'booked',
        price: { amount: i * 20, currency: 'EUR' },
        ...(closed ? { closedAt: '2026-02-20T10:00:00Z' } : { note: 'Collect on Friday' }),
      });
    }
    const id = seedId(4, 1);
    this.photos.set(id, { id, url: '', bytes: 0, caption: 'Front', content: picture, type: 'image/png' });
    this.valuations.set(seedId(5, 1), { id: seedId(5, 1), asked: 5, currencies: ['EUR', 'GBP'] });
    this.valuations.set(seedId(5, 2), { id: seedId(5, 2), asked: -100_000, currencies: ['EUR'] });
  }

  newId(kind: number): string {
    this.#count += 1;
    return seedId(kind, 1000 + this.#count);
  }
}

/** An id that is a valid UUID, made of a kind and a number. */
export function seedId(kind: number, n: number): string {
  return `a000000${kind}-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** A picture of one pixel. */
export const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export function plain({ content: _, type: __, ...rest }: Record<string, unknown>): JsonObject {
  return rest as JsonObject;
}
