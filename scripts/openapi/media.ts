import type { Media } from './described.ts';

/** How a body of a media type is read: `form` has fields, `bytes` nobody looks into. */
export type MediaKind = 'json' | 'form' | 'text' | 'xml' | 'bytes';

/** The media type without parameters, in small letters. */
function bare(type: string): string {
  return (type.split(';')[0] ?? '').trim().toLowerCase();
}

export function kindOf(type: string): MediaKind {
  const name = bare(type);
  if (/[/+]json$/.test(name) || name === '*/*' || name === 'application/*') return 'json';
  if (name === 'application/x-www-form-urlencoded' || name === 'multipart/form-data') return 'form';
  if (/[/+]xml$/.test(name)) return 'xml';
  return name.startsWith('text/') || /[/+](yaml|x-ndjson|jsonl|json-seq|graphql|javascript)$/.test(name) ? 'text' : 'bytes';
}

/** The type as it is sent: a range of types is JSON, which is what those who write one mean. */
export function sentType(type: string): string {
  return /\*/.test(bare(type)) ? (kindOf(type) === 'json' ? 'application/json' : bare(type).replace('*', 'plain')) : type;
}

/** The one of several media types that can be checked best: JSON first, then what is read as text. */
export function bestOf(media: readonly Media[]): Media | undefined {
  const rank = ({ type }: Media) => {
    if (bare(type) === 'application/json') return 0;
    return { json: 1, form: 2, text: 3, bytes: 4, xml: 5 }[kindOf(type)];
  };
  return [...media].sort((a, b) => rank(a) - rank(b))[0];
}
