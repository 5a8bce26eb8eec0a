import type { Collection } from '../postman/collection-types.ts';
import type { Executor, Setting } from './executor.ts';
import { TokenKeeper } from './kept-token.ts';
import type { Reporting } from './newman-reporters/reporting.ts';
import { observe } from './observe.ts';
import { Pace } from './pace.ts';
import { partOf } from './part.ts';
import { TokenWatch } from './token-watch.ts';

/** Sends one request after another in this process, with Newman as it is. */
export function inProcess(
  collection: Collection,
  setting: Setting,
  options: { readonly interval: number; readonly signal: AbortSignal | undefined; readonly reporting: Reporting | undefined },
): Executor {
  const pace = new Pace(options);
  // What is sent again goes with the token that there is.
  const keeper = new TokenKeeper(() => undefined);
  return {
    async send(units, { onItem, onNoConnection, onNote, onSecret }) {
      if (units.length === 0) return undefined;
      const ids = new Set(units.flat().map(({ id }) => id));
      const { send, ...rest } = setting;
      return observe(partOf(collection, ids), {
        ...rest,
        onItem,
        onNoConnection,
        onSecret,
        tokens: send && new TokenWatch(send, (note) => onNote(note, 0)),
        pace,
        keeper,
        ...(options.signal ? { signal: options.signal } : {}),
        ...(options.reporting ? { reporting: options.reporting } : {}),
      });
    },
    holdUntil: (time) => pace.holdUntil(time),
    close: async () => options.reporting?.end(),
  };
}
