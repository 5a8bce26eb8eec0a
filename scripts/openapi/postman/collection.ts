import { isObject, type Json, type JsonObject, pointerTo } from '../../source/json.ts';

/** A name with a value: a header, a query parameter, a form field, a variable, an attribute of an auth block. */
export interface Field {
  readonly key: string;
  readonly value: string;
  readonly description: string | undefined;
  readonly disabled: boolean;
  /** `file` for a part of a form, `secret` for a variable. */
  readonly type: string | undefined;
  /** The file of a part of a form. */
  readonly src: string | undefined;
}

/** How a request shows who it is. */
export interface PostmanAuth {
  readonly type: string;
  readonly settings: ReadonlyMap<string, string>;
}

/** A saved answer. */
export interface SavedAnswer {
  readonly pointer: string;
  readonly name: string;
  readonly code: number | undefined;
  readonly headers: readonly Field[];
  readonly body: string;
}

export interface PostmanRequest {
  readonly name: string;
  /** The names of the folders that it is in, the outermost first. */
  readonly folders: readonly string[];
  readonly pointer: string;
  readonly method: string;
  readonly url: { readonly raw: string; readonly query: readonly Field[]; readonly variables: readonly Field[] };
  readonly headers: readonly Field[];
  readonly body: JsonObject | undefined;
  readonly description: string | undefined;
  /** Its own, or that of the nearest folder that has one; undefined when nothing is said. */
  readonly auth: PostmanAuth | undefined;
  readonly answers: readonly SavedAnswer[];
}

/** A script, which cannot be carried over. */
export interface PostmanScript {
  readonly pointer: string;
  readonly where: string;
}

export interface PostmanCollection {
  readonly name: string;
  readonly description: string | undefined;
  readonly variables: readonly Field[];
  readonly requests: readonly PostmanRequest[];
  readonly folders: ReadonlyMap<string, string>;
  readonly scripts: readonly PostmanScript[];
}

/** Whether a document is a Postman collection of the format 2.0 or 2.1, by its `info.schema`. */
export function isCollection(value: Json): value is JsonObject {
  const info = isObject(value) ? value['info'] : undefined;
  return isObject(info) && /schema\.(?:get)?postman\.com\/(?:json\/)?collection\/v2\.[01]\.0\//.test(String(info['schema'] ?? ''));
}

/** How folders are put into one name: the spec language has one level of them. */
export function folderName(folders: readonly string[]): string {
  return folders.join(' › ');
}

/** Reads a collection; what is not as the format asks for is as if it were not there. */
export function readCollection(value: JsonObject): PostmanCollection {
  const requests: PostmanRequest[] = [];
  const scripts: PostmanScript[] = [];
  const described = new Map<string, string>();
  const visit = (holder: JsonObject, pointer: string, folders: readonly string[], inherited: PostmanAuth | undefined): void => {
    const auth = authOf(holder['auth']) ?? inherited;
    scripts.push(...scriptsOf(holder, pointer, folderName(folders)));
    const description = textOf(holder['description']);
    if (folders.length > 0 && description !== undefined) described.set(folderName(folders), description);
    itemsOf(holder['item']).forEach((item, i) => {
      const at = pointerTo(pointerTo(pointer, 'item'), i);
      const name = String(item['name'] ?? '').trim() || 'Request';
      if (item['item'] !== undefined) visit(item, at, [...folders, name], auth);
      else {
        requests.push(requestOf(item, name, folders, at, auth));
        scripts.push(...scriptsOf(item, at, [...folders, name].join(' › ')));
      }
    });
  };
  visit(value, '', [], undefined);
  const info = value['info'] as JsonObject;
  return {
    name: String(info['name'] ?? '').trim() || 'API',
    description: textOf(info['description']),
    variables: fieldsOf(value['variable']),
    requests,
    folders: described,
    scripts,
  };
}

/** The variables of an environment file; undefined when it is none. */
export function readEnvironment(value: Json): { readonly name: string; readonly variables: readonly Field[] } | undefined {
  if (!isObject(value) || !Array.isArray(value['values'])) return undefined;
  return { name: String(value['name'] ?? 'Environment'), variables: fieldsOf(value['values']) };
}

function requestOf(
  item: JsonObject,
  name: string,
  folders: readonly string[],
  pointer: string,
  inherited: PostmanAuth | undefined,
): PostmanRequest {
  // A request may be written as its address alone.
  const request = isObject(item['request']) ? item['request'] : { url: item['request'] ?? '' };
  const url = isObject(request['url']) ? request['url'] : { raw: request['url'] ?? '' };
  const answers = itemsOf(item['response']).map((answer, i): SavedAnswer => {
    const code = Number(answer['code']);
    return {
      pointer: pointerTo(pointerTo(pointer, 'response'), i),
      name: String(answer['name'] ?? ''),
      code: Number.isInteger(code) && code >= 100 && code <= 599 ? code : undefined,
      headers: fieldsOf(answer['header']),
      body: typeof answer['body'] === 'string' ? answer['body'] : '',
    };
  });
  return {
    name,
    folders,
    pointer,
    method: String(request['method'] ?? 'GET').toUpperCase(),
    url: { raw: addressOf(url), query: fieldsOf(url['query']), variables: fieldsOf(url['variable']) },
    headers: fieldsOf(request['header']),
    body: isObject(request['body']) && request['body']['disabled'] !== true ? request['body'] : undefined,
    description: textOf(request['description']) ?? textOf(item['description']),
    auth: authOf(request['auth']) ?? inherited,
    answers,
  };
}

/** The address as it is written, or put together from its parts. */
function addressOf(url: JsonObject): string {
  if (typeof url['raw'] === 'string' && url['raw'] !== '') return url['raw'].trim();
  const joined = (key: string, by: string) =>
    Array.isArray(url[key]) ? (url[key] as readonly Json[]).map(String).join(by) : String(url[key] ?? '');
  const scheme = typeof url['protocol'] === 'string' ? `${url['protocol'].replace(/:.*$/, '')}://` : '';
  const port = typeof url['port'] === 'string' && url['port'] !== '' ? `:${url['port']}` : '';
  return `${scheme}${joined('host', '.')}${port}/${joined('path', '/')}`;
}

/** In version 2.1 the settings are a list, in 2.0 a map. */
function authOf(value: Json | undefined): PostmanAuth | undefined {
  if (!isObject(value) || typeof value['type'] !== 'string') return undefined;
  const { type } = value;
  const settings = value[type];
  const pairs = Array.isArray(settings)
    ? fieldsOf(settings).map(({ key, value: text }): [string, string] => [key, text])
    : Object.entries(isObject(settings) ? settings : {}).map(([key, text]): [string, string] => [key, String(text ?? '')]);
  return { type, settings: new Map(pairs) };
}

function fieldsOf(value: Json | undefined): Field[] {
  return itemsOf(value).flatMap((field) => {
    const key = field['key'] ?? field['id'];
    if (typeof key !== 'string' || key === '') return [];
    const given = field['value'];
    const src = Array.isArray(field['src']) ? field['src'][0] : field['src'];
    return [
      {
        key,
        value: given === undefined || given === null ? '' : typeof given === 'string' ? given : JSON.stringify(given),
        description: textOf(field['description']),
        disabled: field['disabled'] === true || field['enabled'] === false,
        type: typeof field['type'] === 'string' ? field['type'] : undefined,
        src: typeof src === 'string' ? src : undefined,
      },
    ];
  });
}

function scriptsOf(holder: JsonObject, pointer: string, where: string): PostmanScript[] {
  return itemsOf(holder['event']).flatMap((event, i) => {
    const script = isObject(event['script']) ? event['script'] : {};
    const lines = [script['exec'] ?? ''].flat().map(String);
    if (lines.every((line) => line.trim() === '')) return [];
    const kind = event['listen'] === 'prerequest' ? 'before the request' : 'test';
    return [{ pointer: pointerTo(pointerTo(pointer, 'event'), i), where: `${where || 'the collection'}, ${kind}` }];
  });
}

function itemsOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter((item) => isObject(item)) : [];
}

function textOf(value: Json | undefined): string | undefined {
  const text = isObject(value) ? value['content'] : value;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}
