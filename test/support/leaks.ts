// The forms in which secrets come back from a server, made by other means than Postern's own, and a search for what is left of them.

/** Ways in which programs write a text into an answer. */
export const encodings: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'percent-encoded': encodeURIComponent,
  'percent-encoded in lower case': (text) => encodeURIComponent(text).replace(/%../g, (hex) => hex.toLowerCase()),
  'percent-encoded as a whole URL': encodeURI,
  'percent-encoded twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'form-urlencoded': (text) => new URLSearchParams({ a: text }).toString().slice(2),
  JSON: (text) => JSON.stringify(text),
  'JSON in JSON': (text) => JSON.stringify(JSON.stringify(text)),
  'JSON in ASCII': (text) => JSON.stringify(text).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'JSON with slashes escaped': (text) => JSON.stringify(text).replace(/\//g, '\\/'),
  'JSON made safe for HTML': (text) =>
    JSON.stringify(text).replace(/[<>&']/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16).toUpperCase()}`),
  HTML: (text) =>
    text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign] ?? sign),
  'HTML by numbers': (text) => text.replace(/[^\w.-]/gu, (sign) => `&#x${sign.codePointAt(0)?.toString(16).toUpperCase()};`),
  'HTML in HTML': (text) => text.replace(/&/g, '&amp;amp;').replace(/</g, '&amp;lt;').replace(/"/g, '&amp;quot;'),
  base64: (text) => Buffer.from(text, 'utf8').toString('base64'),
  base64url: (text) => Buffer.from(text, 'utf8').toString('base64url'),
  'percent-encoded base64': (text) => encodeURIComponent(Buffer.from(text, 'utf8').toString('base64')),
};

/** The Authorization header of RFC 7617, raw and in the form-urlencoded way of RFC 6749 section 2.3.1. */
export function basicCredentials(id: string, secret: string): string[] {
  const form = (text: string): string => new URLSearchParams({ a: text }).toString().slice(2);
  return [`${id}:${secret}`, `${form(id)}:${form(secret)}`].map((pair) => `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`);
}

/** So many characters of a secret in a row are a leak: shorter runs stand in other texts by chance. */
const telling = 8;

/** What `text` gives away of `secret`: every run of characters, whatever the encoding. */
export function leaksOf(text: string, secret: string): string[] {
  const runs = Object.values(encodings)
    .map((encode) => encode(secret))
    .flatMap((form) => [...form].map((_, i, all) => all.slice(i, i + telling)).filter((run) => run.length === telling))
    .map((run) => run.join(''));
  return [...new Set(runs)].filter((run) => text.includes(run));
}
