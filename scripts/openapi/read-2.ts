import { isObject, type Json, type JsonObject, pointerTo } from '../source/json.ts';
import type { Body, Described, Header, Media, Operation, Parameter, Response, Scheme, Server } from './described.ts';
import { child, type Documents, entries, flag, items, members, type Node, text } from './documents.ts';
import type { Notes } from './notes.ts';
import { readInfo } from './read-info.ts';
import { methodOf, readOperations, type Shared } from './read-paths.ts';
import { readRequirements } from './read-security.ts';

/** The keywords of a schema that stand beside the rest of a parameter or header. */
const schemaKeys = new Set(
  'type format items default maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems enum multipleOf'.split(
    ' ',
  ),
);

/** Reads an OpenAPI 2.0 (Swagger) document. */
export function read2(root: Node, documents: Documents, notes: Notes): Described {
  const reader = new Reader2(root, documents, notes);
  return {
    root,
    version: '2.0',
    ...readInfo(root, documents),
    servers: serversOf(root),
    schemes: new Map(documents.entriesOf(child(root, 'securityDefinitions')).map(([name, scheme]) => [name, readScheme(scheme)])),
    operations: readOperations(root, documents, notes, (shared) => reader.operation(shared)),
  };
}

/** One for each scheme; `host` and `basePath` are the rest of the address. */
function serversOf(root: Node): Server[] {
  const host = text(root, 'host');
  const path = (text(root, 'basePath') ?? '/').replace(/\/+$/, '');
  const schemes = items(child(root, 'schemes')).map(({ value }) => String(value));
  const usable = schemes.filter((scheme) => scheme === 'https' || scheme === 'http').sort((a, b) => b.length - a.length);
  const node = child(root, 'host') ?? child(root, 'basePath') ?? root;
  if (host === undefined) return path === '' ? [] : [{ node, url: path, description: undefined, variables: [] }];
  // The same server by two ways: the safe one is used.
  return [{ node, url: `${usable[0] ?? 'https'}://${host}${path}`, description: undefined, variables: [] }];
}

class Reader2 {
  readonly #root: Node;
  readonly #documents: Documents;
  readonly #notes: Notes;

  constructor(root: Node, documents: Documents, notes: Notes) {
    this.#root = root;
    this.#documents = documents;
    this.#notes = notes;
  }

  operation(shared: Shared): Operation {
    const { node, path, key, security, parameters } = shared;
    const of = (place: string) => parameters.filter((parameter) => text(parameter, 'in') === place);
    return {
      ...shared.common,
      node,
      path,
      method: methodOf(key),
      parameters: parameters.flatMap((parameter) => this.#parameter(parameter) ?? []),
      body: this.#body(node, of('body')[0], of('formData')),
      responses: members(child(node, 'responses')).flatMap(([status, place]) => this.#response(status, place, node) ?? []),
      security: readRequirements(child(node, 'security')) ?? security,
      servers: undefined,
    };
  }

  /** What an operation takes or gives: its own list, else that of the document. */
  #types(node: Node, key: 'consumes' | 'produces'): string[] {
    return items(child(node, key) ?? child(this.#root, key)).map(({ value }) => String(value));
  }

  #parameter(node: Node): Parameter | undefined {
    const name = text(node, 'name');
    const place = text(node, 'in');
    if (place === 'body' || place === 'formData') return undefined;
    if (name === undefined || (place !== 'path' && place !== 'query' && place !== 'header')) {
      this.#notes.add('parameter', node, name === undefined ? 'it has no name' : `${name} in ${place ?? 'no place'}`);
      return undefined;
    }
    const format = text(node, 'collectionFormat');
    const isList = isObject(node.value) && node.value['type'] === 'array';
    return {
      node,
      in: place,
      name,
      description: text(node, 'description'),
      required: flag(node, 'required'),
      deprecated: false,
      schema: schemaBeside(node),
      examples: exampleOf(node),
      ...(isList ? this.#collection(format, place, node) : { style: undefined, explode: undefined }),
      contentType: undefined,
    };
  }

  /** `collectionFormat` in the words of OpenAPI 3. */
  #collection(format: string | undefined, place: string, node: Node): { style: string | undefined; explode: boolean | undefined } {
    if (format === 'multi') return { style: 'form', explode: true };
    if (format === 'ssv') return { style: 'spaceDelimited', explode: false };
    if (format === 'pipes') return { style: 'pipeDelimited', explode: false };
    if (format === 'tsv') this.#notes.add('style', node, 'collectionFormat tsv');
    return place === 'query' ? { style: 'form', explode: false } : { style: undefined, explode: undefined };
  }

  #body(node: Node, body: Node | undefined, form: readonly Node[]): Body | undefined {
    const consumes = this.#types(node, 'consumes');
    if (body) {
      const types =
        consumes.length === 0 ? ['application/json'] : consumes.filter((type) => !/^(multipart\/|application\/x-www-form)/.test(type));
      const schema = child(body, 'schema');
      const media = (types.length === 0 ? ['application/json'] : types).map(
        (type): Media => ({ node: body, type, schema, examples: exampleOf(body) }),
      );
      return { node: body, description: text(body, 'description'), required: flag(body, 'required'), media };
    }
    if (form.length === 0) return undefined;
    const hasFile = form.some((field) => isObject(field.value) && field.value['type'] === 'file');
    const type = hasFile || consumes[0] === 'multipart/form-data' ? 'multipart/form-data' : 'application/x-www-form-urlencoded';
    const properties = Object.fromEntries(form.map((field) => [text(field, 'name') ?? '', schemaBeside(field).value]));
    const required = form.filter((field) => flag(field, 'required')).map((field) => text(field, 'name') ?? '');
    const schema: Node = {
      file: node.file,
      pointer: pointerTo(node.pointer, 'formData'),
      value: { type: 'object', properties: properties as JsonObject, ...(required.length > 0 ? { required } : {}) },
    };
    const place = child(node, 'parameters') ?? node;
    return { node: place, description: undefined, required: required.length > 0, media: [{ node: place, type, schema, examples: [] }] };
  }

  #response(status: string, place: Node, operation: Node): Response | undefined {
    const node = this.#documents.follow(place);
    if (!node) return undefined;
    const schema = child(node, 'schema');
    const examples = entries(child(node, 'examples'));
    const produces = this.#types(operation, 'produces');
    const types = [...new Set([...produces, ...examples.map(([type]) => type)])];
    const named = types.length === 0 ? ['application/json'] : types;
    const media = schema || examples.length > 0 ? named : [];
    return {
      status,
      place,
      node,
      description: text(node, 'description'),
      media: media.map((type) => ({ node, type, schema, examples: examples.filter(([of]) => of === type).map(([, example]) => example) })),
      headers: entries(child(node, 'headers')).map(
        ([name, header]): Header => ({
          node: header,
          name,
          description: text(header, 'description'),
          required: false,
          schema: schemaBeside(header),
          examples: exampleOf(header),
        }),
      ),
    };
  }
}

/** The schema that stands among the members of a parameter or header. */
function schemaBeside(node: Node): Node {
  const value: Record<string, Json> = {};
  for (const [key, member] of Object.entries(isObject(node.value) ? node.value : {}))
    if (schemaKeys.has(key) || key === 'x-nullable') value[key] = member;
  // Not the node's own pointer: what is read as a schema takes the place of what stands there.
  return { file: node.file, pointer: pointerTo(node.pointer, 'schema'), value };
}

/** 2.0 has no word for it; `x-example` is what everyone writes. */
function exampleOf(node: Node): Node[] {
  return [child(node, 'x-example'), child(node, 'example')].flatMap((example) => example ?? []);
}

function readScheme(node: Node): Scheme {
  const description = text(node, 'description');
  const type = text(node, 'type');
  if (type === 'basic') return { kind: 'basic', node, description, flow: undefined };
  if (type === 'apiKey') {
    const place = text(node, 'in');
    const name = text(node, 'name');
    if (name !== undefined && (place === 'header' || place === 'query')) return { kind: 'key', node, in: place, name, description };
  }
  if (type === 'oauth2') {
    const flow = text(node, 'flow');
    const tokenUrl = text(node, 'tokenUrl');
    if (flow === 'application' && tokenUrl !== undefined)
      return { kind: 'token', node, tokenUrl, scopes: members(child(node, 'scopes')).map(([scope]) => scope), description };
    return { kind: 'bearer', node, description, flow: flow ?? 'none' };
  }
  return { kind: 'unsupported', node, reason: type ?? 'no type' };
}
