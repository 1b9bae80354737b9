import { describe, expect, test } from 'vitest';
import type { Schema } from '../read/schema.ts';
import { expandNamed } from './named-parts.ts';

const part = (more: Schema = {}): Schema => ({
  type: 'object',
  'x-hikube-name': 'Size',
  description: 'A size.',
  properties: { cpu: { type: 'integer' } },
  ...more,
});
const holder = (size: Schema, more: Schema = {}): Schema => ({
  type: 'object',
  properties: { size },
  ...more,
});
const derived = (as: 'create' | 'patch'): Schema => ({ 'x-hikube-derive': { from: 'Pool', as } });
const SOURCES = { Pool: {}, PoolCreate: derived('create'), PoolPatch: derived('patch') };
const $ref = '#/components/schemas/Size';

describe('a named part', () => {
  test('becomes a schema, and what the place says of it stays there', () => {
    const facts = { class: 'input' } as const;
    const result = expandNamed({ Pool: holder(part({ 'x-hikube-terraform': facts })) }, SOURCES);
    expect(result['Pool']?.properties).toEqual({ size: { $ref, 'x-hikube-terraform': facts } });
    const { 'x-hikube-name': _name, ...own } = part();
    expect(result['Size']).toEqual(own);
  });

  test('of the same shape is shared, whatever Terraform is told of it', () => {
    const cpu = { type: 'integer', 'x-hikube-terraform': { class: 'input' } } as const;
    const pools = { PoolCreate: holder(part()), Pool: holder(part({ properties: { cpu } })) };
    const result = expandNamed(pools, SOURCES);
    expect(Object.keys(result)).toEqual(['Pool', 'PoolCreate', 'Size']);
    expect(result['Size']?.properties).toEqual({ cpu });
  });

  test('of another shape has the name of its form', () => {
    const create = holder(part({ required: ['cpu'] }));
    const patch = holder(
      part({ type: ['object', 'null'], properties: { cpu: { type: ['integer', 'null'] } } }),
    );
    const result = expandNamed({ PoolCreate: create, PoolPatch: patch, Pool: holder(part()) }, SOURCES);
    expect(result['PoolCreate']?.properties).toEqual({ size: { $ref: `${$ref}Create` } });
    expect(result['PoolPatch']?.properties).toEqual({
      size: { anyOf: [{ $ref: `${$ref}Patch` }, { type: 'null' }] },
    });
    expect(result['SizePatch']?.type).toBe('object');
  });

  test('may be in a list, in a map and in another part', () => {
    const inner: Schema = { type: 'string', 'x-hikube-name': 'Day', enum: ['mon'] };
    const outer = part({ properties: { days: { type: 'array', items: inner } } });
    const result = expandNamed({ Pool: { type: 'object', additionalProperties: outer } }, SOURCES);
    expect(result['Pool']?.additionalProperties).toEqual({ $ref });
    expect(result['Size']?.properties).toEqual({
      days: { type: 'array', items: { $ref: '#/components/schemas/Day' } },
    });
  });

  test('is refused where another one has the name', () => {
    const pools = { Pool: { type: 'object', properties: { a: part(), b: part({ maxProperties: 1 }) } } };
    expect(() => expandNamed(pools, SOURCES)).toThrow('Size: two different parts have this name');
  });
});
