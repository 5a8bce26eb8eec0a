/** A mismatch between a value and a schema. All members are plain text, ready to be shown. */
export type Finding = {
  /** JSON Pointer (RFC 6901) into the value; '' is the root. */
  pointer: string;
  /** The keyword that was not satisfied, such as `type`; '' when the validator's own depth limit was reached. */
  keyword: string;
  /** JSON Pointer fragment (RFC 6901 section 6) of that keyword in the compiled schema, such as `#/properties/a/type`. */
  location: string;
  /** What the schema asks for, in a few words that follow "expected". */
  expected: string;
  /** What is there: the value as JSON, shortened; for a missing property the names that are there. */
  actual: string;
  /** By which of several alternatives it is a mismatch, from the outside in: `the 2nd of 3`. Left out when there was nothing to choose. */
  alternatives?: string[];
};

/** A finding before it is put into words, which most never are: another alternative matches, or nobody asks. */
export type Mismatch = {
  readonly pointer: Path | undefined;
  readonly keyword: string;
  readonly location: Path | undefined;
  readonly expected: string | (() => string);
  readonly actual: string | (() => string);
  readonly alternatives?: readonly string[];
};

/** One step of a path into a value or a schema. Linked from the end, so that adding a step costs nothing. */
export type Path = { readonly up: Path | undefined; readonly token: string | number };

/** What stays the same during one validation. */
export type Run = {
  readonly root: unknown;
  readonly formats: boolean;
  /** How many findings are enough: more are not looked for. Where one is, nobody asks for its place. */
  readonly most: number;
  /** Whether the schema asks which parts of a value were evaluated (`unevaluated…`). */
  readonly marks: boolean;
  readonly patterns: Map<string, RegExp>;
  readonly plans: { get(schema: object): readonly string[] | undefined; set(schema: object, plan: readonly string[]): unknown };
  /** Set when the validator gave up because schemas were nested too deep: a `not` must not turn that into a match. */
  tooDeep: Mismatch | undefined;
};

/** The references followed since the validation arrived at the present value. */
export type Followed = { readonly schema: unknown; readonly scope: Scope; readonly up: Followed | undefined };

/** The outermost `$dynamicAnchor` of each name: name → `#` or `#/$defs/<Name>`. */
export type Scope = { readonly [anchor: string]: string };

/** Where a schema is applied. */
export type Place = {
  readonly run: Run;
  readonly pointer: Path | undefined;
  readonly location: Path | undefined;
  readonly scope: Scope;
  /** How many schemas are being applied, one inside the other. */
  readonly depth: number;
  readonly followed: Followed | undefined;
  /** The keyword whose subschema this is; '' for the root. */
  readonly keyword: string;
};

/** One schema applied to one value, and what came out of it. */
export type Frame = {
  readonly run: Run;
  readonly pointer: Path | undefined;
  readonly location: Path | undefined;
  scope: Scope;
  readonly depth: number;
  readonly followed: Followed | undefined;
  readonly schema: { readonly [keyword: string]: unknown };
  readonly value: unknown;
  readonly findings: Mismatch[];
  /** Names of properties or indexes of items that a subschema applied to: what `unevaluated…` leaves alone. */
  evaluated: Set<string | number> | undefined;
};
