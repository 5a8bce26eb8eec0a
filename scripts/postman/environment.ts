import type { Api, Environment } from '../model/model.ts';
import type { EnvironmentFile } from './collection-types.ts';
import { stableId } from './id.ts';

/** An environment as Postman imports it: descriptions and the type of each variable, and never the value of a secret. */
export function environmentFile(environment: Environment, api: Api): EnvironmentFile {
  return {
    id: stableId(api.id, 'environment', environment.id),
    name: environment.name,
    values: environment.variables.map((variable) => ({
      key: variable.name,
      value: variable.secret ? '' : (variable.value ?? ''),
      type: variable.secret ? 'secret' : 'default',
      enabled: true,
      ...(variable.description ? { description: variable.description } : {}),
    })),
    _postman_variable_scope: 'environment',
  };
}
