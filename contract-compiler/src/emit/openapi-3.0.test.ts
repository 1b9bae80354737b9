import { describe, expect, test } from 'vitest';
import { loadContract } from '../contract.ts';
import { fixture } from '../lint/testing/fixture.ts';
import type { Json, Schema } from '../read/schema.ts';
import { openapi30 } from './openapi-3.0.ts';
import { portable } from './portable.ts';
import { publish } from './publish.ts';

/** What becomes of a schema. */
function told(schema: Schema | { nullable?: boolean }): Json | undefined {
  const { document } = fixture();
  document.info.license = { name: 'Apache-2.0', identifier: 'Apache-2.0' };
  document.components.schemas['Tried'] = schema as Schema;
  return (openapi30(document) as never as typeof document).components.schemas['Tried'] as Json;
}

const $ref = '#/components/schemas/Name';
const POOL = '#/components/schemas/PoolStatus';

test.each<[string, Schema, object]>([
  [
    'a type with null',
    { type: ['string', 'null'], maxLength: 3 },
    { type: 'string', maxLength: 3, nullable: true },
  ],
  [
    'an object or null',
    { description: 'One.', anyOf: [{ $ref: POOL }, { type: 'null' }] },
    { description: 'One.', allOf: [{ $ref: `${POOL}OrNull` }] },
  ],
  [
    'an enum or null',
    { description: 'One.', anyOf: [{ type: 'string', enum: ['a'] }, { type: 'null' }] },
    { type: 'string', enum: ['a'], description: 'One.', nullable: true },
  ],
  [
    'words beside a reference',
    { $ref, description: 'A pool.' },
    { allOf: [{ $ref }], description: 'A pool.' },
  ],
  ['a mere reference', { $ref }, { $ref }],
  [
    'an open enum',
    { 'x-hikube-enum': 'open', anyOf: [{ type: 'string', enum: ['a', 'b'] }, { type: 'string' }] },
    { 'x-hikube-enum': 'open', type: 'string', 'x-extensible-enum': ['a', 'b'] },
  ],
  [
    'a text whose format clients have a type for',
    { type: 'string', format: 'date-time', maxLength: 40 },
    { type: 'string', format: 'date-time' },
  ],
  [
    'a set of objects',
    { type: 'array', uniqueItems: true, items: { $ref: POOL } },
    { type: 'array', items: { $ref: POOL } },
  ],
  ['a constant', { const: 'a' }, { enum: ['a'] }],
  ['keys with a pattern', { type: 'object', propertyNames: { pattern: '^a$' } }, { type: 'object' }],
  ['a condition', { type: 'object', if: {}, else: {}, not: {} }, { type: 'object' }],
])('%s', (_name, schema, wanted) => {
  expect(told(schema)).toEqual(wanted);
});

test('what may be null everywhere needs no variant', () => {
  const { document } = fixture();
  document.info.license = { name: 'Apache-2.0', identifier: 'Apache-2.0' };
  const orNull = { anyOf: [{ $ref: '#/components/schemas/Only' }, { type: 'null' }] };
  Object.assign(document.components.schemas, {
    Only: { type: 'object' },
    User: { properties: { only: orNull } },
  });
  const { schemas } = (openapi30(document) as never as typeof document).components;
  expect(schemas['Only']).toEqual({ type: 'object', nullable: true });
  expect(schemas['User']).toMatchObject({ properties: { only: { $ref: '#/components/schemas/Only' } } });
});

test('a patch travels as plain JSON', () => {
  const { document } = fixture();
  document.info.license = { name: 'Apache-2.0', identifier: 'Apache-2.0' };
  const { paths } = openapi30(document) as never as typeof document;
  const patch = paths['/pools/{pool}']?.patch?.requestBody?.content ?? {};
  expect(Object.keys(patch)).toEqual(['application/json']);
});

test('of a request that may have two forms, JSON is left', () => {
  const { document } = fixture();
  document.info.license = { name: 'Apache-2.0', identifier: 'Apache-2.0' };
  const before = document.paths['/pools']?.post?.requestBody?.content ?? {};
  before['application/yaml'] = { schema: { type: 'string' } };
  const { paths } = openapi30(document) as never as typeof document;
  expect(Object.keys(paths['/pools']?.post?.requestBody?.content ?? {})).toEqual(['application/json']);
});

test('an object that may grow says so', () => {
  const properties = { a: { type: 'string' } };
  expect(told({ properties })).toEqual({ properties, additionalProperties: true });
  expect(told({ properties, additionalProperties: false })).toEqual({
    properties,
    additionalProperties: false,
  });
});

test('properties may have the names of words', () => {
  const properties = { not: { type: 'string' }, type: { type: 'string' }, if: { const: 1 } };
  const told30 = { properties: { ...properties, if: { enum: [1] } }, additionalProperties: true };
  expect(told({ properties })).toEqual(told30);
});

describe('the twin of the contract', async () => {
  const { document } = await loadContract();
  const twin = openapi30(portable(publish(document))) as never as typeof document;

  test('has every path, operation and schema', () => {
    const methods = (paths: object) => Object.values(paths).flatMap((item: object) => Object.keys(item));
    expect(Object.keys(twin.paths)).toEqual(Object.keys(document.paths));
    expect(methods(twin.paths)).toEqual(methods(document.paths));
    const names = Object.keys(portable(publish(document)).components.schemas);
    expect(Object.keys(twin.components.schemas)).toEqual(expect.arrayContaining(names));
  });

  test('says null in one way only, which is that of 3.0', () => {
    const text = JSON.stringify({ ...twin, components: { ...twin.components, examples: {} } });
    expect(text).not.toMatch(/"type":\s*(\[|"null")/);
    expect(text).toContain('"nullable":true');
  });
});
