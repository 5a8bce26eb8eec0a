import { json } from './answers.ts';
import { scopes } from './operations.ts';
import type { Answer } from './types.ts';

export const client = { id: 'lyre client', secret: 's3cr%t+value/with=signs' } as const;

interface Issued {
  readonly scopes: readonly string[];
  readonly expires: number;
}

/** The token endpoint: RFC 6749 section 4.4, client_secret_basic only. */
export class Tokens {
  readonly #issued = new Map<string, Issued>();
  readonly #keeps: (rule: string) => boolean;
  readonly #life: number;
  #count = 0;

  constructor(keeps: (rule: string) => boolean, life: number) {
    this.#keeps = keeps;
    this.#life = life;
    this.#issued.set('expired-token-of-the-judge', { scopes, expires: 0 });
  }

  get issued(): number {
    return this.#count;
  }

  answer(method: string, type: string | undefined, authorization: string | undefined, text: string): Answer {
    const keeps = this.#keeps;
    const form = new URLSearchParams(text);
    if (method !== 'POST') return { status: 405, headers: { Allow: 'POST' }, body: undefined };
    if (!/^application\/x-www-form-urlencoded\b/i.test(type ?? '')) return this.#error(400, 'invalid_request');
    const [id, secret] = credentials(authorization);
    if (id === undefined && keeps('the client must say who it is')) return this.#error(401, 'invalid_client');
    if (id !== client.id && keeps('the client must be known')) return this.#error(401, 'invalid_client');
    if (secret !== client.secret && keeps('the secret must be right')) return this.#error(401, 'invalid_client');
    const grant = form.get('grant_type');
    if (grant === null && keeps('grant_type is needed')) return this.#error(400, 'invalid_request');
    if (grant !== null && grant !== 'client_credentials' && keeps('the grant must be known'))
      return this.#error(400, 'unsupported_grant_type');
    const asked = (form.get('scope') ?? scopes.join(' ')).split(' ').filter((scope) => scope !== '');
    if (asked.some((scope) => !scopes.includes(scope)) && keeps('scopes must be known')) return this.#error(400, 'invalid_scope');
    this.#count += 1;
    const token = `lyre-token-${String(this.#count).padStart(4, '0')}-${'x'.repeat(20)}`;
    this.#issued.set(token, { scopes: asked, expires: Date.now() + this.#life * 1000 });
    const headers = { 'Cache-Control': 'no-store', Pragma: 'no-cache' };
    return json(200, { access_token: token, token_type: 'Bearer', expires_in: this.#life, scope: asked.join(' ') }, headers);
  }

  /** The scopes of a token; undefined for one that is not or no longer valid. */
  scopesOf(token: string, operation: string): readonly string[] | undefined {
    const found = this.#issued.get(token);
    if (!found) return this.#keeps(`garbage token: ${operation}`) ? undefined : scopes;
    return Date.now() < found.expires || !this.#keeps(`expired token: ${operation}`) ? found.scopes : undefined;
  }

  revokeAll(): void {
    this.#issued.clear();
  }

  #error(status: number, error: string): Answer {
    const challenge: Readonly<Record<string, string>> = status === 401 ? { 'WWW-Authenticate': 'Basic realm="lyre"' } : {};
    return json(
      status,
      { error, error_description: `Refused: ${error}.` },
      { 'Cache-Control': 'no-store', Pragma: 'no-cache', ...challenge },
    );
  }
}

/** RFC 6749 section 2.3.1: both parts are form-urlencoded. */
function credentials(authorization: string | undefined): [string?, string?] {
  const encoded = /^Basic +(.+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return [];
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  const decode = (text: string): string => new URLSearchParams(`v=${text}`).get('v') ?? '';
  return [decode(id), decode(secret)];
}
