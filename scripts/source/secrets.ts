/** Forms that only keys, tokens and certificates have. */
const forms: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/, // JWT
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/, // AWS
  /\bgh[pousr]_[A-Za-z0-9]{36,}/, // GitHub
  /\bglpat-[A-Za-z0-9_-]{20,}/, // GitLab
  /\b[sr]k_live_[A-Za-z0-9]{16,}/, // Stripe
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/, // Slack
  /\bPMAK-[a-f0-9]{24}-[a-f0-9]{34}\b/, // Postman
  /\bAIza[A-Za-z0-9_-]{35}\b/, // Google
];

/** All of them at once: every example of a large document is looked at. */
const anyForm = new RegExp(forms.map(({ source }) => source).join('|'));

/** The name and password in an address (RFC 3986 section 3.2.1), without the `{{variables}}` that may stand there. */
const userInfo = /(?<=[a-z][a-z0-9+.-]*:\/\/)[^/?#@\s{}"']+:[^/?#@\s{}"']+(?=@)/i;

/** Whether a text holds what only a secret looks like. */
export function looksLikeSecret(text: string): boolean {
  return anyForm.test(text);
}

/** Whether an address carries a name and password. */
export function hasUserInfo(url: string): boolean {
  return userInfo.test(url);
}

/** `text` without what has the form of a secret, and without the name and password of an address. */
export function withoutSecretForms(text: string): string {
  return [...forms, userInfo].reduce((shown, form) => shown.replace(new RegExp(form, `g${form.flags}`), '…'), text);
}

/** Where in `text` something has the form of a secret: pairs of offsets, the end not included. */
export function secretForms(text: string): [start: number, end: number][] {
  return [...forms, userInfo].flatMap((form) =>
    [...text.matchAll(new RegExp(form, `g${form.flags}`))].map((match): [number, number] => [match.index, match.index + match[0].length]),
  );
}

/** An argument of the command line as a message may repeat it: `clientSecret=…`, where the name of something was to be. */
export function withoutValue(argument: string): string {
  return argument.replace(/=.*/s, '=…');
}

/** What is said about a secret (`tokenUrl`, `publicKeyId`, `passwordHint`) is none. */
const about = /^(url|uri|endpoint|host|path|life|lifetime|expiry|type|name|id|hint|length|policy|reset|count)s?$/;

/** Whether what is called `name` is a secret as a rule: `clientSecret`, `x-api-key`, `Authorization`. */
export function namesSecret(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  if (about.test(last) || /(url|uri)$/.test(last)) return false;
  const joined = words.join(' ');
  if (/^((proxy )?authorization|cookie|token)$/.test(joined)) return true;
  return words.some((word, i) => {
    const pair = `${words[i - 1] ?? ''} ${word}`;
    return (
      /secret$|^passwords?$|^passwd$|^pwd$|^passphrase$|^pass$/.test(word) ||
      /^(api|private) key$|^(access|refresh|auth|bearer|session) token$/.test(pair) ||
      /^(api|private)key$|^(access|refresh|auth|bearer|session)token$|password$/.test(word)
    );
  });
}
