import { isObject } from '../source/json.ts';
import type { Body, Described, Header, Media, Operation, Parameter, Response, Scheme, Server, Version } from './described.ts';
import { child, type Documents, entries, flag, items, members, type Node, text } from './documents.ts';
import { extensionKey } from './extension.ts';
import type { NoteKind, Notes } from './notes.ts';
import { readInfo } from './read-info.ts';
import { methodOf, readOperations, type Shared } from './read-paths.ts';
import { isKnownDialect } from './read-schema.ts';
import { readRequirements } from './read-security.ts';

/** Reads an OpenAPI document of version 3.0 or 3.1. */
export function read3(root: Node, version: Version, documents: Documents, notes: Notes): Described {
  const components = documents.follow(child(root, 'components'));
  const reader = new Reader3(documents, notes);
  for (const [name, webhook] of members(child(root, 'webhooks'))) notes.add('webhook', webhook, name);
  const dialect = child(root, 'jsonSchemaDialect');
  if (dialect && !isKnownDialect(String(dialect.value))) notes.add('schema-keyword', dialect, `jsonSchemaDialect ${String(dialect.value)}`);
  const servers = items(child(root, 'servers')).map(readServer);
  return {
    root,
    version,
    ...readInfo(root, documents, notes),
    servers,
    schemes: reader.schemes(child(components, 'securitySchemes')),
    operations: readOperations(root, documents, notes, [extensionKey], (shared) => reader.operation(shared)),
  };
}

class Reader3 {
  readonly #documents: Documents;
  readonly #notes: Notes;

  constructor(documents: Documents, notes: Notes) {
    this.#documents = documents;
    this.#notes = notes;
  }

  operation(shared: Shared): Operation {
    const { node, path, key, item, security } = shared;
    for (const [name, callback] of members(child(node, 'callbacks'))) this.#note('callback', callback, name);
    const servers = child(node, 'servers') ?? child(item, 'servers');
    return {
      ...shared.common,
      node,
      path,
      method: methodOf(key),
      parameters: shared.parameters.flatMap((parameter) => this.#parameter(parameter) ?? []),
      body: this.#body(this.#documents.follow(child(node, 'requestBody'))),
      responses: members(child(node, 'responses')).flatMap(([status, place]) => this.#response(status, place) ?? []),
      security: readRequirements(child(node, 'security')) ?? security,
      servers: servers && items(servers).length > 0 ? items(servers).map(readServer) : undefined,
    };
  }

  schemes(node: Node | undefined): Map<string, Scheme> {
    return new Map(this.#documents.entriesOf(node).map(([name, scheme]) => [name, readScheme(scheme)]));
  }

  #parameter(node: Node): Parameter | undefined {
    const name = text(node, 'name');
    const place = text(node, 'in');
    if (name === undefined || (place !== 'path' && place !== 'query' && place !== 'header' && place !== 'cookie')) {
      this.#note('parameter', node, name === undefined ? 'it has no name' : `${name} in ${place ?? 'no place'}`);
      return undefined;
    }
    const explode = isObject(node.value) ? node.value['explode'] : undefined;
    const [content, ...others] = this.#media(child(node, 'content'));
    for (const other of others) this.#note('media-type', other.node, other.type);
    if (flag(node, 'allowEmptyValue')) this.#note('parameter', node, `${name}: allowEmptyValue`);
    return {
      node,
      in: place,
      name,
      description: text(node, 'description'),
      required: flag(node, 'required'),
      deprecated: flag(node, 'deprecated'),
      schema: content ? content.schema : child(node, 'schema'),
      examples: [...(content?.examples ?? []), ...this.#examples(node)],
      style: text(node, 'style'),
      explode: typeof explode === 'boolean' ? explode : undefined,
      contentType: content?.type,
    };
  }

  #body(node: Node | undefined): Body | undefined {
    if (!node) return undefined;
    const media = this.#media(child(node, 'content'));
    return media.length === 0 ? undefined : { node, description: text(node, 'description'), required: flag(node, 'required'), media };
  }

  #response(status: string, place: Node): Response | undefined {
    const node = this.#documents.follow(place);
    if (!node) return undefined;
    for (const [name, link] of members(child(node, 'links'))) this.#note('link', link, name);
    const headers = this.#documents.entriesOf(child(node, 'headers')).map(([name, header]): Header => {
      const [content] = this.#media(child(header, 'content'));
      if (content) this.#note('style', content.node, `${name}: ${content.type} in a header`);
      return {
        node: header,
        name,
        description: text(header, 'description'),
        required: flag(header, 'required'),
        schema: content ? undefined : child(header, 'schema'),
        examples: this.#examples(header),
      };
    });
    return { status, place, node, description: text(node, 'description'), media: this.#media(child(node, 'content')), headers };
  }

  #media(content: Node | undefined): Media[] {
    return entries(content).map(([type, node]) => {
      for (const [name, encoding] of entries(child(node, 'encoding'))) this.#note('encoding', encoding, `${name}: ${said(encoding)}`);
      return { node, type, schema: child(node, 'schema'), examples: this.#examples(node) };
    });
  }

  /** `example`, then the values of `examples`. */
  #examples(node: Node): Node[] {
    const example = child(node, 'example');
    const named = this.#documents.entriesOf(child(node, 'examples')).flatMap(([name, each]) => {
      const value = child(each, 'value');
      if (!value && child(each, 'externalValue')) this.#note('example-external', each, name);
      return value ?? [];
    });
    return (example ? [example, ...named] : named).map((each) => this.#meant(each));
  }

  /** A value that is a lone reference is not one to OpenAPI, and is meant as one: to an example, or to a value. */
  #meant(example: Node): Node {
    const isReference = isObject(example.value) && typeof example.value['$ref'] === 'string' && Object.keys(example.value).length === 1;
    const target = isReference ? this.#documents.follow(example) : undefined;
    return (/^\/components\/examples\/[^/]+$/.test(target?.pointer ?? '') ? child(target, 'value') : target) ?? example;
  }

  #note(kind: NoteKind, at: Node, detail: string): void {
    this.#notes.add(kind, at, detail);
  }
}

/** What an Encoding Object says, in short. */
function said(encoding: Node): string {
  return entries(encoding)
    .map(([key, { value }]) => (typeof value === 'object' ? key : `${key} ${value}`))
    .join(', ');
}

/** A server with the defaults of its variables in its address. */
function readServer(node: Node): Server {
  const variables = entries(child(node, 'variables')).map(([name, variable]) => ({
    name,
    value: String(isObject(variable.value) ? (variable.value['default'] ?? '') : ''),
    choices: items(child(variable, 'enum')).map(({ value }) => String(value)),
    description: text(variable, 'description'),
  }));
  const url = (text(node, 'url') ?? '/').replace(
    /\{([^{}]+)\}/g,
    (all, name) => variables.find((each) => each.name === name)?.value ?? all,
  );
  return { node, url, description: text(node, 'description') ?? text(node, 'name'), variables };
}

function readScheme(node: Node): Scheme {
  const description = text(node, 'description');
  const type = text(node, 'type');
  if (type === 'apiKey') {
    const place = text(node, 'in');
    const name = text(node, 'name');
    if (name !== undefined && (place === 'header' || place === 'query' || place === 'cookie'))
      return { kind: 'key', node, in: place, name, description };
  }
  if (type === 'http') {
    const scheme = text(node, 'scheme')?.toLowerCase();
    if (scheme === 'bearer' || scheme === 'basic') return { kind: scheme, node, description, flow: undefined };
    return { kind: 'unsupported', node, reason: `the HTTP scheme ${scheme ?? 'without a name'}` };
  }
  if (type === 'oauth2') {
    const flows = child(node, 'flows');
    const own = child(flows, 'clientCredentials');
    const tokenUrl = text(own, 'tokenUrl');
    if (own && tokenUrl !== undefined)
      return { kind: 'token', node: own, tokenUrl, scopes: entries(child(own, 'scopes')).map(([scope]) => scope), description };
    const [flow] = members(flows);
    return { kind: 'bearer', node: flow?.[1] ?? node, description, flow: flow?.[0] ?? 'none' };
  }
  if (type === 'openIdConnect') return { kind: 'bearer', node, description, flow: 'openIdConnect' };
  return { kind: 'unsupported', node, reason: type ?? 'no type' };
}
