import { withoutSecretForms } from './secrets.ts';

/**
 * Every problem that a user can be told of: its code, how much it weighs, and its sentence. The codes are closed, the
 * sentences may get better at any time: tests pin codes and places.
 */
type Args = Readonly<Record<string, string | number | undefined>>;

/** More of a text from a spec than this is not repeated, in UTF-16 units. */
const longest = 400;

interface Entry {
  readonly severity: 'error' | 'warning';
  readonly text: (args: never) => string;
}

const error = <A extends Args>(text: (args: A) => string) => ({ severity: 'error', text }) as const;
const warning = <A extends Args>(text: (args: A) => string) => ({ severity: 'warning', text }) as const;
const meant = (suggestion: string | undefined) => (suggestion === undefined ? '' : `; did you mean "${suggestion}"?`);

const entries = {
  // Reading a file
  'yaml-syntax': error((a: { reason: string }) => `this is not YAML: ${a.reason}`),
  'tab-indent': error((_: Record<never, never>) => 'a tab indents this line; YAML is indented with spaces'),
  'duplicate-key': error((a: { key: string }) => `the key "${a.key}" is already in this map; only one of the two can count`),
  'several-documents': error((_: Record<never, never>) => 'a second YAML document begins here; a spec is one document in one file'),
  'empty-file': error((_: Record<never, never>) => 'the file is empty'),
  'too-deep': error((a: { most: number }) => `maps and lists are nested more than ${a.most} levels deep; no spec needs that`),
  'yaml-key': error((_: Record<never, never>) => 'a key is a word here; put it in quotes if it is meant to be one'),
  'yaml-tag': error(
    (_: Record<never, never>) => 'this is a tag (!…), which specs do without; a text that begins with "!" has to be in quotes',
  ),
  'merge-key': error((_: Record<never, never>) => '"<<" does not merge in YAML 1.2; share with $ref: file.yaml#/pointer'),
  'number-imprecise': error(
    (a: { value: string }) => `this number would become ${a.value}; put it in quotes, or write one with fewer digits`,
  ),
  'number-infinite': error((_: Record<never, never>) => 'JSON has no such number; put it in quotes if it is meant to be a text'),
  'number-form': error(
    (a: { value: number }) => `YAML reads the number ${a.value} here; write it like that, or put it in quotes if it is meant to be a text`,
  ),
  'alias-unknown': error(
    (_: Record<never, never>) =>
      'this is an alias (*…), and no anchor (&…) of that name stands before it; a text that begins with "*" has to be in quotes',
  ),
  'alias-cycle': error((a: { name: string }) => `the alias *${a.name} stands inside of the very thing that it stands for; take it out`),
  'alias-bomb': error((a: { most: number }) => `the aliases in this file stand for more than ${thousands(a.most)} values; repeat less`),

  // An OpenAPI document
  'document-unreadable': error((a: { reason: string }) => `the document cannot be read: ${a.reason}`),
  'not-openapi': error(
    (_: Record<never, never>) =>
      'this is no OpenAPI document: it says neither "openapi:" with 3.0 or 3.1 nor "swagger:" with 2.0 at its top; and no Postman collection, whose info.schema says v2.0.0 or v2.1.0',
  ),
  'not-environment': error(
    (_: Record<never, never>) => 'this is no environment of Postman: it has no list "values"; export one with ⋯ › Export beside its name',
  ),
  'import-onto-specs': error(
    (a: { folder: string }) => `${a.folder} holds specs that no import wrote, which would be lost; name another folder with --out`,
  ),
  'source-notes': warning(
    (a: { count: number; file: string }) =>
      `${a.count === 1 ? 'one thing' : `${thousands(a.count)} things`} in this document ${a.count === 1 ? 'is' : 'are'} not part of the contract; postern import --list ${a.file} tells what and where`,
  ),
  'unknown-operation': error(
    (a: { id: string; suggestion?: string }) =>
      `the document has no operation "${a.id}"${a.suggestion === undefined ? '; a new endpoint needs a method and a path' : meant(a.suggestion)}`,
  ),

  // The language
  'unknown-key': error(
    (a: { key: string; where: string; suggestion?: string; known?: string }) =>
      `unknown key "${a.key}" in ${a.where}${a.suggestion === undefined ? `; known are ${a.known ?? 'none'}` : meant(a.suggestion)}`,
  ),
  'missing-key': error((a: { key: string; where: string }) => `${a.where} needs the key "${a.key}"`),
  'bad-key': error((a: { key: string; expected: string }) => `"${a.key}" is not ${a.expected}`),
  'wrong-type': error(
    (a: { expected: string; actual: string; hint: string }) =>
      `expected ${a.expected}, found ${a.actual}${a.hint === '' ? '' : `; ${a.hint}`}`,
  ),
  'bad-value': error(
    (a: { expected: string; actual: string; suggestion?: string }) => `expected ${a.expected}, found ${a.actual}${meant(a.suggestion)}`,
  ),

  // References
  'ref-remote': error(
    (a: { ref: string }) => `the reference ${quote(a.ref)} leads out of the specs folder; put a copy of the file inside it`,
  ),
  'ref-outside': error(
    (a: { ref: string }) => `the reference ${quote(a.ref)} leaves the specs folder; use a path inside it, with forward slashes`,
  ),
  'ref-no-file': error(
    (a: { file: string; suggestion?: string }) => `there is no file ${a.file} in the specs folder${meant(a.suggestion)}`,
  ),
  'ref-no-target': error(
    (a: { pointer: string; file: string; suggestion?: string }) => `there is no ${a.pointer} in ${a.file}${meant(a.suggestion)}`,
  ),
  'ref-siblings': error((a: { key: string }) => `"${a.key}" stands beside $ref and would be lost; outside of schemas a $ref stands alone`),
  'ref-bomb': error(
    (a: { most: number; deep: number }) =>
      `references lead to more than ${thousands(a.most)} values, or more than ${a.deep} of them follow each other; refer to less`,
  ),
  'ref-cycle': error((a: { ref: string }) => `the reference ${quote(a.ref)} leads back to itself`),

  // Between files
  'no-api-file': error((a: { api: string }) => `there is no api.yaml in the folder ${a.api}; it names the API and says how to get a token`),
  'api-name': error(
    (a: { api: string }) =>
      `the folder ${quote(a.api)} cannot be the name of an API, which files and commands are called by; use lower-case letters, digits, "-", "_" and ".", a letter or digit first`,
  ),
  'environment-name': error(
    (a: { name: string }) =>
      `${quote(a.name)} cannot be the name of an environment, which files and commands are called by; use letters, digits, "-", "_" and ".", a letter or digit first`,
  ),
  'no-environment': error((a: { api: string }) => `${a.api} has no environment; write one in environments/dev.yaml`),
  'no-endpoint': error((a: { api: string; source?: string }) =>
    a.source === undefined
      ? `${a.api} has neither an endpoint nor auth; write endpoints in endpoints/*.yaml`
      : `${a.source} describes no operation under "paths", so ${a.api} has nothing to send; write endpoints in endpoints/*.yaml`,
  ),
  'second-api-file': error((a: { file: string }) => `the API is already described in ${a.file}; only one of the two files can count`),
  'misplaced-file': error(
    (a: { folder: string; suggestion: string }) => `nothing reads the files in the folder "${a.folder}"${meant(a.suggestion)}`,
  ),
  'unused-file': warning(
    (_: Record<never, never>) => 'nothing uses this file: it is not in endpoints/ or environments/, and no $ref names it',
  ),
  'duplicate-id': error((a: { id: string; of: string }) => `${a.of} "${a.id}" is already there; choose another name for one of the two`),
  'undefined-variable': error(
    (a: { name: string; environment: string; suggestion?: string; because?: string }) =>
      `{{${a.name}}}${a.because === undefined ? '' : `, ${a.because},`} is not defined in the environment ${a.environment}${a.suggestion === undefined ? '; add it to its variables or secrets' : meant(a.suggestion)}`,
  ),
  'unused-variable': warning((a: { name: string }) => `nothing uses {{${a.name}}}`),
  'unknown-dynamic-variable': error(
    (a: { name: string; suggestion?: string }) => `Postman has no dynamic variable {{${a.name}}}${meant(a.suggestion)}`,
  ),
  'reserved-variable': error(
    (a: { name: string }) => `{{${a.name}}} is what the collection itself calls the token's state; choose another name`,
  ),
  'literal-secret': error((a: { what: string; instead: string }) => `${a.what} stands here in plain text; ${a.instead}`),
  'secret-variable': error(
    (a: { name: string }) => `{{${a.name}}} is called like a secret; move it from variables to secrets, so that no report shows its value`,
  ),
  'assertion-algorithm': error(
    (a: { algorithm: string; method: string; fitting: string }) => `${a.algorithm} does not fit ${a.method}, which signs with ${a.fitting}`,
  ),
  'assertion-unused': error((a: { key: string; method: string }) => `"${a.key}" has no meaning for ${a.method}; take it out`),
  'url-scheme': error((a: { url: string; scheme?: string }) => {
    if (a.scheme === undefined) return `the address ${quote(a.url)} has no scheme; write https://… (or http://…)`;
    return /^https?$/i.test(a.scheme)
      ? `the address ${quote(a.url)} names no server; write one after the two slashes`
      : `the address ${quote(a.url)} has the scheme ${a.scheme}; only https and http work`;
  }),
  'url-slash': error((a: { url: string }) => `the address ${quote(a.url)} ends in a slash, and paths begin with one; take it off`),
  'path-form': error((a: { part: string; reason: string }) => `${quote(a.part)} cannot stand in a path; ${a.reason}`),
  'path-value': error(
    (a: { name: string }) =>
      `the path parameter {${a.name}} has no value; give it one under parameters.path, or a schema that one can be made from`,
  ),
  'path-unknown': error(
    (a: { name: string; path: string; suggestion?: string }) => `the path ${quote(a.path)} has no {${a.name}}${meant(a.suggestion)}`,
  ),
  'parameter-value': error(
    (a: { name: string }) =>
      `the parameter "${a.name}" is required and has no example; the documented request needs a value: give it one, or a schema that one can be made from`,
  ),
  'parameter-style': error((a: { style: string; place: string; styles: string }) => {
    const place = a.place === 'path' || a.place === 'query' ? `the ${a.place}` : `a ${a.place}`;
    return `a parameter in ${place} cannot be written in the style ${a.style}; it has to be ${a.styles.replace(/, (?=\w+$)/, ' or ')}`;
  }),
  'header-name': error((a: { name: string }) => `"${a.name}" cannot be the name of a header`),
  'duplicate-header': error(
    (a: { name: string; earlier: string }) =>
      `the header "${a.name}" is already there as "${a.earlier}": in names of headers letter case counts for nothing (RFC 9110 section 5.1)`,
  ),
  'header-value': error(
    (a: { name: string }) =>
      `the value of the header "${a.name}" holds a line break or another control character, which no header can; write it in one line`,
  ),
  'no-success': error(
    (a: { id: string }) => `${a.id} documents no answer of the kind 2xx; write one, or name the documented status under expect`,
  ),
  'unexercised-success': warning(
    (a: { id: string; status: number }) =>
      `no request of ${a.id} expects the ${a.status} that is documented here, so nothing checks it; write a case that does`,
  ),
  'undocumented-status': error(
    (a: { status: number; documented: string }) =>
      `the status ${a.status} is not documented for this endpoint; documented are ${a.documented}`,
  ),
  'no-contract': error(
    (a: { status: string }) => `nothing says what the body of the ${a.status} answer looks like; give it a schema, or readAs: none`,
  ),
  'unread-schema': error(
    (a: { status: string }) =>
      `readAs: none says that nobody reads the body of the ${a.status} answer, so its schema checks nothing; take one away`,
  ),
  'no-body': error(
    (a: { answer: string; key: string }) =>
      `${a.answer} never has a body (RFC 9110 section 6.4.1), so what "${a.key}" says of one cannot hold; take it away`,
  ),
  'no-example': error((a: { what: string; reason: 'no schema' | 'schema' }) => {
    const why = a.reason === 'schema' ? 'none can be made from its schema' : 'no schema that one can be made from';
    return `${a.what} has no example, and ${why}; write one under "example": readers see it, and the mock and the documented request send it`;
  }),
  'unknown-endpoint': error((a: { id: string; suggestion?: string }) => `there is no endpoint "${a.id}"${meant(a.suggestion)}`),
  'after-cycle': error((a: { cycle: string }) => `there is no order in which these can be sent: ${a.cycle}; take one after: out`),
  'after-folder': error(
    (a: { id: string; folder: string; own: string }) =>
      `${a.id} is in the folder ${quote(a.folder)}, which is sent after ${quote(a.own)}; put ${quote(a.folder)} before ${quote(a.own)} in folders: of api.yaml, or both endpoints into one folder`,
  ),
  'uncaptured-variable': error(
    (a: { name: string; suggestion?: string }) =>
      `{{${a.name}}} is in no environment, and no step before this one captures it${meant(a.suggestion)}`,
  ),
  'captured-variable': error(
    (a: { name: string }) =>
      `{{${a.name}}} is already a variable of an environment, which would be used instead; capture it under another name`,
  ),
  'test-syntax': error((a: { reason: string }) => `this is not JavaScript: ${a.reason}`),
  'unknown-folder': error(
    (a: { name: string; suggestion?: string }) => `no file of endpoints has the folder ${quote(a.name)}${meant(a.suggestion)}`,
  ),
  'no-auth': error((_: Record<never, never>) => 'this asks for a token, and api.yaml has no auth that says where to get one'),
  'body-files': error((a: { contentType: string }) => `a body of ${a.contentType} has no parts that are files; multipart/form-data has`),
  'body-shape': error((a: { contentType: string; expected: string }) => `what a body of ${a.contentType} sends has to be ${a.expected}`),

  // Schemas
  'example-breaks-schema': error((a: { what: string; finding: string }) => `${a.what} breaks its own schema ${a.finding}`),
  'schema-unresolved-reference': error(
    (a: { reference: string }) => `the schema reference ${quote(a.reference)} leads nowhere: there is no such place in the specs folder`,
  ),
  'schema-endless-reference': error(
    (a: { reference: string }) => `the schema reference ${quote(a.reference)} leads back to itself, so it says nothing`,
  ),
  'schema-unknown-keyword': error(
    (a: { keyword: string; nearest?: string }) => `JSON Schema 2020-12 has no keyword "${a.keyword}"${meant(a.nearest)}`,
  ),
  'schema-foreign-keyword': error(
    (a: { keyword: string; instead: string }) => `"${a.keyword}" is not a keyword of JSON Schema 2020-12 like that; use ${a.instead}`,
  ),
  'schema-invalid-keyword': error(
    (a: { keyword: string; expected: string; nearest?: string }) =>
      `the value of "${a.keyword}" has to be ${a.expected}${meant(a.nearest)}`,
  ),
  'schema-invalid-pattern': error(
    (a: { pattern: string; reason: string }) => `${quote(a.pattern)} is not a regular expression (ECMA-262, with the u flag): ${a.reason}`,
  ),
  'schema-unknown-dialect': error(
    (a: { dialect: string }) => `the dialect ${quote(a.dialect)} is not known; schemas are JSON Schema 2020-12`,
  ),
  'schema-unknown-vocabulary': error(
    (a: { vocabulary: string }) => `the dialect needs the vocabulary ${quote(a.vocabulary)}, which is not known`,
  ),
  'schema-not-a-schema': error((_: Record<never, never>) => 'a JSON Schema is a map, true or false'),
  'schema-duplicate-identifier': error(
    (a: { identifier: string }) => `the identifier ${quote(a.identifier)} is already that of another schema`,
  ),
  'schema-unknown-format': warning((a: { format: string }) => `the format "${a.format}" is not known, so nothing checks it`),
  'schema-misspelt-format': error(
    (a: { format: string; nearest: string }) => `the format "${a.format}" is not known, so nothing would check it${meant(a.nearest)}`,
  ),

  // The command line and what a run is given
  'unknown-api': error(
    (a: { api: string; known: string; suggestion?: string }) =>
      `there is no API "${a.api}" in the specs${a.suggestion === undefined ? `; known are ${a.known}` : meant(a.suggestion)}`,
  ),
  'unknown-environment': error(
    (a: { environment: string; api: string; known: string; suggestion?: string }) =>
      `${a.api} has no environment "${a.environment}"${a.suggestion === undefined ? `; it has ${a.known}` : meant(a.suggestion)}`,
  ),
  'unknown-variable': error(
    (a: { name: string; environment: string; suggestion?: string }) =>
      `the environment ${a.environment} has no variable "${a.name}"${meant(a.suggestion)}`,
  ),
  'missing-value': error(
    (a: { name: string; environment: string; from?: string }) =>
      `{{${a.name}}} has no value for ${a.environment}; ${a.from === undefined ? '' : `set ${a.from} in the process or in .env, or `}give --var ${a.name}=…`,
  ),
  'missing-process-variable': error(
    (a: { from: string; what: string }) => `${a.what} is taken from ${a.from}, which has no value; set it in the process or in .env`,
  ),
  'tls-file': error((a: { file: string; what: string; reason: string }) => `${quote(a.file)} cannot be used as ${a.what}: ${a.reason}`),
  'unverified-production': error(
    (a: { environment: string }) =>
      `${a.environment} is a production environment, whose servers have to show valid certificates; take "verify: false" out, or insist with --insecure`,
  ),
  'proxy-address': error(
    (a: { from: string }) => `${a.from} does not hold the address of a proxy, such as http://user:password@proxy.example.com:8080`,
  ),
  'unfit-selection': error(
    (a: { option: string; word: string; suggestion?: string }) => `${a.option} ${quote(a.word)} fits no request${meant(a.suggestion)}`,
  ),
  'nothing-selected': error((a: { since: string | undefined }) =>
    a.since === undefined
      ? 'no request fits all that is asked for; each option fits some, so leave one out'
      : `no request fits all that is asked for; it may be that no spec has changed since ${quote(a.since)}`,
  ),
  git: error((a: { since: string; reason: string }) => `git cannot tell what has changed since ${quote(a.since)}: ${a.reason}`),
  'results-unreadable': error(
    (a: { file: string; reason: string }) => `${a.file} does not hold the results of a run: ${a.reason}; write them with --results FILE`,
  ),
  'results-stale': error(
    (a: { file: string; title: string }) =>
      `${a.file} has a result for ${quote(a.title)}, which is not in the specs; merge with the specs that were run`,
  ),
  'results-mixed': error(
    (a: { api: string; first: string; second: string }) =>
      `the results for ${a.api} are of two environments, ${quote(a.first)} and ${quote(a.second)}; merge those of one`,
  ),
  'no-specs': error(
    (a: { folder: string }) => `there are no specs in ${a.folder}; an API is a folder with an api.yaml (--specs names another place)`,
  ),
  'file-unreadable': error((a: { file: string; reason: string }) => `${a.file} cannot be read: ${a.reason}`),
  'file-unwritable': error((a: { file: string; reason: string }) => `${a.file} cannot be written: ${a.reason}`),
  'export-format': error((a: { file: string }) => `${a.file} has to end in .json, .yaml or .yml, which says how the document is written`),
  'unknown-reporter': error(
    (a: { name: string; known: string; suggestion?: string }) =>
      `there is no reporter ${quote(a.name)}${a.suggestion === undefined ? '; there' : `${meant(a.suggestion)} There`} are ${a.known}`,
  ),
  'newman-reporter': error((a: { name: string; known: string; package?: string; suggestion?: string }) => {
    const way = a.package === undefined ? '; take' : `; install it (npm install ${a.package}), or take`;
    const hint = a.suggestion === undefined ? way : `${meant(a.suggestion)} Take`;
    return `there is no reporter ${quote(a.name)} here${hint} one that Newman brings along: ${a.known}`;
  }),
  'newman-reporter-failed': error((a: { names: string; reason: string }) => `${a.names} failed, so the report is not whole: ${a.reason}`),
  'reporter-file': error(
    (a: { name: string; example: string }) => `the reporter ${a.name} writes a file; say which: --reporter ${a.name}=${a.example}`,
  ),
  'reporter-no-file': error((a: { name: string }) => `the reporter ${a.name} writes no file; write --reporter ${a.name}`),
  'reporter-same-file': error((a: { file: string }) => `two reporters write ${a.file}; give each a file of its own`),
  'fixed-address': error(
    (a: { address: string }) =>
      `the address ${quote(a.address)} does not begin with a {{variable}}, so nothing can be sent to the mock instead`,
  ),
  defect: error((a: { reason: string }) => `a defect in Postern itself, please report it: ${a.reason}`),
  usage: error((a: { reason: string }) => a.reason),
} satisfies Record<string, Entry>;

export type ProblemCode = keyof typeof entries;
/** What the sentence of a code needs. */
export type ProblemArgs<C extends ProblemCode> = Parameters<(typeof entries)[C]['text']>[0];

/** Every code there is. */
export const problemCodes: readonly ProblemCode[] = Object.keys(entries) as ProblemCode[];

/**
 * The sentence of a problem, in one line. What comes from a spec is cut when it is very long, its line breaks become
 * visible, and what has the form of a secret is left out.
 */
export function wordingOf(code: ProblemCode, args: Args): string {
  const shown = Object.fromEntries(Object.entries(args).map(([name, value]) => [name, typeof value === 'string' ? inline(value) : value]));
  return (entries[code].text as (args: Args) => string)(shown);
}

function inline(text: string): string {
  const shown = withoutSecretForms(text).replace(/\r?\n/g, '␊');
  return shown.length > longest ? `${shown.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : shown;
}

export function severityOf(code: ProblemCode): 'error' | 'warning' {
  return entries[code].severity;
}

/** 200000 as 200,000. */
function thousands(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

function quote(text: string): string {
  return JSON.stringify(text);
}
