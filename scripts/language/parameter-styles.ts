// Where a parameter may stand, and how it may be written there (OpenAPI 3.1, Parameter Object, "style").

export type ParameterPlace = 'path' | 'query' | 'header' | 'cookie';

/** The styles of each place; the first is that of a parameter that names none. */
export const parameterStyles = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form'],
} as const satisfies Readonly<Record<ParameterPlace, readonly [string, ...string[]]>>;

export type ParameterStyle = (typeof parameterStyles)[ParameterPlace][number];

/** The style of a parameter that names none. */
export function defaultStyle(place: ParameterPlace): ParameterStyle {
  return parameterStyles[place][0];
}

/** Every style of a place. */
export function stylesOf(place: ParameterPlace): readonly ParameterStyle[] {
  return parameterStyles[place];
}
