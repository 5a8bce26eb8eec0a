// A page in Chromium that is used as a person uses it, over the pipe of its DevTools protocol: what is clicked and typed are real events.

import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { chromium, setUp } from './chromium.ts';

/** What the browser answers, and what it tells by itself. */
interface Told {
  readonly id?: number;
  readonly method?: string;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

/** A page that is open until it is closed. */
export interface Page {
  /** What an expression of JavaScript gives in the page; of a promise, what it becomes. */
  evaluate<T>(expression: string): Promise<T>;
  /** Waits until an expression is true in the page. */
  until(expression: string): Promise<void>;
  /** Clicks in the middle of the first element that a selector finds. */
  click(selector: string): Promise<void>;
  /** Presses a key, such as `Enter`, `/` or `Tab`. */
  press(key: string): Promise<void>;
  type(text: string): Promise<void>;
  close(): Promise<void>;
}

/** The keys that have a number of their own; a character is itself. */
const codes: Readonly<Record<string, number>> = { Tab: 9, Enter: 13, Escape: 27, ArrowLeft: 37, ArrowRight: 39 };

/** Opens a file in a browser of its own. */
export async function usePage(file: string, hash = ''): Promise<Page> {
  const { profile, options } = setUp();
  const child = spawn(chromium ?? '', [...options, '--remote-debugging-pipe'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const { call, told } = talk(child.stdio[3] as Writable, child.stdio[4] as Readable, ended);

  const close = async (): Promise<void> => {
    // Asked to end, it waits for its own processes, which write into the profile.
    await Promise.race([call('Browser.close').catch(() => undefined), ended]);
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 20 });
  };
  let session = '';
  const inPage = (method: string, params: object = {}) => call(method, params, session);
  try {
    const { targetId } = await call('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true });
    session = String(sessionId);
    await inPage('Page.enable');
    const loaded = told('Page.loadEventFired');
    await inPage('Page.navigate', { url: `${pathToFileURL(file)}${hash}` });
    await loaded;
  } catch (error) {
    await close();
    throw error;
  }

  const evaluate = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = await inPage('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`);
    return (result as { value: T }).value;
  };
  return {
    evaluate,
    until: (expression) =>
      evaluate(`new Promise((done) => { const look = () => ((${expression}) ? done() : setTimeout(look, 5)); look(); })`),
    click: async (selector) => {
      const place = await evaluate<{ x: number; y: number }>(`(() => {
        const element = document.querySelector(${JSON.stringify(selector)});
        element.scrollIntoView({ block: 'center' });
        const { x, y, width, height } = element.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      })()`);
      for (const type of ['mouseMoved', 'mousePressed', 'mouseReleased'])
        await inPage('Input.dispatchMouseEvent', { type, ...place, button: type === 'mouseMoved' ? 'none' : 'left', clickCount: 1 });
    },
    press: async (key) => {
      const text = key === 'Enter' ? '\r' : key.length === 1 ? key : undefined;
      const all = { key, ...(codes[key] === undefined ? {} : { windowsVirtualKeyCode: codes[key] }) };
      await inPage('Input.dispatchKeyEvent', { type: text === undefined ? 'rawKeyDown' : 'keyDown', ...all, ...(text ? { text } : {}) });
      await inPage('Input.dispatchKeyEvent', { type: 'keyUp', ...all });
    },
    type: async (text) => void (await inPage('Input.insertText', { text })),
    close,
  };
}

/** Messages of the protocol are JSON with a NUL behind each. */
function talk(input: Writable, output: Readable, ended: Promise<void>) {
  const waiting = new Map<number, { readonly answer: (told: Told) => void; readonly fail: (error: Error) => void }>();
  const listening = new Map<string, () => void>();
  let last = 0;
  let rest = '';
  // The other end may be gone before what is written is read.
  for (const stream of [input, output]) stream.on('error', () => undefined);
  output.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (rest + chunk).split('\0');
    rest = messages.pop() ?? '';
    for (const message of messages) {
      const told = JSON.parse(message) as Told;
      if (told.id !== undefined) waiting.get(told.id)?.answer(told);
      else listening.get(told.method ?? '')?.();
    }
  });
  void ended.then(() => {
    for (const { fail } of waiting.values()) fail(new Error('the browser has ended'));
  });
  return {
    call: async (method: string, params: object = {}, sessionId?: string): Promise<Readonly<Record<string, unknown>>> => {
      const id = ++last;
      const answer = new Promise<Told>((resolve, reject) => waiting.set(id, { answer: resolve, fail: reject }));
      input.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`);
      const { result = {}, error } = await answer;
      waiting.delete(id);
      if (error) throw new Error(`${method}: ${error.message}`);
      return result;
    },
    told: (method: string): Promise<void> => new Promise((resolve) => listening.set(method, () => resolve())),
  };
}
