// The process that runs lanes with Newman. It is told what to do by the process that started it, and ends with it.

import { ExchangeKeeper } from '../exchange.ts';
import { TokenKeeper } from '../kept-token.ts';
import { observe } from '../observe.ts';
import { optimizeLater } from '../optimize-later.ts';
import { Pace } from '../pace.ts';
import { loadQuickNewman } from '../quick/load.ts';
import { TokenWatch } from '../token-watch.ts';
import type { FromWorker, ToWorker } from './messages.ts';

optimizeLater();
const engine = loadQuickNewman();
// The first lane gets the token, in the sandbox; the others may do without one.
if (process.argv.includes('first')) engine.warmUp();

const exchanges = new ExchangeKeeper();
const lanes = new Map<number, { readonly keeper: TokenKeeper; readonly cookieJar: unknown }>();
let work: { readonly setting: Extract<ToWorker, { kind: 'setting' }>['setting']; readonly pace: Pace } | undefined;
/** The last token that came from elsewhere: for lanes that begin later. */
let offered: Extract<ToWorker, { kind: 'offer' }>['kept'] | undefined;

/** Messages that are not urgent: each time that some are sent costs as much as a tenth of a request. */
let waiting: FromWorker[] = [];

/** What has begun is told at once, since it decides what is sent again should this process be killed. */
function tell(message: FromWorker): void {
  waiting.push(message);
  if (waiting.length === 1) setTimeout(flush, 20);
  if (['begun', 'kept', 'done'].includes(message.kind)) flush();
}

function flush(): void {
  if (waiting.length === 0) return;
  const messages = waiting;
  waiting = [];
  process.send?.(messages);
}

function laneOf(lane: number): { readonly keeper: TokenKeeper; readonly cookieJar: unknown } {
  const known = lanes.get(lane);
  if (known) return known;
  const keeper = new TokenKeeper((kept, settled) => tell({ kind: 'kept', kept, settled }));
  if (offered) keeper.offer(offered);
  const fresh = { keeper, cookieJar: engine.jar() };
  lanes.set(lane, fresh);
  return fresh;
}

async function send({ lane, collection, unsafe }: Extract<ToWorker, { kind: 'send' }>): Promise<void> {
  if (!work) return;
  const { send: how, ...setting } = work.setting;
  const failure = await observe(collection, {
    ...setting,
    ...laneOf(lane),
    engine,
    pace: work.pace,
    exchanges,
    tokens: how && new TokenWatch(how, (note) => tell({ kind: 'note', lane, note })),
    onBegin: (id) => {
      if (unsafe.has(id)) tell({ kind: 'begun', id });
    },
    onItem: (id, seen, noToken) => tell({ kind: 'item', id, seen, noToken }),
    onNoConnection: (failure) => tell({ kind: 'noConnection', failure }),
    onSecret: (text) => tell({ kind: 'secret', text }),
  });
  tell({ kind: 'done', lane, failure });
}

process.on('message', (message: ToWorker) => {
  switch (message.kind) {
    case 'setting':
      work = { setting: message.setting, pace: new Pace(message) };
      break;
    case 'send':
      void send(message);
      break;
    case 'offer':
      offered = message.kept;
      for (const { keeper } of lanes.values()) keeper.offer(message.kept);
      break;
    case 'hold':
      work?.pace.holdUntil(message.until);
  }
});
// A terminal sends it to all processes; the one that started this one decides.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());
setInterval(() => tell({ kind: 'alive' }), 2000);
