/** Variables that the collection's own scripts use (see postman/sandbox). */
export const reservedVariables: readonly string[] = [
  'accessToken',
  'oauthToken',
  'basicUsername',
  'basicPassword',
  'clientAssertion',
  'allowWrites',
];
