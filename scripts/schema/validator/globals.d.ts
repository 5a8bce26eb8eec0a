// The embedded files say these names in their comments: an import there would be read in Postman, where nothing can be imported.

type SchemaFinding = import('../types.ts').Finding;
type SchemaMismatch = import('../types.ts').Mismatch;
type SchemaPath = import('../types.ts').Path;
type SchemaRun = import('../types.ts').Run;
type SchemaScope = import('../types.ts').Scope;
type SchemaPlace = import('../types.ts').Place;
type SchemaFrame = import('../types.ts').Frame;
type SchemaObject = { readonly [name: string]: unknown };
