// A small API that documents something of everything, for tests that break its answers.

import type { Api } from '../../scripts/model/model.ts';
import { resolveSpecs } from '../../scripts/model/resolve.ts';
import { messageOf } from '../../scripts/source/problem.ts';
import { SourceFile } from '../../scripts/source/source-file.ts';

export const parcelFiles: Readonly<Record<string, string>> = {
  'parcels/api.yaml': `name: Parcels
auth:
  grant: client_credentials
  tokenUrl: "{{baseUrl}}/token"
  refresh: { on: [401] }
  token: { refusals: off }
defaults:
  timeLimit: 20s
  refusals: off
  responses:
    401: { description: No live token., schema: { type: object, required: [error] }, example: { error: unauthorized } }
`,
  'parcels/environments/dev.yaml': `name: Parcels dev
variables: { baseUrl: https://parcels.example.com }
secrets: { clientId: {}, clientSecret: {} }
`,
  'parcels/schemas/size.yaml': `type: object
required: [unit]
properties:
  unit: { enum: [cm, in] }
  length: { type: number, exclusiveMinimum: 0 }
`,
  'parcels/endpoints/parcels.yaml': `folder: Parcels
endpoints:
  - id: get-parcel
    name: Get a parcel
    method: GET
    path: /parcels/{id}
    parameters: { path: { id: p1 } }
    responses:
      200:
        description: The parcel.
        headers:
          ETag: { schema: { pattern: '^"' }, example: '"v1"' }
          X-Remaining: { schema: { type: integer, minimum: 0 }, example: 7 }
          Link: { required: false, schema: { pattern: ^< } }
        schema:
          type: object
          required: [id, size, at]
          additionalProperties: false
          properties:
            id: { type: string, pattern: ^p }
            size: { $ref: ../schemas/size.yaml }
            at: { type: string, format: date-time }
            stops:
              type: array
              items:
                oneOf:
                  - { type: object, required: [depot], properties: { depot: { type: string } } }
                  - { type: object, required: [door], properties: { door: { type: integer } } }
        example:
          { id: p1, size: { unit: cm, length: 2.5 }, at: "2026-01-31T12:00:00Z", stops: [{ depot: Delft }, { door: 12 }] }
      404: { description: No such parcel., schema: { const: { error: none } }, example: { error: none } }
  - id: label
    name: Get a label
    method: GET
    path: /parcels/{id}/label
    parameters: { path: { id: p1 } }
    responses:
      200: { description: The label., contentType: text/plain; charset=utf-8, schema: { type: string, pattern: ^\\^XA }, example: ^XA^XZ }
`,
};

/** The API, and its texts for finding a line. */
export function parcels(files: Readonly<Record<string, string>> = parcelFiles): {
  api: Api;
  lineOf: (file: string, line: number) => string;
} {
  const { apis, problems } = resolveSpecs({ root: 'specs', files: new Map(Object.entries(files)) });
  const [api] = apis;
  if (!api || problems.length > 0)
    throw new Error(problems.map((found) => `${found.span?.file}:${found.span?.start.line} ${messageOf(found)}`).join('\n'));
  return { api, lineOf: (file, line) => new SourceFile(file, files[file.replace(/^specs\//, '')] ?? '').line(line).trim() };
}
