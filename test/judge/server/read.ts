import type { Operation, ParameterRule } from './operations.ts';
import type { Call, Json } from './types.ts';

/** The value of a parameter as its type asks for; undefined when it is not there. */
export function readParameter(rule: ParameterRule, url: URL, headers: Call['headers'], path: Call['path']): Json | undefined {
  if (rule.in === 'header') return headers[rule.name];
  if (rule.in === 'path') return path[rule.name];
  const all = url.searchParams.getAll(rule.name);
  if (all.length === 0) return undefined;
  if (rule.read === 'list') return all;
  const [text = ''] = all;
  return (rule.read === 'integer' || rule.read === 'number') && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

export interface ReadBody {
  readonly value: Json | undefined;
  readonly files: Call['files'];
}

/** The body as the operation takes it; undefined when it cannot be read as that. */
export function readBody(operation: Operation, contentType: string, bytes: Buffer): ReadBody | undefined {
  const type = operation.body?.type ?? '';
  if (type === 'application/x-www-form-urlencoded') {
    const fields = [...new URLSearchParams(bytes.toString('utf8'))];
    return {
      value: Object.fromEntries(fields.map(([name, value]) => [name, name === 'days' && /^-?\d+$/.test(value) ? Number(value) : value])),
      files: [],
    };
  }
  if (type === 'multipart/form-data') return readMultipart(contentType, bytes);
  try {
    return { value: JSON.parse(bytes.toString('utf8')) as Json, files: [] };
  } catch {
    return undefined;
  }
}

function readMultipart(contentType: string, bytes: Buffer): ReadBody | undefined {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return undefined;
  const fields: Record<string, string> = {};
  const files: { name: string; type: string; bytes: Buffer }[] = [];
  for (const part of bytes.toString('latin1').split(`--${boundary}`).slice(1, -1)) {
    const [head = '', ...rest] = part.replace(/^\r\n/, '').split('\r\n\r\n');
    const content = Buffer.from(rest.join('\r\n\r\n').replace(/\r\n$/, ''), 'latin1');
    const name = /\bname="([^"]*)"/i.exec(head)?.[1] ?? '';
    if (/filename=/i.test(head))
      files.push({ name, type: /content-type:\s*(\S+)/i.exec(head)?.[1] ?? 'application/octet-stream', bytes: content });
    else fields[name] = content.toString('utf8');
  }
  return { value: fields, files };
}
