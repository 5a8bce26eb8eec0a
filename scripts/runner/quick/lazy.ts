import { Module } from 'node:module';

type Load = (request: string, parent: unknown, isMain: boolean) => unknown;

/** Modules that Newman loads for what a contract does not do, as a rule. Together they take more than half of the time to load it. */
const late: Readonly<Record<string, 'whole' | 'parts'>> = {
  // Random values for {{$random…}}.
  '@faker-js/faker/locale/en': 'parts',
  // Ways to authorize that Postern does not write.
  jose: 'whole',
  'node-forge': 'whole',
  httpntlm: 'parts',
  'http-signature': 'whole',
  aws4: 'whole',
  'aws-sign2': 'whole',
  'node-oauth1': 'whole',
  'oauth-sign': 'whole',
  // Pages in the app.
  handlebars: 'whole',
  // Proxies.
  'socks-proxy-agent': 'parts',
  // Which domains a cookie may be set for.
  psl: 'whole',
  // The code of the sandbox, for a process that goes without.
  '../.cache/bootcode': 'whole',
  // Reports, files with data, and collections of the first format.
  xmlbuilder: 'whole',
  'cli-table3': 'whole',
  'cli-progress': 'whole',
  'csv-parse': 'whole',
  chardet: 'whole',
  'file-type': 'whole',
  qs: 'whole',
  'postman-collection-transformer': 'whole',
  'har-validator': 'whole',
  semver: 'whole',
  'stream-length': 'whole',
};

/**
 * While `work` loads modules, those named above are not loaded: they are when something of them is used. Nothing else about
 * them changes.
 * @param shared where to load packages from of which several copies are installed that are the same
 */
export function loadingLate<Result>(work: () => Result, shared: Readonly<Record<string, string>> = {}): Result {
  const loader = Module as unknown as { _load: Load };
  const load = loader._load;
  loader._load = function (this: unknown, request, parent, isMain) {
    const how = late[request];
    return how === undefined
      ? load.call(this, shared[request] ?? request, parent, isMain)
      : stub(() => load(request, parent, isMain), how === 'parts');
  };
  try {
    return work();
  } finally {
    loader._load = load;
  }
}

/** What can be called and constructed, and, as it is bound, has no property that a stand-in would have to show. */
const constructible = function standIn() {}.bind(undefined);

/**
 * Stands in for a module or a part of one until it is used.
 * @param inParts whether its parts are picked out while modules are loaded, which is no use yet; they have to be functions or objects
 */
function stub(load: () => unknown, inParts: boolean): unknown {
  let real: { readonly value: object } | undefined;
  const get = (): object => {
    real ??= { value: load() as object };
    return real.value;
  };
  // Asked for by whoever wants to know whether it is a function.
  const isTag = (name: string | symbol): boolean => name === Symbol.toStringTag && !real;
  return new Proxy(constructible, {
    get: (_, name) => {
      if (isTag(name)) return undefined;
      return inParts && !real && typeof name === 'string' ? stub(() => Reflect.get(get(), name), true) : Reflect.get(get(), name);
    },
    has: (_, name) => !isTag(name) && Reflect.has(get(), name),
    apply: (_, that, args) => Reflect.apply(get() as () => unknown, that, args),
    construct: (_, args) => Reflect.construct(get() as new () => object, args),
  });
}
