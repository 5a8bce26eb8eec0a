import type { Environment, Request } from '../model/model.ts';
import { tokenRequest } from '../model/resolve-auth.ts';

/**
 * Which requests may be sent to an environment: to one in production only those that read, and none with wrong
 * credentials, unless the caller insists. Undefined when all may.
 */
export function allowedIn(environment: Environment, allowWrites: boolean): ((request: Request) => boolean) | undefined {
  return environment.kind === 'production' && !allowWrites ? onlyReads : undefined;
}

/** What reads, and the request for a token, without which nothing can be read. */
function onlyReads(request: Request): boolean {
  const reads = isSafe(request) || request.identity[0] === tokenRequest.id;
  return reads && !request.probe;
}

/** The safe methods of RFC 9110 section 9.2.1, and what the spec says is safe. */
export function isSafe({ method, safe }: Request): boolean {
  return safe === true || ['GET', 'HEAD', 'OPTIONS'].includes(method);
}
