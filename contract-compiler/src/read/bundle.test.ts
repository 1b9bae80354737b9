// Files become one document, and a reference that leads nowhere is told with its place.
import { expect, test } from 'vitest';
import { bundle } from './bundle.ts';
import type { ContractFiles } from './files.ts';

function files(more: ContractFiles = {}): ContractFiles {
  return {
    'openapi.yaml': {
      openapi: '3.1.0',
      paths: { '/pools': { $ref: 'paths/pools.yaml#/collection' } },
      components: { securitySchemes: {} },
    },
    'paths/pools.yaml': {
      collection: { get: { parameters: [{ $ref: '../components/parameters.yaml#/limit' }] } },
    },
    'schemas/b.yaml': { Pool: { items: { $ref: 'a.yaml#/Name' } }, Pools: { items: { $ref: '#/Pool' } } },
    'schemas/a.yaml': { Name: { type: 'string' } },
    'components/parameters.yaml': { limit: { name: 'limit', schema: { $ref: '../schemas/a.yaml#/Name' } } },
    'components/headers.yaml': {},
    'components/responses.yaml': {},
    ...more,
  };
}

test('references between files become references inside the document', () => {
  expect(bundle(files())).toEqual({
    openapi: '3.1.0',
    paths: { '/pools': { get: { parameters: [{ $ref: '#/components/parameters/limit' }] } } },
    components: {
      securitySchemes: {},
      schemas: {
        Name: { type: 'string' },
        Pool: { items: { $ref: '#/components/schemas/Name' } },
        Pools: { items: { $ref: '#/components/schemas/Pool' } },
      },
      parameters: { limit: { name: 'limit', schema: { $ref: '#/components/schemas/Name' } } },
      headers: {},
      responses: {},
      examples: {},
    },
  });
});

test('schemas are in the order of their names, whatever file they are in', () => {
  expect(Object.keys(bundle(files()).components.schemas)).toEqual(['Name', 'Pool', 'Pools']);
});

test.each<[string, ContractFiles, string]>([
  [
    'a schema that exists twice',
    { 'schemas/c.yaml': { Pool: {} } },
    'schemas/c.yaml: the schema Pool exists twice; rename one of them',
  ],
  [
    'a reference that leads nowhere',
    { 'schemas/c.yaml': { Card: { $ref: 'a.yaml#/Nmae' } } },
    '#/components/schemas/Card: #/components/schemas/Nmae does not exist; correct the reference',
  ],
  [
    'a reference into a list of paths',
    { 'schemas/c.yaml': { Card: { $ref: '../paths/pools.yaml#/collection' } } },
    'paths/pools.yaml: nothing may refer to this file; move the part to schemas/ or components/',
  ],
  [
    'a path that leads nowhere',
    { 'paths/pools.yaml': {} },
    'openapi.yaml: /pools points at paths/pools.yaml#/collection, which does not exist; correct it',
  ],
])('%s', (_name, more, message) => {
  expect(() => bundle(files(more))).toThrow(message);
});
