/** A variable's name as a segment of a path: `apiEndpoint` → `api-endpoint`, `X_TOKEN url` → `x-token-url`. */
export function kebab(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').replace(/([A-Z])([A-Z][a-z])/g, '$1-$2');
  return (
    words
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .toLowerCase() || 'variable'
  );
}
