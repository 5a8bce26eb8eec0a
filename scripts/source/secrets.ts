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

/** Whether a text holds what only a secret looks like. */
export function looksLikeSecret(text: string): boolean {
  return forms.some((form) => form.test(text));
}

/** Whether what is called `name` is a secret as a rule: `clientSecret`, `x-api-key`, `Authorization`. */
export function namesSecret(name: string): boolean {
  if (/(url|uri|endpoint|host|path|life|type|name|id)$/i.test(name)) return false;
  return /secret|passw(or)?d|passphrase|api[-_]?key|private[-_]?key|(access|refresh|auth|bearer|session)[-_]?token|^(proxy-)?authorization$|^cookie$|^token$/i.test(
    name,
  );
}

/**
 * A line of a spec as it may be shown: what stands behind a key that names a secret, what has the form of one, and the
 * name and password of an address are taken out. `{{variables}}` and empty values are harmless.
 */
export function withoutSecrets(line: string): string {
  let shown = line.replace(
    /([\w.-]+)(["']?\s*:\s+)(?!["']?\{\{|[{[&|>]|["']{2}|#|\$ref)([^\s,}][^,}]*)/g,
    (whole, key: string, colon: string) => (namesSecret(key) ? `${key}${colon}…` : whole),
  );
  for (const form of forms) shown = shown.replace(new RegExp(form, 'g'), '…');
  return shown.replace(/([a-z][a-z0-9+.-]*:\/\/)[^/?#@\s{}]+:[^/?#@\s{}]+@/gi, '$1…@');
}

/** Whether an address carries a name and password. */
export function hasUserInfo(url: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#@\s{}]+:[^/?#@\s{}]+@/i.test(url);
}
