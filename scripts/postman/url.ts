import type { Endpoint, Parameter, Request } from '../model/model.ts';
import type { CollectionKind, CollectionUrl, Entry } from './collection-types.ts';

/**
 * The address of a request. Postman encodes what can never stand in a URL (spaces, quotes, letters beyond ASCII) and
 * leaves what could be meant (`%`, `/`, `?`, `&`, `+`, `#`): in a value none of these is meant, so they are encoded here.
 */
export function urlOf(request: Request, endpoint: Endpoint, kind: CollectionKind): CollectionUrl {
  const base = splitBase(request.baseUrl);
  const segments: string[] = [...base.path];
  const variable: Entry[] = [];
  for (const segment of request.path === '' ? [] : request.path.slice(1).split('/')) {
    const whole = /^\{([^{}]+)\}$/.exec(segment);
    const name = whole?.[1];
    if (name !== undefined && Object.hasOwn(request.pathValues, name)) {
      segments.push(`:${name}`);
      variable.push({
        key: name,
        value: encodeValue(request.pathValues[name] ?? '', /[%/?#\\]/g),
        ...(kind === 'contract' ? {} : describe(find(endpoint, 'path', name))),
      });
    } else {
      // Postman knows path variables that fill a whole segment only: part of one is written in place.
      segments.push(
        segment.replace(/(?<!\{)\{([^{}]+)\}(?!\})/g, (_, key: string) => encodeValue(request.pathValues[key] ?? '', /[%/?#\\:]/g)),
      );
    }
  }
  const query = queryOf(request, endpoint, kind);
  const raw = [
    base.origin,
    ...segments.map((segment) => `/${segment}`),
    query.some((entry) => !entry.disabled)
      ? `?${query
          .filter((entry) => !entry.disabled)
          .map((entry) => `${entry.key}=${entry.value}`)
          .join('&')}`
      : '',
  ].join('');
  return {
    raw,
    ...(base.protocol === undefined ? {} : { protocol: base.protocol }),
    host: base.host,
    ...(base.port === undefined ? {} : { port: base.port }),
    ...(segments.length > 0 ? { path: segments } : {}),
    ...(query.length > 0 ? { query } : {}),
    ...(variable.length > 0 ? { variable } : {}),
  };
}

/** What is sent, and for people after it, switched off, what could be sent. */
function queryOf(request: Request, endpoint: Endpoint, kind: CollectionKind): Entry[] {
  const sent = request.query.map(
    ({ name, value }): Entry => ({
      key: encodeValue(name, /[%&=+#]/g),
      value: encodeValue(value, /[%&+#]/g),
      ...(kind === 'contract' ? {} : describe(find(endpoint, 'query', name))),
    }),
  );
  if (kind === 'contract') return sent;
  const names = new Set(request.query.map(({ name }) => name));
  const unused = endpoint.parameters.filter(
    (parameter) => parameter.in === 'query' && !names.has(parameter.name) && parameter.sends.length === 0,
  );
  return [
    ...sent,
    ...unused.map(
      (parameter): Entry => ({ key: encodeValue(parameter.name, /[%&=+#]/g), value: '', ...describe(parameter), disabled: true }),
    ),
  ];
}

function splitBase(baseUrl: string): { origin: string; protocol?: string; host: string[]; port?: string; path: string[] } {
  const match = /^(?:(https?):\/\/)?((?:\{\{[^{}]*\}\}|[^/:])+)(?::(\d+|\{\{[^{}]*\}\}))?(\/.*)?$/i.exec(baseUrl);
  const [, protocol, host = baseUrl, port, path = ''] = match ?? [];
  return {
    origin: `${protocol === undefined ? '' : `${protocol}://`}${host}${port === undefined ? '' : `:${port}`}`,
    ...(protocol === undefined ? {} : { protocol }),
    host: host.startsWith('{{') ? [host] : host.split('.'),
    ...(port === undefined ? {} : { port }),
    path: path === '' ? [] : path.slice(1).split('/'),
  };
}

/** `text` with the `unsafe` characters percent-encoded, outside of `{{variables}}`. */
function encodeValue(text: string, unsafe: RegExp): string {
  if (text.search(unsafe) < 0) return text;
  return text
    .split(/(\{\{[^{}]*\}\})/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(unsafe, encodeURIComponent)))
    .join('');
}

function find(endpoint: Endpoint, place: Parameter['in'], name: string): Parameter | undefined {
  return endpoint.parameters.find((parameter) => parameter.in === place && parameter.name === name);
}

function describe(parameter: Parameter | undefined): { description?: string } {
  if (!parameter?.description) return {};
  return { description: `${parameter.description}${parameter.required && parameter.in !== 'path' ? ' Required.' : ''}` };
}
