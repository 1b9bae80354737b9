// Terraform's notation for types, both ways.
import { describe, expect, test } from 'vitest';
import type { ValueType } from './type.ts';
import { typeFromJson, typeToJson } from './type-json.ts';

const cases: [json: unknown, type: ValueType][] = [
  ['string', { kind: 'string' }],
  ['bool', { kind: 'bool' }],
  ['number', { kind: 'number' }],
  ['dynamic', { kind: 'dynamic' }],
  [['list', 'string'], { kind: 'list', element: { kind: 'string' } }],
  [['set', ['map', 'bool']], { kind: 'set', element: { kind: 'map', element: { kind: 'bool' } } }],
  [['tuple', ['string', 'number']], { kind: 'tuple', elements: [{ kind: 'string' }, { kind: 'number' }] }],
  [['object', { a: 'string' }], { kind: 'object', attributes: { a: { kind: 'string' } } }],
];

test.each(cases)('%j', (json, type) => {
  expect(typeToJson(type)).toEqual(json);
  expect(typeFromJson(json)).toEqual(type);
});

test('a whole number is a number to Terraform', () => {
  expect(typeToJson({ kind: 'list', element: { kind: 'int64' } })).toEqual(['list', 'number']);
});

test('optional members of an object type do not matter here', () => {
  expect(typeFromJson(['object', { a: 'string' }, ['a']])).toEqual({
    kind: 'object',
    attributes: { a: { kind: 'string' } },
  });
});

describe('refuses what is no type', () => {
  test.each([['int'], ['constructor'], [['list']], [['bag', 'string']], [['object', 'a']], [null], [5]])(
    '%j',
    (json) => {
      expect(() => typeFromJson(json)).toThrow(TypeError);
    },
  );
});
