/** The `{{name}}` in a text: what Postman fills in when a request is sent. The pattern is Postman's own. */
const variable = /\{\{([^{}]*)\}\}/g;

/** The names of the variables in `text`, in order, each with its offset; `$name` is one of Postman's dynamic variables. */
export function variablesIn(text: string): { readonly name: string; readonly offset: number }[] {
  if (!text.includes('{{')) return [];
  return [...text.matchAll(variable)].map((match) => ({ name: match[1] ?? '', offset: match.index }));
}

/** `text` with each variable replaced by what `known` has for it; one that it does not know stays as it is. */
export function fillIn(text: string, known: (name: string) => string | undefined): string {
  return text.replace(variable, (whole, name: string) => known(name) ?? whole);
}
