import type { ApiSpec } from '../../language/definition.ts';
import { problem } from '../../source/problem.ts';
import type { Context } from '../context.ts';

/** The algorithms that a way to authenticate can sign with (OpenID Connect Core 1.0 section 9): a secret makes no signature, a key pair no HMAC. */
const fitting: Readonly<Record<string, readonly string[]>> = {
  client_secret_jwt: ['HS256'],
  private_key_jwt: ['RS256', 'PS256', 'ES256'],
};

/** What is said about client assertions fits the way in which the client authenticates. */
export function checkAssertion({ auth }: ApiSpec, { places, report }: Context): void {
  const { assertion, clientAuthentication: method = 'client_secret_basic' } = auth ?? {};
  if (!auth || !assertion) return;
  const algorithms = fitting[method];
  if (!algorithms) {
    report(problem('assertion-unused', { key: 'assertion', method }, places.key(auth, 'assertion')));
    return;
  }
  const { algorithm } = assertion;
  if (algorithm !== undefined && !algorithms.includes(algorithm)) {
    report(problem('assertion-algorithm', { algorithm, method, fitting: algorithms.join(', ') }, places.value(assertion, 'algorithm')));
  }
  if (assertion.key !== undefined && method === 'client_secret_jwt') {
    report(problem('assertion-unused', { key: 'key', method }, places.key(assertion, 'key')));
  }
}
