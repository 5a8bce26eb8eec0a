import { isObject, type Json, type JsonObject, pointerTo } from '../source/json.ts';
import type { Body, Described, Header, Media, Operation, Parameter, Response, Server } from './described.ts';
import { child, type Documents, entries, flag, items, members, type Node, text } from './documents.ts';
import type { Notes } from './notes.ts';
import { readInfo } from './read-info.ts';
import { methodOf, readOperations, type Shared } from './read-paths.ts';
import { readScheme2 } from './read-scheme-2.ts';
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
    ...readInfo(root, documents, notes),
    servers: serversOf(root),
    schemes: new Map(documents.entriesOf(child(root, 'securityDefinitions')).map(([name, scheme]) => [name, readScheme2(scheme)])),
    operations: readOperations(root, documents, notes, ['x-example', 'x-nullable'], (shared) => reader.operation(shared)),
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

/** The name of a media type, where it stands: in a list of the operation or of the document. */
interface TypeName {
  readonly node: Node;
  readonly type: string;
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
  #types(node: Node, key: 'consumes' | 'produces'): TypeName[] {
    return items(child(node, key) ?? child(this.#root, key)).map((each) => ({ node: each, type: String(each.value) }));
  }

  #parameter(node: Node): Parameter | undefined {
    const name = text(node, 'name');
    const place = text(node, 'in');
    if (place === 'body' || place === 'formData') return undefined;
    if (name === undefined || (place !== 'path' && place !== 'query' && place !== 'header')) {
      this.#notes.add('parameter', node, name === undefined ? 'it has no name' : `${name} in ${place ?? 'no place'}`);
      return undefined;
    }
    if (flag(node, 'allowEmptyValue')) this.#notes.add('parameter', node, `${name}: allowEmptyValue`);
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
      const own = { node: body, type: 'application/json' };
      const types = consumes.length === 0 ? [own] : consumes.filter(({ type }) => !isFormType(type));
      const schema = child(body, 'schema');
      const media = (types.length === 0 ? [own] : types).map((each): Media => ({ ...each, schema, examples: exampleOf(body) }));
      return { node: body, description: text(body, 'description'), required: flag(body, 'required'), media };
    }
    return form.length === 0 ? undefined : this.#form(node, form, consumes);
  }

  /** The fields of a form are parameters in 2.0; together they are a body with a schema. */
  #form(node: Node, form: readonly Node[], consumes: readonly TypeName[]): Body {
    const place = child(node, 'parameters') ?? node;
    const hasFile = form.some((field) => isObject(field.value) && field.value['type'] === 'file');
    const type = hasFile || consumes[0]?.type === 'multipart/form-data' ? 'multipart/form-data' : 'application/x-www-form-urlencoded';
    for (const other of consumes) if (isFormType(other.type) && other.type !== type) this.#notes.add('media-type', other.node, other.type);
    for (const field of form) {
      const format = text(field, 'collectionFormat');
      const isList = isObject(field.value) && field.value['type'] === 'array';
      if (isList && format !== 'multi')
        this.#notes.add('encoding', field, `${text(field, 'name') ?? ''}: collectionFormat ${format ?? 'csv'}`);
      if (flag(field, 'allowEmptyValue')) this.#notes.add('parameter', field, `${text(field, 'name') ?? ''}: allowEmptyValue`);
    }
    const properties = Object.fromEntries(form.map((field) => [text(field, 'name') ?? '', fieldSchema(field)]));
    const required = form.filter((field) => flag(field, 'required')).map((field) => text(field, 'name') ?? '');
    const schema: Node = {
      file: node.file,
      pointer: pointerTo(node.pointer, 'formData'),
      value: { type: 'object', properties: properties as JsonObject, ...(required.length > 0 ? { required } : {}) },
    };
    return { node: place, description: undefined, required: required.length > 0, media: [{ node: place, type, schema, examples: [] }] };
  }

  #response(status: string, place: Node, operation: Node): Response | undefined {
    const node = this.#documents.follow(place);
    if (!node) return undefined;
    const schema = child(node, 'schema');
    const examples = entries(child(node, 'examples'));
    const produces = this.#types(operation, 'produces');
    const others = examples.flatMap(([type]) => (produces.some((each) => each.type === type) ? [] : [{ node, type }]));
    const types = [...new Map([...produces, ...others].map((each) => [each.type, each])).values()];
    const named = types.length === 0 ? [{ node, type: 'application/json' }] : types;
    // A file may be of any type, whatever the list says that was made for all operations.
    const isFile = isObject(schema?.value) && schema.value['type'] === 'file';
    const media = isFile ? [{ node, type: '' }] : schema || examples.length > 0 ? named : [];
    return {
      status,
      place,
      node,
      description: text(node, 'description'),
      media: media.map(
        (each): Media => ({
          ...each,
          schema,
          examples: examples.filter(([of]) => of === each.type).map(([, example]) => example),
        }),
      ),
      headers: entries(child(node, 'headers')).map(([name, header]): Header => {
        const format = text(header, 'collectionFormat') ?? 'csv';
        if (format !== 'csv') this.#notes.add('style', header, `${name}: collectionFormat ${format}`);
        return {
          node: header,
          name,
          description: text(header, 'description'),
          required: false,
          schema: format === 'csv' ? schemaBeside(header) : undefined,
          examples: exampleOf(header),
        };
      }),
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

/** The same of a field of a form, with what people read of it. */
function fieldSchema(field: Node): Json {
  const description = text(field, 'description');
  const [example] = exampleOf(field);
  return {
    ...(schemaBeside(field).value as JsonObject),
    ...(description === undefined ? {} : { description }),
    ...(example === undefined ? {} : { example: example.value }),
  };
}

function isFormType(type: string): boolean {
  return /^(multipart\/|application\/x-www-form)/.test(type);
}

/** 2.0 has no word for it; `x-example` is what everyone writes. */
function exampleOf(node: Node): Node[] {
  return [child(node, 'x-example'), child(node, 'example')].flatMap((example) => example ?? []);
}
