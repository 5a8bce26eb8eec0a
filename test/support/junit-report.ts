// JUnit XML as CI systems read it: with a parser, not with regular expressions.

import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** A test case of a report; attributes as they are written. */
export type JunitCase = {
  readonly classname: string;
  readonly name: string;
  readonly file: string;
  readonly line: string;
  readonly time?: string;
  /** The attribute and the text of its failure. */
  readonly failure?: { readonly message: string; readonly text: string };
  readonly skipped: boolean;
};

/** A suite of a report: what it says of itself, and what it holds. */
export type JunitSuite = {
  readonly name: string;
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
  readonly time: number;
  readonly properties: readonly (readonly [name: string, value: string])[];
  readonly cases: readonly JunitCase[];
};

/** What no XML 1.0 document may hold, not even as a reference (section 2.2, Char). */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

type Parsed = { readonly '@'?: Readonly<Record<string, string>> };
type ParsedSuite = Parsed & { readonly properties?: { readonly property?: readonly Parsed[] }; readonly testcase?: readonly ParsedCase[] };
type ParsedCase = Parsed & {
  readonly failure?: readonly (Parsed & { readonly '#text'?: string })[];
  readonly skipped?: readonly unknown[];
};

/** Reads a report. Throws when it is not well-formed, or when a case has more than one outcome. */
export function readJunit(xml: string): JunitSuite[] {
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw new Error(`line ${valid.err.line}: ${valid.err.msg}`);
  const written = forbidden.exec(xml);
  if (written) throw new Error(`U+${written[0].codePointAt(0)?.toString(16)} cannot stand in XML`);
  for (const [reference, hex, decimal] of xml.matchAll(/&#(?:x([0-9a-f]+)|([0-9]+));/gi)) {
    const character = String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal));
    if (forbidden.test(character)) throw new Error(`${reference} cannot stand in XML`);
  }
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributesGroupName: '@',
    attributeNamePrefix: '',
    parseAttributeValue: false,
    parseTagValue: false,
    trimValues: false,
    htmlEntities: true,
    isArray: (name) => ['testsuite', 'property', 'testcase', 'failure', 'skipped'].includes(name),
  });
  const { testsuites } = parser.parse(xml) as { testsuites: { testsuite?: readonly ParsedSuite[] } };
  return (testsuites.testsuite ?? []).map(({ '@': suite = {}, properties, testcase = [] }) => ({
    name: suite['name'] ?? '',
    tests: Number(suite['tests']),
    failures: Number(suite['failures']),
    errors: Number(suite['errors']),
    skipped: Number(suite['skipped']),
    time: Number(suite['time']),
    properties: (properties?.property ?? []).map(({ '@': property = {} }) => [property['name'] ?? '', property['value'] ?? ''] as const),
    cases: testcase.map(readCase),
  }));
}

function readCase({ '@': attributes = {}, failure = [], skipped = [] }: ParsedCase): JunitCase {
  if (failure.length + skipped.length > 1) throw new Error(`${attributes['name']} has more than one outcome`);
  const [failed] = failure;
  return {
    ...(attributes as { classname: string; name: string; file: string; line: string }),
    ...(failed ? { failure: { message: failed['@']?.['message'] ?? '', text: failed['#text'] ?? '' } } : {}),
    skipped: skipped.length > 0,
  };
}
