import type { Spec } from '../../language/read-spec.ts';
import { problem } from '../../source/problem.ts';
import type { Span } from '../../source/source-file.ts';
import type { Context } from '../context.ts';
import { variablesIn } from '../template.ts';

/** Addresses have a scheme, and those that paths are appended to do not end in a slash. */
export function checkAddresses(spec: Spec, { places, report }: Context): void {
  const bases: { text: string; span: Span; base: boolean }[] = [];
  const api = spec.api?.spec;
  if (api?.baseUrl !== undefined) bases.push({ text: api.baseUrl, span: places.value(api, 'baseUrl'), base: true });
  if (api?.auth) bases.push({ text: api.auth.tokenUrl, span: places.value(api.auth, 'tokenUrl'), base: false });
  let appended = api?.baseUrl === undefined;
  for (const endpoint of spec.endpoints.flatMap((file) => file.spec.endpoints)) {
    if (endpoint.baseUrl !== undefined)
      bases.push({ text: endpoint.baseUrl, span: places.value(endpoint, 'baseUrl'), base: endpoint.path !== '' });
    else appended ||= endpoint.path !== '';
  }
  for (const { text, span, base } of bases) check(text, span, base);

  // The variables that addresses begin with hold addresses too.
  const leading = new Map<string, boolean>(appended && api?.baseUrl === undefined ? [['baseUrl', true]] : []);
  for (const { text, base } of bases) {
    const first = variablesIn(text)[0];
    const whole = first !== undefined && text === `{{${first.name}}}`;
    if (first?.offset === 0) leading.set(first.name, (leading.get(first.name) ?? false) || (whole ? base : true));
  }
  for (const { spec: environment } of spec.environments) {
    for (const [name, variable] of Object.entries(environment.variables ?? {})) {
      const base = leading.get(name);
      const value = typeof variable === 'string' ? variable : variable.value;
      if (base === undefined || value === undefined) continue;
      const holder = typeof variable === 'string' ? (environment.variables as object) : variable;
      check(value, places.value(holder, typeof variable === 'string' ? name : 'value'), base);
    }
  }

  function check(url: string, span: Span, base: boolean): void {
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1];
    if (!/^(https?:\/\/[^/]|\{\{)/i.test(url))
      report(problem('url-scheme', { url: withoutUser(url), ...(scheme ? { scheme } : {}) }, span, { hidden: withoutUser(url) !== url }));
    else if (base && url.endsWith('/')) report(problem('url-slash', { url: withoutUser(url) }, span, { hidden: withoutUser(url) !== url }));
  }
}

/** A name and password in an address are not repeated. */
function withoutUser(url: string): string {
  return url.replace(/[^/@\s]*:[^/@\s]*@/g, '…@');
}
