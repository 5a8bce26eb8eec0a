/** `integrator`: each endpoint once, to import and to read. `contract`: every case too, to run. */
export type CollectionKind = 'integrator' | 'contract';

/** The parts of the Postman Collection Format v2.1.0 and of environment files that Postern writes. */
export interface Collection<I = Item> {
  readonly info: { readonly _postman_id: string; readonly name: string; readonly description: string; readonly schema: string };
  readonly item: readonly (I | ItemGroup<I>)[];
  readonly auth?: CollectionAuth;
  readonly event?: readonly Event[];
}

export interface ItemGroup<I = Item> {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly item: readonly (I | ItemGroup<I>)[];
  readonly event?: readonly Event[];
}

/** The items of an endpoint, which are made when they are written: of a large API all at once would be most of what memory holds. */
export interface DeferredItems {
  /** All that they depend on. */
  readonly inputs: readonly [object, ...unknown[]];
  readonly make: () => readonly (Item | ItemGroup)[];
}

export interface Item {
  readonly id: string;
  readonly name: string;
  readonly event: readonly Event[];
  readonly protocolProfileBehavior: { readonly disableBodyPruning?: true; readonly followRedirects: false };
  readonly request: CollectionRequest;
  readonly response: readonly SavedResponse[];
}

export interface Event {
  readonly listen: 'prerequest' | 'test';
  readonly script: { readonly id: string; readonly type: 'text/javascript'; readonly exec: readonly string[] };
}

export interface CollectionRequest {
  readonly auth?: CollectionAuth;
  readonly method: string;
  readonly header: readonly Entry[];
  readonly body?: CollectionBody;
  readonly url: CollectionUrl;
  readonly description?: string;
}

export interface Entry {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly disabled?: true;
}

export interface CollectionUrl {
  readonly raw: string;
  readonly protocol?: string;
  readonly host: readonly string[];
  readonly port?: string;
  readonly path?: readonly string[];
  readonly query?: readonly Entry[];
  readonly variable?: readonly Entry[];
}

export type FormEntry = { readonly key: string } & (
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'file'; readonly src: string; readonly contentType?: string }
);

export type CollectionBody =
  | { readonly mode: 'raw'; readonly raw: string; readonly options: { readonly raw: { readonly language: string } } }
  | { readonly mode: 'urlencoded'; readonly urlencoded: readonly Entry[] }
  | { readonly mode: 'formdata'; readonly formdata: readonly FormEntry[] }
  | { readonly mode: 'file'; readonly file: { readonly src: string } };

interface AuthEntry {
  readonly key: string;
  readonly value: string;
  readonly type: 'string';
}

export type CollectionAuth =
  | { readonly type: 'noauth' }
  | { readonly type: 'bearer'; readonly bearer: readonly AuthEntry[] }
  | { readonly type: 'basic'; readonly basic: readonly AuthEntry[] }
  | { readonly type: 'apikey'; readonly apikey: readonly AuthEntry[] };

export interface SavedResponse {
  readonly id: string;
  readonly name: string;
  readonly originalRequest: CollectionRequest;
  readonly status: string;
  readonly code: number;
  readonly _postman_previewlanguage: string;
  readonly header: readonly Entry[];
  readonly cookie: readonly never[];
  readonly body: string;
}

export interface EnvironmentFile {
  readonly id: string;
  readonly name: string;
  readonly values: readonly {
    readonly key: string;
    readonly value: string;
    readonly type: 'default' | 'secret';
    readonly enabled: true;
    readonly description?: string;
  }[];
  readonly _postman_variable_scope: 'environment';
}
