/** The addresses in a model: templates such as `{{baseUrl}}/oauth/token`, and the URLs that their variables stand for. */
import type { Api } from '../model/model.ts';

/** The token endpoint's address and those of the endpoints, each once, in the order of the model. */
export function addressesOf(api: Api): string[] {
  const endpoints = api.folders.flatMap((folder) => folder.endpoints);
  return [...new Set([...(api.auth ? [api.auth.tokenUrl] : []), ...endpoints.map((endpoint) => endpoint.baseUrl)])];
}

/**
 * The variable that an address begins with, when giving it another value moves the whole address: `{{baseUrl}}/x` has
 * one, `https://x` and `{{scheme}}://{{host}}` have none.
 */
export function leadingVariable(address: string): string | undefined {
  return /^\{\{([^{}$][^{}]*)\}\}(?=$|[/?#]|\{\{)/.exec(address)?.[1];
}

/** Whether a text is a URL with a scheme and a host. */
export function isUrl(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]/i.test(text);
}

/**
 * Path and query of a URL, which may hold `{{variables}}` and may lack the scheme, as Postman allows. Empty for the root,
 * since paths are appended to it; the fragment is dropped, which is never sent.
 */
export function pathOf(url: string): string {
  const rest = url.replace(/#.*$/s, '').replace(/^([^/?#]*:\/\/)?[^/?#]*/, '');
  return rest === '/' ? '' : rest;
}
