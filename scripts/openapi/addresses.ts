import type { Conversion } from './conversion.ts';
import type { Operation } from './described.ts';
import { child } from './documents.ts';
import { camel, UniqueNames } from './names.ts';

/** Addresses of operations that are not at the API's own: variables of the environments. */
export class Addresses {
  readonly variables = new Map<string, { value: string; description: string }>();
  readonly #conversion: Conversion;

  constructor(conversion: Conversion) {
    this.#conversion = conversion;
  }

  of({ servers, node }: Operation): string | undefined {
    const server = servers?.[0];
    if (!server) return undefined;
    for (const further of servers.slice(1)) this.#conversion.notes.add('further-server', further.node, further.url);
    const url = server.url.replace(/\/+$/, '');
    const base = this.#conversion.described.servers.map((each) => each.url.replace(/\/+$/, ''));
    if (base.includes(url)) return undefined;
    this.#conversion.notes.add('server', child(node, 'servers') ?? server.node, url);
    const value = /^https?:\/\/[^/]/i.test(url) ? url : `${base[0] ?? 'http://localhost'}${url}`;
    const host = /^https?:\/\/([^/:]+)/i.exec(value)?.[1] ?? 'other';
    for (const [name, known] of this.variables) if (known.value === value) return `{{${name}}}`;
    const names = new UniqueNames(['baseUrl', 'tokenUrl', ...this.variables.keys()]);
    const name = names.take(`${camel(host.split('.').slice(0, -1).join(' ') || host)}Url`);
    this.variables.set(name, { value, description: server.description ?? `The address of ${host}.` });
    return `{{${name}}}`;
  }
}
