/**
 * The resolved API: what every emitter, the mock and the runner read. Types only. Every default is applied and every
 * reference followed, so that there is exactly one shape to handle; `origin` is where in the specs a thing was written.
 */
import type { CompiledSchema } from '../schema/compile.ts';
import type { Json, JsonObject } from '../source/json.ts';
import type { Span } from '../source/source-file.ts';

export interface Api {
  /** The name of the folder below `specs/`. */
  readonly id: string;
  readonly name: string;
  readonly version: string | undefined;
  readonly description: string | undefined;
  readonly auth: Auth | undefined;
  /** By the name of their file; the first is the one that the mock takes addresses from. */
  readonly environments: readonly Environment[];
  readonly folders: readonly Folder[];
  readonly flows: readonly Flow[];
  readonly mock: MockSettings;
  /** Where in the specs a location in a compiled schema (`#/properties/a/type`) was written. */
  readonly locate: (schema: CompiledSchema, location: string) => Span | undefined;
  /** The schema as it was written at a location in a compiled one, with its prose. */
  readonly written: (schema: CompiledSchema, location: string) => JsonObject | undefined;
  readonly origin: Span;
}

export interface Folder {
  readonly name: string;
  readonly description: string | undefined;
  readonly endpoints: readonly Endpoint[];
}

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

export interface Endpoint {
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly deprecated: boolean;
  readonly tags: readonly string[];
  readonly method: Method;
  /** May hold `{{variables}}`; no slash at its end. */
  readonly baseUrl: string;
  /** Begins with `/` or is empty; `{name}` stands for a path parameter. */
  readonly path: string;
  /** Whether requests carry the API's token. */
  readonly auth: 'token' | 'none';
  /** The scopes that the token needs. */
  readonly scopes: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly body: Body | undefined;
  /** Every documented answer, by rising status; a range after its statuses, `default` last. */
  readonly responses: readonly Response[];
  /** The documented request. */
  readonly request: Request;
  /** Further requests, in the order of the spec. */
  readonly cases: readonly Request[];
  /** Requests made from the contract, each of which has to be refused. */
  readonly refusals: readonly Request[];
  /** Refusals beyond the most that it gets: they are not tried. */
  readonly refusalsLeftOut: readonly Request[];
  /** Whether it takes what could be bad, and documents no answer by which a refusal could be told: then none is tried. */
  readonly refusesUnsaid: boolean;
  /** The steps of flows that send it. */
  readonly steps: readonly Request[];
  readonly origin: Span;
}

/** Requests in order, with values carried from one to the next; one that fails ends it. */
export interface Flow {
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly steps: readonly Step[];
  readonly origin: Span;
}

export interface Step {
  readonly endpointId: string;
  readonly request: Request;
}

export interface Parameter {
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly name: string;
  readonly description: string | undefined;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly schema: CompiledSchema | undefined;
  /** The example as it was written, before it became text. */
  readonly example: Json | undefined;
  /** The example was made from the schema. */
  readonly made?: true;
  /** How a list or an object is written (OpenAPI 3.1, Parameter Object). */
  readonly style: 'form' | 'simple' | 'label' | 'matrix' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';
  /** Whether each item of a list, or each property of an object, is sent by itself. */
  readonly explode: boolean;
  /** When the value is sent as JSON text. */
  readonly contentType: 'application/json' | undefined;
  /** What the documented request sends: one value, several for a repeated parameter or for an object, none when it is left out. */
  readonly sends: readonly NamedValue[];
  readonly origin: Span;
}

/** How a body is written on the wire. */
export type BodyKind = 'json' | 'urlencoded' | 'multipart' | 'text' | 'binary';

export interface Body {
  readonly kind: BodyKind;
  readonly contentType: string;
  readonly description: string | undefined;
  readonly required: boolean;
  readonly schema: CompiledSchema | undefined;
  /** What the documented request sends was made from the schema. */
  readonly made?: true;
  readonly origin: Span;
}

export interface FilePart {
  readonly name: string;
  readonly file: string;
  readonly contentType: string | undefined;
}

export interface Response {
  /** Of several the first, which the mock answers with. */
  readonly status: number;
  /** When it is documented for several statuses: `4XX` or the like, or `default` for those that nothing else documents. */
  readonly range: string | undefined;
  readonly description: string;
  /** Media type; undefined when the answer has no body to speak of. */
  readonly contentType: string | undefined;
  readonly readAs: 'json' | 'text' | 'none';
  /** Why there never is a body, as the beginning of a sentence; undefined for an answer that may have one. */
  readonly bodiless: string | undefined;
  readonly headers: readonly ResponseHeader[];
  /** Each must hold: what the response documents, and what a case adds. */
  readonly schemas: readonly CompiledSchema[];
  /** A body as it comes; text for `readAs: text`. */
  readonly example: Json | undefined;
  /** The example was made from the schema. */
  readonly made?: true;
  readonly origin: Span;
}

export interface ResponseHeader {
  readonly name: string;
  readonly description: string | undefined;
  readonly required: boolean;
  readonly schema: CompiledSchema | undefined;
  /** What the mock sends. */
  readonly example: string | undefined;
  /** The example was made from the schema. */
  readonly made?: true;
  readonly origin: Span;
}

/** One request to send, with everything that it sends and every check on its answer. */
export interface Request {
  readonly kind: 'documented' | 'case' | 'step' | 'refusal';
  /** What makes it this request and no other within the API: ids in collections are hashes of it. */
  readonly identity: readonly string[];
  readonly name: string;
  readonly description: string | undefined;
  readonly method: Method;
  readonly baseUrl: string;
  readonly path: string;
  /** Values may hold `{{variables}}`. */
  readonly pathValues: Readonly<Record<string, string>>;
  readonly query: readonly NamedValue[];
  readonly headers: readonly NamedValue[];
  readonly body: RequestBody | undefined;
  /** `token`: the API's. `basic`: the client's credentials. Else what is to be refused: a literal token, one that lacks a scope, or the credentials of another client, or with another secret. */
  readonly auth:
    | 'token'
    | 'basic'
    | 'none'
    | { readonly token: string }
    | { readonly without: string }
    | { readonly client: { readonly id: string } | { readonly secret: string } };
  /** For a refusal: what is broken. Those of one kind are checked in the same way. */
  readonly broken?: 'credentials' | 'scope' | 'parameters' | 'body' | 'token request';
  /** It changes nothing, although its method may. */
  readonly safe?: true;
  /** The ids of the endpoints after which it is sent. */
  readonly after?: readonly string[];
  /** It tries credentials that are wrong: never on a production environment, unless asked for. */
  readonly probe?: boolean;
  readonly expected: Response;
  readonly checks: readonly Check[];
  readonly origin: Span;
}

export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

export type RequestBody =
  | { readonly kind: 'json'; readonly contentType: string; readonly value: Json }
  | { readonly kind: 'text'; readonly contentType: string; readonly text: string }
  | { readonly kind: 'urlencoded'; readonly contentType: string; readonly fields: readonly NamedValue[] }
  | {
      readonly kind: 'multipart';
      readonly contentType: string;
      readonly fields: readonly NamedValue[];
      readonly files: readonly FilePart[];
    }
  | { readonly kind: 'binary'; readonly contentType: string; readonly file: string };

/** One thing that an answer is held to. `name` is the name of the test that reports it, unique within the request. */
export type Check = { readonly name: string; readonly origin: Span } & (
  | {
      readonly kind: 'status';
      readonly status: number;
      /** When any status of a range will do, such as `2XX`. */
      readonly range: string | undefined;
      readonly documented: readonly Pick<Response, 'status' | 'range' | 'description'>[];
    }
  | { readonly kind: 'contentType'; readonly contentType: string }
  | { readonly kind: 'header'; readonly header: ResponseHeader }
  | { readonly kind: 'body'; readonly schema: CompiledSchema; readonly readAs: 'json' | 'text' }
  | { readonly kind: 'time'; readonly milliseconds: number }
  | { readonly kind: 'equals'; readonly pointer: string; readonly value: Json; readonly readAs: 'json' | 'text' }
  | {
      readonly kind: 'capture';
      readonly variable: string;
      readonly from: { readonly pointer: string } | { readonly header: string };
      readonly readAs: 'json' | 'text';
    }
  /** `others` are statuses that are documented to mean something else: no range among the answers covers them. */
  | { readonly kind: 'refusal'; readonly answers: readonly Response[]; readonly others: readonly number[] }
  /** Any 4xx without a token; one that is documented is held to what is documented. */
  | { readonly kind: 'tokenRefusal'; readonly answers: readonly Response[] }
  | { readonly kind: 'own'; readonly code: string; readonly readAs: 'json' | 'text' }
);

/** How client assertions are made (RFC 7523). Texts may hold `{{variables}}`. */
export interface Assertion {
  readonly algorithm: 'RS256' | 'PS256' | 'ES256' | 'HS256';
  readonly audience: string;
  readonly keyId: string | undefined;
  /** The private key; undefined for `client_secret_jwt`, which signs with the client secret. */
  readonly key: string | undefined;
}

export interface Auth {
  readonly tokenUrl: string;
  readonly clientAuthentication: 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt' | 'private_key_jwt' | 'none';
  /** There for `client_secret_jwt` and `private_key_jwt`. */
  readonly assertion: Assertion | undefined;
  readonly basicEncoding: 'form' | 'raw';
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: readonly string[];
  readonly audience: string | undefined;
  readonly expiredToken: string | undefined;
  readonly parameters: readonly NamedValue[];
  readonly headers: readonly NamedValue[];
  /** Milliseconds. */
  readonly timeout: number;
  readonly attempts: number;
  /** Milliseconds before the expiry. */
  readonly refreshBefore: number;
  /** Statuses that say that the token is dead. */
  readonly refreshOn: readonly number[];
  readonly send: { readonly in: 'header' | 'query'; readonly name: string; readonly scheme: string };
  /** The token endpoint as a request that a person can send. */
  readonly token: Endpoint;
  readonly origin: Span;
}

export interface Environment {
  /** The name of its file without the ending. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'development' | 'test' | 'staging' | 'production';
  readonly description: string | undefined;
  /** Variables first, then secrets, each in the order of the spec. */
  readonly variables: readonly Variable[];
  readonly limits: Limits;
  readonly tls: Tls;
  /** The proxy of all requests of a run. */
  readonly proxy: ProxyAddress | undefined;
  readonly origin: Span;
}

/** How connections are secured. The files are there for runs only. */
export interface Tls {
  /** Certificate authorities that are trusted besides the known ones. */
  readonly ca: NamedFile | undefined;
  readonly clientCertificate:
    | {
        readonly certificate: NamedFile;
        readonly key: NamedFile;
        /** The variable of the process that holds the passphrase of the key. */
        readonly passphrase: string | undefined;
        readonly origin: Span;
      }
    | undefined;
  /** Whether the certificates of servers are verified. */
  readonly verify: boolean;
  readonly origin: Span;
}

/** A file, named as it is seen from the spec that names it. */
export interface NamedFile {
  readonly path: string;
  readonly origin: Span;
}

export interface ProxyAddress {
  /** Its address; it never holds a password. */
  readonly url: string | undefined;
  /** The variable of the process that holds the address. */
  readonly from: string | undefined;
  readonly origin: Span;
}

/** What a run asks of the server at most. */
export interface Limits {
  /** The least time between two requests, in ms. */
  readonly interval: number | undefined;
  /** How many requests are under way at once. */
  readonly concurrency: number | undefined;
}

export interface Variable {
  readonly name: string;
  readonly secret: boolean;
  /** Never there for a secret. */
  readonly value: string | undefined;
  readonly description: string | undefined;
  readonly required: boolean;
  /** The variable of the process that a run takes the value from. */
  readonly from: string | undefined;
  readonly example: string | undefined;
  readonly origin: Span;
}

export interface MockSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Milliseconds; undefined: as the documented answer of the token endpoint says. */
  readonly tokenLife: number | undefined;
}
