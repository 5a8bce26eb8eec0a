/** Messages between Newman and its sandbox as text. */
export interface Codec {
  readonly parse: (text: string) => unknown[];
  readonly stringify: (message: unknown[]) => string;
}

/**
 * Messages as JSON; in uvm's way, which is slow, where one holds a circle. Both ends have one of these. The text of this
 * function is also put into the sandbox, so it uses nothing from outside of it.
 */
export function jsonCodec(circular: Codec): Codec {
  return {
    parse: (text) => (text.startsWith('J') ? JSON.parse(text.slice(1)) : circular.parse(text)),
    stringify: (message) => {
      try {
        return `J${JSON.stringify(message)}`;
      } catch {
        return circular.stringify(message);
      }
    },
  };
}

/** A script as it goes into the sandbox: its text the first time, afterwards the number under which it was kept. */
interface Kept {
  readonly listen: string;
  readonly script: { readonly number: number; readonly text?: string };
}

/** Scripts shorter than this are sent along each time. */
const worthKeeping = 1000;

/** What goes into the sandbox, with the long scripts that it has already left out. */
export function leaveOutScripts(): (message: unknown[]) => unknown[] {
  const numbers = new Map<string, number>();
  return (message) => {
    const [name, id, event, ...rest] = message as [string, string, ScriptEvent | undefined, ...unknown[]];
    const text = name === 'execute' ? event?.script?.toSource?.() : undefined;
    if (!event || text === undefined || text.length < worthKeeping) return message;
    const known = numbers.get(text);
    const number = known ?? numbers.size;
    numbers.set(text, number);
    const kept: Kept = { listen: event.listen, script: known === undefined ? { number, text } : { number } };
    return [name, id, kept, ...rest];
  };
}

/** What is read of an event of the collection (postman-collection's Event). */
interface ScriptEvent {
  readonly listen: string;
  readonly script?: { readonly toSource?: () => string | undefined };
}

/** The other end of `leaveOutScripts`, in the sandbox: its text is put there too. */
export function putScriptsBack(codec: Codec): Codec {
  const texts: string[] = [];
  return {
    stringify: codec.stringify,
    parse: (text) => {
      const message = codec.parse(text);
      const event = message[2] as Kept | undefined;
      if (message[0] === 'execute' && event && event.script && typeof event.script.number === 'number') {
        const { number, text: first } = event.script;
        if (first !== undefined) texts[number] = first;
        message[2] = { listen: event.listen, script: { type: 'text/javascript', exec: [texts[number]] } };
      }
      return message;
    },
  };
}
