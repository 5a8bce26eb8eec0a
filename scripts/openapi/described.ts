import type { Node } from './documents.ts';

/** What an OpenAPI document of any version describes, in one form. Each part knows where in the document it stands. */
export interface Described {
  readonly root: Node;
  readonly version: Version;
  readonly title: string;
  readonly apiVersion: string | undefined;
  readonly description: string | undefined;
  readonly tags: readonly Tag[];
  readonly servers: readonly Server[];
  readonly schemes: ReadonlyMap<string, Scheme>;
  readonly operations: readonly Operation[];
}

export type Version = '2.0' | '3.0' | '3.1';

export interface Tag {
  readonly node: Node;
  readonly name: string;
  readonly description: string | undefined;
}

export interface Server {
  readonly node: Node;
  /** With the defaults of its variables filled in; it may be relative. */
  readonly url: string;
  readonly description: string | undefined;
  readonly variables: readonly ServerVariable[];
}

export interface ServerVariable {
  readonly name: string;
  readonly value: string;
  readonly choices: readonly string[];
  readonly description: string | undefined;
}

export interface Operation {
  readonly node: Node;
  readonly path: string;
  /** In capitals. */
  readonly method: string;
  readonly operationId: string | undefined;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly deprecated: boolean;
  readonly tags: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly body: Body | undefined;
  readonly responses: readonly Response[];
  /** The alternatives; one without schemes asks for nothing. Undefined when the document says nothing of it. */
  readonly security: readonly Requirement[] | undefined;
  /** The servers of this operation, where they are not those of the document. */
  readonly servers: readonly Server[] | undefined;
}

/** Names of schemes, with the scopes that are needed: all of them together. */
export interface Requirement {
  readonly node: Node;
  readonly schemes: ReadonlyMap<string, readonly string[]>;
}

export interface Parameter {
  readonly node: Node;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly name: string;
  readonly description: string | undefined;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly schema: Node | undefined;
  readonly examples: readonly Node[];
  readonly style: string | undefined;
  readonly explode: boolean | undefined;
  /** For a parameter that is described by its content. */
  readonly contentType: string | undefined;
}

export interface Media {
  readonly node: Node;
  readonly type: string;
  readonly schema: Node | undefined;
  readonly examples: readonly Node[];
}

export interface Body {
  readonly node: Node;
  readonly description: string | undefined;
  readonly required: boolean;
  readonly media: readonly Media[];
}

export interface Response {
  /** As the document writes it: "200", "4XX", "default". */
  readonly status: string;
  /** Where it stands, a reference not followed; and what it says. */
  readonly place: Node;
  readonly node: Node;
  readonly description: string | undefined;
  readonly media: readonly Media[];
  readonly headers: readonly Header[];
}

export interface Header {
  readonly node: Node;
  readonly name: string;
  readonly description: string | undefined;
  readonly required: boolean;
  readonly schema: Node | undefined;
  readonly examples: readonly Node[];
}

/** A security scheme that can be used, or one that cannot. */
export type Scheme =
  | {
      readonly kind: 'token';
      readonly node: Node;
      readonly tokenUrl: string;
      readonly scopes: readonly string[];
      readonly description: string | undefined;
    }
  | {
      readonly kind: 'key';
      readonly node: Node;
      readonly in: 'header' | 'query' | 'cookie';
      readonly name: string;
      readonly description: string | undefined;
    }
  | { readonly kind: 'bearer' | 'basic'; readonly node: Node; readonly description: string | undefined; readonly flow: string | undefined }
  | { readonly kind: 'unsupported'; readonly node: Node; readonly reason: string };
