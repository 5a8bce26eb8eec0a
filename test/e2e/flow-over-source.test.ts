// An API that is described by an OpenAPI document, with flows of its own files over the operations of the document.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { Folder, postern } from '../support/specs.ts';

const pet = '{ $ref: "#/components/schemas/Pet" }';
const document = `openapi: 3.0.3
info: { title: Pets, version: "1" }
servers: [{ url: https://pets.example.com }]
paths:
  /pets:
    post:
      operationId: addPet
      requestBody: { required: true, content: { application/json: { schema: ${pet}, example: { name: Rex } } } }
      responses:
        "201": { description: Added, content: { application/json: { schema: ${pet}, example: { id: p-1, name: Rex } } } }
  /pets/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string }, example: p-0 }]
    get:
      operationId: getPet
      responses:
        "200": { description: The pet, content: { application/json: { schema: ${pet}, example: { id: p-1, name: Rex } } } }
        "404": { description: No such pet }
    delete:
      operationId: deletePet
      responses: { "204": { description: Gone } }
components:
  schemas:
    Pet: { type: object, required: [name], properties: { id: { type: string, readOnly: true }, name: { type: string } } }
`;

const flow = `flows:
  - id: life
    name: A pet is added, found and taken away
    steps:
      - endpoint: add-pet
        capture: { petId: /id }
      - endpoint: get-pet
        parameters: { path: { id: "{{petId}}" } }
        expect: { status: 200, equals: { /name: Rex, /id: "{{petId}}" } }
      - endpoint: delete-pet
        parameters: { path: { id: "{{petId}}" } }
      - endpoint: get-pet
        parameters: { path: { id: p-none } }
        expect: 404
`;

const files = { 'specs/pets/api.yaml': 'source: openapi.yaml\n', 'specs/pets/openapi.yaml': document, 'specs/pets/flows/life.yaml': flow };

describe('a flow over the operations of a document', () => {
  it('captures from one and sends to the next', async () => {
    using work = new Folder(files);
    const { exit, stdout, stderr } = await postern(['run', '--mock', '--serial', '--format', 'json'], work.path);
    expect(exit, stderr).to.equal(0);
    const [result] = JSON.parse(stdout).results;
    const steps = result.requests.filter(({ kind }: { kind: string }) => kind === 'step');
    expect(steps.map(({ endpoint, status, line }: Record<string, unknown>) => [endpoint, status, line])).to.deep.equal([
      ['add-pet', 201, 5],
      ['get-pet', 200, 7],
      ['delete-pet', 204, 10],
      ['get-pet', 404, 12],
    ]);
  });

  it('names the operation that may be meant where there is none', async () => {
    using work = new Folder({ ...files, 'specs/pets/flows/life.yaml': flow.replace('endpoint: delete-pet', 'endpoint: delet-pet') });
    const { exit, stderr } = await postern(['compile'], work.path);
    expect(exit).to.equal(2);
    expect(stderr)
      .to.match(/flows\/life\.yaml:10:19 {2}error unknown-endpoint/)
      .and.include('delete-pet');
  });
});
