import type { Api } from '../model/model.ts';
import { Redactor } from '../source/redact.ts';
import { fill, type Variables } from './template.ts';
import type { Tokens } from './tokens.ts';

/** Takes the values of secret variables, the client's credentials and every token that the mock issued out of a text. */
export function redactorOf(api: Api, variables: Variables, tokens: Tokens): (text: string) => string {
  const secrets = new Redactor();
  for (const environment of api.environments) {
    for (const { name, secret } of environment.variables) if (secret) secrets.add(fill(`{{${name}}}`, variables));
  }
  if (api.auth) secrets.addCredentials(fill(api.auth.clientId, variables), fill(api.auth.clientSecret, variables));
  // Tokens are looked up instead of added: a pattern of all of them would grow with each.
  return (text) => secrets.redact(text).replace(/[\w-]{32,}/g, (run) => (tokens.find(run) ? '‹token›' : run));
}
