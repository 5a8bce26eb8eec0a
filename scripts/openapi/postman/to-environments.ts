import type { Json } from '../../source/json.ts';
import { kebab, UniqueNames, upperSnake } from '../names.ts';
import type { Notes } from '../notes.ts';
import type { Field } from './collection.ts';
import { isSecret, type Variables } from './names.ts';

/** An environment that came with the collection. */
export interface GivenEnvironment {
  readonly name: string;
  readonly variables: readonly Field[];
}

/** Addresses that requests begin with, by the variable that holds each. */
export type Addresses = ReadonlyMap<string, string>;

/** The environments of a spec: those that are given, else one of the collection's own variables. Secrets have no values in them. */
export function toEnvironments(
  title: string,
  api: string,
  own: readonly Field[],
  given: readonly GivenEnvironment[],
  addresses: Addresses,
  variables: Variables,
  notes: Notes,
  file: string,
): { readonly id: string; readonly value: Json }[] {
  const names = new UniqueNames();
  const environments = given.length > 0 ? given : [{ name: `${title} default`, variables: [] }];
  return environments.map((environment) => {
    // "Peddler production" of the API peddler is production.
    const words = kebab(environment.name).replace(new RegExp(`^${kebab(api)}-(?=.)`), '');
    const id = names.take(given.length > 0 ? words || 'environment' : 'default');
    // What an environment says wins over what the collection says.
    const fields = new Map(
      [...own, ...environment.variables].filter(({ disabled }) => !disabled).map((field) => [variables.nameOf(field.key), field]),
    );
    const from = (name: string): string => upperSnake(environments.length > 1 ? `${api}-${id}-${name}` : `${api}-${name}`);
    const plain: [string, Json][] = [];
    const secrets = new Map<string, Json>();
    for (const [name, value] of addresses) plain.push([name, value]);
    for (const name of variables.used) {
      if (addresses.has(name) || secrets.has(name)) continue;
      const field = fields.get(name);
      const described = variables.secrets.get(name) ?? field?.description;
      const description = described === undefined ? {} : { description: variables.shown(described) };
      if (variables.secrets.has(name) || (field && isSecret(field)) || isSecret(emptyField(name)))
        secrets.set(name, { ...description, from: from(name) });
      else plain.push([name, variableOf(field, name, description, from(name), fields, variables)]);
    }
    for (const [name, field] of fields) {
      if (!variables.used.has(name) && !addresses.has(name))
        notes.add('variable', { file, pointer: '/variable' }, `${field.key} is used by no request`);
    }
    return {
      id,
      value: {
        name: environment.name,
        kind: /\b(prod|production|live)\b/i.test(environment.name) ? 'production' : 'development',
        ...(plain.length > 0 ? { variables: Object.fromEntries(plain) } : {}),
        ...(secrets.size > 0 ? { secrets: Object.fromEntries(secrets) } : {}),
      },
    };
  });
}

function variableOf(
  field: Field | undefined,
  name: string,
  description: { readonly description?: string },
  from: string,
  fields: ReadonlyMap<string, Field>,
  variables: Variables,
): Json {
  const value = field && expanded(field.value, fields, variables);
  if (value === undefined || value === '' || /\{\{/.test(value)) {
    return {
      description: description.description ?? `What the collection calls {{${name}}}; it has no value there.`.replace(/\{\{|\}\}/g, '"'),
      required: true,
      from,
    };
  }
  return description.description === undefined ? value : { ...description, value };
}

/** A value with the variables in it filled in, as far as they are no secrets. */
export function expanded(value: string, fields: ReadonlyMap<string, Field>, variables: Variables): string {
  let text = value;
  for (let round = 0; round < 5 && text.includes('{{'); round++) {
    text = text.replace(/\{\{\s*([^{}]+?)\s*\}\}/g, (whole, name: string) => {
      const field = fields.get(variables.nameOf(name));
      return field === undefined || isSecret(field) ? whole : field.value;
    });
  }
  return variables.shown(text);
}

function emptyField(key: string): Field {
  return { key, value: '', description: undefined, disabled: false, type: undefined, src: undefined };
}
