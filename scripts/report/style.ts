/** How to mark words for a terminal; with colours switched off nothing is added. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
}

export function styleFor(colors: boolean): Style {
  const wrap = (open: number, close: number) => (text: string) => (colors && text !== '' ? `\u001b[${open}m${text}\u001b[${close}m` : text);
  return { bold: wrap(1, 22), dim: wrap(2, 22), red: wrap(31, 39), green: wrap(32, 39), yellow: wrap(33, 39) };
}

/** What a terminal would act on instead of showing it, or would not show. */
export const unprintable: RegExp = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Text from outside for a terminal: control characters would move the cursor or change colours, so they become visible. */
export function printable(text: string): string {
  return text.replace(unprintable, (sign) => (sign.charCodeAt(0) < 0x20 ? String.fromCharCode(0x2400 + sign.charCodeAt(0)) : '\ufffd'));
}

/** `3 requests`, `1 request`. */
export function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
