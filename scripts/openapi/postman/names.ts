import { isObject, type Json } from '../../source/json.ts';
import { reservedVariables } from '../../source/reserved-variables.ts';
import { looksLikeSecret, namesSecret, withoutSecretForms } from '../../source/secrets.ts';
import { camel } from '../names.ts';
import type { Field } from './collection.ts';

/** Texts that are shorter than this are too common to be looked for everywhere. */
const shortestSecret = 6;

/** What the auth blocks and variables of a collection say, whose values never reach a spec. */
export class Variables {
  /** Secrets by their name in the spec, with what they are. */
  readonly secrets = new Map<string, string>();
  /** The variables that texts use. */
  readonly used = new Set<string>();
  readonly #values = new Map<string, string>();

  /** Notes the value of a secret, so that it is found wherever else it stands. */
  hide(name: string, value: string): void {
    const plain = value.trim();
    if (plain.length >= shortestSecret && !/\{\{|\}\}/.test(plain)) this.#values.set(plain, this.nameOf(name));
  }

  /** The name that a variable has in the spec. */
  nameOf(name: string): string {
    const safe = /^(?!__proto__$)[A-Za-z_][A-Za-z0-9_.-]*$/.test(name) ? name : camel(name);
    return reservedVariables.includes(safe) ? `${safe}Value` : safe;
  }

  /** A reference to a secret. */
  secret(name: string, description: string): string {
    const own = this.nameOf(name);
    if (!this.secrets.has(own)) this.secrets.set(own, description);
    this.used.add(own);
    return `{{${own}}}`;
  }

  /**
   * A text that is sent, with a variable in the place of each secret.
   * @param name what the text is the value of
   */
  sent(text: string, name: string): string {
    let clean = this.#renamed(text);
    for (const [value, variable] of this.#values) {
      if (clean.includes(value)) clean = clean.replaceAll(value, this.secret(variable, `What requests send as ${name}.`));
    }
    const bare = clean.replace(/\{\{[^{}]*\}\}/g, '');
    const isPlain = clean === bare && bare.trim() !== '';
    return looksLikeSecret(bare) || (namesSecret(name) && isPlain) ? this.secret(camel(name), `What requests send as ${name}.`) : clean;
  }

  /** A value that is sent. */
  sentValue(value: Json, name = ''): Json {
    if (Array.isArray(value)) return value.map((item: Json) => this.sentValue(item, name));
    if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, this.sentValue(member, key)]));
    if (typeof value === 'string') return this.sent(value, name || 'a value');
    return typeof value === 'number' && namesSecret(name) ? this.secret(camel(name), `What requests send as ${name}.`) : value;
  }

  /** A text that is only shown: prose, or part of an answer. */
  shown(text: string): string {
    let clean = text;
    for (const value of this.#values.keys()) clean = clean.replaceAll(value, '…');
    return withoutSecretForms(clean);
  }

  /** An answer, as an example. */
  shownValue(value: Json, name = ''): Json {
    if (Array.isArray(value)) return value.map((item: Json) => this.shownValue(item, name));
    if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, this.shownValue(member, key)]));
    if (typeof value === 'string') return namesSecret(name) && value !== '' ? 'not-shown' : this.shown(value);
    return typeof value === 'number' && namesSecret(name) ? 0 : value;
  }

  #renamed(text: string): string {
    return text.replace(/\{\{\s*([^{}]+?)\s*\}\}/g, (_, name: string) => {
      if (name.startsWith('$')) return `{{${name}}}`;
      const own = this.nameOf(name);
      this.used.add(own);
      return `{{${own}}}`;
    });
  }
}

/** Whether a variable is a secret: Postman's own mark, its name, or what its value looks like. */
export function isSecret({ key, value, type }: Field): boolean {
  return type === 'secret' || namesSecret(key) || looksLikeSecret(value);
}
