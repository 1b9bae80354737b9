import { expect, test } from 'vitest';
import { loadContract } from '../contract.ts';
import type { Schema } from '../read/schema.ts';
import { fieldTable } from './fields.ts';

const POINT: Schema = {
  type: 'object',
  properties: {
    x: { type: 'integer', default: 0, 'x-hikube-terraform': { class: 'constant-default' } },
    seen: { type: 'boolean', 'x-hikube-terraform': { class: 'output' } },
  },
};

/** The fields of a cluster with this one property. */
function fieldOf(property: Schema, required: string[] = []): unknown {
  const schemas: Record<string, Schema> = {
    Cluster: { required, properties: { it: property } },
    Point: POINT,
  };
  return (fieldTable(schemas) as { Cluster: Record<string, unknown> }).Cluster['it'];
}

test.each<[string, Schema, object]>([
  ['a text', { type: 'string' }, { kind: 'text', compare: 'json' }],
  ['a number', { type: 'integer' }, { kind: 'number', compare: 'json' }],
  ['a switch', { type: 'boolean' }, { kind: 'boolean', compare: 'json' }],
  [
    'a quantity',
    { type: 'string', 'x-hikube-terraform': { class: 'input', normaliser: 'quantity' } },
    { kind: 'text', compare: 'quantity' },
  ],
  [
    'a set',
    { type: 'array', items: { type: 'string' }, 'x-hikube-terraform': { class: 'input', collection: 'set' } },
    { kind: 'list', compare: 'set' },
  ],
  ['a map', { type: 'object', additionalProperties: { type: 'string' } }, { kind: 'map', compare: 'json' }],
  ['an object of any content', { type: 'object', additionalProperties: true }, { kind: 'json' }],
  ['an object', { $ref: '#/components/schemas/Point' }, { kind: 'object', fields: { x: { default: 0 } } }],
  [
    'a choice',
    { type: 'object', minProperties: 1, maxProperties: 1, properties: { a: POINT } },
    { kind: 'choice', fields: { a: { kind: 'object' } } },
  ],
  [
    'a list of objects',
    { type: 'array', items: { $ref: '#/components/schemas/Point' } },
    { kind: 'list', elements: { x: { kind: 'number' } } },
  ],
  [
    'a map of objects',
    { type: 'object', additionalProperties: POINT },
    { kind: 'map', elements: { x: { kind: 'number' } } },
  ],
])('%s', (_name, schema, expected) => {
  expect(fieldOf(schema)).toMatchObject(expected);
});

test('what the platform sets inside an object is no field', () => {
  expect(fieldOf(POINT)).not.toHaveProperty('fields.seen');
});

test('only what nobody fills in may be absent', () => {
  expect(fieldOf({ type: 'string' })).toMatchObject({ optional: true });
  expect(fieldOf({ type: 'string' }, ['it'])).not.toMatchObject({ optional: true });
  const filled: Schema = { type: 'string', default: '', 'x-hikube-terraform': { class: 'constant-default' } };
  expect(fieldOf(filled)).not.toMatchObject({ optional: true });
});

test.each([{ class: 'output' }, { class: 'volatile' }, { class: 'output', parent: true }] as const)(
  'nobody writes %j',
  (facts) => {
    expect(fieldOf({ type: 'string', 'x-hikube-terraform': facts })).toBeUndefined();
  },
);

test('the contract: an add-on has secret values that are never shown, and no name', async () => {
  const { sources } = await loadContract();
  const { Addon } = fieldTable(sources) as { Addon: Record<string, unknown> };
  expect(Addon['secretValues']).toMatchObject({ kind: 'json', optional: true, writeOnly: true });
  expect(Object.keys(Addon)).toEqual(['version', 'valuesOverride', 'options', 'secretValues']);
});
