/** What one output holds: requests, and checks of their answers. */
export interface Count {
  readonly bytes: number;
  readonly requests: number;
  readonly checks: number;
  /** Checks of a body against a schema. */
  readonly schemas: number;
}

interface Item {
  readonly item?: readonly Item[];
  readonly items?: readonly Item[];
  readonly request?: unknown;
  readonly event?: readonly { readonly script?: { readonly exec?: string | readonly string[] } }[];
}

/** Counts what is in the collections among some files, by the words of each tool's scripts. */
export function count(files: ReadonlyMap<string, string>): Count {
  let requests = 0;
  let checks = 0;
  let schemas = 0;
  const walk = (item: Item): void => {
    if (item.request !== undefined) requests += 1;
    for (const { script } of item.event ?? []) {
      const text = [script?.exec ?? ''].flat().join('\n');
      checks += occurrences(text, /pm\.test\(|\bkind: ?["'](?:status|contentType|header|body|time|equals|refusal|tokenRefusal)["']/g);
      schemas += occurrences(text, /jsonSchema\(|\bschema: ?\{|\bschemas: ?\[/g);
    }
    for (const inner of item.item ?? item.items ?? []) walk(inner);
  };
  for (const [name, text] of files) if (name.endsWith('.json') && !name.endsWith('environment.json')) walk(JSON.parse(text) as Item);
  return { bytes: [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0), requests, checks, schemas };
}

function occurrences(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
