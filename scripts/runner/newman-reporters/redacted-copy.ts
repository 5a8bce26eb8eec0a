import type { Redactor } from '../../source/redact.ts';
import { credentialHeader, withoutCredential } from '../exchange.ts';

/** The collection as it is written holds variables, not values. Of its items Newman makes copies with values. */
const written = new Set(['Collection', 'ItemGroup']);

/** Whether a part of a collection leads back to what is written in it: what an item is in, and the text of a script. */
function isWritten(from: Fields, name: string): boolean {
  const part = propertyName(from);
  return (part === 'Item' && name === '__parent') || (part === 'Script' && name === 'exec');
}

type Fields = Record<string, unknown>;

/**
 * A copy of what Newman tells of, with nothing in it that must not be shown: texts, bytes in every form in which Newman
 * keeps them, and the credentials of headers and cookies whoever made them. Objects keep their methods.
 */
export function redactedCopy<T>(value: T, redactor: Redactor): T {
  const copies = new Map<object, unknown>();
  const textOf = (text: string): string => redactor.redact(text);
  const bytesOf = (bytes: Uint8Array): Buffer | undefined => {
    const text = Buffer.from(bytes).toString('utf8');
    const shown = textOf(text);
    return shown === text ? undefined : Buffer.from(shown, 'utf8');
  };

  const copyOf = (each: unknown): unknown => {
    if (typeof each === 'string') return textOf(each);
    if (typeof each !== 'object' || each === null || each instanceof Date || written.has(propertyName(each))) return each;
    const known = copies.get(each);
    if (known !== undefined) return known;
    if (each instanceof Uint8Array) return bytesOf(each) ?? each;
    if (each instanceof ArrayBuffer) return bytesOf(new Uint8Array(each)) ?? each;
    if (isByteList(each)) return remember(each, [...(bytesOf(Uint8Array.from(each)) ?? each)]);
    if (each instanceof Map) return remember(each, new Map([...each].map(([key, of]) => [copyOf(key), copyOf(of)])));
    if (each instanceof Set) return remember(each, new Set([...each].map(copyOf)));
    return fieldsOf(each as Fields);
  };

  const remember = (from: object, copy: object): object => {
    copies.set(from, copy);
    return copy;
  };

  const fieldsOf = (from: Fields): unknown => {
    const copy: Fields = Array.isArray(from) ? ([] as unknown as Fields) : Object.create(Object.getPrototypeOf(from));
    copies.set(from, copy);
    for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(from))) {
      if (!('value' in descriptor) || isWritten(from, name)) Object.defineProperty(copy, textOf(name), descriptor);
      else Object.defineProperty(copy, textOf(name), { ...descriptor, value: fieldOf(from, name, descriptor.value) });
    }
    return copy;
  };

  const fieldOf = (from: Fields, name: string, field: unknown): unknown => {
    if (typeof field === 'string') {
      if (name === 'value' && isCredential(from)) return withoutCredential(field);
      if (credentialHeader.test(name)) return withoutCredential(field);
      if (name === 'data' && from['type'] === 'Base64') return bytesOf(Buffer.from(field, 'base64'))?.toString('base64') ?? field;
    }
    return copyOf(field);
  };

  return copyOf(value) as T;
}

/** Whether an object is a header that holds a credential, or a cookie. */
function isCredential(fields: Fields): boolean {
  const name = fields['key'] ?? fields['name'];
  return (typeof name === 'string' && credentialHeader.test(name)) || 'httpOnly' in fields || propertyName(fields) === 'Cookie';
}

/** What the collection SDK calls the class of an object. */
function propertyName(value: object): string {
  const { constructor: made } = value as { constructor?: { _postman_propertyName?: unknown } };
  return String(made?._postman_propertyName ?? '');
}

/** Bytes as they look behind `JSON.stringify`. */
function isByteList(value: object): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => Number.isInteger(each) && each >= 0 && each <= 255);
}
