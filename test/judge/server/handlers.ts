import { json, refuse } from './answers.ts';
import { type Entity, picture, plain, type Store, seedId } from './store.ts';
import type { Answer, Call, Json, JsonObject } from './types.ts';

/** What a handler works with; `keeps` says whether the server keeps a rule. */
export interface Context {
  readonly call: Call;
  readonly store: Store;
  readonly keeps: (rule: string) => boolean;
}

type Handler = (context: Context) => Answer;

const now = '2026-03-01T08:00:00Z';

/** A page of a list, with where the others are. */
function page({ call, keeps }: Context, all: readonly Entity[], path: string): Answer {
  const number = Number(call.query['page'] ?? 1);
  const size = keeps('perPage limits the list') ? Number(call.query['perPage'] ?? 5) : 20;
  const first = keeps('page moves the list') ? (number - 1) * size : 0;
  const items = all.slice(first, first + size);
  const last = Math.max(1, Math.ceil(all.length / size));
  const to = (n: number, rel: string): string => `<${call.base}${path}?page=${n}&perPage=${size}>; rel="${rel}"`;
  const links = [
    to(1, 'first'),
    ...(number > 1 ? [to(number - 1, 'prev')] : []),
    ...(number < last ? [to(number + 1, 'next')] : []),
    to(last, 'last'),
  ];
  return json(200, items.map(plain), { Link: links.join(', '), 'X-Total-Count': String(all.length) });
}

function find(map: ReadonlyMap<string, Entity>, context: Context, what: string): Entity | Answer {
  return map.get(context.call.path['id'] ?? '') ?? refuse(404, `no-such-${what}`);
}

const isAnswer = (value: Entity | Answer): value is Answer => 'headers' in value;
const tag = (entity: Entity): Readonly<Record<string, string>> => ({ ETag: `"v${entity['version']}"` });

function changed(entity: Entity, patch: JsonObject): Entity {
  const merged: Entity = { ...entity };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else merged[name] = value;
  }
  return merged;
}

const instrumentOf = (input: JsonObject, id: string, version: number): Entity => ({
  ...input,
  id,
  status: 'available',
  createdAt: now,
  version,
});

export const handlers: Readonly<Record<string, Handler>> = {
  'list-instruments': (context) => {
    const { call, store, keeps } = context;
    const wanted = call.query['family'];
    const all = [...store.instruments.values()].filter(
      (each) => wanted === undefined || !keeps('family filters') || each['family'] === wanted,
    );
    const sign = call.query['sort'] === '-serial' && keeps('sort orders') ? -1 : 1;
    return page(
      context,
      all.sort((a, b) => (String(a['serial']) < String(b['serial']) ? -sign : sign)),
      '/instruments',
    );
  },
  'create-instrument': ({ call, store, keeps }) => {
    const input = call.body as JsonObject;
    const key = call.headers['idempotency-key'] ?? '';
    const text = JSON.stringify(input);
    const before = store.replays.get(key);
    if (before && keeps('a key is used once')) {
      if (before.body !== text && keeps('a key is for one body')) return refuse(409, 'key-used-before');
      const same = store.instruments.get(before.id);
      if (same) return json(201, plain(same), { Location: `${call.base}/instruments/${same.id}`, ...tag(same) });
    }
    const twin = [...store.instruments.values()].some((each) => each['serial'] === input['serial']);
    if (twin && keeps('serials are unique') && !(before && !keeps('a key is used once'))) return refuse(409, 'serial-taken');
    const made = instrumentOf(input, store.newId(1), 1);
    if (keeps('what is created is stored')) store.instruments.set(made.id, made);
    store.replays.set(key, { id: made.id, body: text });
    return json(201, plain(made), { Location: `${call.base}/instruments/${made.id}`, ...tag(made) });
  },
  'search-instruments': ({ call, store, keeps }) => {
    const tags = call.query['tag'] as readonly string[];
    const min = Number(call.query['minValue'] ?? 0);
    const hits = [...store.instruments.values()].filter((each) => {
      const own = (each['tags'] ?? []) as readonly string[];
      const value = (each['value'] as { amount: number }).amount;
      return (!keeps('tags filter') || tags.every((one) => own.includes(one))) && (!keeps('minValue filters') || value >= min);
    });
    const query: JsonObject = { tags: [...tags], ...(call.query['minValue'] === undefined ? {} : { minValue: min }) };
    return json(200, { query, total: hits.length, items: hits.slice(0, 10).map(plain), next: null });
  },
  'latest-instrument': ({ call }) => ({ status: 303, headers: { Location: `${call.base}/instruments/${seedId(1, 12)}` }, body: undefined }),
  'get-instrument': (context) => {
    const found = find(context.store.instruments, context, 'instrument');
    return isAnswer(found) ? found : json(200, plain(found), tag(found));
  },
  'replace-instrument': (context) => {
    const { call, store, keeps } = context;
    const found = find(store.instruments, context, 'instrument');
    if (isAnswer(found)) return found;
    if (call.headers['if-match'] !== tag(found)['ETag'] && keeps('replace matches')) return refuse(412, 'changed-since');
    const next = { ...instrumentOf(call.body as JsonObject, found.id, Number(found['version']) + 1), createdAt: found['createdAt'] };
    if (keeps('a replacement is stored')) store.instruments.set(next.id, next);
    return json(200, plain(next), tag(next));
  },
  'patch-instrument': (context) => {
    const { call, store, keeps } = context;
    const found = find(store.instruments, context, 'instrument');
    if (isAnswer(found)) return found;
    const expected = call.headers['if-match'];
    if (expected !== undefined && expected !== tag(found)['ETag'] && keeps('patch matches')) return refuse(412, 'changed-since');
    const body = call.body as JsonObject;
    const patch = keeps('null removes')
      ? body
      : (Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null)) as JsonObject);
    const raised = Number(found['version']) + (keeps('a change raises the version') ? 1 : 0);
    const next = { ...changed(found, patch), version: raised } as Entity;
    if (keeps('a patch is stored')) store.instruments.set(next.id, next);
    return json(200, plain(keeps('a patch is answered') ? next : found), tag(next));
  },
  'delete-instrument': (context) => {
    const { store, keeps } = context;
    const found = find(store.instruments, context, 'instrument');
    if (isAnswer(found)) return found;
    if (found['status'] === 'hired' && keeps('a hired instrument stays')) return refuse(409, 'on-hire');
    if (keeps('a deleted instrument is gone')) store.instruments.delete(found.id);
    return { status: 204, headers: {}, body: undefined };
  },
  'upload-photo': (context) => {
    const { call, store, keeps } = context;
    const found = find(store.instruments, context, 'instrument');
    if (isAnswer(found)) return found;
    const [file] = call.files;
    if (!file && keeps('a photo is needed')) return refuse(422, 'invalid-body', [{ at: '/photo', message: 'is missing' }]);
    const id = store.newId(4);
    const content = keeps('a photo is stored') ? (file?.bytes ?? picture) : picture.subarray(0, 20);
    const photo = { id, url: `${call.base}/photos/${id}`, bytes: content.length, caption: String((call.body as JsonObject)['caption']) };
    store.photos.set(id, { ...photo, content, type: file?.type ?? 'image/png' });
    return json(201, photo, { Location: photo.url });
  },
  'get-photo': (context) => {
    const found = context.store.photos.get(context.call.path['id'] ?? '');
    if (!found) return refuse(404, 'no-such-photo');
    return { status: 200, headers: { 'Content-Type': found.type, 'Cache-Control': 'private, max-age=60' }, body: found.content };
  },
  'get-manual': (context) => {
    const found = find(context.store.instruments, context, 'instrument');
    if (isAnswer(found)) return found;
    const headers = { 'Content-Type': 'application/pdf', 'Content-Disposition': `attachment; filename="${found['serial']}.pdf"` };
    return {
      status: 200,
      headers,
      body: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n\xe2\xe3trailer<</Root 1 0 R>>\n%%EOF\n', 'latin1'),
    };
  },
  'list-members': (context) => page(context, [...context.store.members.values()], '/members'),
  'create-member': ({ call, store, keeps }) => {
    const input = call.body as JsonObject;
    const twin = [...store.members.values()].some((each) => each['email'] === input['email']);
    if (twin && keeps('addresses are unique')) return refuse(409, 'email-taken');
    const id = store.newId(2);
    const made: Entity = { ...input, id, joinedAt: now, links: { self: `/v1/members/${id}`, hires: `/v1/hires?member=${id}` } };
    if (keeps('a new member is stored')) store.members.set(id, made);
    return json(201, plain(made), { Location: `${call.base}/members/${id}` });
  },
  'get-member': (context) => {
    const found = find(context.store.members, context, 'member');
    return isAnswer(found) ? found : json(200, plain(found));
  },
  'patch-member': (context) => {
    const { call, store, keeps } = context;
    const found = find(store.members, context, 'member');
    if (isAnswer(found)) return found;
    const next = changed(found, call.body as JsonObject);
    if (keeps('a changed member is stored')) store.members.set(next.id, next);
    return json(200, plain(next));
  },
  'delete-member': (context) => {
    const { store, keeps } = context;
    const found = find(store.members, context, 'member');
    if (isAnswer(found)) return found;
    const hiring = [...store.hires.values()].some((hire) => hire['memberId'] === found.id && hire['status'] === 'booked');
    if (hiring && keeps('a member with hires stays')) return refuse(409, 'has-hires');
    if (keeps('a deleted member is gone')) store.members.delete(found.id);
    return { status: 204, headers: {}, body: undefined };
  },
  'list-hires': (context) => {
    const { call, store, keeps } = context;
    const wanted = (call.query['status'] ?? []) as readonly Json[];
    const all = [...store.hires.values()].filter(
      (hire) => wanted.length === 0 || !keeps('status filters') || wanted.includes(hire['status'] as string),
    );
    return page(context, all, '/hires');
  },
  'create-hire': ({ call, store, keeps }) => {
    const form = call.body as Readonly<Record<string, string>>;
    const instrument = store.instruments.get(form['instrumentId'] ?? '');
    if (!instrument || !store.members.has(form['memberId'] ?? '')) return refuse(409, 'unknown-instrument-or-member');
    if (instrument['status'] !== 'available' && keeps('a hired instrument is not hired again')) return refuse(409, 'not-available');
    const days = Number(form['days']);
    const price = { amount: days * (keeps('the price is right') ? 10 : 11), currency: 'EUR' };
    const made: Entity = { ...form, days, id: store.newId(3), status: 'booked', price };
    store.hires.set(made.id, made);
    if (keeps('a hired instrument is taken')) instrument['status'] = 'hired';
    return json(201, plain(made), { Location: `${call.base}/hires/${made.id}` });
  },
  'get-hire': (context) => {
    const found = find(context.store.hires, context, 'hire');
    return isAnswer(found) ? found : json(200, plain(found));
  },
  'return-hire': (context) => close(context, 'returned', 'a return is stored'),
  'cancel-hire': (context) => close(context, 'cancelled', 'a cancellation is stored'),
  'export-hires': ({ call, store, keeps }) => {
    const mark = call.query['separator'] === 'semicolon' && keeps('separator separates') ? ';' : ',';
    const from = String(call.query['from']);
    const rows = [...store.hires.values()].filter((hire) => !keeps('from filters') || String(hire['from']) >= from);
    const lines = [
      ['id', 'from', 'days', 'status'],
      ...rows.map((hire) => ['id', 'from', 'days', 'status'].map((name) => String(hire[name]))),
    ];
    return {
      status: 200,
      headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="hires.csv"' },
      body: lines.map((line) => `${line.join(mark)}\r\n`).join(''),
    };
  },
  'start-valuation': ({ call, store }) => {
    const id = store.newId(5);
    store.valuations.set(id, { id, asked: 0, currencies: (call.body as { currencies: string[] }).currencies });
    return json(202, { id, status: 'running', progress: 0 }, { Location: `${call.base}/reports/valuations/${id}`, 'Retry-After': '1' });
  },
  'get-valuation': ({ call, store, keeps }) => {
    const found = store.valuations.get(call.path['id'] ?? '');
    if (!found) return refuse(404, 'no-such-valuation');
    found.asked += 1;
    const { id, asked, currencies } = found;
    if (asked < 2 || !keeps('a valuation ends')) return json(200, { id, status: 'running', progress: 50 }, { 'Retry-After': '1' });
    const leaves = [
      { label: 'strings', amount: 700 },
      { label: 'wind', amount: 300.5, children: [] },
    ];
    const totals = currencies.map((currency) => [currency, 1000.5]);
    return json(200, { id, status: 'done', totals, tree: { label: 'all', amount: 1000.5, children: leaves } });
  },
};

function close(context: Context, status: 'returned' | 'cancelled', rule: string): Answer {
  const { store, keeps } = context;
  const found = find(store.hires, context, 'hire');
  if (isAnswer(found)) return found;
  if (found['status'] !== 'booked' && keeps(`only a booked hire is ${status}`)) return refuse(409, 'not-booked');
  const next: Entity = { ...found, status, closedAt: now };
  if (keeps(rule)) store.hires.set(next.id, next);
  const instrument = store.instruments.get(String(found['instrumentId']));
  if (instrument && keeps('an instrument comes back')) instrument['status'] = 'available';
  return json(200, plain(next));
}
