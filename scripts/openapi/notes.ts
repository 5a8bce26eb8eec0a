import { compare } from '../source/problem.ts';
import type { Span } from '../source/source-file.ts';
import type { Node } from './documents.ts';

/**
 * What of a document could not be carried over, by kind: a heading for all of a kind, which says what became of it and what
 * there is to do.
 */
export const kinds = {
  'no-operation': 'documents that describe no operation; there is nothing to compile until endpoints/*.yaml has some',
  'reference-missing': 'references that lead nowhere; what they stand for is left out',
  'reference-remote': 'references to other servers, which are not fetched; put a copy of the file beside the document',
  'reference-cycle': 'references that lead back to themselves; they say nothing',
  method: 'methods that the spec language does not have; these operations are left out',
  path: 'paths that cannot be sent as they are written; their operations are left out',
  'no-success': 'operations without a documented success; an undescribed 2xx is added, so say what comes',
  webhook: 'webhooks, which are requests that the API itself sends; they are left out',
  callback: 'callbacks, which are requests that the API itself sends; they are left out',
  link: 'links between operations; write a flow in flows/ where one matters',
  'media-type': 'further media types; of several, the one that can be checked best is kept',
  'unchecked-body': 'answers whose media type has no schema that can be checked; only the status and headers are',
  bodiless: 'bodies of answers that have none (1xx, 204, 304); they are left out',
  'sent-body': 'request bodies that no example can be made of; a word of text is sent, so name a file under body.files',
  file: 'parts of a form that are files; a word of text is sent, so name a file under body.files',
  encoding: 'encodings of the parts of a form; the parts are sent as the media type says',
  xml: 'the form of XML bodies; they are not checked',
  security: 'alternative or unsupported ways to show who one is; the first that works is used',
  flow: 'OAuth flows with a person in them; put a token that you obtained into the environment',
  server: 'servers of single operations; a variable of the environment holds their address',
  'further-server': 'further servers of single operations; the first one is used',
  parameter: 'parameters that the spec language cannot say like that',
  style:
    'ways to write parameters and headers that the spec language does not have; the value is written plainly, and not checked where it is read',
  response: 'answers whose status is none',
  'example-invalid': 'examples that break their own schema, or that a spec would read as something else; they are left out or made anew',
  'example-further': 'further examples; the first that fits is kept, so write cases for those that matter',
  'example-external': 'examples in other places (externalValue), which are not fetched',
  'example-missing': 'values for which no example is given, and none could be made; give one, else they are not held to their schema',
  'example-secret': 'examples that look like keys or tokens; a spec holds no secret',
  discriminator: 'discriminators that are no constraint by themselves; the alternatives are told apart by their own schemas',
  'schema-keyword': 'schema keywords with no meaning in JSON Schema 2020-12',
  'schema-value': 'schema keywords whose value is not what JSON Schema 2020-12 asks for',
  'schema-sibling': 'keywords beside a $ref, which OpenAPI 2.0 and 3.0 ignore',
  'schema-not-a-schema': 'what stands where a schema should be, and is none',
  pattern: 'patterns that are no regular expression of ECMA-262; they are not checked',
  format: 'formats that nothing checks, because JSON Schema does not know them',
  script: 'scripts of the collection; Postern checks what is documented, and cases, flows and tests say the rest',
  'token-request': 'requests for a token; the collection gets its tokens by itself, and documents that request',
  'no-answer': 'requests without a saved answer; that they are answered with 200 is a guess, so say what comes',
  answer: 'saved answers that cannot be documented',
  'body-form': 'bodies that the spec language cannot say like that',
  'part-file': 'files that requests send; put them where the collection is run',
  disabled: 'headers and fields that are switched off; they are left out',
  variable: 'variables that are used or defined in a way that the spec language does not have',
  unused: 'components that no operation refers to; they are left out',
  about: 'what the document says of those who publish it; put into the description what readers should know',
  extension: 'extensions (x-…); their meaning is that of other tools',
} as const satisfies Record<string, string>;

export type NoteKind = keyof typeof kinds;

/** Something that could not be carried over, and where it stands. */
export interface Note {
  readonly kind: NoteKind;
  readonly file: string;
  readonly pointer: string;
  /** What it is, in a few words. */
  readonly detail: string;
}

/** Notes of one kind, in the order of the document. */
export interface NoteGroup {
  readonly kind: NoteKind;
  readonly notes: readonly Note[];
}

/** Collects notes; the same thing at the same place is noted once, however often it is referred to. */
export class Notes {
  readonly #all = new Map<string, Note>();

  readonly add = (kind: NoteKind, at: Pick<Node, 'file' | 'pointer'>, detail: string): void => {
    // What an extension means is the same everywhere: one place is enough for each.
    const key = kind === 'extension' ? `${kind} ${detail}` : `${kind} ${at.file}#${at.pointer} ${detail}`;
    if (!this.#all.has(key)) this.#all.set(key, { kind, file: at.file, pointer: at.pointer, detail });
  };

  get all(): Note[] {
    return [...this.#all.values()];
  }

  /** By kind, in the order of `kinds`. */
  get groups(): NoteGroup[] {
    const all = this.all;
    return (Object.keys(kinds) as NoteKind[])
      .map((kind) => ({ kind, notes: all.filter((note) => note.kind === kind) }))
      .filter(({ notes }) => notes.length > 0);
  }
}

/** A note with its place worked out. */
export interface PlacedNote extends Note {
  readonly span: Span | undefined;
}

/** Notes by their place. */
export function byPlace(notes: readonly Note[], locate: (note: Note) => Span | undefined): PlacedNote[] {
  const placed = notes.map((note) => ({ ...note, span: locate(note) }));
  return placed.sort((a, b) => compare(a.file, b.file) || (a.span?.start.offset ?? 0) - (b.span?.start.offset ?? 0));
}
